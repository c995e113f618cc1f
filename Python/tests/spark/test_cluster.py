"""On a cluster: processes that talk over the network, one of which is killed."""

from __future__ import annotations

import os
import pathlib
import re
import signal
import threading
import time
from typing import Any, Callable, Iterator

import pytest

from spark.conftest import Row, found_here, hostile_pile, session, sorted_lines, spark_class, table
from truecopy.spark import find_copies


@pytest.fixture(scope="module")
def hostile(bridge: pathlib.Path) -> list[Row]:
    return hostile_pile(300, bridge)


@pytest.fixture(scope="module")
def whole(hostile: list[Row], scratch: pathlib.Path) -> dict[str, list[str]]:
    return found_here(hostile, scratch / "whole")


def spread(spark: Any, rows: list[Row], folder: pathlib.Path) -> dict[str, list[str]]:
    found = find_copies(
        table(spark, rows).repartition(4),
        checkpoint=folder,
        date_col="date",
        order_col="n",
        tasks=4,
        block_texts=100,
        home_texts=30,
    )
    return sorted_lines(found)


def test_local_cluster(hostile: list[Row], whole: Any, scratch: pathlib.Path) -> None:
    spark = session("local-cluster[2,1,1024]")
    try:
        assert spread(spark, hostile, scratch / "local-cluster") == whole
    finally:
        spark.stop()


@pytest.fixture
def cluster(scratch: pathlib.Path) -> Iterator[tuple[str, list[Any]]]:
    """A master and two workers, each with the processes it starts, on the loopback."""
    started = []
    try:
        log = scratch / "master.log"
        place = "org.apache.spark.deploy"
        words = ("--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
        started.append(spark_class(f"{place}.master.Master", *words, log=log))
        url = waited_for(lambda: re.search(rb"spark://127\.0\.0\.1:\d+", log.read_bytes()))
        master = url.group().decode()
        for number in range(2):
            words = ("--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", "0")
            folder = ("--work-dir", str(scratch / f"worker-{number}"))
            name = f"{place}.worker.Worker"
            worker_log = scratch / f"worker-{number}.log"
            started.append(spark_class(name, *words, *folder, master, log=worker_log))
            waited_for(lambda: b"Successfully registered" in worker_log.read_bytes())
        yield master, started[1:]
    finally:
        for process in started:
            end(process)


def test_a_worker_killed_in_mid_run(
    cluster: tuple[str, list[Any]], hostile: list[Row], whole: Any, scratch: pathlib.Path
) -> None:
    master, workers = cluster
    folder = scratch / "standalone"
    killed: list[float] = []

    def kill() -> None:
        # While texts are on their way to their homes: what this worker wrote for others is lost.
        waited_for(lambda: (folder / "invitations.json").exists(), most=240)
        end(workers[0])
        killed.append(time.time())

    spark = session(master, **{"spark.executor.memory": "512m"})
    try:
        table(spark, hostile[:9]).repartition(4).count()
        watch = threading.Thread(target=kill, daemon=True)
        watch.start()
        lines = spread(spark, hostile, folder)
        watch.join()
    finally:
        spark.stop()
    assert lines == whole
    assert killed and killed[0] < (folder / "settling.json").stat().st_mtime


def end(process: Any) -> None:
    """Kills a process and what it started: a worker's executors are in its group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def waited_for(what: Callable[[], Any], most: float = 60) -> Any:
    until = time.monotonic() + most
    while time.monotonic() < until:
        try:
            if found := what():
                return found
        except FileNotFoundError:
            pass
        time.sleep(0.1)
    raise AssertionError("waited in vain")
