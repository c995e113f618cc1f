"""Meetings: which texts to hold side by side, by the names that they have in common.

A carrier of a name is held against the first that has it, the one before it, and the last before it that has the
same behind it; in a small pile also against all others that have a name of few carriers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

import numpy as np

from . import _messages as messages
from . import _packing as packing
from ._mail import Mail, Message
from ._plan import Plan, by_value


@dataclass(frozen=True)
class _Carriers:
    """The texts that have the names of a part: by name, and then in working order."""

    name: np.ndarray
    number: np.ndarray
    follower: np.ndarray
    copies: np.ndarray
    order: np.ndarray
    """Where each stood in the messages, one after another."""

    @classmethod
    def of(cls, sent: list[messages.Carriers]) -> _Carriers:
        name, *rest = (np.concatenate(columns) for columns in zip(*sent))
        number, follower, copies = (column.astype(np.int64) for column in rest)
        order = np.lexsort((number, name))
        columns = [name, number, follower, copies]
        return cls(*[column[order] for column in columns], order=order)


class Ends:
    """Each range of a crowd: what the ranges after it must know of it.

    A row for each name (follower 0) and each edge: how many carriers, the first of them and the last.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        found = _Carriers.of([messages.Carriers.of(data) for _, data in mail["crowd"]])
        edged = np.flatnonzero(found.follower > 0)
        row = np.append(np.arange(len(found.name)), edged)
        follower = np.append(np.zeros(len(found.name), np.int64), found.follower[edged])
        order = np.lexsort((row, follower, found.name[row]))
        row, follower = row[order], follower[order]
        begins = packing.groups(found.name[row], follower)
        first, last = row[begins], row[np.append(begins[1:], len(row)) - 1]
        columns = [follower[begins], packing.lengths(begins, len(row))]
        columns += [np.add.reduceat(found.copies[row], begins)]
        columns += [found.number[first], found.number[last]]
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
    follower, counts, copies, first, last = (column[order] for column in rest)
    begins = packing.groups(name, follower)
    run = packing.spread(begins, len(order))
    head = begins[run]
    # The row before is that of the range before, where there is one.
    prior = np.maximum(np.arange(len(order)) - 1, head)
    has_prior = np.arange(len(order)) > head
    columns = [follower, np.add.reduceat(counts, begins)[run], np.add.reduceat(copies, begins)[run]]
    columns += [has_prior, first[head], last[prior]]
    for to, places in by_value(part):
        data = packing.pack(packing.deltas(name[places]), *(column[places] for column in columns))
        yield Message(to, "border", data)


class Meet:
    """Each part of the names: for each carrier of a name those that it is to be held against."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.most_paired = 0
        if plan.texts <= plan.settings["fullCountTexts"]:
            self.most_paired = int(plan.settings["fullCarriers"])

    def __call__(self, mail: Mail) -> Iterator[Message]:
        sent = self._sent(mail)
        posted = np.array([len(rows.name) for _, rows in sent])
        border = self._border([packing.unpack(data) for _, data in mail["border"]])
        before = [self._before(border)] if border else []
        found = _Carriers.of([rows for _, rows in sent] + before)
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

        # Which edge each carrier is of, how many have it, and who had it before.
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
        facts = np.zeros((6, total), np.int64)
        edge_of = np.zeros(total, np.int64)
        edge_of[by_edge] = edge
        facts[:, order] = [carriers, copies, edge_carriers, number, run, edge_of]
        if not border:
            yield from self._numbers(mail.part, facts, [to for to, _ in sent], posted)
            for kind, numbers in (("names", packing.lengths(begins, total)), ("edges", having)):
                yield Message(mail.part, f"{kind}-carriers", packing.pack(numbers), is_kept=True)
        counts = np.bincount(there, minlength=total)
        ends = packing.lists(counts)
        for (to, _), start, count in zip(sent, packing.lists(posted), posted):
            stop = start + count
            some, listed = slice(start, stop), slice(ends[start], ends[stop])
            told = messages.Meetings(
                *facts[:3, some], counts[some], number[other[listed]], flags[listed]
            )
            yield Message(to, "meetings", told.packed(facts[3, some]))

    def _sent(self, mail: Mail) -> list[tuple[int, messages.Carriers]]:
        """The carriers that each block sent: of a part of the names, or of a range of crowds."""
        sent = [(block, messages.Carriers.of(data)) for block, data in mail["crowd"]]
        if mail["carriers"]:
            asked = self.plan.kept("met", mail.part)
            bits = self.plan.name_bits - self.plan.short_bits
            for block, data in mail["carriers"]:
                steps, counts = packing.unpack(asked[f"asked-{block}"])
                known = packing.sums(steps), counts.astype(np.int64)
                sent.append((block, messages.Carriers.completed(data, *known, bits)))
        return sent

    @staticmethod
    def _numbers(
        part: int, facts: np.ndarray, blocks: list[int], posted: np.ndarray
    ) -> Iterator[Message]:
        """Which names and edges of each block are voted on, for when it tells the votes for them."""
        ends = packing.lists(posted)
        for block, start, stop in zip(blocks, ends, ends[1:]):
            carriers, _, edge_carriers, _, run, edge = facts[:, start:stop]
            for kind, rows, _ in judged(carriers, edge_carriers, run, edge):
                of = (run if kind == "names" else edge)[rows]
                numbers = of[packing.groups(of)].astype(np.uint64)
                yield Message(part, f"{kind}-{block}", packing.pack(packing.deltas(numbers)), is_kept=True)

    @staticmethod
    def _border(told: list[list[np.ndarray]]) -> list[np.ndarray]:
        """What the parts of the names say of a range: by name, and then by follower; none for none."""
        for columns in told:
            columns[0] = packing.sums(columns[0])
        return [np.concatenate(parts) for parts in zip(*told)]

    @staticmethod
    def _before(border: list[np.ndarray]) -> messages.Carriers:
        """The carriers before a range that count in it, as if they had been sent."""
        name, follower, _, _, has_prior, first, last = border
        prior = np.flatnonzero(has_prior)
        heads = prior[follower[prior] == 0]
        row = np.append(heads, prior)
        number = np.append(first[heads], last[prior])
        edges = np.where(np.arange(len(row)) < len(heads), 0, follower[row])
        return messages.Carriers(name[row], number, edges, np.zeros(len(row), np.uint64))


def judged(
    carriers: np.ndarray, edge_carriers: np.ndarray, name: np.ndarray, edge: np.ndarray
) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Of the carriers that a block sent to a part, those whose names are voted on, and which run of one name
    each is in; then the same of edges. What two texts have needs no vote."""
    for kind, told, key in (("names", carriers, name), ("edges", edge_carriers, edge)):
        rows = np.flatnonzero(told > 2)
        begins = packing.groups(name[rows], key[rows])
        yield kind, rows, packing.spread(begins, len(rows))
