"""One text, or a few: what the documents of the program say, as values that read well."""

from __future__ import annotations

import pathlib

import pytest

import truecopy


def test_compare(bridge: pathlib.Path) -> None:
    report, copy = (bridge / "report.txt").read_text(), (bridge / "copy-edited.txt").read_text()
    found = truecopy.compare(report, copy)
    assert found.matters and 0.8 < found.agreement < 0.9
    assert any(one.base.text == "4.2m" and one.reading.text == "42m" for one in found.at_least("meaning"))
    # Positions are those of Python strings: put the readings in, and the copy stands there.
    made, at = [], 0
    for one in found.differences:
        made += [report[at : one.base.start], copy[one.reading.start : one.reading.end]]
        at = one.base.end
    assert "".join(made) + report[at:] == copy
    assert found.table().num_rows == len(found.differences)
    assert "change the meaning" in str(found)
    assert len(truecopy.compare(report, copy, report).document["witnesses"]) == 3


def test_check(bridge: pathlib.Path) -> None:
    assert truecopy.check(bridge / "report.txt").condition == 1
    scan = truecopy.check(bridge / "copy-scan.txt")
    assert scan.condition < 0.5 and scan.faults and "x orthographic.scan" in str(scan)


def test_restore(bridge: pathlib.Path) -> None:
    copies = [bridge / f"copy-{name}.txt" for name in ("scan", "tokenised", "compounds", "edited")]
    restored = truecopy.restore(copies)
    assert restored.text == (bridge / "report.txt").read_text()
    assert "".join(restored.text[one.start : one.end] for one in restored.decisions) == restored.text
    assert truecopy.restore("A text as it was.").text == "A text as it was."


def test_statements(bridge: pathlib.Path) -> None:
    found = truecopy.statements(bridge / "report.txt", against=bridge / "copy-edited.txt")
    assert len(found.statements) > 10
    assert all(one.fate and "content" in one.fate for one in found.statements)
    assert any(one.speaker == "Ines Calder" for one in found.statements)
    with pytest.raises(truecopy.InputError, match="no day"):
        truecopy.statements("x", published="tomorrow")


def test_many_at_once(bridge: pathlib.Path) -> None:
    texts = [(bridge / name).read_text() for name in ("report.txt", "copy-scan.txt")]
    conditions = truecopy.conditions(texts).to_pylist()
    assert [row["condition"] for row in conditions] == [
        round(truecopy.check(text).condition, 3) if text == texts[0] else pytest.approx(row["condition"])
        for text, row in zip(texts, conditions)
    ]
    (pair, stranger) = truecopy.verify([texts[0], "short"], [texts[1], "other"]).to_pylist()
    assert pair["relation"] == "near" and pair["coverage_a"] > 0.9 and len(pair["passages"]) % 4 == 0
    assert stranger["relation"] is None and stranger["passages"] is None


def test_odd_texts() -> None:
    assert truecopy.check("").faults == ()
    assert truecopy.compare("a\0b c", "a\0b d").differences
    # Bytes are read as files are: UTF-8, else Windows-1252.
    assert truecopy.restore(b"caf\xe9 and more").text == "caf\xe9 and more"
    with pytest.raises(truecopy.InputError, match="half a surrogate pair"):
        truecopy.check("\ud800")
    with pytest.raises(truecopy.InputError, match="is no text"):
        truecopy.check(5)  # type: ignore[arg-type]
    with pytest.raises(truecopy.InputError, match="cannot be read"):
        truecopy.check(pathlib.Path("nowhere.txt"))
    with pytest.raises(truecopy.InputError, match="two texts"):
        truecopy.compare("alone")
