"""A search on Spark, stage by stage; what is finished is not done again."""

from __future__ import annotations

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
    from pyspark.sql import DataFrame, SparkSession

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
        return [(row[0], row[1]) for row in rows]

    def pairs(self, kind: str, *names: str) -> DataFrame:
        """Columns of numbers told to the driver, as a table of long."""

        def unpacked(batches: Any) -> Any:
            import numpy as np
            import pyarrow as pa

            for batch in batches:
                for data in batch["data"]:
                    columns = packing.unpack(data.as_py())
                    arrays = [pa.array(column.astype(np.int64)) for column in columns]
                    yield pa.record_batch(arrays, list(names))

        schema = ", ".join(f"{name} long" for name in names)
        return self._to_driver(kind).select("data").mapInArrow(unpacked, schema)

    def _to_driver(self, kind: str) -> DataFrame:
        return self.sent.where(f"box = -1 and `to` = {_mail.DRIVER} and kind = '{kind}'")


def search(run: Run, plan: Plan, home_texts: int) -> tuple[Plan, list[DataFrame]]:
    """All stages after reading; gives the packed lines of the answer."""
    from pyspark.sql import functions as F

    from . import _homes, _names, _reading, _screening, _settling, _votes
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
        homes=total // home_texts + 1,
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
        ends = run.stage("ends", _names.Ends(plan), posted.mail.where(f"`to` >= {plan.name_parts}"))
        dealt.append(run.stage("borders", _names.borders, ends.mail).mail)
    meetings = run.stage("meetings", _names.Meet(plan), *dealt)
    candidates = run.stage("candidates", _names.Candidates(plan), blocks, meetings.mail)

    sketches = run.stage("sketches", _screening.Sketch(plan), candidates.mail)
    screened = run.stage("screened", _screening.Screen(plan), blocks, sketches.mail)

    neighbours = run.table(
        "neighbours", lambda: components(screened.pairs("edges", "a", "b"), run, "bring-together")
    )
    sizes = neighbours.groupBy("root").count()
    large = sizes.where(F.col("count") > home_texts).select("root").collect()
    plan = replace(plan, large=tuple(sorted(row[0] for row in large)))
    sorted_homes = neighbours.repartition(
        run.tasks, F.col("node").bitwiseAND(F.lit((1 << BLOCK_BITS) - 1))
    ).sortWithinPartitions("node")
    homes = sorted_homes.mapInArrow(
        _homes.Homes(plan), "`to` int, kind string, sender int, data binary"
    )
    invited = run.stage("invitations", _homes.Invite(plan), blocks, homes)
    is_invitation = "kind = 'invited'"
    sent = run.stage("texts-sent", _homes.Send(plan), blocks, invited.mail.where(is_invitation))

    at_homes = _mail.begin(run.spark, plan.homes)
    pairs = invited.mail.where("kind = 'pairs'")
    votes = run.stage("votes", _votes.Vote(plan), at_homes, sent.mail, pairs)
    decided = run.stage("decisions", _votes.Decide(plan), votes.mail)
    weighed = run.stage("weights", _votes.Weigh(plan), at_homes, decided.mail)

    joined = run.table("groups", lambda: components(weighed.pairs("edges", "a", "b"), run, "groups"))
    lives = weighed.pairs("homes", "node", "home").distinct()
    settled = lives.select(F.col("node").alias("root"), F.col("home").alias("settled"))
    grouped = joined.join(lives, "node").join(settled, "root")
    grouped = grouped.repartition(run.tasks, "home").sortWithinPartitions("home", "node")
    told = grouped.mapInArrow(_settling.Groups(), "`to` int, kind string, sender int, data binary")
    gathered = run.stage("gathering", _settling.Gather(plan), at_homes, told)
    answers = run.stage("settling", _settling.Settle(plan), at_homes, gathered.mail)
    return plan, [sent.kept, answers.kept]


def _numbers(data: bytes) -> list[int]:
    import json

    return list(json.loads(data))


def _taken(run: Run, plan: Plan) -> DataFrame:
    """A message to each block for each of its rows whose id is taken by another."""
    from pyspark.sql import functions as F

    taken = taken_ids(run)
    files = run.spark.createDataFrame(
        [(file, number) for number, file in enumerate(plan.files)], "file string, `to` int"
    )
    return taken.join(F.broadcast(files), "file").select(
        "to",
        F.lit("taken").alias("kind"),
        F.col("row").cast("int").alias("sender"),
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
