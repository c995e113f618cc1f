"""`find`: the copies among the texts of a pile."""

from __future__ import annotations

import json
import os
import tempfile
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterator, Literal, Sequence

from . import _library
from ._errors import InputError
from ._tables import Rows, is_path, parquet_files, rows_of, rows_of_parquet

if TYPE_CHECKING:
    import pyarrow as pa

Keep = Literal["best", "first", "longest", "earliest"]


class Findings:
    """What `find` found; every table is read from the answer's folder when it is first asked for."""

    def __init__(self, folder: Path, _held: object = None) -> None:
        self.folder = folder
        """Where the files of the answer lie; gone with this object if no `out` was named."""
        self.summary: dict[str, Any] = json.loads((folder / "summary.json").read_text())
        """Counts, settings, processor seconds by stage, memory, boilerplate found."""
        self._held = _held

    @cached_property
    def links(self) -> pa.Table:
        """The pairs that share text: `a`, `b`, `relation` (exact, near, contained, partial), how much
        of each stands in the other, and `passages` (start and end in a, start and end in b)."""
        import pyarrow as pa

        return self._table(
            "links.jsonl",
            a=pa.string(),
            b=pa.string(),
            relation=pa.string(),
            coverage_a=pa.float64(),
            coverage_b=pa.float64(),
            identity=pa.float64(),
            words=pa.int64(),
            passages=pa.list_(pa.list_(pa.int64())),
            cluster=pa.string(),
            direct=pa.bool_(),
            ground=pa.string(),
        )

    @cached_property
    def members(self) -> pa.Table:
        """The texts that stand in more than one copy, one a row: their `cluster`, the text it keeps, what
        each is to that (`relation`, `coverage`) and how sound it is (`condition`)."""
        import pyarrow as pa

        names = ("cluster", "keep", "id", "relation", "coverage", "condition", "faults")
        columns: dict[str, list[Any]] = {name: [] for name in names}
        for cluster in self._lines("clusters.jsonl"):
            for member in cluster["members"]:
                columns["cluster"].append(cluster["cluster"])
                columns["keep"].append(cluster["keep"])
                for name in ("id", "relation", "coverage", "condition"):
                    columns[name].append(member[name])
                columns["faults"].append(json.dumps(member["faults"]))
        kinds = {"coverage": pa.float64(), "condition": pa.float64()}
        return pa.table(
            {name: pa.array(values, kinds.get(name, pa.string())) for name, values in columns.items()}
        )

    @cached_property
    def clusters(self) -> pa.Table:
        """The reports that stand in more than one copy: `cluster`, `keep`, `size` and the ids of all
        `members`."""
        import pyarrow as pa

        found = list(self._lines("clusters.jsonl"))
        return pa.table(
            {
                "cluster": pa.array([line["cluster"] for line in found], pa.string()),
                "keep": pa.array([line["keep"] for line in found], pa.string()),
                "size": pa.array([line["size"] for line in found], pa.int64()),
                "members": pa.array(
                    [[member["id"] for member in line["members"]] for line in found],
                    pa.list_(pa.string()),
                ),
            }
        )

    @cached_property
    def keep(self) -> pa.Table:
        """The ids of the texts to keep."""
        import pyarrow as pa

        return self._table("keep.jsonl", id=pa.string())

    @cached_property
    def drop(self) -> pa.Table:
        """The texts not kept: `id`, the `kept` text it copies, `relation`, `coverage`, `reason`."""
        import pyarrow as pa

        return self._table(
            "drop.jsonl",
            id=pa.string(),
            kept=pa.string(),
            relation=pa.string(),
            coverage=pa.float64(),
            reason=pa.string(),
        )

    @cached_property
    def issues(self) -> pa.Table:
        """The rows that could not be read, or were read with a doubt (`warning`)."""
        import pyarrow as pa

        return self._table(
            "issues.jsonl",
            path=pa.string(),
            line=pa.int64(),
            problem=pa.string(),
            hint=pa.string(),
            warning=pa.bool_(),
        )

    def _table(self, name: str, **fields: pa.DataType) -> pa.Table:
        import pyarrow as pa
        import pyarrow.json as pj

        schema = pa.schema(list(fields.items()))
        path = self.folder / name
        if path.stat().st_size == 0:
            return schema.empty_table()
        # A line may be as long as the longest id and its passages make it.
        longest = max(1 << 20, 2 * _longest_line(path))
        return pj.read_json(
            path,
            read_options=pj.ReadOptions(block_size=longest),
            parse_options=pj.ParseOptions(
                explicit_schema=schema, unexpected_field_behavior="ignore"
            ),
        )

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        with open(self.folder / name, encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)

    def __repr__(self) -> str:
        counts = self.summary["counts"]
        reports = counts["clusters"]
        line = (
            f"{counts['texts']:,} texts: {reports:,} {'report stands' if reports == 1 else 'reports stand'} "
            f"in more than one copy; {counts['kept']:,} kept, {counts['dropped']:,} dropped"
        )
        if counts["issues"]:
            line += f"; {counts['issues']:,} issues"
        return line


