"""Names: which of them stand in more than one text, who has each, and which texts to hold side by side.

Most names stand in one text only. So blocks ask first, by as few bits as will do, which of theirs are
met elsewhere, and deal only these, with the texts that carry them.
"""

from __future__ import annotations

from typing import Iterator

import numpy as np

from . import _packing as packing
from ._mail import DRIVER, Mail, Message
from ._plan import Plan, Postings, nodes


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
        counts = np.minimum(packing.lengths(begins, len(names)), 3) - 1
        names = names[begins]
        for part, start, stop in plan.cuts(names, plan.short_bits):
            data = packing.pack(packing.deltas(names[start:stop]), counts[start:stop])
            yield Message(part, "names", data)


def met(mail: Mail) -> Iterator[Message]:
    """Each part of the names: whether one, two or more texts have each."""
    sent = [(block, packing.unpack(data)) for block, data in mail["names"]]
    names = np.concatenate([packing.sums(columns[0]) for _, columns in sent])
    _, places = np.unique(names, return_inverse=True)
    counts = np.concatenate([columns[1] for _, columns in sent]).astype(np.int64) + 1
    totals = np.minimum(np.bincount(places, counts).astype(np.int64), 3) - 1
    start = 0
    for block, columns in sent:
        stop = start + len(columns[0])
        yield Message(block, "met", packing.pack(totals[places[start:stop]]))
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
        met = _joined([packing.unpack(data) for _, data in mail["met"]], 1)[0]
        met = met[packing.spread(packing.groups(names), len(names))]
        yield Message(mail.part, "posted", packing.pack(met > 0), is_kept=True)
        postings, met = postings.where(met > 0), met[met > 0]
        # What follows a name is asked for only where three texts or more have it.
        follower = np.where(met == 2, postings.follower, 0)
        for part, start, stop in plan.cuts(postings.name, plan.name_bits):
            some = slice(start, stop)
            row = postings.row[some]
            data = packing.pack(
                packing.deltas(postings.name[some]),
                firsts.number[row],
                follower[some],
                firsts.copies[row],
            )
            yield Message(part, "carriers", data)


class Meet:
    """Each part of the names: for each carrier of a name those that it is to be held against."""

    def __init__(self, plan: Plan) -> None:
        self.most_paired = 0
        if plan.texts <= plan.settings["fullCountTexts"]:
            self.most_paired = int(plan.settings["fullCarriers"])

    def __call__(self, mail: Mail) -> Iterator[Message]:
        sent = [(block, packing.unpack(data)) for block, data in mail["carriers"]]
        name = np.concatenate([packing.sums(columns[0]) for _, columns in sent])
        number, follower, copies = (
            np.concatenate([columns[place] for _, columns in sent]).astype(np.int64)
            for place in (1, 2, 3)
        )
        posted = np.array([len(columns[0]) for _, columns in sent])
        block = np.repeat(np.array([block for block, _ in sent], np.int64), posted)

        total = len(name)
        order = np.lexsort((number, name))
        name, number, follower, copies, block = (
            column[order] for column in (name, number, follower, copies, block)
        )
        begins = packing.groups(name)
        run = packing.spread(begins, total)
        carriers = packing.lengths(begins, total)[run]
        copies = np.add.reduceat(copies, begins)[run]
        first = begins[run]

        # Which edge each carrier is of, how many have it, and who had it last.
        edge_carriers = np.zeros(total, np.int64)
        chosen = np.flatnonzero((follower > 0) & (carriers > 2))
        by_edge = chosen[np.lexsort((chosen, follower[chosen], run[chosen]))]
        edges = packing.groups(run[by_edge], follower[by_edge])
        edge = packing.spread(edges, len(by_edge))
        edge_carriers[by_edge] = packing.lengths(edges, len(by_edge))[edge]
        again = np.flatnonzero(edge[1:] == edge[:-1]) + 1

        later = np.flatnonzero(first != np.arange(total))
        asked = [
            (later, first[later], 1),
            (later, later - 1, 1),
            (by_edge[again], by_edge[again - 1], 2),
        ]
        if self.most_paired:
            few = later[carriers[later] <= self.most_paired]
            before = few - first[few]
            others = np.repeat(first[few], before) + packing.within(before)
            asked.append((np.repeat(few, before), others, 0))
        at = np.concatenate([one for one, _, _ in asked])
        other = np.concatenate([one for _, one, _ in asked])
        flags = np.concatenate([np.full(len(one), flag) for one, _, flag in asked])
        apart = number[at] != number[other]
        at, other, flags = at[apart], other[apart], flags[apart]

        # Back to the order in which each block posted.
        there = order[at]
        by_posting = np.lexsort((other, there))
        there, other, flags = there[by_posting], other[by_posting], flags[by_posting]
        pairs = packing.groups(there, other)
        flags = np.bitwise_or.reduceat(flags, pairs) if len(pairs) else flags
        there, other = there[pairs], other[pairs]
        facts = np.zeros((3, total), np.int64)
        facts[:, order] = [carriers, copies, edge_carriers]
        counts = np.bincount(there, minlength=total)
        ends = packing.lists(counts)
        for (to, _), start, count in zip(sent, packing.lists(posted), posted):
            stop = start + count
            some, listed = slice(start, stop), slice(ends[start], ends[stop])
            columns = [*facts[:, some], counts[some]]
            columns += [number[other[listed]], block[other[listed]], flags[listed]]
            yield Message(to, "meetings", packing.pack(*columns))


