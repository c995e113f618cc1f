"""What all parts of a search know, and what each of them can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _packing as packing
from ._mail import Mail
from ._storage import Checkpoint

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK_BITS = 24
"""A *node* is the place of a text in the working order, shifted by so many bits, with its block."""

HASH_BITS = 32
"""The bits of a name that tell what follows a name; those below them tell apart names of one hash."""

_ODD = np.uint64(0x9E3779B9)


@dataclass(frozen=True)
class Plan:
    checkpoint: Checkpoint
    files: tuple[tuple[str, ...], ...] = ()
    """The files of each block, whose rows stand one after another."""
    settings: dict[str, Any] = field(default_factory=dict)
    keep: str = "best"
    splits: tuple[int, ...] = ()
    """Where ranges of keys end, by their first eight bytes."""
    starts: tuple[int, ...] = ()
    """The place in the working order where each range begins."""
    texts: int = 0
    """Different texts that hold a letter or a digit."""
    gram_bits: int = 0
    records: int = 0
    name_parts: int = 1
    """Parts that names are dealt to: a power of two."""
    most_carriers: int = 2_000_000
    """The carriers of a name that one part is given; those of a *crowd* are dealt by their numbers."""
    spans: int = 1
    """Ranges of numbers that the carriers of crowds are dealt to."""
    large: tuple[int, ...] = ()
    """Roots of so many texts that these are dealt among all blocks."""
    full: tuple[int, ...] = ()
    """Blocks to which more would come."""

    @property
    def doubted(self) -> int:
        """Pairs that met by fewer names are looked at again before a text is moved for them; none where
        all texts are in one block."""
        return 8 if len(self.files) > 1 else 0

    # ---- Names ----

    @property
    def name_bits(self) -> int:
        return HASH_BITS + self.gram_bits

    @property
    def short_bits(self) -> int:
        """As many bits of a name as tell apart all but one in 256 of the names of the pile."""
        return min(self.name_bits, self.records.bit_length() + 8)

    def names(self, grams: np.ndarray) -> np.ndarray:
        """The name in this pile of each gram: its hash, stirred so that hashes lie evenly in their range,
        and the bits below."""
        bits, low = np.uint64(self.gram_bits), np.uint64((1 << self.gram_bits) - 1)
        grams = grams.astype(np.uint64)
        return self.stirred(grams >> np.uint64(14)) << bits | grams & low

    @staticmethod
    def stirred(hashes: np.ndarray) -> np.ndarray:
        return hashes.astype(np.uint64) * _ODD & np.uint64((1 << HASH_BITS) - 1)

    def name_part(self, names: np.ndarray) -> np.ndarray:
        """The part that each name is dealt to."""
        shift = self.name_bits - (self.name_parts.bit_length() - 1)
        return (names >> np.uint64(shift)).astype(np.int64)

    def cuts(self, ascending: np.ndarray, bits: int) -> list[tuple[int, int, int]]:
        """The parts that names of so many bits belong to, and from where to where they stand."""
        shift = bits - (self.name_parts.bit_length() - 1)
        ends = np.arange(1, self.name_parts + 1, dtype=np.uint64) << np.uint64(shift)
        stops = np.searchsorted(ascending, ends)
        starts = [0, *stops[:-1].tolist()]
        return [
            (part, start, stop)
            for part, (start, stop) in enumerate(zip(starts, stops.tolist()))
            if stop > start
        ]

    def homes(self, node: np.ndarray, root: np.ndarray) -> np.ndarray:
        """The block where each text goes, by the first of those it goes together with: where that lies.

        Where that would be too many, texts are dealt among all blocks, and equal ones still to one.
        """
        large, full = (np.array(some, np.int64) for some in (self.large, self.full))
        home = block_of(root)
        is_large, is_full = np.isin(root, large), np.isin(home, full)
        dealt = np.where(is_large, number_of(node), number_of(root)) % max(1, len(self.files))
        return np.where(is_large | is_full, dealt, home)

    # ---- What parts read ----

    def block(self, number: int, columns: list[str]) -> pa.Table:
        import pyarrow as pa

        parts = [self.checkpoint.read(f"texts/{file}", columns) for file in self.files[number]]
        return pa.concat_tables(parts)

    def kept(self, stage: str, part: int) -> dict[str, bytes]:
        """What a part kept in a stage, by kind."""
        table = self.checkpoint.read(f"{stage}/box={part}", ["kind", "data"])
        if table is None:
            return {}
        return dict(zip(table["kind"].to_pylist(), table["data"].to_pylist()))

    def told(self, mail: Mail, kind: str, stage: str) -> list[tuple[int, bytes]]:
        """What a part was sent in a stage, with what it kept for itself rather than send it."""
        own = self.kept(stage, mail.part)
        return mail[kind] + ([(mail.part, own[kind])] if kind in own else [])

    def rows(self, block: int) -> Rows:
        return Rows(*packing.unpack(self.kept("numbers", block)["rows"]))


@dataclass(frozen=True)
class Rows:
    """The texts of a block that hold something, in working order."""

    local: np.ndarray
    """Their rows in its file."""
    number: np.ndarray
    copies: np.ndarray
    """How many texts are equal to each, itself counted."""
    is_first: np.ndarray
    """1 for the one that stands for its equals."""
    first_block: np.ndarray
    """The block of that one."""

    def firsts(self) -> Rows:
        """Those that stand for their equals."""
        chosen = self.is_first == 1
        return Rows(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Postings:
    """The grams of the first texts of a block, by name and then in working order."""

    name: np.ndarray
    row: np.ndarray
    """Of `Rows.firsts`."""
    place: np.ndarray
    follower: np.ndarray

    @classmethod
    def of(cls, plan: Plan, block: int, firsts: Rows) -> Postings:
        import pyarrow as pa

        table = plan.block(block, ["grams", "followers"]).take(pa.array(firsts.local.astype(np.int64)))
        grams, followers = (
            table[name].combine_chunks() for name in ("grams", "followers")
        )
        counts = np.diff(grams.offsets.to_numpy())
        names = plan.names(grams.flatten().to_numpy())
        order = np.argsort(names, kind="stable")
        return cls(
            names[order],
            np.repeat(np.arange(len(counts), dtype=np.int32), counts)[order],
            packing.within(counts).astype(np.int32)[order],
            followers.flatten().to_numpy()[order],
        )


def nodes(numbers: np.ndarray, blocks: Any) -> np.ndarray:
    return numbers.astype(np.int64) << BLOCK_BITS | np.asarray(blocks, np.int64)


def block_of(node: np.ndarray) -> np.ndarray:
    return node.astype(np.int64) & (1 << BLOCK_BITS) - 1


def number_of(node: np.ndarray) -> np.ndarray:
    return node.astype(np.int64) >> BLOCK_BITS


def by_value(values: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Each value with the places where it stands."""
    order = np.argsort(values, kind="stable")
    begins = packing.groups(values[order])
    return [
        (int(values[places[0]]), places) for places in np.split(order, begins[1:]) if len(places)
    ]
