"""Names: which of them stand in more than one text, who has each, and which texts to hold side by side.

Most names stand in one text only. So blocks ask first, by as few bits as will do, which of theirs are
met elsewhere, and deal only these, with the texts that carry them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

import numpy as np

from . import _packing as packing
from . import _messages as messages
from ._mail import DRIVER, Mail, Message
from ._plan import Plan, Postings, by_value


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


ONE, TWO, MORE, CROWD = range(4)
"""How many texts have a name; a crowd is more than one task is given."""


class Met:
    """Each part of the names: how many texts have each."""

    def __init__(self, plan: Plan) -> None:
        self.limits = np.array([1, 2, plan.most_carriers])

    def __call__(self, mail: Mail) -> Iterator[Message]:
        sent = [(block, packing.unpack(data)) for block, data in mail["names"]]
        names = np.concatenate([packing.sums(columns[0]) for _, columns in sent])
        _, places = np.unique(names, return_inverse=True)
        counts = np.concatenate([columns[1] for _, columns in sent]).astype(np.int64) + 1
        carriers = np.bincount(places, counts).astype(np.int64)
        totals = np.searchsorted(self.limits, carriers)
        crowds = carriers[totals == CROWD]
        if len(crowds):
            yield Message(DRIVER, "crowds", packing.pack([len(crowds)], [int(crowds.sum())]))
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
        yield Message(mail.part, "posted", packing.pack(met), is_kept=True)
        postings, to = _dealt(plan, postings, met, firsts.number)
        for part, places in by_value(to):
            row = postings.row[places]
            carriers = messages.Carriers(
                postings.name[places],
                firsts.number[row],
                postings.follower[places],
                firsts.copies[row],
            )
            yield Message(part, "carriers", carriers.packed())


@dataclass(frozen=True)
class _Posted(Postings):
    met: np.ndarray


def _dealt(
    plan: Plan, postings: Postings, met: np.ndarray, numbers: np.ndarray
) -> tuple[_Posted, np.ndarray]:
    """The postings that a block sends, in the order it sends them, and the part each goes to.

    The carriers of crowds are dealt by their numbers, so that each part has a range of all crowds.
    """
    # What follows a name is asked for only where three texts or more have it.
    follower = np.where(met >= MORE, postings.follower, 0)
    columns = (postings.name, postings.row, postings.place, follower, met)
    chosen = _Posted(*(column[met > ONE] for column in columns))
    part = plan.name_part(chosen.name)
    span = numbers[chosen.row].astype(np.int64) * plan.spans // max(1, plan.texts)
    to = np.where(chosen.met == CROWD, plan.name_parts + span, part)
    order = np.lexsort((chosen.follower, chosen.name, to))
    fields = (getattr(chosen, name)[order] for name in _Posted.__dataclass_fields__)
    return _Posted(*fields), to[order]


@dataclass(frozen=True)
class _Carriers:
    """The texts that have the names of a part: by name, and then in working order."""

    name: np.ndarray
    number: np.ndarray
    follower: np.ndarray
    copies: np.ndarray
    block: np.ndarray
    order: np.ndarray
    """Where each stood in the messages, one after another."""

    @classmethod
    def of(cls, sent: list[tuple[int, messages.Carriers]]) -> _Carriers:
        name = np.concatenate([rows.name for _, rows in sent])
        number, follower, copies = (
            np.concatenate(columns).astype(np.int64)
            for columns in list(zip(*(rows for _, rows in sent)))[1:]
        )
        block = np.repeat([block for block, _ in sent], [len(rows.name) for _, rows in sent])
        order = np.lexsort((number, name))
        columns = [name, number, follower, copies, block.astype(np.int64)]
        return cls(*[column[order] for column in columns], order=order)


def _sent(mail: Mail) -> list[tuple[int, messages.Carriers]]:
    return [(block, messages.Carriers.of(data)) for block, data in mail["carriers"]]


class Ends:
    """Each range of a crowd: what the ranges after it must know of it.

    A row for each name (follower 0) and each edge: how many carriers, the first of them and the last.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        found = _Carriers.of(_sent(mail))
        edged = np.flatnonzero(found.follower > 0)
        row = np.append(np.arange(len(found.name)), edged)
        follower = np.append(np.zeros(len(found.name), np.int64), found.follower[edged])
        order = np.lexsort((row, follower, found.name[row]))
        row, follower = row[order], follower[order]
        begins = packing.groups(found.name[row], follower)
        first, last = row[begins], row[np.append(begins[1:], len(row)) - 1]
        columns = [follower[begins], packing.lengths(begins, len(row))]
        columns += [np.add.reduceat(found.copies[row], begins)]
        columns += [found.number[first], found.block[first], found.number[last], found.block[last]]
        name = found.name[first]
        for to, some in by_value(self.plan.name_part(name)):
            rest = (column[some] for column in columns)
            yield Message(to, "ends", packing.pack(packing.deltas(name[some]), *rest))


