from __future__ import annotations

import os
import pathlib
import random
import shutil
import subprocess
import sys
from typing import Any, Iterator

import pyarrow as pa
import pytest

from conftest import answer
from piles import pile
from truecopy import _library

PACKAGE = pathlib.Path(_library.__file__).resolve().parents[1]
Row = tuple[Any, ...]


def _missing() -> str | None:
    try:
        import pyspark
    except ImportError:
        return "pyspark is not installed (pip install pyspark)"
    if int(pyspark.__version__.split(".")[0]) < 4:
        return f"pyspark {pyspark.__version__} is older than 4"
    java = os.environ.get("JAVA_HOME")
    if not (java and os.access(f"{java}/bin/java", os.X_OK)) and shutil.which("java") is None:
        return "there is no Java (openjdk-17-jre-headless)"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = _missing()
    for item in items:
        if reason and pathlib.Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=f"tests on Spark: {reason}"))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    return tmp_path_factory.mktemp("spark")


def session(master: str, **settings: str) -> Any:
    """A new session, with workers that find this package as the test does."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    paths = {"PYTHONPATH": os.pathsep.join([str(PACKAGE), os.environ.get("PYTHONPATH", "")])}
    if "TRUECOPY_LIBRARY" in os.environ:
        paths["TRUECOPY_LIBRARY"] = os.path.abspath(os.environ["TRUECOPY_LIBRARY"])
    os.environ.update(paths)
    builder = SparkSession.builder.master(master).appName("truecopy-tests")
    defaults = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.sql.shuffle.partitions": "3",
        **{f"spark.executorEnv.{name}": value for name, value in paths.items()},
    }
    for name, value in {**defaults, **settings}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    spark = session("local[2]")
    yield spark
    spark.stop()


def table(spark: Any, rows: list[Row]) -> Any:
    columns = "id string, text string, date string, n long"
    return spark.createDataFrame(rows, columns)


def sorted_lines(found: Any) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {name: [] for name in ("links", "clusters", "keep", "drop")}
    for row in found.lines.collect():
        lines[row["file"]].append(row["line"])
    return {name: sorted(some) for name, some in lines.items()}


def found_here(rows: list[Row], folder: pathlib.Path, keep: str = "best") -> dict[str, list[str]]:
    """What one machine finds."""
    ids, texts, dates, _ = zip(*rows)
    columns = {"id": ids, "text": texts, "published": dates}
    whole = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    _library.find(whole.to_reader(), out=str(folder), keep=keep)
    return answer(folder)


def hostile_pile(count: int, bridge: pathlib.Path) -> list[Row]:
    """Copies, templates, notices, odd ids, empty texts, nulls, ids that come twice, other scripts."""
    draw = random.Random(count)
    rows = list(pile(count, seed=count))
    rows += [(f"bridge/{file.name}", file.read_text("utf-8"), None) for file in sorted(bridge.glob("*.txt"))]
    form = (
        "The board of {} has given {} pounds to the school at {}. The head of the school, {}, said the "
        "money would mend the roof before winter. The board meets again in the week of {} to hear the "
        "plans of four other schools, and asks for letters until the day before. "
    )
    towns = [text.split()[number] for number, (_, text, _) in enumerate(rows[:60])]
    for number in range(40):
        slots = (draw.choice(towns), draw.randint(100, 9000), *draw.choices(towns, k=3))
        rows.append((f"form-{number}", form.format(*slots) * 2, None))
    story = rows[0][1]
    greek = "Το λιμάνι έκλεισε τη Δευτέρα έπειτα από πλημμύρα στα υπόγεια της αγοράς. " * 4
    han = "港口在星期一因市场地下室被淹而关闭，官员说将在一周内重新开放。" * 6
    rows += [
        ('say "quoted"\t\\ \u2028\x7f/', story, None),
        ("line\nbreak", story.upper(), "2019-01-01"),
        ("\U0001f5de\ufe0f", greek, None),
        ("Zürich", greek.replace("Δευτέρα", "Τρίτη"), None),
        ("x" * 5000, han, "not a day"),
        ("<html>&amp;", han + "完", None),
        ("nothing", "", None),
        ("marks", " … \n—", None),
        ("nul", "one two\0three", None),
        ("gone", None, None),
        (None, story + " And more.", None),
        ("", "A text whose id is empty.", None),
        (rows[3][0], rows[5][1], None),
        (rows[3][0], "Another text under an id that is taken.", None),
        *((f"same-{number}", rows[7][1], None) for number in range(30)),
    ]
    draw.shuffle(rows)
    return [(*row, number + 1) for number, row in enumerate(rows)]


def spark_class(name: str, *words: str, log: pathlib.Path) -> subprocess.Popen[bytes]:
    """A process of Spark's own, such as a master, in a process group of its own."""
    import pyspark

    home = pathlib.Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1"}
    with open(log, "wb") as output:
        return subprocess.Popen(
            [str(home / "bin" / "spark-class"), name, *words],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
