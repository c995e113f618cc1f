"""Votes: what pairs say of the names they met by, and which pairs hold texts together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterator

import numpy as np

from .. import _library
from . import _packing as packing
from ._homes import facts
from ._mail import DRIVER, Mail, Message
from ._plan import Plan

if TYPE_CHECKING:
    import pyarrow as pa

HOUSEHOLD = "household-"
"""How the messages are called that a home keeps as they came."""

_SOME = 4096
"""Rows of one call to the engine, which costs some 60 ms whatever it is given."""


@dataclass(frozen=True)
class Household:
    """The texts at a home: those that live there, and those needed there to be held against."""

    plan: Plan
    table: pa.Table
    facts: list[np.ndarray]
    """What is known of their names: `_homes.facts`, for the rows of the table."""

    @classmethod
    def of(cls, plan: Plan, messages: list[bytes]) -> Household:
        tables, told = zip(*(packing.unpack_list(data) for data in messages))
        table = packing.unpack_tables(tables)
        assert table is not None
        columns = [np.concatenate(parts) for parts in zip(*(facts(data) for data in told))]
        return cls(plan, table, columns)

    @classmethod
    def at(cls, plan: Plan, home: int) -> Household | None:
        """The household that was kept; none where nobody lives there."""
        kept = plan.kept("votes", home)
        messages = [data for kind, data in sorted(kept.items()) if kind.startswith(HOUSEHOLD)]
        return cls.of(plan, messages) if messages else None

    @cached_property
    def nodes(self) -> np.ndarray:
        return self.table["node"].to_numpy()

    @cached_property
    def firsts(self) -> np.ndarray:
        """The rows of texts that stand for their equals, by node."""
        rows = np.flatnonzero(self.table["is_first"].to_numpy(zero_copy_only=False))
        return rows[np.argsort(self.nodes[rows], kind="stable")]

    def first_of(self, nodes: np.ndarray) -> np.ndarray:
        """The places of nodes among the firsts."""
        return np.searchsorted(self.nodes[self.firsts], nodes.astype(np.int64))

    @cached_property
    def prints(self) -> pa.Table:
        """The fingerprints of the firsts."""
        import pyarrow as pa

        texts = self.table["text"].combine_chunks().take(pa.array(self.firsts))
        parts = [
            _library.call(
                "truecopy_fingerprints", pa.record_batch({"text": texts.slice(start, _SOME)}), 1
            )
            for start in range(0, len(texts), _SOME)
        ]
        return pa.Table.from_batches(parts).combine_chunks()

    @cached_property
    def grams(self) -> Grams:
        """The grams of the firsts, with what the blocks were told of them."""
        columns = {name: self.prints[name].combine_chunks() for name in ("grams", "followers")}
        counts = np.diff(columns["grams"].offsets.to_numpy())
        starts = packing.lists(counts)
        names = self.plan.names(columns["grams"].flatten().to_numpy())
        told = np.zeros((3, len(names)), np.int64)
        known, place, *values = self.facts
        start_of_row = np.zeros(len(known), np.int64)
        start_of_row[self.firsts] = starts[:-1]
        told[:, np.repeat(start_of_row, known) + place] = values
        return Grams(starts, names, columns["followers"].flatten().to_numpy(), *told)


@dataclass(frozen=True)
class Grams:
    starts: np.ndarray
    name: np.ndarray
    follower: np.ndarray
    carriers: np.ndarray
    copies: np.ndarray
    edge_carriers: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        return np.diff(self.starts)


class Vote:
    """Each home: its pairs vote for names and for edges, and what comes of it is asked for."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        texts = [data for _, data in mail["texts"]]
        if not texts:
            return
        for number, data in enumerate(texts):
            yield Message(mail.part, f"{HOUSEHOLD}{number:06}", data, is_kept=True)
        house = Household.of(plan, texts)
        grams = house.grams
        chained, named, edged = self._votes(house, mail)
        yield Message(mail.part, "chained", packing.pack(*chained), is_kept=True)

        # All texts that may be settled here need to know what is evidence.
        asks = np.zeros(len(grams.counts), bool)
        for nodes in chained:
            asks[house.first_of(nodes)] = True
        asks |= house.table["copies"].to_numpy()[house.firsts] > 1
        # One that others were held against elsewhere is settled with what is known of it here.
        asks |= house.table["is_needed"].to_numpy()[house.firsts]
        asks = np.repeat(asks, grams.counts)
        names = _Tally.of(grams.name, None, grams.carriers, asks & (grams.carriers > 2), named)
        edges = _Tally.of(
            grams.name, grams.follower, grams.edge_carriers, asks & (grams.edge_carriers > 2), edged
        )
        yield Message(mail.part, "names", packing.pack(*names.columns), is_kept=True)
        yield Message(mail.part, "edges", packing.pack(*edges.columns), is_kept=True)
        for kind, tally in (("names", names), ("edges", edges)):
            name, *rest = tally.columns
            for part, start, stop in plan.cuts(name, plan.name_bits):
                steps = packing.deltas(name[start:stop])
                others = (column[start:stop] for column in rest)
                yield Message(part, kind, packing.pack(steps, *others))

    def _votes(
        self, house: Household, mail: Mail
    ) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray, np.ndarray]:
        """The pairs that share a passage, and the grams they vote for: alone, and with followers."""
        import pyarrow as pa

        prints = house.prints["fingerprint"].combine_chunks()
        empty = np.zeros(0, np.int64)
        kept: list[list[np.ndarray]] = [[empty], [empty], [empty], [empty]]
        for _, data in mail["pairs"]:
            a, b, counts, asked = packing.unpack(data)
            ends = packing.lists(counts.astype(np.int64))
            first, second = house.first_of(a), house.first_of(b)
            for start in range(0, len(a), _SOME):
                some = slice(start, min(start + _SOME, len(a)))
                offsets = ends[start : some.stop + 1]
                questions = pa.ListArray.from_arrays(
                    pa.array(offsets - offsets[0], pa.int32()),
                    pa.array(asked[offsets[0] : offsets[-1]].astype(np.int32)),
                )
                batch = pa.record_batch(
                    {
                        "a": prints.take(pa.array(first[some])),
                        "b": prints.take(pa.array(second[some])),
                        "questions": questions,
                    }
                )
                votes = _library.call("truecopy_votes", batch, self.plan.gram_bits, 1)
                shares = votes["passage"].to_numpy() == 1
                kept[0].append(a[some][shares].astype(np.int64))
                kept[1].append(b[some][shares].astype(np.int64))
                for place, name in ((2, "grams"), (3, "edges")):
                    lists = votes[name]
                    times = np.diff(lists.offsets.to_numpy())
                    bases = np.repeat(house.grams.starts[first[some]], times)
                    voted = bases + lists.flatten().to_numpy()
                    kept[place].append(voted[np.repeat(shares, times)])
        a, b, named, edged = map(np.concatenate, kept)
        return (a, b), named, edged


