"""`find` over every kind of table, and what it refuses."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import truecopy
from conftest import answer


def same_table(table: pa.Table, kind: str) -> Any:
    if kind == "reader":
        return table.to_reader(max_chunksize=7)
    if kind == "chunks":
        return pa.concat_tables([table.slice(start, 50) for start in range(0, len(table), 50)])
    if kind == "large":
        return table.cast(
            pa.schema([("id", pa.large_string()), ("text", pa.large_string()), ("date", pa.string())])
        )
    if kind == "dictionary":
        return table.set_column(0, "id", table.column("id").dictionary_encode())
    if kind == "views":
        return table.set_column(1, "text", table.column("text").cast(pa.string_view()))
    if kind == "rows":
        return table.to_pylist()
    if kind == "columns":
        return table.to_pydict()
    if kind == "capsule":

        class Foreign:
            def __arrow_c_stream__(self, requested_schema: object = None) -> object:
                return table.__arrow_c_stream__(requested_schema)

        return Foreign()
    if kind == "pandas":
        return pytest.importorskip("pandas") and table.to_pandas()
    if kind == "polars":
        return pytest.importorskip("polars").from_arrow(table)
    raise AssertionError(kind)


KINDS = "reader chunks large dictionary views rows columns capsule pandas polars".split()


@pytest.mark.parametrize("kind", KINDS)
def test_any_table_gives_the_same(table: pa.Table, kind: str, tmp_path: pathlib.Path) -> None:
    truecopy.find(table, out=tmp_path / "whole")
    truecopy.find(same_table(table, kind), out=tmp_path / "other", threads=1)
    assert answer(tmp_path / "other") == answer(tmp_path / "whole")


def test_hugging_face_rows_are_those_chosen(table: pa.Table) -> None:
    datasets = pytest.importorskip("datasets")
    found = truecopy.find(datasets.Dataset(table).select(range(100, 140)))
    assert found.summary["counts"]["texts"] == 40


def test_parquet_is_as_lines(table: pa.Table, tmp_path: pathlib.Path) -> None:
    pq.write_table(table, tmp_path / "pile.parquet", row_group_size=31)
    with open(tmp_path / "pile.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in table.to_pylist())
    found = truecopy.find(tmp_path / "pile.parquet", out=tmp_path / "a")
    truecopy.find(tmp_path / "pile.jsonl", out=tmp_path / "b")
    assert answer(tmp_path / "a") == answer(tmp_path / "b")
    assert found.drop.num_rows + found.keep.num_rows == len(table)
    assert found.links.schema.field("passages").type == pa.list_(pa.list_(pa.int64()))
    assert set(found.members.column("cluster").to_pylist()) == set(
        found.clusters.column("cluster").to_pylist()
    )


def test_a_folder_of_parquet_and_its_kept_rows(table: pa.Table, tmp_path: pathlib.Path) -> None:
    (tmp_path / "in").mkdir()
    pq.write_table(table.slice(0, 100), tmp_path / "in" / "1.parquet")
    pq.write_table(table.slice(100), tmp_path / "in" / "2.parquet")
    found = truecopy.find(tmp_path / "in", write_kept=tmp_path / "kept.parquet")
    kept = pq.read_table(tmp_path / "kept.parquet")
    assert kept.schema == table.schema
    assert kept.column("id").to_pylist() == found.keep.column("id").to_pylist()
    ids = found.keep.column("id").to_pylist()
    texts = dict(zip(table.column("id").to_pylist(), table.column("text").to_pylist()))
    assert kept.column("text").to_pylist() == [texts[one] for one in ids]


def test_new_texts_against_old(table: pa.Table, tmp_path: pathlib.Path) -> None:
    truecopy.find(table.slice(0, 200), index=tmp_path / "index", out=tmp_path / "old")
    found = truecopy.find(table.slice(200), against=tmp_path / "index", out=tmp_path / "new")
    assert found.drop.num_rows > 3
    assert set(found.drop.column("id").to_pylist()) <= set(table.slice(200)["id"].to_pylist())


def test_bad_rows_are_issues(tmp_path: pathlib.Path) -> None:
    rows = pa.table(
        {
            "id": pa.array(["a", None, "a", "b", "c" * 200_000], pa.string()),
            "text": pa.array(["one two three", "four", "five", None, "six\0seven"], pa.string()),
        }
    )
    found = truecopy.find(rows, write_kept=tmp_path / "kept.parquet")
    assert found.keep.column("id").to_pylist() == ["a", "c" * 200_000, "table:2"]
    problems = found.issues.column("problem").to_pylist()
    assert problems[0].startswith("the id `a` is taken") and "null" in problems[1]
    assert pq.read_table(tmp_path / "kept.parquet").column("text").to_pylist() == [
        "one two three",
        "four",
        "six\0seven",
    ]


def test_numbers_are_ids_and_dates_are_dates() -> None:
    text = "The harbour board shut the fish market for a week after a flood in its cellars. " * 4
    rows = pa.table(
        {
            "id": pa.array([7, 2**40, 9], pa.uint64()),
            "text": [text, text, "another"],
            "date": pa.array([3, 1, 2], pa.date32()),
        }
    )
    found = truecopy.find(rows, keep="earliest")
    assert found.drop.to_pylist()[0]["kept"] == str(2**40)


def test_wrong_input_is_told() -> None:
    with pytest.raises(truecopy.InputError, match="its columns are `a`, `b`"):
        truecopy.find({"a": ["x"], "b": ["y"]})
    with pytest.raises(truecopy.InputError, match="`text` is integer"):
        truecopy.find({"text": [1, 2]})
    with pytest.raises(truecopy.InputError, match="`id` is floating-point"):
        truecopy.find({"text": ["x"], "id": [1.5]})
    with pytest.raises(truecopy.InputError, match="no rule"):
        truecopy.find({"text": ["x"]}, keep="worst")  # type: ignore[arg-type]
    with pytest.raises(truecopy.InputError, match="no file or folder"):
        truecopy.find("nowhere.parquet")
    with pytest.raises(truecopy.InputError, match="int is no table"):
        truecopy.find(5)
    with pytest.raises(truecopy.InputError, match="columns `text`"):
        truecopy.find(pa.table([["x"], ["y"]], names=["text", "text"]))


def test_an_unwritable_place_is_told(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(truecopy.TruecopyError, match="not a folder"):
        truecopy.find({"text": ["x"]}, out=tmp_path / "file")


def test_an_empty_table() -> None:
    found = truecopy.find(pa.table({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())}))
    assert found.keep.num_rows == found.links.num_rows == found.members.num_rows == 0
    assert found.issues.num_rows == 1


def test_a_stream_that_fails_is_told() -> None:
    schema = pa.schema([("text", pa.string())])

    def batches() -> Any:
        yield pa.record_batch({"text": ["one"]}, schema=schema)
        raise RuntimeError("the disk is gone")

    with pytest.raises(truecopy.InputError, match="the disk is gone"):
        truecopy.find(pa.RecordBatchReader.from_batches(schema, batches()))


def test_progress_can_end_a_run(table: pa.Table) -> None:
    stages: list[str] = []

    def told(stage: str, done: int, total: int) -> None:
        stages.append(stage)
        if stage == "candidates":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        truecopy.find(table, progress=told)
    assert stages[0] == "reading" and "candidates" in stages


def test_the_program_reads_parquet(table: pa.Table, tmp_path: pathlib.Path) -> None:
    pq.write_table(table, tmp_path / "pile.parquet")
    truecopy.find(table, out=tmp_path / "a")
    run = subprocess.run(
        [sys.executable, "-m", "truecopy", "find", "pile.parquet", "--out", "b"]
        + ["--write-kept", "kept.parquet"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    if "is not there; install the wheel" in run.stderr:
        pytest.skip("there is no program")
    assert run.returncode == 0, run.stderr
    assert answer(tmp_path / "b") == answer(tmp_path / "a")
    kept = pq.read_table(tmp_path / "kept.parquet")
    assert kept.schema == table.schema and kept.num_rows == len(answer(tmp_path / "a")["keep"])