def borders(mail: Mail) -> Iterator[Message]:
    """To each range of a crowd: how many carriers there are in all, and those before it that count."""
    sent = [(part, packing.unpack(data)) for part, data in mail["ends"]]
    name = np.concatenate([packing.sums(columns[0]) for _, columns in sent])
    rest = [np.concatenate(column) for column in zip(*(columns[1:] for _, columns in sent))]
    part = np.repeat([part for part, _ in sent], [len(columns[0]) for _, columns in sent])
    order = np.lexsort((part, rest[0], name))
    name, part = name[order], part[order]
    follower, counts, copies, first, first_block, last, last_block = (
        column[order] for column in rest
    )
    begins = packing.groups(name, follower)
    run = packing.spread(begins, len(order))
    head = begins[run]
    # The row before is that of the range before, where there is one.
    prior = np.maximum(np.arange(len(order)) - 1, head)
    has_prior = np.arange(len(order)) > head
    columns = [follower, np.add.reduceat(counts, begins)[run], np.add.reduceat(copies, begins)[run]]
    columns += [has_prior, first[head], first_block[head], last[prior], last_block[prior]]
    for to, places in by_value(part):
        data = packing.pack(packing.deltas(name[places]), *(column[places] for column in columns))
        yield Message(to, "border", data)


class Meet:
    """Each part of the names: for each carrier of a name those that it is to be held against."""

    def __init__(self, plan: Plan) -> None:
        self.most_paired = 0
        if plan.texts <= plan.settings["fullCountTexts"]:
            self.most_paired = int(plan.settings["fullCarriers"])

    def __call__(self, mail: Mail) -> Iterator[Message]:
        sent = _sent(mail)
        posted = np.array([len(rows.name) for _, rows in sent])
        border = self._border([packing.unpack(data) for _, data in mail["border"]])
        found = _Carriers.of(sent + (self._before(border) if border else []))
        name, number, follower, order = found.name, found.number, found.follower, found.order
        total = len(name)
        begins = packing.groups(name)
        run = packing.spread(begins, total)
        carriers = packing.lengths(begins, total)
        copies = np.add.reduceat(found.copies, begins)
        if border:
            # A part with a border has no names but those of its crowds, and knows all of each.
            whole = border[1] == 0
            carriers, copies = (border[place][whole].astype(np.int64) for place in (2, 3))
        carriers, copies, first = carriers[run], copies[run], begins[run]

        # Which edge each carrier is of, how many have it, and who had it last.
        edge_carriers = np.zeros(total, np.int64)
        chosen = np.flatnonzero((follower > 0) & (carriers > 2))
        by_edge = chosen[np.lexsort((chosen, follower[chosen], run[chosen]))]
        edges = packing.groups(run[by_edge], follower[by_edge])
        edge = packing.spread(edges, len(by_edge))
        having = packing.lengths(edges, len(by_edge))
        if border:
            having = border[2][border[1] > 0].astype(np.int64)
        edge_carriers[by_edge] = having[edge]
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
        apart = (number[at] != number[other]) & (order[at] < posted.sum())
        at, other, flags = at[apart], other[apart], flags[apart]

        # Back to the order in which each block posted.
        there = order[at]
        by_posting = np.lexsort((number[other], there))
        there, other, flags = there[by_posting], other[by_posting], flags[by_posting]
        pairs = packing.groups(there, number[other])
        flags = np.bitwise_or.reduceat(flags, pairs) if len(pairs) else flags
        there, other = there[pairs], other[pairs]
        facts = np.zeros((3, total), np.int64)
        facts[:, order] = [carriers, copies, edge_carriers]
        counts = np.bincount(there, minlength=total)
        ends = packing.lists(counts)
        for (to, _), start, count in zip(sent, packing.lists(posted), posted):
            stop = start + count
            some, listed = slice(start, stop), slice(ends[start], ends[stop])
            told = messages.Meetings(
                *facts[:, some],
                counts[some],
                number[other[listed]],
                found.block[other[listed]],
                flags[listed],
            )
            yield Message(to, "meetings", told.packed())

    @staticmethod
    def _border(told: list[list[np.ndarray]]) -> list[np.ndarray]:
        """What the parts of the names say of a range: by name, and then by follower; none for none."""
        for columns in told:
            columns[0] = packing.sums(columns[0])
        return [np.concatenate(parts) for parts in zip(*told)]

    @staticmethod
    def _before(border: list[np.ndarray]) -> list[tuple[int, messages.Carriers]]:
        """The carriers before a range that count in it, as if blocks had sent them."""
        name, follower, _, _, has_prior, first, first_block, last, last_block = border
        prior = np.flatnonzero(has_prior)
        heads = prior[follower[prior] == 0]
        row = np.append(heads, prior)
        number = np.append(first[heads], last[prior])
        block = np.append(first_block[heads], last_block[prior])
        order = np.lexsort((number, name[row]))
        sent = []
        for sender, places in by_value(block[order]):
            some = order[places]
            edges = np.where(np.arange(len(row)) < len(heads), 0, follower[row])[some]
            copies = np.zeros(len(some), np.int64)
            sent.append((sender, messages.Carriers(name[row[some]], number[some], edges, copies)))
        return sent


class Candidates:
    """Each block: the pairs that met often enough, and what is known of the names of its texts.

    Blocks are asked for a sketch of those texts that may share no passage with ours.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        rows = plan.rows(mail.part)
        firsts = rows.firsts()
        postings = Postings.of(plan, mail.part, firsts)
        (met,) = packing.unpack(plan.kept("posted", mail.part)["posted"])
        postings, _ = _dealt(plan, postings, met, firsts.number)
        answers = [list(messages.Meetings.of(data)) for _, data in mail["meetings"]]
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

        doubted = times < plan.doubted
        for to, places in by_value(block[doubted]):
            numbers = np.unique(other[doubted][places])
            yield Message(to, "doubted", packing.pack(packing.deltas(numbers.astype(np.uint64))))

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
