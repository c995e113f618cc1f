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
from ._plan import Plan, nodes

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


class Sketch:
    """Each block: sketches of its texts, to those that ask."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        for block, data in mail["doubted"]:
            if block != mail.part:
                (steps,) = packing.unpack(data)
                found = _sketches(self.plan, mail.part, packing.sums(steps))
                yield Message(block, "sketches", found.packed())


class Screen:
    """Each block: its pairs that may share a passage, and the texts to bring together for them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        pairs = packing.unpack(plan.kept("candidates", mail.part)["pairs"])
        number, other, block, times, asked = pairs
        stays = times >= plan.doubted
        sent = {sender: Sketches.of(data) for sender, data in mail["sketches"]}
        for sender in np.unique(block[~stays]).tolist():
            places = np.flatnonzero(~stays & (block == sender))
            ours = _sketches(plan, mail.part, np.unique(number[places]))
            theirs = sent.get(sender)
            if theirs is None:
                theirs = _sketches(plan, mail.part, np.unique(other[places]))
            for start in range(0, len(places), _PAIRS):
                some = places[start : start + _PAIRS]
                a, b = _Grams.of(ours, number[some]), _Grams.of(theirs, other[some])
                stays[some] = _may_share(a, b, len(some), plan.settings)

        kept = np.repeat(stays, times.astype(np.int64))
        number, other, block, times, asked = (
            *(column[stays] for column in pairs[:4]),
            asked[kept],
        )
        yield Message(mail.part, "pairs", packing.pack(number, other, block, times, asked), is_kept=True)

        # Texts are brought together with the one they share most with, and equal ones with the first.
        rows = plan.rows(mail.part)
        best = np.lexsort((other, -times.astype(np.int64), number))
        best = best[packing.groups(number[best])]
        # One that shares little with any stays where it is: notices would bring half the pile together.
        row, *_ = packing.unpack(plan.kept("candidates", mail.part)["facts"])
        firsts = rows.firsts().number
        repeated = np.bincount(row.astype(np.int64), minlength=len(firsts))
        best = best[3 * times[best] >= repeated[np.searchsorted(firsts, number[best])]]
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