class Candidates:
    """Each block: the pairs that met often enough, and what is known of the names of its texts."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        rows = plan.rows(mail.part)
        firsts = rows.firsts()
        postings = Postings.of(plan, mail.part, firsts)
        (posted,) = packing.unpack(plan.kept("posted", mail.part)["posted"])
        postings = postings.where(posted == 1)
        answers = [packing.unpack(data) for _, data in mail["meetings"]]
        carriers, copies, edge_carriers, counts, other, block, flags = _joined(answers, 7)

        known = np.flatnonzero(carriers > 1)
        known = known[np.lexsort((postings.place[known], postings.row[known]))]
        columns = [postings.row[known], postings.place[known]]
        columns += [column[known] for column in (carriers, copies, edge_carriers)]
        yield Message(mail.part, "facts", packing.pack(*columns), is_kept=True)

        at = np.repeat(np.arange(len(counts)), counts)
        row, place = postings.row[at], postings.place[at]
        by_pair = np.lexsort((place, other, row))
        row, other, block = row[by_pair], other[by_pair], block[by_pair]
        questions = (place[by_pair] << 2) | flags[by_pair]
        begins = packing.groups(row, other)
        times = packing.lengths(begins, len(row))
        repeated = np.bincount(postings.row[known], minlength=len(firsts.local))
        enough = times >= self._least(repeated)[row[begins]]
        asked = questions[enough[packing.spread(begins, len(row))]]
        begins, times = begins[enough], times[enough]
        row, other, block = row[begins], other[begins], block[begins]
        number = firsts.number[row]
        data = packing.pack(number, other, block, times, asked)
        yield Message(mail.part, "pairs", data, is_kept=True)

        # Texts are brought together with the one they share most with, and equal ones with the first.
        best = np.lexsort((other, -times, row))
        best = best[packing.groups(row[best])]
        away = (rows.is_first == 0) & (rows.first_block != mail.part)
        ours = np.append(number[best], rows.number[away])
        theirs = nodes(
            np.append(other[best], rows.number[away]), np.append(block[best], rows.first_block[away])
        )
        yield Message(DRIVER, "edges", packing.pack(nodes(ours, mail.part), theirs))

    def _least(self, repeated: np.ndarray) -> np.ndarray:
        settings = self.plan.settings
        if self.plan.texts <= settings["fullCountTexts"]:
            return np.full(len(repeated), settings["leastSharedOfAll"])
        few = repeated < settings["fewGrams"]
        return np.where(few, settings["leastSharedOfFew"], settings["leastShared"])


def _joined(answers: list[list[np.ndarray]], columns: int) -> list[np.ndarray]:
    """The columns of the answers, in the order of the parts that sent them."""
    if not answers:
        return [np.zeros(0, np.int64)] * columns
    return [np.concatenate(parts).astype(np.int64) for parts in zip(*answers)]
