"""Homes: texts that may be copies of each other are brought to one place, where all that is left is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator

import numpy as np

from . import _packing as packing
from ._mail import Mail, Message
from ._plan import Plan, Rows, block_of, by_value, nodes, number_of

if TYPE_CHECKING:
    import pyarrow as pa

_SOME = 1024
"""Texts of one message: the more, the better they pack; Spark moves and writes a message as a whole."""


class Homes:
    """From rows of (node, root) a message to each block: the homes of its texts."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa

        large = np.array(self.plan.large, np.int64)
        for batch in batches:
            node, root = (batch[name].to_numpy().astype(np.int64) for name in ("node", "root"))
            leader = np.where(np.isin(root, large), node, root)
            home = self.plan.home(number_of(leader))
            rows = [
                (block, "home", packing.pack(number_of(node[places]), home[places]))
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
        plan = self.plan
        told = [packing.unpack(data) for _, data in mail["home"]]
        numbers, homes = (
            np.concatenate([columns[place] for columns in told] or [np.zeros(0, np.uint64)])
            for place in (0, 1)
        )
        order = np.argsort(numbers, kind="stable")
        numbers, homes = numbers[order], homes[order]
        yield Message(mail.part, "homes", packing.pack(numbers, homes), is_kept=True)

        number, other, block, times, asked = packing.unpack(
            plan.kept("screened", mail.part)["pairs"]
        )
        if not len(number):
            return
        home = _homes_of(plan, number, numbers, homes)
        begins = packing.lists(times)
        a, b = nodes(number, mail.part), nodes(other, block)
        for to, places in by_value(home):
            counts = times[places].astype(np.int64)
            at = np.repeat(begins[places], counts) + packing.within(counts)
            yield Message(to, "pairs", packing.pack(a[places], b[places], counts, asked[at]))
        for to, places in by_value(block):
            order = np.lexsort((home[places], other[places]))
            there, where = other[places][order], home[places][order]
            one = packing.groups(there, where)
            yield Message(to, "invited", packing.pack(there[one], where[one]))


class Send:
    """Each block: its texts, to their homes and where they are needed; those left are kept as they are."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        import pyarrow as pa

        plan = self.plan
        rows = plan.rows(mail.part)
        numbers, homes = packing.unpack(plan.kept("invitations", mail.part)["homes"])
        invited = [packing.unpack(data) for _, data in mail["invited"]]
        needed, where = (
            np.concatenate([columns[place] for columns in invited] or [np.zeros(0, np.uint64)])
            for place in (0, 1)
        )
        # Many blocks may ask for one text to come to one home.
        order = np.lexsort((where, needed))
        needed, where = needed[order], where[order]
        one = packing.groups(needed, where)
        needed, where = needed[one], where[one]
        own = _homes_of(plan, rows.number, numbers, homes)
        (paired, *_) = packing.unpack(plan.kept("screened", mail.part)["pairs"])
        goes = (rows.copies > 1) | np.isin(
            rows.number, np.concatenate([numbers, paired, needed])
        )

        facts = _Facts(*packing.unpack(plan.kept("candidates", mail.part)["facts"]))
        of_first = np.cumsum(rows.is_first).astype(np.int64) - 1
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
                told = facts.of(np.where(rows.is_first[row[places]] == 1, of_first[row[places]], -1))
                data = packing.pack_list([packing.pack_table(sent), told])
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
        ).append_column("is_needed", pa.array(is_needed)).append_column("home", pa.array(own[some].astype(np.int32))).append_column(
            "copies", pa.array(rows.copies[some].astype(np.int32))
        )


class _Facts:
    """What is known of the names of texts, those of a text one after another."""

    def __init__(
        self,
        row: np.ndarray,
        place: np.ndarray,
        carriers: np.ndarray,
        copies: np.ndarray,
        edge_carriers: np.ndarray,
    ) -> None:
        self.row = row.astype(np.int64)
        self.columns = (place, carriers, copies - carriers, edge_carriers)

    def of(self, wanted: np.ndarray) -> bytes:
        """For each row of firsts wanted how many names, and of each the columns; none for -1."""
        starts = np.searchsorted(self.row, wanted)
        counts = np.searchsorted(self.row, wanted, "right") - starts
        chosen = np.repeat(starts, counts) + packing.within(counts)
        place, *rest = (column[chosen] for column in self.columns)
        # Most names of a text are repeated: the step from place to place is mostly one.
        steps = packing.deltas(place)
        begins = packing.lists(counts)[:-1][counts > 0]
        steps[begins] = place[begins]
        return packing.pack(counts, steps, *rest)


def facts(data: bytes) -> list[np.ndarray]:
    """How many names each text has of which something is known, and their places, carriers, copies and
    carriers of their edges."""
    counts, steps, carriers, others, edge_carriers = (
        column.astype(np.int64) for column in packing.unpack(data)
    )
    sums = np.append(0, np.cumsum(steps))
    place = sums[1:] - np.repeat(sums[packing.lists(counts)[:-1]], counts)
    return [counts, place, carriers, carriers + others, edge_carriers]


def _homes_of(plan: Plan, wanted: np.ndarray, numbers: np.ndarray, homes: np.ndarray) -> np.ndarray:
    """The home of each text: that which was told, or the one that its number gives."""
    found = plan.home(wanted)
    at = np.searchsorted(numbers, wanted)
    known = at < len(numbers)
    known[known] = numbers[at[known]] == wanted[known]
    found[known] = homes[at[known]]
    return found
