"""Evidence: which names and edges have votes enough, and what that says of each text.

Votes are added up where a text was read, for there it is known which of its names others have. Parts of the
names know from the meetings which they are, and in which order: so a count is all that is told of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Iterator

import numpy as np

from .. import _library
from . import _packing as packing
from ._mail import Mail, Message
from ._meetings import judged
from ._messages import Ballots
from ._names import Posted
from ._plan import Plan, by_value
from ._votes import SOME, fingerprints

if TYPE_CHECKING:
    import pyarrow as pa

KINDS = ("names", "edges")


@dataclass(frozen=True)
class Facts:
    """What a block knows of those of its names that others have too: by text, and then by place."""

    row: np.ndarray
    """Of `Rows.firsts`."""
    place: np.ndarray
    carriers: np.ndarray
    copies: np.ndarray
    edge_carriers: np.ndarray

    @classmethod
    def at(cls, plan: Plan, block: int) -> Facts:
        columns = packing.unpack(plan.kept("candidates", block)["facts"])
        return cls(*(column.astype(np.int64) for column in columns))

    def of(self, row: np.ndarray, place: np.ndarray) -> np.ndarray:
        """Where each gram stands here; past the end where nothing is known of it."""
        keys, wanted = (
            one.astype(np.int64) << 32 | other for one, other in ((self.row, self.place), (row, place))
        )
        at, is_known = packing.found(wanted, keys)
        return np.where(is_known, at, len(keys))


class Tally:
    """Each block: the votes for its names and edges, to those that know how many are needed."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        plan = self.plan
        firsts = plan.rows(mail.part).firsts()
        facts = Facts.at(plan, mail.part)
        wanted = np.zeros(len(firsts.number), bool)
        votes = {kind: np.zeros(len(facts.row) + 1, np.int64) for kind in KINDS}
        for home, data in plan.told(mail, "ballots", "votes"):
            told = Ballots.of(data)
            row = np.searchsorted(firsts.number, told.number)
            wanted[row] = True
            at = facts.of(np.repeat(row, told.counts.astype(np.int64)), told.place.astype(np.int64))
            for kind, count in zip(KINDS, (told.named, told.edged)):
                # A text is held against others at one home, and has a gram once: no place comes twice.
                votes[kind][at] += count.astype(np.int64)
            yield Message(mail.part, f"wanted-{home}", packing.pack(packing.deltas(told.number)), is_kept=True)

        posted = Posted.at(plan, mail.part, firsts)
        at = facts.of(posted.row, posted.place)
        carriers, edge_carriers = (np.append(one, 0)[at] for one in (facts.carriers, facts.edge_carriers))
        is_crowd = posted.to >= plan.name_parts
        order = np.flatnonzero(is_crowd)
        order = order[np.lexsort((posted.follower[order], posted.name[order]))]
        for crowd, places in ((False, np.flatnonzero(~is_crowd)), (True, order)):
            for part, some in by_value(plan.name_part(posted.name[places])):
                rows = places[some]
                keys = posted.name[rows], posted.follower[rows]
                for kind, judging, run in judged(carriers[rows], edge_carriers[rows], *keys):
                    if not len(run):
                        continue
                    there = rows[judging]
                    # 0 of what is in no text that asks, else one more than the votes.
                    codes = np.bincount(run, votes[kind][at[there]]).astype(np.int64) + 1
                    codes[np.bincount(run, wanted[posted.row[there]]) == 0] = 0
                    columns = [codes]
                    if crowd:
                        kind = f"crowd-{kind}"
                        one = there[packing.groups(run)]
                        columns += [posted.name[one], posted.follower[one], carriers[one], edge_carriers[one]]
                    yield Message(part, kind, packing.pack(*columns))
                    yield Message(mail.part, f"{kind}-{part}", packing.pack(at[there], run), is_kept=True)


