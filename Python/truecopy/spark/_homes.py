"""Homes: texts that may be copies of each other come to one block, where all that is left is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterator

import numpy as np

from . import _packing as packing
from ._mail import Mail, Message
from ._plan import Plan, Rows, block_of, by_value, nodes, number_of

if TYPE_CHECKING:
    import pyarrow as pa

HOUSEHOLD = "household-"
"""How the messages of texts are called that a home keeps."""

_SOME = 1024
"""Texts of one message: the more, the better they pack; Spark moves and writes a message as a whole."""


class Homes:
    """From rows of (node, root) a message to each block: the homes of its texts."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        for batch in batches:
            node, root = (batch[name].to_numpy().astype(np.int64) for name in ("node", "root"))
            home = self.plan.homes(node, root)
            rows = [
                (block, "home", packing.squeeze(packing.pack(number_of(node[places]), home[places])))
                for block, places in by_value(block_of(node))
            ]
            to, kind, data = zip(*rows) if rows else ((), (), ())
            yield pa.record_batch(
                {
                    "to": pa.array(to, pa.int32()),
                    "kind": pa.array(kind, pa.string()),
                    "sender": pa.array([0] * len(to), pa.int32()),
                    "data": pa.array(data, pa.binary()),
                }
            )


class Invite:
    """Each block: its pairs, to the home of the later text, and whom that home needs to see besides."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        told = [packing.unpack(data) for _, data in mail["home"]]
        numbers, homes = _columns(told, 2)
        order = np.argsort(numbers, kind="stable")
        moves = _Moves(numbers[order], homes[order], mail.part)
        yield Message(mail.part, "homes", packing.pack(moves.number, moves.home), is_kept=True)

        pairs = packing.unpack(self.plan.kept("screened", mail.part)["pairs"])
        number, other, block, times, asked = pairs
        home = moves.of(number)
        begins = packing.lists(times)
        a, b = nodes(number, mail.part), nodes(other, block)
        for to, places in by_value(home):
            counts = times[places].astype(np.int64)
            at = np.repeat(begins[places], counts) + packing.within(counts)
            data = packing.pack(a[places], b[places], counts, asked[at])
            yield Message(to, "pairs", data, is_kept=to == mail.part)
        for to, places in by_value(block):
            order = np.lexsort((home[places], other[places]))
            there, where = other[places][order], home[places][order]
            one = packing.groups(there, where)
            data = packing.pack(packing.deltas(there[one]), where[one])
            yield Message(to, "invited", data, is_kept=to == mail.part)


class Send:
    """Each block: its texts, to their homes and where they are needed; those left are kept as they are."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        import pyarrow as pa

        plan = self.plan
        rows = plan.rows(mail.part)
        number, home = packing.unpack(plan.kept("invitations", mail.part)["homes"])
        moves = _Moves(number, home, mail.part)
        invited = [packing.unpack(data) for _, data in plan.told(mail, "invited", "invitations")]
        needed, where = _columns([[packing.sums(steps), where] for steps, where in invited], 2)
        # Many blocks may ask for one text to come to one home.
        order = np.lexsort((where, needed))
        needed, where = needed[order], where[order]
        one = packing.groups(needed, where)
        needed, where = needed[one], where[one]
        own = moves.of(rows.number)
        (paired, *_) = packing.unpack(plan.kept("screened", mail.part)["pairs"])
        goes = (rows.copies > 1) | np.isin(
            rows.number, np.concatenate([moves.number, paired, needed])
        )

        table = plan.block(mail.part, ["id", "text", "published", "position"]).combine_chunks()

        owned = np.flatnonzero(goes)
        firsts = np.flatnonzero((rows.is_first == 1) & goes)
        guest = firsts[np.searchsorted(rows.number[firsts], needed)] if len(needed) else owned[:0]
        abroad = where != own[guest]
        row = np.concatenate([owned, guest[abroad]])
        to = np.concatenate([own[owned], where[abroad]])
        at_home = np.concatenate([np.ones(len(owned), bool), np.zeros(int(abroad.sum()), bool)])
        for home, all_places in by_value(to):
            for start in range(0, len(all_places), _SOME):
                places = all_places[start : start + _SOME]
                is_needed = at_home[places] & np.isin(rows.number[row[places]], needed)
                sent = self._table(rows, row[places], own, at_home[places], is_needed, table)
                data = packing.pack_table(sent)
                if home == mail.part:
                    yield Message(home, f"{HOUSEHOLD}{start:09}", data, is_kept=True)
                else:
                    yield Message(home, "texts", data)

        (alive,) = packing.unpack(plan.kept("keys", mail.part)["alive"])
        alive[rows.local[owned].astype(np.int64)] = 0
        ids = table["id"].take(pa.array(np.flatnonzero(alive)))
        yield Message(mail.part, "alone", packing.pack_table(pa.table({"id": ids})), is_kept=True)

    @staticmethod
    def _table(
        rows: Rows,
        some: np.ndarray,
        own: np.ndarray,
        at_home: np.ndarray,
        is_needed: np.ndarray,
        table: pa.Table,
    ) -> pa.Table:
        import pyarrow as pa

        is_first = rows.is_first[some] == 1
        first_nodes = nodes(rows.number[some], rows.first_block[some])
        return table.take(pa.array(rows.local[some].astype(np.int64))).append_column(
            "node", pa.array(first_nodes)
        ).append_column("is_first", pa.array(is_first)).append_column(
            "at_home", pa.array(at_home)
        ).append_column("is_needed", pa.array(is_needed)).append_column(
            "home", pa.array(own[some].astype(np.int32))
        ).append_column("copies", pa.array(rows.copies[some].astype(np.int32)))


def _columns(parts: list[list[np.ndarray]], count: int) -> list[np.ndarray]:
    """As many columns, each of all parts."""
    return [np.concatenate(columns) for columns in zip(*parts)] or [np.zeros(0, np.uint64)] * count


@dataclass(frozen=True)
class _Moves:
    """The homes of the texts of a block: ascending numbers and where these go; all others stay."""

    number: np.ndarray
    home: np.ndarray
    block: int

    def of(self, wanted: np.ndarray) -> np.ndarray:
        homes = np.full(len(wanted), self.block, np.uint64)
        at, is_told = packing.found(wanted, self.number)
        homes[is_told] = self.home[at[is_told]]
        return homes