@dataclass(frozen=True)
class _Tally:
    """Votes for names, or for names with followers, in order."""

    columns: tuple[np.ndarray, ...]

    @classmethod
    def of(
        cls,
        name: np.ndarray,
        follower: np.ndarray | None,
        carriers: np.ndarray,
        asked: np.ndarray,
        voted: np.ndarray,
    ) -> _Tally:
        keys = [name] if follower is None else [name, follower.astype(np.uint64)]
        votes = np.bincount(voted, minlength=len(name))
        return cls(added([key[asked] for key in keys], carriers[asked], votes[asked])[0])


def added(
    keys: list[np.ndarray], carriers: np.ndarray, votes: np.ndarray
) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
    """Rows of equal keys made one, votes added up; and which of these each row went to."""
    order = np.lexsort(keys[::-1])
    keys = [key[order] for key in keys]
    begins = packing.groups(*keys)
    run = np.zeros(len(order), np.int64)
    run[order] = packing.spread(begins, len(order))
    totals = np.bincount(run, votes, minlength=len(begins)).astype(np.int64)
    return (*(key[begins] for key in keys), carriers[order][begins], totals), run


class Decide:
    """Each part of the names: which names and edges have votes enough to be evidence."""

    def __init__(self, plan: Plan) -> None:
        self.share = float(plan.settings["leastVotes"])

    def __call__(self, mail: Mail) -> Iterator[Message]:
        for kind in ("names", "edges"):
            if not mail[kind]:
                continue
            sent = [(home, packing.unpack(data)) for home, data in mail[kind]]
            for _, columns in sent:
                columns[0] = packing.sums(columns[0])
            *keys, carriers, votes = (
                np.concatenate(parts) for parts in zip(*(columns for _, columns in sent))
            )
            rows, run = added(keys, carriers, votes)
            carriers, votes = rows[-2].astype(np.int64), rows[-1]
            least = 2 * carriers - 3 if kind == "names" else carriers - 1
            told = (votes >= self.share * least)[run]
            start = 0
            for home, columns in sent:
                stop = start + len(columns[0])
                yield Message(home, kind, packing.pack(told[start:stop]))
                start = stop