class Decide:
    """Each part of the names: which names and edges have votes enough to be evidence."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.share = float(plan.settings["leastVotes"])

    def __call__(self, mail: Mail) -> Iterator[Message]:
        known = self.plan.kept("meetings", mail.part)
        for kind in KINDS:
            # Of each block the number of each name or edge here, and what was told of it.
            sent: list[tuple[int, np.ndarray, np.ndarray]] = []
            carriers = np.zeros(0, np.int64)
            if mail[kind]:
                (carriers,) = packing.unpack(known[f"{kind}-carriers"])
            for block, data in mail[kind]:
                (told,), (steps,) = packing.unpack(data), packing.unpack(known[f"{kind}-{block}"])
                sent.append((block, packing.sums(steps), told))
            yield from self._decided(kind, sent, carriers)
            yield from self._decided(f"crowd-{kind}", *self._crowds(kind, mail))

    @staticmethod
    def _crowds(kind: str, mail: Mail) -> tuple[list[tuple[int, np.ndarray, np.ndarray]], np.ndarray]:
        """The same of those whose carriers were dealt to several parts."""
        sent = [(block, packing.unpack(data)) for block, data in mail[f"crowd-{kind}"]]
        if not sent:
            return [], np.zeros(0, np.int64)
        told, name, follower, carriers, edge_carriers = (
            np.concatenate(parts) for parts in zip(*(columns for _, columns in sent))
        )
        keys = (name,) if kind == "names" else (follower, name)
        order = np.lexsort(keys)
        begins = packing.groups(*(key[order] for key in keys))
        number = np.zeros(len(order), np.int64)
        number[order] = packing.spread(begins, len(order))
        ends = packing.lists(np.array([len(columns[0]) for _, columns in sent]))
        numbered = [
            (block, number[start:stop], columns[0])
            for (block, columns), start, stop in zip(sent, ends, ends[1:])
        ]
        return numbered, (carriers if kind == "names" else edge_carriers)[order[begins]]

    def _decided(
        self, kind: str, sent: list[tuple[int, np.ndarray, np.ndarray]], carriers: np.ndarray
    ) -> Iterator[Message]:
        carriers = carriers.astype(np.int64)
        votes = np.zeros(len(carriers), np.int64)
        for _, number, told in sent:
            np.add.at(votes, number.astype(np.int64), np.maximum(told.astype(np.int64) - 1, 0))
        least = 2 * carriers - 3 if kind.endswith("names") else carriers - 1
        is_evidence = votes >= self.share * least
        for block, number, told in sent:
            yield Message(block, kind, packing.pack(is_evidence[number.astype(np.int64)] & (told > 0)))


class Testify:
    """Each block: what is evidence in its texts, to the homes that ask."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __call__(self, mail: Mail) -> Iterator[Message]:
        import pyarrow as pa

        plan = self.plan
        kept = plan.kept("tallies", mail.part)
        facts = Facts.at(plan, mail.part)
        values = {"names": facts.copies.copy(), "edges": facts.edge_carriers.copy()}
        for kind in (*KINDS, *(f"crowd-{kind}" for kind in KINDS)):
            for part, data in mail[kind]:
                (is_evidence,) = packing.unpack(data)
                at, run = (column.astype(np.int64) for column in packing.unpack(kept[f"{kind}-{part}"]))
                values[kind.removeprefix("crowd-")][at[is_evidence[run] == 0]] = 0
        values["edges"][facts.edge_carriers < 2] = 0

        firsts = plan.rows(mail.part).firsts()
        told = {
            int(kind.removeprefix("wanted-")): packing.sums(packing.unpack(data)[0])
            for kind, data in kept.items()
            if kind.startswith("wanted-")
        }
        if not told:
            return
        row = np.searchsorted(firsts.number, np.unique(np.concatenate(list(told.values()))))
        around = self._around(mail.part, firsts.local[row], row, facts, values)
        for home, numbers in told.items():
            at = np.searchsorted(firsts.number[row], numbers)
            table = pa.table({"number": numbers, "around": around.take(pa.array(at))})
            data = packing.pack_table(table)
            yield Message(home, "evidence", data, is_kept=home == mail.part)

    def _around(
        self, block: int, local: np.ndarray, row: np.ndarray, facts: Facts, values: dict[str, np.ndarray]
    ) -> pa.Array:
        """The evidence of texts without the fingerprints in it, which their homes know: what is before
        each and behind it."""
        import pyarrow as pa

        texts = self.plan.block(block, ["text"])["text"].combine_chunks().take(pa.array(local.astype(np.int64)))
        prints = fingerprints(texts)
        starts = packing.lists(np.diff(prints["grams"].combine_chunks().offsets.to_numpy()))
        place = np.searchsorted(row, facts.row)
        chosen = np.isin(facts.row, row)
        at = starts[place[chosen]] + facts.place[chosen]
        copies, edge_carriers = np.full(starts[-1], -1), np.zeros(starts[-1], np.int64)
        copies[at], edge_carriers[at] = values["names"][chosen], values["edges"][chosen]
        found: list[list[bytes]] = []
        for start in range(0, len(row), SOME):
            some = prints["fingerprint"].combine_chunks().slice(start, SOME)
            ends = starts[start : start + len(some) + 1]
            offsets, grams = pa.array(ends - ends[0], pa.int32()), slice(ends[0], ends[-1])
            batch = pa.record_batch(
                {
                    "fingerprint": some,
                    "copies": pa.ListArray.from_arrays(offsets, pa.array(copies[grams])),
                    "edge_carriers": pa.ListArray.from_arrays(offsets, pa.array(edge_carriers[grams])),
                }
            )
            evidence = _library.call("truecopy_evidence", batch, self.plan.gram_bits, 1)["evidence"]
            for fingerprint, whole in zip(some.to_pylist(), evidence.to_pylist()):
                before, _, behind = whole.partition(fingerprint)
                found.append([before, behind])
        return pa.array(found, pa.list_(pa.binary()))
