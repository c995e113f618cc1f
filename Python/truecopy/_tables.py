"""Whatever holds a table, as a stream of Arrow batches that the engine reads."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterator

from ._errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

DATES = ("date", "published")
"""Columns that say when a text was published."""

_BATCH_ROWS = 4096


@dataclass(frozen=True)
class Rows:
    """Rows that can be streamed; once, or as often as one likes."""

    name: str
    """What messages call them."""
    schema: pa.Schema
    read: Any
    """Gives their batches from the beginning, with the columns named (all for None)."""
    is_repeatable: bool

    def reader(self, id_field: str, text_field: str) -> pa.RecordBatchReader:
        """What the engine reads of them: ids, texts and dates, in types it knows."""
        import pyarrow as pa

        names = [name for name in (id_field, text_field, *DATES) if name in self.schema.names]
        names = list(dict.fromkeys(names))
        for name in names:
            count = self.schema.names.count(name)
            if count > 1:
                raise InputError(f"the table has {count} columns `{name}`", "leave one of them")
        types = {name: _plain_type(self.schema.field(name).type, name == id_field) for name in names}
        if text_field not in types:
            raise _missing(text_field, self.schema.names)
        if id_field not in types and id_field != "id":
            raise _missing(id_field, self.schema.names)
        schema = pa.schema([(name, types[name]) for name in names])

        def batches() -> Iterator[pa.RecordBatch]:
            for batch in self.read(names):
                yield pa.record_batch(
                    [_cast(batch.column(name), types[name]) for name in names], schema=schema
                )

        return pa.RecordBatchReader.from_batches(schema, batches())


def _missing(name: str, names: list[str]) -> InputError:
    columns = ", ".join(f"`{other}`" for other in names) or "none"
    return InputError(f"the table has no column `{name}`", f"its columns are {columns}")


def _plain_type(kind: pa.DataType, is_id: bool) -> pa.DataType:
    """The type a column is read in; what cannot be text is left for the engine to refuse."""
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_string_view(kind):
        return pa.large_string()
    if pa.types.is_integer(kind) and is_id:
        return pa.string() if kind == pa.uint64() else pa.int64()
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return pa.string()
    if pa.types.is_null(kind):
        return pa.string()
    return kind


def _cast(column: Any, kind: pa.DataType) -> Any:
    if column.type == kind:
        return column
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column.cast(kind)


def string_column(values: Any) -> pa.Array:
    """Texts as one Arrow array of strings."""
    import pyarrow as pa

    if isinstance(values, str):
        raise InputError("one text was given where a list of them belongs", "put it into a list")
    array = values if isinstance(values, (pa.Array, pa.ChunkedArray)) else pa.array(values)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
        if isinstance(array, pa.ChunkedArray):
            array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    kind = _plain_type(array.type, False)
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise InputError(f"the texts are of the Arrow type `{array.type}`", "cast them to string")
    return _cast(array, kind)


def is_path(source: Any) -> bool:
    return isinstance(source, (str, os.PathLike))


def parquet_files(path: str | os.PathLike[str]) -> list[str] | None:
    """The Parquet files a path stands for: itself, or those of a folder; None for anything else."""
    path = Path(path)
    if path.is_dir():
        found = sorted(
            str(file)
            for file in path.rglob("*.parquet")
            if not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        return found or None
    return [str(path)] if path.name.lower().endswith(".parquet") else None


def rows_of_parquet(files: list[str], name: str | None = None) -> Rows:
    """The rows of Parquet files, row group by row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def opened(file: str) -> pq.ParquetFile:
        try:
            # Without a buffer a whole row group would be fetched at once.
            return pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)
        except FileNotFoundError:
            raise InputError(f"there is no file or folder `{file}`") from None
        except (pa.ArrowInvalid, OSError) as error:
            raise InputError(f"`{file}` cannot be read as Parquet: {error}") from error

    with opened(files[0]) as first:
        schema = first.schema_arrow

    def read(names: list[str] | None) -> Iterator[pa.RecordBatch]:
        for file in files:
            with opened(file) as parquet:
                columns = names
                if names is not None:
                    missing = [name for name in names if name not in parquet.schema_arrow.names]
                    if missing:
                        raise InputError(
                            f"`{file}` has no column `{missing[0]}`, and `{files[0]}` has"
                        )
                yield from parquet.iter_batches(
                    batch_size=_BATCH_ROWS, columns=columns, use_threads=False
                )

    return Rows(name or (files[0] if len(files) == 1 else "table"), schema, read, True)


def rows_of(source: Any) -> Rows:
    """The rows of a table, whatever kind of table it is."""
    import pyarrow as pa

    if isinstance(source, pa.RecordBatch):
        source = pa.Table.from_batches([source])
    if isinstance(source, pa.RecordBatchReader):
        return Rows("table", source.schema, _selected(source), False)
    if not isinstance(source, pa.Table):
        source = _table(source)
    if isinstance(source, Rows):
        return source
    table = source

    def read(names: list[str] | None) -> Iterator[pa.RecordBatch]:
        chosen = table if names is None else table.select(names)
        yield from chosen.to_batches(max_chunksize=_BATCH_ROWS)

    return Rows("table", table.schema, read, True)


def _selected(reader: pa.RecordBatchReader) -> Any:
    def read(names: list[str] | None) -> Iterator[pa.RecordBatch]:
        for batch in reader:
            yield batch if names is None else batch.select(names)

    return read


def _table(source: Any) -> Any:
    """A table of something that is none of pyarrow's own."""
    import pyarrow as pa

    if hasattr(source, "with_format") and hasattr(source, "features"):
        # Hugging Face datasets: only this way are chosen and shuffled rows heeded.
        formatted = source.with_format("arrow")
        schema = source.features.arrow_schema

        def read(names: list[str] | None) -> Iterator[pa.RecordBatch]:
            for table in formatted.iter(batch_size=_BATCH_ROWS):
                yield from (table if names is None else table.select(names)).to_batches()

        return Rows("table", schema, read, True)
    try:
        if hasattr(source, "__arrow_c_stream__"):
            return pa.table(source)
        if hasattr(source, "__arrow_c_array__"):
            return pa.Table.from_batches([pa.record_batch(source)])
        if hasattr(source, "to_arrow"):
            return source.to_arrow()
        if type(source).__module__.split(".")[0] == "pandas":
            return pa.Table.from_pandas(source, preserve_index=False)
        if isinstance(source, dict):
            return pa.table(source)
        if isinstance(source, (list, tuple)):
            if all(isinstance(row, dict) for row in source):
                return pa.Table.from_pylist(list(source))
            if all(isinstance(text, str) for text in source):
                return pa.table({"text": pa.array(source, pa.string())})
    except (pa.ArrowException, TypeError, UnicodeEncodeError) as error:
        raise InputError(f"the rows cannot be made a table: {error}") from error
    raise InputError(
        f"a {type(source).__name__} is no table",
        "hand over a path, or a table of pyarrow, pandas, Polars or datasets",
    )