class Weigh:
    """Each home: what is evidence in each text, and which pairs hold their texts together."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        import pyarrow as pa

        plan = self.plan
        kept = plan.kept("votes", mail.part)
        house = Household.at(plan, mail.part)
        if house is None:
            return
        grams = house.grams
        copies = np.where(grams.carriers > 1, grams.copies, -1)
        edge_carriers = np.where(grams.edge_carriers > 1, grams.edge_carriers, 0)
        self._silence(copies, grams.carriers > 2, [grams.name], kept["names"], mail["names"])
        edge_keys = [grams.name, grams.follower.astype(np.uint64)]
        self._silence(
            edge_carriers, grams.edge_carriers > 2, edge_keys, kept["edges"], mail["edges"]
        )
        parts = []
        prints = house.prints["fingerprint"].combine_chunks()
        for start in range(0, len(grams.counts), _SOME):
            stop = min(start + _SOME, len(grams.counts))
            offsets = pa.array(grams.starts[start : stop + 1] - grams.starts[start], pa.int32())
            some = slice(grams.starts[start], grams.starts[stop])
            batch = pa.record_batch(
                {
                    "fingerprint": prints.slice(start, stop - start),
                    "copies": pa.ListArray.from_arrays(offsets, pa.array(copies[some])),
                    "edge_carriers": pa.ListArray.from_arrays(
                        offsets, pa.array(edge_carriers[some])
                    ),
                }
            )
            parts.append(_library.call("truecopy_evidence", batch, plan.gram_bits, 1))
        evidence = pa.Table.from_batches(parts)["evidence"].combine_chunks()
        node = house.nodes[house.firsts]
        table = pa.table({"node": pa.array(node), "evidence": evidence})
        yield Message(mail.part, "evidence", packing.pack_table(table), is_kept=True)

        a, b = (nodes.astype(np.int64) for nodes in packing.unpack(kept["chained"]))
        first, second = house.first_of(a), house.first_of(b)
        held = [np.zeros(0, bool)]
        for start in range(0, len(a), _SOME):
            some_pairs = slice(start, start + _SOME)
            batch = pa.record_batch(
                {
                    "a": evidence.take(pa.array(first[some_pairs])),
                    "b": evidence.take(pa.array(second[some_pairs])),
                }
            )
            grounds = _library.call("truecopy_grounds", batch, plan.gram_bits, 1)["ground"]
            held.append(grounds.is_valid().to_numpy(zero_copy_only=False))
        holds = np.concatenate(held)
        yield Message(DRIVER, "edges", packing.pack(a[holds], b[holds]))
        home = house.table["home"].to_numpy()[house.firsts]
        yield Message(DRIVER, "homes", packing.pack(node, home))

    @staticmethod
    def _silence(
        values: np.ndarray,
        judged: np.ndarray,
        keys: list[np.ndarray],
        asked: bytes,
        answers: list[tuple[int, bytes]],
    ) -> None:
        """Sets to 0 what has too few votes; what was not asked for is of no text that is settled."""
        *known, _, _ = packing.unpack(asked)
        told = np.concatenate([packing.unpack(data)[0] for _, data in answers] or [np.zeros(0)])
        refused = [key[told == 0] for key in known]
        at = np.flatnonzero(judged)
        both = [np.concatenate([one, key[at]]) for one, key in zip(refused, keys)]
        rows, run = added(both, np.zeros(len(both[0])), np.repeat([1, 0], [len(refused[0]), len(at)]))
        values[at[rows[-1][run[len(refused[0]) :]] > 0]] = 0


