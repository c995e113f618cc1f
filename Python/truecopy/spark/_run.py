"""A search on Spark, stage by stage; what is finished is not done again."""

from __future__ import annotations

import heapq
import logging
import time
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any, Callable

from .._errors import InputError
from . import _mail, _packing as packing
from ._plan import BLOCK_BITS, Plan
from ._storage import Checkpoint

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_log = logging.getLogger("truecopy.spark")

_WRITING = {
    "compression": "zstd",
    # Rows are large here: what Parquet would hold of a hundred before it looks is too much.
    "parquet.enable.dictionary": "false",
    "parquet.block.size": str(16 << 20),
    "parquet.page.size.row.check.min": "1",
    "parquet.page.size.row.check.max": "64",
    "parquet.block.size.row.check.min": "1",
    "parquet.block.size.row.check.max": "64",
}


@dataclass
class Run:
    spark: SparkSession
    checkpoint: Checkpoint
    tasks: int
    driver_edges: int

    def table(self, name: str, make: Callable[[], DataFrame], **options: Any) -> DataFrame:
        """A table of the checkpoint, made if it is not there."""
        from pyspark.sql.types import StructType

        path = self.checkpoint.spark_path(name)
        note = self.checkpoint.note(name)
        if note is None:
            begun = time.monotonic()
            self.spark.sparkContext.setJobDescription(f"truecopy: {name}")
            table = make()
            writer = table.write.mode("overwrite").options(**_WRITING)
            for option, value in options.items():
                writer = writer.partitionBy(value) if option == "by" else writer.option(option, value)
            writer.parquet(path)
            seconds = time.monotonic() - begun
            # A table without rows may have no file that tells its columns.
            note = {"wall_seconds": round(seconds, 3), "columns": table.schema.jsonValue()}
            self.checkpoint.write_note(name, note)
            _log.info("%s: %.1f s", name, seconds)
        else:
            _log.info("%s: finished before", name)
        return self.spark.read.schema(StructType.fromJson(note["columns"])).parquet(path)

    def stage(self, name: str, work: _mail.Work, *mail: DataFrame) -> Stage:
        """Messages brought to their parts, and what these send in turn."""

        def make() -> DataFrame:
            columns = ("to", "kind", "sender", "data")
            together = reduce(lambda a, b: a.union(b), (one.select(*columns) for one in mail))
            return _mail.deliver(together, work, self.tasks)

        stage = Stage(self.table(name, make, by="box"))
        note = self.checkpoint.note(name) or {}
        if "python_seconds" not in note:
            spent = sum(float(bytes(data)) for _, data in stage.told("seconds"))
            self.checkpoint.write_note(name, {**note, "python_seconds": round(spent, 3)})
        return stage


@dataclass(frozen=True)
class Stage:
    sent: DataFrame

    @property
    def mail(self) -> DataFrame:
        return self.sent.where(f"box = -1 and `to` != {_mail.DRIVER}")

    @property
    def kept(self) -> DataFrame:
        return self.sent.where("box >= 0")

    def told(self, kind: str) -> list[tuple[int, bytes]]:
        """What was told to the driver, with who did."""
        rows = self._to_driver(kind).select("sender", "data").collect()
        return [(row[0], packing.unsqueeze(row[1])) for row in rows]

    def pairs(self, kind: str, *names: str) -> DataFrame:
        """Columns of numbers told to the driver, as a table of long."""

        def unpacked(batches: Any) -> Any:
            import numpy as np
            import pyarrow as pa

            for batch in batches:
                for data in batch["data"]:
                    columns = packing.unpack(packing.unsqueeze(data.as_py()))
                    arrays = [pa.array(column.astype(np.int64)) for column in columns]
                    yield pa.record_batch(arrays, list(names))

        schema = ", ".join(f"{name} long" for name in names)
        return self._to_driver(kind).select("data").mapInArrow(unpacked, schema)

    def _to_driver(self, kind: str) -> DataFrame:
        return self.sent.where(f"box = -1 and `to` = {_mail.DRIVER} and kind = '{kind}'")


