"""Screening: most pairs that share a few grams have no passage in common, and need not be brought together.

A block is sent sketches of the texts that its own may share a passage with: a few bits of each gram, and
where it stands. A pair is dropped where by these no two shared grams stand so that a passage could hold
both; the engine would say of it that it has none.
"""

from __future__ import annotations

from typing import Iterator

import numpy as np

from . import _packing as packing
from . import _groups as groups
from ._mail import DRIVER, Mail, Message
from ._messages import NAME_BITS, STEP, Sketches
from ._plan import Plan, by_value, nodes

GRAM_LENGTH = 12
"""Letters and digits of a gram."""

_PAIRS = 2000
"""Pairs that are looked at in one step."""


def _sketches(plan: Plan, block: int, wanted: np.ndarray) -> Sketches:
    """Those of different texts of a block, by their ascending numbers."""
    import pyarrow as pa

    firsts = plan.rows(block).firsts()
    rows = np.searchsorted(firsts.number, wanted)
    local = firsts.local[rows].astype(np.int64)
    table = plan.block(block, ["grams", "positions"]).take(pa.array(local))
    grams, positions = (table[name].combine_chunks() for name in ("grams", "positions"))
    all_counts = np.diff(grams.offsets.to_numpy())
    # Only grams that other texts have too.
    row, place, *_ = packing.unpack(plan.kept("candidates", block)["facts"])
    row, place = row.astype(np.int64), place.astype(np.int64)
    starts, stops = np.searchsorted(row, rows), np.searchsorted(row, rows, "right")
    counts = stops - starts
    chosen = np.repeat(starts, counts) + packing.within(counts)
    at = np.repeat(packing.lists(all_counts)[:-1], counts) + place[chosen]
    names = plan.names(grams.flatten().to_numpy()[at]) & np.uint64((1 << NAME_BITS) - 1)
    return Sketches(wanted, counts, names, positions.flatten().to_numpy()[at] // STEP)


class Doubt:
    """Each block: of the pairs that may share no passage, asks for sketches of the others' texts, or sends those of
    its own, whichever is less."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        number, other, times, _ = packing.unpack(plan.kept("candidates", mail.part)["pairs"])
        # Answers come in the order of the texts asked for.
        answers = [packing.unpack(data)[0] for _, data in mail["addresses"]]
        _, place = np.unique(other, return_inverse=True)
        block = np.concatenate(answers or [np.zeros(0, np.uint64)])[place]
        doubted = np.flatnonzero((times < plan.doubted) & (block != mail.part))
        offers = np.zeros(len(number), bool)
        offers[doubted] = self._offers(mail.part, number[doubted], other[doubted], block[doubted])
        yield Message(mail.part, "blocks", packing.pack(block, offers), is_kept=True)
        for to, some in by_value(block[doubted]):
            places = doubted[some]
            asked = np.unique(other[places[~offers[places]]])
            if len(asked):
                yield Message(to, "asked", packing.pack(packing.deltas(asked)))
            places = places[offers[places]]
            if len(places):
                begins = packing.groups(number[places])
                ours = _sketches(plan, mail.part, number[places][begins])
                pairs = packing.pack(packing.lengths(begins, len(places)), other[places])
                yield Message(to, "offered", packing.pack_list([ours.packed(), pairs]))

    def _offers(self, part: int, number: np.ndarray, other: np.ndarray, block: np.ndarray) -> np.ndarray:
        """Whether the sketch of our text costs less for each of its pairs than that of the other does, which has
        about as many grams as those of ours that stand near it in working order: the longer are the first."""
        numbers, repeated = _repeated(self.plan, part)
        if not len(number):
            return np.zeros(0, bool)
        mean = np.array([np.mean(some) for some in np.array_split(repeated, min(64, len(repeated)))])
        near = np.searchsorted(numbers, other) * len(mean) // (len(numbers) + 1)
        costs = []
        for grams, text in ((repeated[np.searchsorted(numbers, number)], number), (mean[near], other)):
            order = np.lexsort((text, block))
            begins = packing.groups(block[order], text[order])
            pairs = np.zeros(len(order))
            pairs[order] = np.repeat(packing.lengths(begins, len(order)), packing.lengths(begins, len(order)))
            costs.append(grams / pairs)
        return costs[0] < costs[1]


def _repeated(plan: Plan, block: int) -> tuple[np.ndarray, np.ndarray]:
    """The different texts of a block by their numbers, and how many grams of each other texts have too."""
    row, *_ = packing.unpack(plan.kept("candidates", block)["facts"])
    numbers = plan.rows(block).firsts().number
    return numbers, np.bincount(row.astype(np.int64), minlength=len(numbers))


class Sketch:
    """Each block: sketches of its texts to those that ask, and which pairs stay of those that sent their own."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        for block, data in mail["asked"]:
            found = _sketches(plan, mail.part, packing.sums(packing.unpack(data)[0]))
            yield Message(block, "sketches", found.packed())
        for block, data in mail["offered"]:
            packed, pairs = packing.unpack_list(data)
            theirs = Sketches.of(packed)
            counts, number = packing.unpack(pairs)
            ours = _sketches(plan, mail.part, np.unique(number))
            others = np.repeat(theirs.number, counts.astype(np.int64))
            yield Message(block, "stay", packing.pack(_stay(plan, theirs, others, ours, number)))


class Screen:
    """Each block: its pairs that may share a passage, and the texts to bring together for them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        number, other, times, asked = packing.unpack(plan.kept("candidates", mail.part)["pairs"])
        block, offers = packing.unpack(plan.kept("doubts", mail.part)["blocks"])
        stays = times >= plan.doubted
        answers = dict(mail["stay"])
        sketches = dict(mail["sketches"])
        for to, places in by_value(np.where(stays, mail.part, block)):
            offered = places[offers[places] > 0]
            if len(offered):
                (stays[offered],) = packing.unpack(answers[to])
            places = places[(offers[places] == 0) & ~stays[places]]
            if not len(places):
                continue
            ours = _sketches(plan, mail.part, np.unique(number[places]))
            if to == mail.part:
                theirs = _sketches(plan, to, np.unique(other[places]))
            else:
                theirs = Sketches.of(sketches[to])
            stays[places] = _stay(plan, ours, number[places], theirs, other[places])

        kept = np.repeat(stays, times.astype(np.int64))
        number, other, block, times = (column[stays] for column in (number, other, block, times))
        asked = asked[kept]
        yield Message(mail.part, "pairs", packing.pack(number, other, block, times, asked), is_kept=True)

        # Texts are brought together with the one they share most with, and equal ones with the first.
        best = np.lexsort((other, -times.astype(np.int64), number))
        best = best[packing.groups(number[best])]
        # One that shares little with any stays where it is: notices would bring half the pile together.
        numbers, repeated = _repeated(plan, mail.part)
        best = best[3 * times[best] >= repeated[np.searchsorted(numbers, number[best])]]
        rows = plan.rows(mail.part)
        away = (rows.is_first == 0) & (rows.first_block != mail.part)
        ours_too = np.append(number[best], rows.number[away])
        others = nodes(
            np.append(other[best], rows.number[away]), np.append(block[best], rows.first_block[away])
        )
        yield Message(DRIVER, "edges", packing.pack(nodes(ours_too, mail.part), others))


class _Grams:
    """The grams of one side of some pairs: the number of the pair, a few bits, and where it stands."""

    def __init__(self, pair: np.ndarray, name: np.ndarray, place: np.ndarray) -> None:
        self.place = place
        self.key = pair << NAME_BITS | name.astype(np.int64)

    @classmethod
    def of(cls, sketches: Sketches, wanted: np.ndarray) -> _Grams:
        at = np.searchsorted(sketches.number, wanted)
        counts = sketches.counts.astype(np.int64)
        starts, counts = packing.lists(counts)[at], counts[at]
        chosen = np.repeat(starts, counts) + packing.within(counts)
        pair = np.repeat(np.arange(len(wanted)), counts)
        return cls(pair, sketches.name[chosen], sketches.place[chosen].astype(np.int64))


def _stay(plan: Plan, a: Sketches, number: np.ndarray, b: Sketches, other: np.ndarray) -> np.ndarray:
    """Which pairs may share a passage, by the numbers of both texts."""
    stays = np.zeros(len(number), bool)
    for start in range(0, len(number), _PAIRS):
        some = slice(start, start + _PAIRS)
        sides = _Grams.of(a, number[some]), _Grams.of(b, other[some])
        stays[some] = _may_share(*sides, len(number[some]), plan.settings)
    return stays


def _may_share(a: _Grams, b: _Grams, pairs: int, settings: dict[str, float]) -> np.ndarray:
    """Whether grams that a pair has in common may make a passage: some of them, each as near to another in
    both texts as those of a passage are, that reach as far as the shortest passage does."""
    order = np.argsort(b.key, kind="stable")
    keys = b.key[order]
    starts, stops = np.searchsorted(keys, a.key), np.searchsorted(keys, a.key, "right")
    counts = stops - starts
    pair = np.repeat(a.key >> NAME_BITS, counts)
    in_a = np.repeat(a.place, counts)
    in_b = b.place[order[np.repeat(starts, counts) + packing.within(counts)]]
    # A place is told to the step: two differ by less than one more, or less, than is said.
    widest = int(settings["widestGap"]) // STEP + 1
    drift = int(settings["widestDrift"]) // STEP + 2
    shortest = (int(settings["shortestPassage"]) - GRAM_LENGTH) // STEP
    line = pair * (1 << 40) + in_a
    order = np.lexsort((in_b, line))
    line, in_b, pair = line[order], in_b[order], pair[order]
    behind = np.searchsorted(line, line + widest, "right") - np.arange(len(line)) - 1
    first = np.repeat(np.arange(len(line)), behind)
    second = first + 1 + packing.within(behind)
    gap_a, gap_b = line[second] - line[first], in_b[second] - in_b[first]
    near = (gap_b >= 0) & (gap_b <= widest) & (np.abs(gap_a - gap_b) <= drift)
    first, second = first[near], second[near]

    # All grams of a passage hang together by such steps.
    root = groups.least_of_each_group(len(line), first, second)
    reaches = np.ones(len(line), bool)
    for place in (line, in_b):
        lowest, highest = place.copy(), place.copy()
        np.minimum.at(lowest, root, place)
        np.maximum.at(highest, root, place)
        reaches &= highest - lowest >= shortest
    found = np.zeros(pairs, bool)
    found[pair[reaches]] = True
    return found
