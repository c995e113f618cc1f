"""What is asked of many texts or pairs at once, column by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _library
from ._tables import string_column

if TYPE_CHECKING:
    import pyarrow as pa


def conditions(texts: Any, *, threads: int = 2) -> pa.RecordBatch:
    """How sound each text is, from itself alone.

    Args:
        texts: Any sequence of strings: a list, an Arrow array, a column of a table or of pandas.
        threads: How many threads to use.

    Returns:
        A row for each: `condition` (1 as printed, 0 a ruin) and `faults`, a JSON object of kinds of
        fault with how often each was found.
    """
    import pyarrow as pa

    batch = pa.record_batch({"text": string_column(texts)})
    return _library.call("truecopy_conditions", batch, threads)


def verify(a: Any, b: Any, *, threads: int = 2) -> pa.RecordBatch:
    """What `find` would say of each two texts if they were a pile of their own.

    Args:
        a: Texts, as for `conditions`.
        b: The text to hold against each, in the same order.
        threads: How many threads to use.

    Returns:
        A row for each pair: `relation` (exact, near, contained, partial), `coverage_a`, `coverage_b`,
        `identity`, `words`, and `passages`, four numbers each (start and end in a, start and end in
        b). All are null where the two share too little.
    """
    import pyarrow as pa

    batch = pa.record_batch({"a": string_column(a), "b": string_column(b)})
    return _library.call("truecopy_verify", batch, threads)
