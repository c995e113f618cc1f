"""Candidates: pairs of texts that met by names enough, and where the other of each lies."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from . import _messages as messages
from . import _packing as packing
from ._mail import Mail, Message
from ._names import Posted, joined
from ._plan import Plan, by_value


class Candidates:
    """Each block: the pairs that met often enough, and what is known of the names of its texts.

    Those who put all texts in order are asked where the others lie.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        firsts = plan.rows(mail.part).firsts()
        posted = Posted.at(plan, mail.part, firsts)
        *facts, counts, other, flags = self._answers(mail, posted.number)
        known = np.flatnonzero(facts[0] > 1)
        known = known[np.lexsort((posted.place[known], posted.row[known]))]
        columns = [posted.row[known], posted.place[known], *(column[known] for column in facts)]
        yield Message(mail.part, "facts", packing.pack(*columns), is_kept=True)
        repeated = np.bincount(columns[0], minlength=len(firsts.local))
        del facts, known, columns

        row = np.repeat(posted.row, counts)
        questions = np.repeat(posted.place, counts) << 2 | flags.astype(np.int32)
        del posted, flags
        by_pair = np.lexsort((questions, other, row))
        row, other, questions = row[by_pair], other[by_pair], questions[by_pair]
        del by_pair
        begins = packing.groups(row, other)
        times = packing.lengths(begins, len(row))
        enough = times >= self._least(repeated)[row[begins]]
        asked = questions[np.repeat(enough, times)]
        begins, times = begins[enough], times[enough]
        row, other = row[begins], other[begins]
        data = packing.pack(firsts.number[row], other, times, asked)
        yield Message(mail.part, "pairs", data, is_kept=True)

        others = np.unique(other)
        starts = np.array(plan.starts, np.int64)
        for part, places in by_value(np.searchsorted(starts, others, "right") - 1):
            data = packing.pack(packing.deltas((others[places] - starts[part]).astype(np.uint64)))
            yield Message(part, "sought", data)

    @staticmethod
    def _answers(mail: Mail, number: np.ndarray) -> list[np.ndarray]:
        """What was told of each carrier sent, in the order these were sent in."""
        answers: list[list[np.ndarray]] = []
        start = 0
        for _, data in mail["meetings"]:
            answers.append(list(messages.Meetings.of(data, number[start:])))
            start += len(answers[-1][0])
        return joined(answers, len(messages.Meetings._fields))

    def _least(self, repeated: np.ndarray) -> np.ndarray:
        settings = self.plan.settings
        if self.plan.texts <= settings["fullCountTexts"]:
            return np.full(len(repeated), settings["leastSharedOfAll"])
        few = repeated < settings["fewGrams"]
        return np.where(few, settings["leastSharedOfFew"], settings["leastShared"])


class Addresses:
    """Each range of keys: the blocks of texts that are sought."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        (blocks,) = packing.unpack(self.plan.kept("order", mail.part)["blocks"])
        for to, data in mail["sought"]:
            (steps,) = packing.unpack(data)
            yield Message(to, "addresses", packing.pack(blocks[packing.sums(steps).astype(np.int64)]))
