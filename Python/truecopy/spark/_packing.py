"""Columns of numbers as few bytes: what goes from machine to machine is bytes, not rows."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Iterable

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

_HEAD = struct.Struct("<BQ")


def pack(*columns: Any) -> bytes:
    """Unsigned numbers, column after column, each in as many bytes as its largest needs.

    First bytes stand together, then second ones and so on: what is mostly zero is nothing once it is
    compressed, as all is that moves.
    """
    parts: list[bytes] = []
    for column in columns:
        values = np.ascontiguousarray(column, "<u8")
        width = (int(values.max()).bit_length() + 7) // 8 if len(values) else 0
        parts.append(_HEAD.pack(width, len(values)))
        parts.append(values.view(np.uint8).reshape(-1, 8)[:, :width].T.tobytes())
    return b"".join(parts)


def unpack(data: bytes) -> list[np.ndarray]:
    """The columns of `pack`, as uint64."""
    columns = []
    at = 0
    while at < len(data):
        width, count = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        values = np.zeros((count, 8), np.uint8)
        planes = np.frombuffer(data, np.uint8, width * count, at).reshape(width, count)
        values[:, :width] = planes.T
        columns.append(values.reshape(-1).view("<u8"))
        at += width * count
    return columns


def squeeze(data: bytes) -> bytes:
    """Compressed, if that is less; the first byte says so."""
    import pyarrow as pa

    less = pa.Codec("zstd", compression_level=3).compress(data, asbytes=True)
    return _HEAD.pack(1, len(data)) + less if _HEAD.size + len(less) < len(data) else b"\0" + data


def unsqueeze(data: bytes) -> bytes:
    """What was squeezed."""
    import pyarrow as pa

    if data[:1] != b"\1":
        return data[1:]
    _, size = _HEAD.unpack_from(data)
    return bytes(pa.Codec("zstd").decompress(data[_HEAD.size :], size, asbytes=True))


def deltas(ascending: np.ndarray) -> np.ndarray:
    """Ascending numbers as steps, which are small."""
    return np.diff(ascending, prepend=np.uint64(0))


def sums(steps: np.ndarray) -> np.ndarray:
    """The numbers of `deltas`."""
    return np.cumsum(steps, dtype=np.uint64)


def list_deltas(values: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """The same for lists that stand one after another, each ascending, and begin where it is said."""
    steps = deltas(values.astype(np.uint64))
    steps[begins] = values[begins]
    return steps


def list_sums(steps: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """The numbers of `list_deltas`."""
    totals = np.append(np.uint64(0), sums(steps))
    return totals[1:] - totals[begins][spread(begins, len(steps))]


def thin(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A column whose rows are often as the row before: where they are not, and what they are there."""
    changes = np.ones(len(values), bool)
    changes[1:] = values[1:] != values[:-1]
    return changes, values[changes]


def thick(changes: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The column of `thin`."""
    return values[np.cumsum(changes.astype(np.int64)) - 1]


def pack_table(table: pa.Table) -> bytes:
    """Packed better than numbers are: what texts have in common lies further apart than it looks."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=pa.Codec("zstd", compression_level=9))
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def unpack_tables(parts: Iterable[bytes]) -> pa.Table | None:
    """One table of all; None for none."""
    import pyarrow as pa

    tables = [pa.ipc.open_stream(data).read_all() for data in parts]
    return pa.concat_tables(tables).combine_chunks() if tables else None


def groups(*sorted_columns: np.ndarray) -> np.ndarray:
    """Where runs of equal rows begin."""
    count = len(sorted_columns[0])
    if count == 0:
        return np.zeros(0, np.int64)
    begins = np.zeros(count, bool)
    begins[0] = True
    for column in sorted_columns:
        begins[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(begins)


def lengths(begins: np.ndarray, count: int) -> np.ndarray:
    return np.diff(np.append(begins, count))


def spread(begins: np.ndarray, count: int) -> np.ndarray:
    """The number of its run for each row."""
    return np.repeat(np.arange(len(begins)), lengths(begins, count))


def lists(counts: np.ndarray) -> np.ndarray:
    """The offsets of lists of such lengths."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def within(counts: np.ndarray) -> np.ndarray:
    """0, 1, 2 … for each of lists of such lengths, one after another."""
    return np.arange(int(counts.sum())) - np.repeat(lists(counts)[:-1], counts)


def found(wanted: np.ndarray, ascending: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where each value stands among others, or would, and whether it is there."""
    at = np.searchsorted(ascending, wanted)
    is_there = at < len(ascending)
    is_there[is_there] = ascending[at[is_there]] == wanted[is_there]
    return at, is_there


def pack_list(parts: list[bytes]) -> bytes:
    return pack([len(part) for part in parts]) + b"".join(parts)


def unpack_list(data: bytes) -> list[bytes]:
    width, count = _HEAD.unpack_from(data, 0)
    at = _HEAD.size + width * count
    (sizes,) = unpack(data[:at])
    ends = lists(sizes.astype(np.int64)) + at
    return [data[start:stop] for start, stop in zip(ends.tolist(), ends[1:].tolist())]
