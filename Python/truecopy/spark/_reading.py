"""Reading: texts with their fingerprints; which texts are equal; the order of all."""

from __future__ import annotations

import json
from typing import Any, Iterator

import numpy as np

from .. import _library
from . import _packing as packing
from ._mail import DRIVER, Mail, Message
from ._plan import Plan, Rows

TEXTS = (
    "id string, text string, published string, position long, problem string, key binary, "
    "length int, records int, grams array<long>, followers array<long>, positions array<int>"
)
_BATCH = 512


def fingerprints(batches: Iterator[Any]) -> Iterator[Any]:
    """Rows of id, text, published, position with what the engine keeps of each."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for whole in batches:
        for start in range(0, whole.num_rows, _BATCH):
            batch = whole.slice(start, _BATCH)
            named = pc.not_equal(pc.fill_null(batch["id"], ""), "")
            position = batch["position"]
            numbered = pc.binary_join_element_wise("table", position.cast(pa.string()), ":")
            ids = pc.if_else(named, batch["id"], numbered)
            problem = pc.case_when(
                pc.make_struct(pc.is_null(ids), pc.is_null(batch["text"])),
                "the row has no id",
                "the text is null, not a string",
            ).cast(pa.string())
            found = _library.call("truecopy_fingerprints", pa.record_batch({"text": batch["text"]}), 1)
            columns = [ids, batch["text"], batch["published"], position, problem]
            names = ["id", "text", "published", "position", "problem"]
            for name in ("key", "length", "records", "grams", "followers", "positions"):
                columns.append(found[name])
                names.append(name)
            yield pa.record_batch(columns, names)


class Keys:
    """Each block: the keys of its texts, to those that put all keys in order."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        table = self.plan.block(mail.part, ["problem", "key", "length", "records"])
        alive = table["problem"].is_null().to_numpy(zero_copy_only=False).copy()
        alive[[row for row, _ in mail["taken"]]] = False
        records = int(table["records"].to_numpy()[alive].sum())
        yield Message(DRIVER, "counts", json.dumps([records, int(alive.sum())]).encode())
        yield Message(mail.part, "alive", packing.pack(alive), is_kept=True)

        local = np.flatnonzero(alive & (table["length"].to_numpy() > 0))
        keys = np.frombuffer(b"".join(table["key"].to_pylist()), np.uint8).reshape(-1, 12)[local]
        high = np.ascontiguousarray(keys[:, :8]).view(">u8").reshape(-1).astype(np.uint64)
        low = np.ascontiguousarray(keys[:, 8:]).view(">u4").reshape(-1).astype(np.uint64)
        order = np.lexsort((low, high))
        local, high, low = local[order], high[order], low[order]
        splits = np.array(self.plan.splits, np.uint64)
        bounds = [0, *np.searchsorted(high, splits).tolist(), len(high)]
        for part, (start, stop) in enumerate(zip(bounds, bounds[1:])):
            if stop > start:
                some = slice(start, stop)
                data = packing.pack(packing.deltas(high[some]), low[some], local[some])
                yield Message(part, "keys", data)


def order(mail: Mail) -> Iterator[Message]:
    """Each range of keys: the place of each key in it, and the texts that have it."""
    sent = [(block, packing.unpack(data)) for block, data in mail["keys"]]
    high = np.concatenate([packing.sums(columns[0]) for _, columns in sent])
    low = np.concatenate([columns[1] for _, columns in sent])
    local = np.concatenate([columns[2] for _, columns in sent])
    counts = np.array([len(columns[0]) for _, columns in sent])
    block = np.repeat([block for block, _ in sent], counts)

    by_key = np.lexsort((local, block, low, high))
    begins = packing.groups(high[by_key], low[by_key])
    run = packing.spread(begins, len(by_key))
    columns = np.zeros((4, len(by_key)), np.uint64)
    columns[0, by_key] = run
    columns[1, by_key] = packing.lengths(begins, len(by_key))[run]
    columns[2, by_key[begins]] = 1
    columns[3, by_key] = block[by_key[begins]][run]
    for (to, _), start, count in zip(sent, packing.lists(counts), counts):
        some = slice(start, start + count)
        yield Message(to, "places", packing.pack(local[some], *columns[:, some]))
    yield Message(DRIVER, "different", str(len(begins)).encode())
    yield Message(mail.part, "blocks", packing.pack(block[by_key[begins]]), is_kept=True)


class Numbers:
    """Each block: the numbers of its texts are kept."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        parts = []
        for part, data in mail["places"]:
            columns = packing.unpack(data)
            columns[1] = columns[1] + np.uint64(self.plan.starts[part])
            parts.append(columns)
        if parts:
            rows = Rows(*(np.concatenate(columns) for columns in zip(*parts)))
        else:
            rows = Rows(*(np.zeros(0, np.uint64) for _ in range(5)))
        by_number = np.lexsort((rows.local, rows.number))
        columns = [getattr(rows, name)[by_number] for name in Rows.__dataclass_fields__]
        yield Message(mail.part, "rows", packing.pack(*columns), is_kept=True)
