"""`find_copies`: what a user calls."""

from __future__ import annotations

import json
import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Iterator, NamedTuple

from .. import _library
from .._errors import InputError
from .._find import Keep
from . import _reading, _settling
from ._plan import Plan
from ._run import Run, blocks, refuse_other, search, splits, taken_ids
from ._storage import Checkpoint

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_log = logging.getLogger("truecopy.spark")

_FILES = 4
"""Files of a block, or more: the smaller, the more alike blocks can be."""

_TABLES = {
    "links": "a string, b string, relation string, coverage_a double, coverage_b double, "
    "identity double, words long, passages array<array<long>>, cluster string, direct boolean, "
    "ground string",
    "clusters": "cluster string, keep string, size long, members array<struct<id: string, "
    "relation: string, coverage: double, condition: double, faults: map<string, long>>>",
    "keep": "id string",
    "drop": "id string, kept string, relation string, coverage double, reason string",
}


class CopiesFound(NamedTuple):
    """What `find_copies` found: tables that lie as Parquet in the folder `answer` of the checkpoint."""

    links: DataFrame
    """The pairs that share text: `a`, `b`, `relation`, coverages, `identity`, `passages`, `cluster`."""
    clusters: DataFrame
    """The reports that stand in more than one copy: `cluster`, `keep`, `size`, `members`."""
    keep: DataFrame
    """The ids of the texts to keep."""
    drop: DataFrame
    """The texts not kept: `id`, the `kept` text it copies, `relation`, `coverage`, `reason`."""
    issues: DataFrame
    """The rows passed over: `id`, `problem`."""
    lines: DataFrame
    """The lines of the files that `find` writes: `file` (links, clusters, keep, drop), `line`."""


