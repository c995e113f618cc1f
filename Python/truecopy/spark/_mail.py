"""How the stages of a search talk: parts of the work that send each other packed messages.

A part is a number: a block of texts, a range of keys or of names, a home of texts that go together. In a
stage each part gets the messages sent to it, and sends others. Spark sorts them to where they belong
(a shuffle), runs the parts, and writes what they send to the checkpoint; they are compressed here, so that
it does not matter how Spark is set to do it. What a part *keeps* is not sent: it lies in a folder of its own and is read there by the part, in a later stage.
"""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Iterable, Iterator

from . import _packing as packing

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

SCHEMA = "box int, to int, kind string, sender int, data binary"
DRIVER = -1
"""What is sent here is told to whoever started the search."""

_MOST_BYTES = 4 << 20


@dataclass
class Mail:
    """What a part was sent."""

    part: int
    by_kind: dict[str, list[tuple[int, bytes]]] = field(default_factory=lambda: defaultdict(list))

    def __getitem__(self, kind: str) -> list[tuple[int, bytes]]:
        """Senders and messages, in the order of the senders."""
        return self.by_kind.get(kind, [])


@dataclass(frozen=True)
class Message:
    to: int
    kind: str
    data: bytes
    is_kept: bool = False


Work = Callable[[Mail], Iterable[Message]]


def deliver(mail: DataFrame, work: Work, tasks: int) -> DataFrame:
    """Brings messages to their parts, and gives what these send."""
    together = mail.select("to", "kind", "sender", "data").repartition(tasks, "to")
    return together.sortWithinPartitions("to", "kind", "sender").mapInArrow(_runner(work), SCHEMA)


def _runner(work: Work) -> Any:
    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows: list[tuple[int, int, str, int, bytes]] = []
        size = 0
        for mail in _by_part(batches):
            begun = time.process_time()
            for message in work(mail):
                box = message.to if message.is_kept else -1
                data = message.data if message.is_kept else packing.squeeze(message.data)
                rows.append((box, message.to, message.kind, mail.part, data))
                size += len(data)
                if size > _MOST_BYTES:
                    yield _batch(rows)
                    rows, size = [], 0
            spent = packing.squeeze(str(time.process_time() - begun).encode())
            rows.append((-1, DRIVER, "seconds", mail.part, spent))
        yield _batch(rows)

    return run


def _by_part(batches: Iterable[pa.RecordBatch]) -> Iterator[Mail]:
    mail: Mail | None = None
    for batch in batches:
        columns = (batch.column(name).to_pylist() for name in ("to", "kind", "sender", "data"))
        for to, kind, sender, data in zip(*columns):
            if mail is None or mail.part != to:
                if mail is not None:
                    yield mail
                mail = Mail(to)
            mail.by_kind[kind].append((sender, packing.unsqueeze(data)))
    if mail is not None:
        yield mail


def _batch(rows: list[tuple[int, int, str, int, bytes]]) -> pa.RecordBatch:
    import pyarrow as pa

    box, to, kind, sender, data = zip(*rows) if rows else ((), (), (), (), ())
    return pa.record_batch(
        {
            "box": pa.array(box, pa.int32()),
            "to": pa.array(to, pa.int32()),
            "kind": pa.array(kind, pa.string()),
            "sender": pa.array(sender, pa.int32()),
            "data": pa.array(data, pa.binary()),
        }
    )


def begin(spark: SparkSession, parts: int) -> DataFrame:
    """A message to each of so many parts that there is something to do."""
    from pyspark.sql import functions as F

    return spark.range(parts).select(
        F.col("id").cast("int").alias("to"),
        F.lit("begin").alias("kind"),
        F.lit(0).alias("sender"),
        F.lit(b"").alias("data"),
    )
