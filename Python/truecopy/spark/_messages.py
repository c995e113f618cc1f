"""What the largest messages look like as bytes: what carries most is left out where it repeats itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from . import _packing as packing


class Carriers(NamedTuple):
    """The texts of a block that have names: by name, then by follower, then in working order."""

    name: np.ndarray
    number: np.ndarray
    follower: np.ndarray
    copies: np.ndarray

    def packed(self) -> bytes:
        return packing.pack(packing.deltas(self.name.astype(np.uint64)), *self._rest())

    @classmethod
    def of(cls, data: bytes) -> Carriers:
        steps, *rest = packing.unpack(data)
        return cls._of(packing.sums(steps), rest)

    def packed_without(self, bits: int) -> bytes:
        """For those who know all but the last bits of each name, and how many carriers that makes."""
        is_head = np.zeros(len(self.name), bool)
        is_head[packing.groups(self.name >> np.uint64(bits))] = True
        changes = np.zeros(len(self.name), bool)
        changes[packing.groups(self.name)] = True
        last = self.name & np.uint64((1 << bits) - 1)
        return packing.pack(changes[~is_head], last[changes], *self._rest())

    @classmethod
    def completed(cls, data: bytes, known: np.ndarray, counts: np.ndarray, bits: int) -> Carriers:
        """Those of `packed_without`, by the beginnings of names and how many carriers have each."""
        inner, last, *rest = packing.unpack(data)
        changes = np.ones(int(counts.sum()), bool)
        is_head = np.zeros(len(changes), bool)
        is_head[packing.lists(counts)[:-1]] = True
        changes[~is_head] = inner
        name = np.repeat(known, counts) << np.uint64(bits) | packing.thick(changes, last)
        return cls._of(name, rest)

    def _rest(self) -> list[np.ndarray]:
        begins = packing.groups(self.name, self.follower)
        steps = packing.list_deltas(self.number, begins)
        is_head = np.zeros(len(steps), bool)
        is_head[begins] = True
        return [steps[is_head], steps[~is_head], *packing.thin(self.follower), self.copies]

    @classmethod
    def _of(cls, name: np.ndarray, rest: list[np.ndarray]) -> Carriers:
        heads, steps, *thinned, copies = rest
        follower = packing.thick(*thinned)
        begins = packing.groups(name, follower)
        number = np.zeros(len(name), np.uint64)
        is_head = np.zeros(len(name), bool)
        is_head[begins] = True
        number[is_head], number[~is_head] = heads, steps
        return cls(name, packing.list_sums(number, begins), follower, copies)


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
    flags: np.ndarray

    def packed(self, number: np.ndarray) -> bytes:
        """`number` is that of each carrier, later than all that it is held against."""
        is_head = _heads(self.counts)
        behind = np.repeat(number, self.counts.astype(np.int64)) - self.other
        return packing.pack(
            *packing.thin(self.carriers),
            *packing.thin(self.copies - self.carriers),
            *packing.thin(self.edge_carriers),
            self.counts,
            *packing.thin(self.other[is_head]),
            behind[~is_head],
            self.flags,
        )

    @classmethod
    def of(cls, data: bytes, number: np.ndarray) -> Meetings:
        """`number` is that of each carrier, or of more than there are."""
        columns = iter(packing.unpack(data))
        carriers, others, edges = (packing.thick(next(columns), next(columns)) for _ in range(3))
        counts = next(columns)
        is_head = _heads(counts)
        other = np.zeros(len(is_head), np.int64)
        other[is_head] = packing.thick(next(columns), next(columns))
        held = np.repeat(number[: len(counts)], counts.astype(np.int64)).astype(np.int64)
        other[~is_head] = held[~is_head] - next(columns).astype(np.int64)
        return cls(carriers, carriers + others, edges, counts, other, flags=next(columns))


def _heads(counts: np.ndarray) -> np.ndarray:
    """Which rows are the first of a list, of lists of such lengths."""
    is_head = np.zeros(int(counts.sum()), bool)
    is_head[_begins(counts)] = True
    return is_head


def _begins(counts: np.ndarray) -> np.ndarray:
    """Where lists of such lengths begin, those that are not empty."""
    return packing.lists(counts.astype(np.int64))[:-1][counts > 0]


class Ballots(NamedTuple):
    """Texts of a block of which a home needs to know what is evidence, and the votes for their grams there."""

    number: np.ndarray
    """Ascending."""
    counts: np.ndarray
    """How many grams of each have votes, of which `place` and what follows tell."""
    place: np.ndarray
    named: np.ndarray
    edged: np.ndarray

    def packed(self) -> bytes:
        steps = packing.list_deltas(self.place, _begins(self.counts))
        number = packing.deltas(self.number.astype(np.uint64))
        return packing.pack(number, self.counts, steps, self.named, self.edged)

    @classmethod
    def of(cls, data: bytes) -> Ballots:
        number, counts, steps, *votes = packing.unpack(data)
        return cls(packing.sums(number), counts, packing.list_sums(steps, _begins(counts)), *votes)


class Sketches(NamedTuple):
    """Of some texts where their repeated grams stand, roughly, and a few bits of the name of each."""

    number: np.ndarray
    """Ascending."""
    counts: np.ndarray
    name: np.ndarray
    place: np.ndarray
    """In units of `STEP`, ascending in each text."""

    def packed(self) -> bytes:
        steps = packing.list_deltas(self.place, _begins(self.counts))
        number = packing.deltas(self.number.astype(np.uint64))
        return packing.pack(number, self.counts, self.name, steps)

    @classmethod
    def of(cls, data: bytes) -> Sketches:
        number, counts, name, steps = packing.unpack(data)
        place = packing.list_sums(steps, _begins(counts)).astype(np.int64)
        return cls(packing.sums(number), counts, name, place)


STEP = 4
"""Letters and digits to which a sketch tells places."""

NAME_BITS = 12
"""Bits of a name that a sketch has."""