def find_copies(
    df: DataFrame,
    id_col: str = "id",
    text_col: str = "text",
    *,
    checkpoint: str | os.PathLike[str],
    date_col: str | None = None,
    order_col: str | None = None,
    keep: Keep = "best",
    tasks: int | None = None,
    block_texts: int = 50_000,
    home_texts: int = 50_000,
    most_carriers: int = 2_000_000,
    driver_edges: int = 2_000_000,
) -> CopiesFound:
    """Finds which texts of a pile are copies of one report, and which copy to keep.

    The answer is that of `truecopy.find` over the same rows, whatever their order and their partitions.

    Args:
        df: The pile. It is read once.
        id_col: The column that names a text; numbers are read as strings.
        text_col: The column of the texts.
        checkpoint: A folder that all machines reach, by path or as `s3://`, `gs://` or `hdfs://`. Each
            finished stage lies there: the same call after an end goes on where it stopped. It takes
            two or three times the bytes of the texts, and may be removed when the answer has been used.
        date_col: The column that says when a text was published, for `keep="earliest"`.
        order_col: The number of each row as it was read, from 1. `keep="first"` needs it; of rows with
            the same id the first counts, and a row without an id is named by it, as `find` does. Else
            such rows are issues, and of equal ids the longest text counts.
        keep: The copy to keep of each cluster: best, first, longest or earliest.
        tasks: How many tasks a stage is dealt to; Spark's own number of shuffle partitions if None.
        block_texts: About how many texts lie together, from one partition of `df` or several. The more, the
            less moves, and the fewer tasks work at once: 50,000 news texts take 1.6 GB of their task's memory.
        home_texts: How many texts may come to a block to lie beside those that they may be copies of.
        most_carriers: How many texts that have one gram are given to one task; more are dealt to several.
        driver_edges: Up to so many edges are joined to groups on the driver, in one step.

    Returns:
        Tables of links, clusters, keep, drop, issues and lines.

    Raises:
        InputError: If a column is missing or of a wrong type, or `checkpoint` is of another search.
    """
    spark = df.sparkSession
    _check(df, id_col, text_col, date_col, order_col, keep)
    store = Checkpoint(checkpoint)
    tasks = tasks or int(spark.conf.get("spark.sql.shuffle.partitions") or 200)
    settings = json.loads(_library.settings())
    call = {
        "version": _library.VERSION,
        "settings": settings,
        "columns": [id_col, text_col, date_col, order_col],
        "keep": keep,
        "tasks": tasks,
        "sizes": [block_texts, home_texts, most_carriers],
        "schema": df.schema.simpleString(),
    }
    refuse_other(store, call)
    run = Run(spark, store, tasks, driver_edges)
    with _settings_of(spark):
        run.table(
            "texts",
            lambda: _read(df, id_col, text_col, date_col, order_col),
            maxRecordsPerFile=-(-block_texts // _FILES),
        )
        plan = Plan(
            store,
            files=blocks(run, block_texts),
            settings=settings,
            keep=keep,
            splits=splits(run, tasks),
            # Where all carriers of a name are paired, one part must have them.
            most_carriers=max(most_carriers, int(settings["fullCarriers"])),
        )
        if not plan.files:
            raise InputError("the table has no rows")
        _, packed = search(run, plan, home_texts)
        return _answer(run, packed)


def _check(
    df: DataFrame,
    id_col: str,
    text_col: str,
    date_col: str | None,
    order_col: str | None,
    keep: str,
) -> None:
    kinds = dict(df.dtypes)
    for name in filter(None, (id_col, text_col, date_col, order_col)):
        if name not in kinds:
            columns = ", ".join(f"`{other}`" for other in df.columns)
            raise InputError(f"the table has no column `{name}`", f"its columns are {columns}")
        if df.columns.count(name) > 1:
            raise InputError(f"the table has {df.columns.count(name)} columns `{name}`", "leave one")
    whole = ("tinyint", "smallint", "int", "bigint")
    if kinds[text_col] != "string":
        raise InputError(f"`{text_col}` is {kinds[text_col]}, not string")
    if kinds[id_col] not in ("string", *whole):
        raise InputError(f"`{id_col}` is {kinds[id_col]}, not string or whole numbers")
    if order_col is not None and kinds[order_col] not in whole:
        raise InputError(f"`{order_col}` is {kinds[order_col]}, not whole numbers")
    if keep not in ("best", "first", "longest", "earliest"):
        raise InputError(f"there is no rule `{keep}`", "best, first, longest, earliest")
    if keep == "first" and order_col is None:
        raise InputError("`keep=\"first\"` needs to know which was read first", "name `order_col`")


def _read(
    df: DataFrame, id_col: str, text_col: str, date_col: str | None, order_col: str | None
) -> DataFrame:
    from pyspark.sql import functions as F

    def column(name: str | None, kind: str) -> object:
        value = F.lit(None) if name is None else df[name]
        return value.cast(kind)

    rows = df.select(
        column(id_col, "string").alias("id"),  # type: ignore[attr-defined]
        column(text_col, "string").alias("text"),  # type: ignore[attr-defined]
        column(date_col, "string").alias("published"),  # type: ignore[attr-defined]
        column(order_col, "long").alias("position"),  # type: ignore[attr-defined]
    )
    return rows.mapInArrow(_reading.fingerprints, _reading.TEXTS)


def _answer(run: Run, packed: list[DataFrame]) -> CopiesFound:
    from pyspark.sql import functions as F

    lines = run.table(
        "answer/lines",
        lambda: packed[0]
        .where("kind = 'alone'")
        .union(packed[1])
        .select("data")
        .mapInArrow(_settling.lines_of, "file string, line string"),
    )

    def parsed(name: str) -> DataFrame:
        value = F.from_json("line", _TABLES[name]).alias("value")
        return lines.where(F.col("file") == name).select(value).select("value.*")

    tables = {name: run.table(f"answer/{name}", lambda name=name: parsed(name)) for name in _TABLES}  # type: ignore[misc]

    def issues() -> DataFrame:
        texts = run.spark.read.parquet(run.checkpoint.spark_path("texts"))
        bad = texts.where("problem is not null").select("id", "problem")
        taken = F.format_string("the id `%s` is taken", "id").alias("problem")
        return bad.union(taken_ids(run).select("id", taken))

    return CopiesFound(**tables, issues=run.table("answer/issues", issues), lines=lines)


@contextmanager
def _settings_of(spark: SparkSession) -> Iterator[None]:
    """What a search needs of the session; messages are few and large, so they go a few at a time."""
    wanted = {
        "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
        "spark.sql.execution.arrow.maxBytesPerBatch": str(64 << 20),
    }
    before = {name: spark.conf.get(name, None) for name in wanted}
    for name, value in wanted.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, old in before.items():
            spark.conf.set(name, old) if old is not None else spark.conf.unset(name)
