"""The checkpoint: a folder that all machines reach, where each finished stage lies as Parquet."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from .._errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa


class Checkpoint:
    """A folder by its path or by a URI that Spark and `pyarrow.fs` know (`s3://`, `gs://`, `hdfs://`)."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        folder = os.fspath(folder).rstrip("/")
        if folder.startswith("file:"):
            folder = "/" + folder[5:].lstrip("/")
        self.folder = folder if "://" in folder else os.path.abspath(folder)

    def spark_path(self, name: str) -> str:
        # Without a scheme Spark would look in the file system of the cluster.
        return f"{self.folder if '://' in self.folder else 'file://' + self.folder}/{name}"

    def _opened(self, name: str) -> tuple[Any, str]:
        from pyarrow import fs

        if "://" in self.folder:
            system, path = fs.FileSystem.from_uri(self.folder)
        else:
            system, path = fs.LocalFileSystem(), self.folder
        return system, f"{path}/{name}"

    def files(self, name: str) -> list[str]:
        """The Parquet files of a folder, by their names, in order."""
        from pyarrow import fs

        system, path = self._opened(name)
        found = system.get_file_info(fs.FileSelector(path, allow_not_found=True))
        return sorted(one.base_name for one in found if one.base_name.endswith(".parquet"))

    def read(self, name: str, columns: list[str]) -> pa.Table:
        """A Parquet file, or all of a folder."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        system, path = self._opened(name)
        if name.endswith(".parquet"):
            return pq.ParquetFile(system.open_input_file(path)).read(columns)
        parts = [self.read(f"{name}/{file}", columns) for file in self.files(name)]
        return pa.concat_tables(parts) if parts else None

    def note(self, name: str) -> dict[str, Any] | None:
        """What was written down when a stage was finished; None before."""
        system, path = self._opened(f"{name}.json")
        try:
            with system.open_input_stream(path) as file:
                return dict(json.loads(file.read()))
        except FileNotFoundError:
            return None
        except ValueError as error:
            raise InputError(f"`{self.folder}/{name}.json` is damaged", "remove it") from error

    def write_note(self, name: str, note: dict[str, Any]) -> None:
        """Says that a stage is finished: there as a whole or not at all."""
        system, path = self._opened(f"{name}.json")
        system.create_dir(os.path.dirname(path), recursive=True)
        with system.open_output_stream(path + ".partial") as file:
            file.write(json.dumps(note, indent=1).encode())
        system.move(path + ".partial", path)