def find(
    source: Any,
    *,
    out: str | os.PathLike[str] | None = None,
    id: str = "id",
    text: str = "text",
    keep: Keep = "best",
    write_kept: str | os.PathLike[str] | None = None,
    index: str | os.PathLike[str] | None = None,
    against: str | os.PathLike[str] | None = None,
    add: bool = True,
    threads: int = 2,
    memory: int | None = None,
    progress: _library.Progress | None = None,
) -> Findings:
    """Finds which texts of a pile are copies of one report, and which copy to keep.

    Args:
        source: A path or several: Parquet files or folders of them, read row group by row group, or
            whatever the program reads (.jsonl, .csv, .txt, packed or not, folders). Or a table: of
            pyarrow, pandas, Polars, Hugging Face datasets, or anything with the Arrow PyCapsule
            interface; a list of dictionaries; a list of texts.
        out: The folder to write the answer to, and what is set aside meanwhile; else one that is
            gone with the answer. The files are those of `truecopy find --out`.
        id: The column that names a text; a row without one is named by its number.
        text: The column that holds it.
        keep: Which copy is kept: `best` (the least damaged, then the fullest), `first`, `longest`,
            `earliest` (by a column `date` or `published`).
        write_kept: Also writes the rows of the kept texts, whole, to this Parquet file.
        index: Also keeps the texts in this folder, for `against`.
        against: Finds copies of these texts among those of an index, and adds them unless `add` is
            False.
        add: See `against`.
        threads: How many threads to use; the answer is the same for any number.
        memory: About how many bytes the search may use for what it counts.
        progress: Called with the stage, what is done and of how much; what it raises ends the run.

    Returns:
        The answer, as Arrow tables.

    Raises:
        InputError: If the source, a column or a setting is not what it must be.
        TruecopyError: If something cannot be written.

    A row that cannot be read (a null text, an id met before) never ends a run: see `Findings.issues`.
    """
    if index is not None and against is not None:
        raise InputError("`against` adds to an index, `index` makes one: name one of them")
    if threads < 1:
        raise InputError("threads must be 1 or more")
    paths, rows = _input(source)
    if write_kept is not None:
        if not os.fspath(write_kept).lower().endswith(".parquet"):
            raise InputError(f"`{os.fspath(write_kept)}` is no name of a Parquet file")
        if rows is None:
            raise InputError(
                "`write_kept` writes the rows of Parquet files and tables",
                "the program writes those of other files: truecopy find --write-kept",
            )
        if not rows.is_repeatable:
            raise InputError("a stream cannot be read twice", "make it a table, or a file first")
    held = None
    if out is None:
        held = tempfile.TemporaryDirectory(prefix="truecopy-")
        out = held.name
    folder = Path(out)
    _library.find(
        None if rows is None else rows.reader(id, text),
        out=os.fspath(folder),
        paths=paths,
        name="table" if rows is None else rows.name,
        id_field=id,
        text_field=text,
        keep=keep,
        index=None if index is None else os.fspath(index),
        against=None if against is None else os.fspath(against),
        adds=add,
        threads=threads,
        memory=memory or 0,
        progress=progress,
    )
    found = Findings(folder, held)
    if rows is not None and write_kept is not None:
        copy_kept([rows], found.keep.column("id").to_pylist(), id, text, write_kept)
    return found


