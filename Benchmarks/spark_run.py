#!/usr/bin/env python3
"""Runs truecopy.spark over a pile (JSON Lines of id and text), holds its answer against that of one machine,
and tells what each stage cost: seconds, processor seconds, bytes moved.

    python3 Benchmarks/spark_run.py --pile corpus.jsonl --work /tmp/spark
    python3 Benchmarks/spark_run.py --pile corpus.jsonl --work /tmp/spark --standalone --kill-after invitations

`--standalone` starts a master and two workers on the loopback; `--kill-after` kills one of them, with what it
wrote, when that stage is finished. Needs truecopy, pyspark 4 and Java 17.
"""

from __future__ import annotations

import argparse
import glob
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time

COUNTED = ("seconds", "jvm_cpu", "python_cpu", "moved")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    words.add_argument("--pile", required=True)
    words.add_argument("--work", required=True, help="a folder for the checkpoint, logs and the answer")
    words.add_argument("--standalone", action="store_true")
    words.add_argument("--master", default="local[2]", help="if not --standalone; local-cluster[2,1,2048] say")
    words.add_argument("--kill-after", metavar="STAGE")
    words.add_argument("--tasks", type=int, default=8)
    words.add_argument("--block-texts", type=int, help="texts of one block; that of find_copies if not given")
    words.add_argument("--codec", default="lz4", help="how Spark is set to compress")
    words.add_argument("--partitions", type=int, default=8, help="about how many the rows are read in")
    given = words.parse_args()
    work = pathlib.Path(given.work).resolve()
    (work / "events").mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in open(given.pile, encoding="utf-8")]
    size = sum(len(row["text"].encode()) for row in rows)

    started: list[subprocess.Popen[bytes]] = []
    try:
        master = standalone(work, started) if given.standalone else given.master
        record = search(given, work, rows, master, started)
    finally:
        for process in started:
            end(process)
    record.update(texts=len(rows), text_bytes=size)
    record["moved_share"] = round(record["moved"] / size, 4)
    record["as_one_machine"] = compare(work, rows)
    (work / "record.json").write_text(json.dumps(record, indent=1))
    tell(record)


