"""Votes: what pairs say of the names they met by, and which pairs hold texts together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Iterator, NamedTuple

import numpy as np

from .. import _library
from . import _packing as packing
from ._homes import HOUSEHOLD
from ._mail import DRIVER, Mail, Message
from ._messages import Ballots
from ._plan import Plan, block_of, by_value, nodes, number_of

if TYPE_CHECKING:
    import pyarrow as pa

SOME = 4096
"""Rows of one call to the engine, which costs some 60 ms whatever it is given."""


@dataclass(frozen=True)
class Household:
    """The texts at a home: those that live there, and those needed there to be held against."""

    table: pa.Table

    @classmethod
    def of(cls, messages: list[bytes]) -> Household:
        table = packing.unpack_tables(messages)
        assert table is not None
        return cls(table)

    @classmethod
    def at(cls, plan: Plan, home: int) -> Household | None:
        """The household that was kept; none where nobody lives there."""
        kept = [*plan.kept("texts-sent", home).items(), *plan.kept("votes", home).items()]
        messages = [data for kind, data in kept if kind.startswith(HOUSEHOLD)]
        return cls.of(messages) if messages else None

    @cached_property
    def nodes(self) -> np.ndarray:
        return self.table["node"].to_numpy()

    @cached_property
    def firsts(self) -> np.ndarray:
        """The rows of texts that stand for their equals, by node."""
        rows = np.flatnonzero(self.flags("is_first"))
        return rows[np.argsort(self.nodes[rows], kind="stable")]

    def flags(self, name: str) -> np.ndarray:
        return self.table[name].to_numpy(zero_copy_only=False)

    def first_of(self, nodes: np.ndarray) -> np.ndarray:
        """The places of nodes among the firsts."""
        return np.searchsorted(self.nodes[self.firsts], nodes.astype(np.int64))

    @cached_property
    def prints(self) -> pa.Table:
        """The fingerprints of the firsts."""
        import pyarrow as pa

        return fingerprints(self.table["text"].combine_chunks().take(pa.array(self.firsts)))


def fingerprints(texts: pa.Array) -> pa.Table:
    import pyarrow as pa

    parts = [
        _library.call("truecopy_fingerprints", pa.record_batch({"text": texts.slice(start, SOME)}), 1)
        for start in range(0, len(texts), SOME)
    ]
    return pa.Table.from_batches(parts).combine_chunks()


class _Chained(NamedTuple):
    """Pairs that share a passage, and the grams of their later texts that they vote for."""

    a: np.ndarray
    b: np.ndarray
    named: np.ndarray
    """Grams by their places among all of the household, alone; one vote each."""
    edged: np.ndarray
    """The same with the grams behind them."""


class Vote:
    """Each home: its pairs vote for names and for edges, and the blocks of these texts are told."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        texts = [data for _, data in mail["texts"]]
        for number, data in enumerate(texts):
            yield Message(mail.part, f"{HOUSEHOLD}{number:06}", data, is_kept=True)
        stayed = plan.kept("texts-sent", mail.part).items()
        texts += [data for kind, data in stayed if kind.startswith(HOUSEHOLD)]
        if not texts:
            return
        house = Household.of(texts)
        pairs = [data for _, data in plan.told(mail, "pairs", "invitations")]
        starts = packing.lists(np.diff(house.prints["grams"].combine_chunks().offsets.to_numpy()))
        chained = self._votes(house, starts, pairs)
        yield Message(mail.part, "chained", packing.pack(chained.a, chained.b), is_kept=True)

        # All texts that may be settled here need to know what is evidence.
        wanted = (house.flags("copies") > 1) & house.flags("at_home") | house.flags("is_needed")
        wanted = wanted[house.firsts]
        for side in (chained.a, chained.b):
            wanted[house.first_of(side)] = True
        node = house.nodes[house.firsts]
        votes = [np.bincount(one, minlength=starts[-1]) for one in (chained.named, chained.edged)]
        voted = np.flatnonzero(votes[0] + votes[1])
        first = np.searchsorted(starts, voted, "right") - 1
        for block, some in by_value(block_of(node[wanted])):
            chosen = np.flatnonzero(wanted)[some]
            times = np.bincount(first, minlength=len(node))[chosen]
            is_ours = np.isin(first, chosen)
            place = voted[is_ours] - starts[first[is_ours]]
            columns = (one[voted[is_ours]] for one in votes)
            data = Ballots(number_of(node[chosen]), times, place, *columns).packed()
            yield Message(block, "ballots", data, is_kept=block == mail.part)

    def _votes(self, house: Household, starts: np.ndarray, pairs: list[bytes]) -> _Chained:
        import pyarrow as pa

        prints = house.prints["fingerprint"].combine_chunks()
        kept = [[np.zeros(0, np.int64)] for _ in _Chained._fields]
        for data in pairs:
            a, b, counts, asked = packing.unpack(data)
            ends = packing.lists(counts.astype(np.int64))
            first, second = house.first_of(a), house.first_of(b)
            for start in range(0, len(a), SOME):
                some = slice(start, min(start + SOME, len(a)))
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
                    bases = np.repeat(starts[first[some]], times)
                    voted = bases + lists.flatten().to_numpy()
                    kept[place].append(voted[np.repeat(shares, times)])
        return _Chained(*map(np.concatenate, kept))


class Weigh:
    """Each home: which pairs hold their texts together, by what is evidence in each."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        import pyarrow as pa

        plan = self.plan
        house = Household.at(plan, mail.part)
        if house is None:
            return
        evidence = self._evidence(house, plan.told(mail, "evidence", "evidence"))
        node = house.nodes[house.firsts]
        table = pa.table({"node": pa.array(node), "evidence": evidence})
        yield Message(mail.part, "evidence", packing.pack_table(table), is_kept=True)

        chained = packing.unpack(plan.kept("votes", mail.part)["chained"])
        a, b = (side.astype(np.int64) for side in chained)
        first, second = house.first_of(a), house.first_of(b)
        held = [np.zeros(0, bool)]
        for start in range(0, len(a), SOME):
            some = slice(start, start + SOME)
            batch = pa.record_batch(
                {
                    "a": evidence.take(pa.array(first[some])),
                    "b": evidence.take(pa.array(second[some])),
                }
            )
            grounds = _library.call("truecopy_grounds", batch, plan.gram_bits, 1)["ground"]
            held.append(grounds.is_valid().to_numpy(zero_copy_only=False))
        holds = np.concatenate(held)
        yield Message(DRIVER, "edges", packing.pack(a[holds], b[holds]))
        home = house.table["home"].to_numpy()[house.firsts]
        yield Message(DRIVER, "homes", packing.pack(node, home))

    @staticmethod
    def _evidence(house: Household, told: list[tuple[int, bytes]]) -> pa.Array:
        """The evidence of the firsts, null of those that nobody asks for."""
        import pyarrow as pa

        found: list[bytes | None] = [None] * len(house.firsts)
        prints = house.prints["fingerprint"].combine_chunks()
        for block, data in told:
            table = packing.unpack_tables([data])
            assert table is not None
            places = house.first_of(nodes(table["number"].to_numpy(), block))
            around = zip(places.tolist(), prints.take(pa.array(places)).to_pylist(), table["around"].to_pylist())
            for place, fingerprint, (before, behind) in around:
                found[place] = before + fingerprint + behind
        return pa.array(found, pa.binary())