def _input(source: Any) -> tuple[list[str], Rows | None]:
    """The paths the engine reads itself, or the rows that are handed to it."""
    if is_path(source):
        source = [source]
    elif not (isinstance(source, (list, tuple)) and source and _are_paths(source)):
        return [], rows_of(source)
    parquet = [(path, parquet_files(path)) for path in source]
    if all(files is not None for _, files in parquet):
        files = [file for _, some in parquet for file in some or ()]
        name = os.fspath(source[0]) if len(source) == 1 else None
        return [], rows_of_parquet(files, name)
    mixed = [os.fspath(path) for path, files in parquet if files is not None]
    if mixed:
        raise InputError(f"`{mixed[0]}` is Parquet and other paths are not", "give one kind in a run")
    return [os.fspath(path) for path in source], None


def _are_paths(source: Sequence[Any]) -> bool:
    # A list of strings is a list of texts, unless each of them is the name of something.
    return all(
        isinstance(item, os.PathLike)
        or isinstance(item, str)
        and len(item) < 4096
        and "\0" not in item
        and os.path.exists(item)
        for item in source
    )


def copy_kept(
    tables: Sequence[Rows],
    kept: Sequence[str],
    id_field: str,
    text_field: str,
    path: str | os.PathLike[str],
) -> None:
    """Writes the rows of the kept texts to a Parquet file, whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    wanted = set(kept)
    schema = tables[0].schema
    partial = f"{os.fspath(path)}.partial"
    try:
        with pq.ParquetWriter(partial, schema, compression="zstd") as writer:
            for rows in tables:
                number = 0
                for batch in rows.read(None):
                    mask = _kept_rows(batch, wanted, id_field, text_field, rows.name, number)
                    number += batch.num_rows
                    # Files of one pile may name their columns in another order.
                    chosen = batch.filter(pa.array(mask, pa.bool_())).select(schema.names)
                    writer.write_table(pa.Table.from_batches([chosen]).cast(schema))
        os.replace(partial, path)
    except (pa.ArrowException, KeyError) as error:
        raise InputError(f"the kept rows cannot be written to one file: {error}") from error
    finally:
        if os.path.exists(partial):
            os.unlink(partial)


def _kept_rows(
    batch: pa.RecordBatch, wanted: set[str], id_field: str, text_field: str, name: str, before: int
) -> list[bool]:
    """Which rows of a batch are kept; their ids are wanted no more, for the first of an id counts."""
    import pyarrow as pa

    if id_field in batch.schema.names:
        ids = batch.column(id_field)
        ids = ids.dictionary_decode() if pa.types.is_dictionary(ids.type) else ids
        named = ids.cast(pa.string()).to_pylist()
    else:
        named = [None] * batch.num_rows
    there = batch.column(text_field).is_valid().to_pylist()
    mask = []
    for row, (one, is_there) in enumerate(zip(named, there)):
        one = one or f"{name}:{before + row + 1}"
        mask.append(is_there and one in wanted)
        if mask[-1]:
            wanted.remove(one)
    return mask


def _longest_line(path: Path) -> int:
    longest = rest = 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            pieces = block.split(b"\n")
            rest += len(pieces[0])
            if len(pieces) > 1:
                longest = max(longest, rest, *map(len, pieces[1:-1]), 0)
                rest = len(pieces[-1])
    return max(longest, rest)