def search(given, work, rows, master, started) -> dict:
    import pyarrow as pa
    import pyarrow.parquet as pq
    from pyspark.sql import SparkSession
    from truecopy.spark import find_copies

    whole = pa.table({"id": [row["id"] for row in rows], "text": [row["text"] for row in rows]})
    pq.write_table(whole, work / "pile.parquet", row_group_size=5000)
    builder = SparkSession.builder.master(master).appName("truecopy")
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.io.compression.codec": given.codec,
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": f"file://{work}/events",
        "spark.eventLog.compress": "false",
        "spark.driver.memory": "2g",
        "spark.executor.memory": "1500m",
        "spark.sql.files.maxPartitionBytes": str(max(1 << 20, whole.nbytes // given.partitions)),
    }
    for name in ("PYTHONPATH", "TRUECOPY_LIBRARY"):
        if name in os.environ:
            settings[f"spark.executorEnv.{name}"] = os.environ[name]
    for name, value in settings.items():
        builder = builder.config(name, value)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = builder.getOrCreate()
    checkpoint = work / "checkpoint"
    if given.kill_after:

        def kill() -> None:
            while not (checkpoint / f"{given.kill_after}.json").exists():
                time.sleep(0.1)
            print(f"killed: {started[1].pid}", file=sys.stderr)
            end(started[1])

        threading.Thread(target=kill, daemon=True).start()
    begun = time.monotonic()
    pile = spark.read.parquet(str(work / "pile.parquet"))
    sizes = {"block_texts": given.block_texts} if given.block_texts else {}
    found = find_copies(pile, checkpoint=checkpoint, tasks=given.tasks, **sizes)
    seconds = time.monotonic() - begun
    lines: dict[str, list[str]] = {}
    for row in found.lines.collect():
        lines.setdefault(row["file"], []).append(row["line"])
    for name in ("links", "clusters", "keep", "drop"):
        (work / f"{name}.lines").write_text("".join(f"{line}\n" for line in sorted(lines.get(name, []))))
    spark.stop()
    stages = of_events(work)
    for name, stage in stages.items():
        note = checkpoint / f"{name}.json"
        told = json.loads(note.read_text()) if note.exists() else {}
        stage["seconds"] = told.get("wall_seconds", 0)
        stage["python_cpu"] = told.get("python_seconds", 0)
    record: dict = {"master": master, "codec": given.codec, "killed_after": given.kill_after}
    record["wall_seconds"] = round(seconds, 1)
    record["moved"] = sum(stage["moved"] for stage in stages.values())
    record["stages"] = stages
    return record


def of_events(work: pathlib.Path) -> dict[str, dict[str, float]]:
    """What each stage of the search cost, by the log of events that Spark writes."""
    names: dict[int, str] = {}
    stages: dict[str, dict[str, float]] = {}
    files = [path for path in glob.glob(f"{work}/events/**", recursive=True) if os.path.isfile(path)]
    for path in sorted(files):
        for line in open(path, encoding="utf-8"):
            if not line.startswith("{"):
                continue
            event = json.loads(line)
            if event["Event"] == "SparkListenerJobStart":
                name = (event.get("Properties") or {}).get("spark.job.description", "")
                for stage in event["Stage IDs"]:
                    names.setdefault(stage, name.removeprefix("truecopy: "))
            elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
                stage = stages.setdefault(names.get(event["Stage ID"], ""), dict.fromkeys(COUNTED, 0))
                metrics = event["Task Metrics"]
                stage["jvm_cpu"] += metrics["Executor CPU Time"] / 1e9
                stage["moved"] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
    return stages


def compare(work: pathlib.Path, rows: list[dict]) -> dict[str, bool]:
    """Whether the answer is that of `find` here."""
    import truecopy

    out = work / "one-machine"
    if not (out / "summary.json").exists():
        begun = time.process_time()
        truecopy.find(rows, out=out)
        print(f"one machine: {time.process_time() - begun:.1f} CPU s", file=sys.stderr)
    same = {}
    for name in ("links", "clusters", "keep", "drop"):
        lines = sorted((out / f"{name}.jsonl").read_text("utf-8").split("\n")[:-1])
        same[name] = "".join(f"{line}\n" for line in lines) == (work / f"{name}.lines").read_text("utf-8")
    return same


def tell(record: dict) -> None:
    print(f"{record['texts']:,} texts, {record['text_bytes']:,} bytes; {record['master']}")
    print(f"{record['wall_seconds']} s; moved {record['moved']:,} bytes, {record['moved_share']} of the texts")
    print("as one machine:", record["as_one_machine"])
    print(f"{'stage':22} {'s':>8} {'JVM CPU':>8} {'Python':>8} {'bytes moved a text':>20}")
    for name, stage in record["stages"].items():
        moved = stage["moved"] / record["texts"]
        values = f"{stage['seconds']:8.1f} {stage['jvm_cpu']:8.1f} {stage['python_cpu']:8.1f} {moved:20.1f}"
        print(f"{name or '(other)':22} {values}")


def standalone(work: pathlib.Path, started: list) -> str:
    """A master and two workers on the loopback; gives the URL of the master."""
    log = work / "master.log"
    started.append(spark_class("master.Master", ["--port", "0", "--webui-port", "0"], log))
    url = waited_for(lambda: re.search(r"spark://127\.0\.0\.1:\d+", log.read_text()))
    for number in range(2):
        words = ["--cores", "1", "--memory", "2g", "--webui-port", "0"]
        words += ["--work-dir", str(work / f"worker-{number}"), url.group()]
        log = work / f"worker-{number}.log"
        started.append(spark_class("worker.Worker", words, log))
        waited_for(lambda: "Successfully registered" in log.read_text())
    return url.group()


def spark_class(name: str, words: list[str], log: pathlib.Path) -> subprocess.Popen[bytes]:
    import pyspark

    home = pathlib.Path(pyspark.__file__).parent
    with open(log, "wb") as output:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", "--host", "127.0.0.1", *words],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"},
            start_new_session=True,
        )


def waited_for(what, most: float = 120):
    until = time.monotonic() + most
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.1)
    raise SystemExit("waited in vain for a process of Spark")


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills a process with what it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


if __name__ == "__main__":
    main()
