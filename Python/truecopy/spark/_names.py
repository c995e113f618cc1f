"""Names: which of them stand in more than one text, and who has each.

Most names stand in one text only. So blocks ask first, by as few bits as will do, which of theirs are
met elsewhere, and deal only these, with the texts that carry them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

import numpy as np

from . import _messages as messages
from . import _packing as packing
from ._mail import DRIVER, Mail, Message
from ._plan import HASH_BITS, Plan, Postings, Rows, by_value


def _short(plan: Plan, names: np.ndarray) -> np.ndarray:
    return names >> np.uint64(plan.name_bits - plan.short_bits)


class Ask:
    """Each block: its names, shortened, and how often it has each."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        postings = Postings.of(plan, mail.part, plan.rows(mail.part).firsts())
        names = _short(plan, postings.name)
        begins = packing.groups(names)
        counts = packing.lengths(begins, len(names)) - 1
        names = names[begins]
        for part, start, stop in plan.cuts(names, plan.short_bits):
            data = packing.pack(packing.deltas(names[start:stop]), counts[start:stop])
            yield Message(part, "names", data)


ALONE, KIN, TWO, MORE, CROWD = range(5)
"""How many texts have a name: one, and no other text has a name of the same hash; one; two; more; more than
one task is given."""


class Met:
    """Each part of the names: how many texts have each. What it was asked is kept, and not sent again."""

    def __init__(self, plan: Plan) -> None:
        self.limits = np.array([1, 2, plan.most_carriers])
        self.below_hash = np.uint64(max(0, plan.short_bits - HASH_BITS))

    def __call__(self, mail: Mail) -> Iterator[Message]:
        sent = [(block, packing.unpack(data)) for block, data in mail["names"]]
        names = np.concatenate([packing.sums(columns[0]) for _, columns in sent])
        distinct, places = np.unique(names, return_inverse=True)
        counts = np.concatenate([columns[1] for _, columns in sent]).astype(np.int64) + 1
        carriers = np.bincount(places, counts).astype(np.int64)
        totals = np.array([ALONE, TWO, MORE, CROWD])[np.searchsorted(self.limits, carriers)]
        of_hash = packing.groups(distinct >> self.below_hash)
        kin = packing.lengths(of_hash, len(distinct))[packing.spread(of_hash, len(distinct))] > 1
        totals[kin & (totals == ALONE)] = KIN
        crowds = carriers[totals == CROWD]
        if len(crowds):
            yield Message(DRIVER, "crowds", packing.pack([len(crowds)], [int(crowds.sum())]))
        start = 0
        for block, columns in sent:
            stop = start + len(columns[0])
            told = totals[places[start:stop]]
            yield Message(block, "met", packing.pack(told))
            shared = (told == TWO) | (told == MORE)
            asked = packing.deltas(names[start:stop][shared]), counts[start:stop][shared]
            yield Message(mail.part, f"asked-{block}", packing.pack(*asked), is_kept=True)
            start = stop


class Post:
    """Each block: the names that others have too, with the texts that have them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        firsts = plan.rows(mail.part).firsts()
        postings = Postings.of(plan, mail.part, firsts)
        names = _short(plan, postings.name)
        met = joined([packing.unpack(data) for _, data in mail["met"]], 1)[0]
        met = met[packing.spread(packing.groups(names), len(names))]
        # What follows a name is asked for only where three texts or more have it, and where another text
        # has what follows.
        hashes = postings.name >> np.uint64(plan.gram_bits)
        shared = hashes[met > ALONE]
        shared = shared[packing.groups(shared)]
        follows = np.flatnonzero((met >= MORE) & (postings.follower > 0))
        follows = follows[packing.found(plan.stirred(postings.follower[follows]), shared)[1]]
        has_follower = np.zeros(len(met), bool)
        has_follower[follows] = True
        yield Message(mail.part, "posted", packing.pack(met, has_follower), is_kept=True)
        posted = Posted.dealt(plan, postings, met, has_follower, firsts)
        for part, places in by_value(posted.to):
            carriers = messages.Carriers(
                posted.name[places],
                posted.number[places],
                posted.follower[places],
                firsts.copies[posted.row[places]],
            )
            if part < plan.name_parts:
                yield Message(part, "carriers", carriers.packed_without(plan.name_bits - plan.short_bits))
            else:
                yield Message(part, "crowd", carriers.packed())


@dataclass(frozen=True)
class Posted(Postings):
    """The postings that a block sends, in the order it sends them."""

    number: np.ndarray
    to: np.ndarray
    """The part each goes to. The carriers of crowds are dealt by their numbers, so that each part has a
    range of all crowds."""

    @classmethod
    def dealt(
        cls, plan: Plan, postings: Postings, met: np.ndarray, has_follower: np.ndarray, firsts: Rows
    ) -> Posted:
        chosen = np.flatnonzero(met > KIN)
        name, row, place = (getattr(postings, key)[chosen] for key in ("name", "row", "place"))
        follower = np.where(has_follower[chosen], postings.follower[chosen], 0)
        number = firsts.number[row]
        span = number.astype(np.int64) * plan.spans // max(1, plan.texts)
        to = np.where(met[chosen] == CROWD, plan.name_parts + span, plan.name_part(name))
        order = np.lexsort((follower, name, to))
        return cls(*(column[order] for column in (name, row, place, follower, number, to)))

    @classmethod
    def at(cls, plan: Plan, block: int, firsts: Rows) -> Posted:
        """Those of a block that has posted."""
        met, has_follower = packing.unpack(plan.kept("posted", block)["posted"])
        return cls.dealt(plan, Postings.of(plan, block, firsts), met, has_follower > 0, firsts)


def joined(answers: list[list[np.ndarray]], columns: int) -> list[np.ndarray]:
    """The columns of the answers, in the order of the parts that sent them."""
    if not answers:
        return [np.zeros(0, np.int64)] * columns
    return [np.concatenate(parts).astype(np.int64) for parts in zip(*answers)]