def search(run: Run, plan: Plan, home_texts: int) -> tuple[Plan, list[DataFrame]]:
    """All stages after reading; gives the packed lines of the answer."""
    from pyspark.sql import functions as F

    from . import _candidates, _evidence, _homes, _meetings, _names, _reading, _screening, _settling, _votes
    from ._components import components

    blocks = _mail.begin(run.spark, len(plan.files))
    keys = run.stage("keys", _reading.Keys(plan), blocks, _taken(run, plan))
    counts = [_numbers(data) for _, data in keys.told("counts")]
    plan = replace(plan, records=sum(count[0] for count in counts))
    ordered = run.stage("order", _reading.order, keys.mail)
    different = {part: int(data) for part, data in ordered.told("different")}
    starts, total = [], 0
    for part in range(len(plan.splits) + 1):
        starts.append(total)
        total += different.get(part, 0)
    from .. import _library

    plan = replace(
        plan,
        starts=tuple(starts),
        texts=total,
        gram_bits=_library.gram_bits(plan.records),
        name_parts=1 << max(run.tasks - 1, plan.records // 8_000_000).bit_length(),
    )
    _log.info("%d texts, %d of them different", sum(count[1] for count in counts), total)
    run.stage("numbers", _reading.Numbers(plan), blocks, ordered.mail)

    asked = run.stage("names", _names.Ask(plan), blocks)
    met = run.stage("met", _names.Met(plan), asked.mail)
    crowds = [packing.unpack(data) for _, data in met.told("crowds")]
    crowded = int(sum(carriers[0] for _, carriers in crowds))
    plan = replace(plan, spans=crowded // plan.most_carriers + 1)
    posted = run.stage("posted", _names.Post(plan), blocks, met.mail)
    dealt = [posted.mail]
    if crowds:
        _log.info("names with more than %d carriers: %d in all", plan.most_carriers, crowded)
        ends = run.stage("ends", _meetings.Ends(plan), posted.mail.where(f"`to` >= {plan.name_parts}"))
        dealt.append(run.stage("borders", _meetings.borders, ends.mail).mail)
    meetings = run.stage("meetings", _meetings.Meet(plan), *dealt)
    candidates = run.stage("candidates", _candidates.Candidates(plan), blocks, meetings.mail)
    addresses = run.stage("addresses", _candidates.Addresses(plan), candidates.mail)

    doubts = run.stage("doubts", _screening.Doubt(plan), blocks, addresses.mail)
    sketches = run.stage("sketches", _screening.Sketch(plan), doubts.mail)
    screened = run.stage("screened", _screening.Screen(plan), blocks, sketches.mail)

    neighbours = run.table(
        "neighbours", lambda: components(screened.pairs("edges", "a", "b"), run, "bring-together")
    )
    plan = replace(plan, large=_crowded(neighbours, F.col("root"), home_texts))
    block = {name: F.col(name).bitwiseAND(F.lit((1 << BLOCK_BITS) - 1)) for name in ("node", "root")}
    coming = neighbours.where((block["node"] != block["root"]) & ~F.col("root").isin(*plan.large))
    plan = replace(plan, full=_crowded(coming, block["root"], home_texts))
    sorted_homes = neighbours.repartition(run.tasks, block["node"]).sortWithinPartitions("node")
    homes = sorted_homes.mapInArrow(
        _homes.Homes(plan), "`to` int, kind string, sender int, data binary"
    )
    invited = run.stage("invitations", _homes.Invite(plan), blocks, homes)
    is_invitation = "kind = 'invited'"
    sent = run.stage("texts-sent", _homes.Send(plan), blocks, invited.mail.where(is_invitation))

    pairs = invited.mail.where("kind = 'pairs'")
    votes = run.stage("votes", _votes.Vote(plan), blocks, sent.mail, pairs)
    tallied = run.stage("tallies", _evidence.Tally(plan), blocks, votes.mail)
    decided = run.stage("decisions", _evidence.Decide(plan), tallied.mail)
    evidence = run.stage("evidence", _evidence.Testify(plan), blocks, decided.mail)
    weighed = run.stage("weights", _votes.Weigh(plan), blocks, evidence.mail)

    joined = run.table("groups", lambda: components(weighed.pairs("edges", "a", "b"), run, "groups"))
    lives = weighed.pairs("homes", "node", "home").distinct()
    settled = lives.select(F.col("node").alias("root"), F.col("home").alias("settled"))
    grouped = joined.join(lives, "node").join(settled, "root")
    grouped = grouped.repartition(run.tasks, "home").sortWithinPartitions("home", "node")
    told = grouped.mapInArrow(_settling.Groups(), "`to` int, kind string, sender int, data binary")
    gathered = run.stage("gathering", _settling.Gather(plan), blocks, told)
    answers = run.stage("settling", _settling.Settle(plan), blocks, gathered.mail)
    return plan, [sent.kept, answers.kept]


def _crowded(rows: DataFrame, column: Column, most: int) -> tuple[int, ...]:
    """The values that stand in more rows."""
    counts = rows.groupBy(column.alias("value")).count()
    return tuple(sorted(row[0] for row in counts.where(f"count > {most}").select("value").collect()))


def _numbers(data: bytes) -> list[int]:
    import json

    return list(json.loads(data))


def blocks(run: Run, block_texts: int) -> tuple[tuple[str, ...], ...]:
    """The files of texts, dealt to as few blocks as hold them, about as many texts to each."""
    note = run.checkpoint.note("blocks")
    if note is None:
        files = sorted(_rows_of_files(run), key=lambda one: (-one[1], one[0]))
        count = -(-sum(rows for _, rows in files) // block_texts)
        found: list[list[str]] = [[] for _ in range(count)]
        filled = [(0, number) for number in range(count)]
        # The largest first, each to the block that has least.
        for file, rows in files:
            before, number = filled[0]
            found[number].append(file)
            heapq.heapreplace(filled, (before + rows, number))
        note = {"files": found}
        run.checkpoint.write_note("blocks", note)
    return tuple(tuple(files) for files in note["files"])


def _rows_of_files(run: Run) -> list[tuple[str, int]]:
    """How many rows each file of texts has."""
    from pyspark.sql import functions as F

    texts = run.spark.read.parquet(run.checkpoint.spark_path("texts"))
    counts = texts.groupBy(F.col("_metadata.file_name").alias("file")).count().collect()
    return [(row[0], row[1]) for row in counts]


def _taken(run: Run, plan: Plan) -> DataFrame:
    """A message to each block for each of its rows whose id is taken by another."""
    from pyspark.sql import functions as F

    counts = dict(_rows_of_files(run))
    places = []
    for number, names in enumerate(plan.files):
        before = 0
        for name in names:
            places.append((name, number, before))
            before += counts[name]
    files = run.spark.createDataFrame(places, "file string, `to` int, before int")
    return taken_ids(run).join(F.broadcast(files), "file").select(
        "to",
        F.lit("taken").alias("kind"),
        (F.col("before") + F.col("row")).cast("int").alias("sender"),
        F.lit(b"").alias("data"),
    )


def taken_ids(run: Run) -> DataFrame:
    """Rows (`file`, `row`, `id`) whose id another text has: the first read, else the first in order."""
    from pyspark.sql import Window, functions as F

    texts = run.spark.read.parquet(run.checkpoint.spark_path("texts")).where("problem is null")
    texts = texts.withColumn("hash", F.xxhash64("id"))
    seen = run.table("ids-again", lambda: texts.groupBy("hash").count().where("count > 1"))

    def make() -> DataFrame:
        again = seen.select("hash")
        # Texts move for those rows alone; what else would be sorted is all of them.
        again = F.broadcast(again) if again.count() < 1_000_000 else again
        suspects = texts.select(
            "id",
            "position",
            "key",
            "text",
            "published",
            "hash",
            F.col("_metadata.file_name").alias("file"),
            F.col("_metadata.row_index").alias("row"),
        ).join(again, "hash", "left_semi")
        first = Window.partitionBy("id").orderBy("position", "key", "text", "published", "file", "row")
        placed = suspects.withColumn("place", F.row_number().over(first))
        return placed.where("place > 1").select("file", "row", "id")

    return run.table("taken", make)


def splits(run: Run, tasks: int) -> tuple[int, ...]:
    """Where to end ranges of keys so that they hold about as many texts each."""
    note = run.checkpoint.note("splits")
    if note is None:
        keys = run.spark.read.parquet(run.checkpoint.spark_path("texts")).where("length > 0")
        count = keys.count()
        sample = keys.sample(fraction=min(1.0, 2000 * tasks / max(1, count)), seed=1) if count else keys
        found = sorted({int.from_bytes(row[0][:8], "big") for row in sample.select("key").collect()})
        ends = sorted({found[len(found) * part // tasks] for part in range(1, tasks)}) if found else []
        note = {"splits": [str(end) for end in ends]}
        run.checkpoint.write_note("splits", note)
    return tuple(int(end) for end in note["splits"])


def refuse_other(checkpoint: Checkpoint, call: dict[str, Any]) -> None:
    """A checkpoint belongs to one call; the same call goes on with it."""
    known = checkpoint.note("call")
    if known is None:
        checkpoint.write_note("call", call)
    elif known != call:
        other = next(name for name in call if known.get(name) != call[name])
        raise InputError(
            f"`{checkpoint.folder}` is the checkpoint of another search: `{other}` was "
            f"{known.get(other)!r} and is {call[other]!r}",
            "give another folder, or remove it",
        )
