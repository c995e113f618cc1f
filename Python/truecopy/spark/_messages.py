"""What the largest messages look like as bytes: what carries most is left out where it repeats itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from . import _packing as packing


class Carriers(NamedTuple):
    """The texts of a block that have names, by name."""

    name: np.ndarray
    number: np.ndarray
    follower: np.ndarray
    copies: np.ndarray

    def packed(self) -> bytes:
        """Smallest where rows of one name stand by their followers."""
        names = packing.deltas(self.name.astype(np.uint64))
        return packing.pack(names, self.number, *packing.thin(self.follower), self.copies)

    @classmethod
    def of(cls, data: bytes) -> Carriers:
        names, number, *follower, copies = packing.unpack(data)
        return cls(packing.sums(names), number, packing.thick(*follower), copies)


class Meetings(NamedTuple):
    """What a block is told of each carrier it sent, and the texts to hold that against.

    Those stand one after another in `other`, as many for each carrier as `counts` says, in ascending
    order: so the first of them is for most carriers of a name the same text.
    """

    carriers: np.ndarray
    copies: np.ndarray
    edge_carriers: np.ndarray
    counts: np.ndarray
    other: np.ndarray
    block: np.ndarray
    flags: np.ndarray

    def packed(self) -> bytes:
        is_head = _heads(self.counts)
        return packing.pack(
            *packing.thin(self.carriers),
            *packing.thin(self.copies),
            *packing.thin(self.edge_carriers),
            self.counts,
            *packing.thin(self.other[is_head]),
            *packing.thin(self.block[is_head]),
            self.other[~is_head],
            self.block[~is_head],
            self.flags,
        )

    @classmethod
    def of(cls, data: bytes) -> Meetings:
        columns = iter(packing.unpack(data))
        carriers, copies, edges = (packing.thick(next(columns), next(columns)) for _ in range(3))
        counts = next(columns)
        heads = [packing.thick(next(columns), next(columns)) for _ in range(2)]
        tails = [next(columns) for _ in range(2)]
        is_head = _heads(counts)
        listed = []
        for head, tail in zip(heads, tails):
            column = np.zeros(len(is_head), np.uint64)
            column[is_head], column[~is_head] = head, tail
            listed.append(column)
        return cls(carriers, copies, edges, counts, *listed, flags=next(columns))


def _heads(counts: np.ndarray) -> np.ndarray:
    """Which rows are the first of a list, of lists of such lengths."""
    counts = counts.astype(np.int64)
    is_head = np.zeros(int(counts.sum()), bool)
    is_head[packing.lists(counts)[:-1][counts > 0]] = True
    return is_head


class Sketches(NamedTuple):
    """Of some texts where their repeated grams stand, roughly, and a few bits of the name of each."""

    number: np.ndarray
    """Ascending."""
    counts: np.ndarray
    name: np.ndarray
    place: np.ndarray
    """In units of `STEP`, ascending in each text."""

    def packed(self) -> bytes:
        steps = packing.deltas(self.place.astype(np.uint64))
        starts = packing.lists(self.counts.astype(np.int64))[:-1][self.counts > 0]
        steps[starts] = self.place[starts]
        number = packing.deltas(self.number.astype(np.uint64))
        return packing.pack(number, self.counts, self.name, steps)

    @classmethod
    def of(cls, data: bytes) -> Sketches:
        number, counts, name, steps = packing.unpack(data)
        ends = packing.lists(counts.astype(np.int64))
        sums = np.concatenate([[0], np.cumsum(steps.astype(np.int64))])
        place = sums[1:] - np.repeat(sums[ends[:-1]], counts.astype(np.int64))
        return cls(packing.sums(number), counts, name, place)


STEP = 4
"""Letters and digits to which a sketch tells places."""

NAME_BITS = 12
"""Bits of a name that a sketch has."""
