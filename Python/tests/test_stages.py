"""The stages of a search among machines give what one machine finds."""

from __future__ import annotations

import json
import pathlib

import pyarrow as pa
import pytest

import dealt
from conftest import answer
from piles import pile
from truecopy import InputError, _library


def found(rows: list, folder: pathlib.Path, keep: str) -> dict[str, list[str]]:
    ids, texts, dates = zip(*rows)
    table = pa.table({"id": ids, "text": texts, "published": pa.array(dates, pa.string())})
    _library.find(table.to_reader(), out=str(folder), keep=keep)
    return answer(folder)


@pytest.mark.parametrize(("keep", "part"), [("best", 17), ("earliest", 1000), ("first", 40)])
def test_dealt_as_one(rows: list, tmp_path: pathlib.Path, keep: str, part: int) -> None:
    whole = found(rows, tmp_path, keep)
    assert len(whole["clusters"]) > 20 and len(whole["drop"]) > 30
    assert dealt.find(rows, keep=keep, part=part) == whole


def test_texts_of_nothing(tmp_path: pathlib.Path) -> None:
    rows = [("a", "", None), ("b", " … ", None), ("c", "one two", None), ("d", "One, two!", None)]
    assert dealt.find(rows) == found(rows, tmp_path, "best")


def test_names_told_apart_as_in_the_whole_pile() -> None:
    # A gram is told by its upper 32 bits and as many of the lowest as a pile of that size asks for.
    assert [_library.gram_bits(records) for records in (0, 1 << 17, 1 << 18, 1 << 40)] == [4, 4, 5, 14]


def test_fingerprints_do_not_depend_on_the_batch(rows: list) -> None:
    texts = [text for _, text, _ in rows]
    whole = _library.call("truecopy_fingerprints", pa.record_batch({"text": pa.array(texts)}), 1)
    sliced = pa.record_batch({"text": pa.array(["x", *texts])}).slice(101)
    part = _library.call("truecopy_fingerprints", sliced, 2)
    assert part.to_pylist() == whole.to_pylist()[100:]
    keys = whole["key"].to_pylist()
    lengths = whole["length"].to_pylist()
    in_order = sorted(range(len(keys)), key=lambda row: keys[row])
    assert [lengths[row] for row in in_order] == sorted(lengths, reverse=True)


def test_what_is_not_packed_is_refused() -> None:
    nothing = pa.record_batch(
        {"a": [b"no"], "b": [b""], "questions": pa.array([[]], pa.list_(pa.int32()))}
    )
    with pytest.raises(InputError, match="no fingerprint in row 0"):
        _library.call("truecopy_votes", nothing, 9, 1)
    with pytest.raises(InputError, match="gram bits"):
        _library.call("truecopy_votes", nothing, 60, 1)


def test_settings_are_those_of_the_engine() -> None:
    settings = json.loads(_library.settings())
    assert settings["leastShared"] == 4 and settings["leastVotes"] == 0.2
