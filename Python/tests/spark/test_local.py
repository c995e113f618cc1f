"""On Spark in one process: the answer of one machine, byte for byte once the lines are sorted."""

from __future__ import annotations

import json
import pathlib
import random
from typing import Any

import pytest

import dealt
from spark.conftest import Row, found_here, hostile_pile, sorted_lines, table
from truecopy import InputError, _library
from truecopy.spark import find_copies


@pytest.fixture(scope="module")
def hostile(bridge: pathlib.Path) -> list[Row]:
    return hostile_pile(1400, bridge)


@pytest.fixture(scope="module")
def found(local: Any, hostile: list[Row], scratch: pathlib.Path) -> Any:
    return find_copies(
        table(local, hostile).repartition(3),
        checkpoint=scratch / "found",
        date_col="date",
        order_col="n",
        keep="first",
        block_texts=400,
        home_texts=60,
        most_carriers=64,
        driver_edges=0,
    )


def test_as_one_machine(found: Any, hostile: list[Row], scratch: pathlib.Path) -> None:
    whole = found_here(hostile, scratch / "whole", "first")
    assert len(whole["clusters"]) > 150 and len(whole["drop"]) > 300
    assert sorted_lines(found) == whole
    # The notices of the pile are crowds here.
    assert (scratch / "found" / "borders.json").exists()


def test_tables_say_what_the_lines_say(found: Any, hostile: list[Row]) -> None:
    links, clusters, *_ = found
    lines = sorted_lines(found)
    assert links.count() == len(lines["links"]) and clusters.count() == len(lines["clusters"])
    kept, dropped = found.keep.count(), found.drop.count()
    assert (kept, dropped) == (len(lines["keep"]), len(lines["drop"]))
    assert kept + dropped + found.issues.count() == len(hostile)
    problems = sorted(row["problem"] for row in found.issues.collect())
    assert len(problems) == 3 and "is taken" in problems[0] and "null" in problems[2]
    row = links.where("relation = 'near'").first()
    assert row["identity"] > 0.3 and len(row["passages"][0]) == 4
    assert clusters.first()["members"][0]["condition"] <= 1


def test_partitions_and_order_change_nothing(
    local: Any, hostile: list[Row], scratch: pathlib.Path
) -> None:
    rows = hostile[:500]
    whole = found_here([row for row in rows if row[0]], scratch / "part", "best")
    random.Random(1).shuffle(rows)
    lines = sorted_lines(
        find_copies(
            table(local, rows).repartition(11),
            checkpoint=scratch / "shuffled",
            date_col="date",
            tasks=2,
            block_texts=37,
            home_texts=7,
        )
    )
    # Without the order of reading a row without an id has no name.
    assert lines == whole
    # Eleven partitions have five files each, of ten rows or what is left.
    blocks = json.loads((scratch / "shuffled" / "blocks.json").read_text())["files"]
    assert len(blocks) == -(-500 // 37) and max(map(len, blocks)) <= 5


def test_a_pile_too_large_to_count_all_pairs(
    local: Any, rows: list, scratch: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = _library.settings().replace(b'"fullCountTexts":50000', b'"fullCountTexts":9')
    monkeypatch.setattr(_library, "settings", lambda: settings)
    numbered = [(*row, number) for number, row in enumerate(rows)]
    found = find_copies(
        table(local, numbered), checkpoint=scratch / "large", date_col="date", block_texts=50
    )
    assert sorted_lines(found) == dealt.find(rows)


def test_goes_on_where_it_stopped(
    local: Any, rows: list, scratch: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from truecopy.spark import _evidence

    numbered = [(*row, number) for number, row in enumerate(rows[:60])]
    df = table(local, numbered)
    call: dict[str, Any] = {"checkpoint": scratch / "again", "date_col": "date", "tasks": 2}

    def broken(self: Any, mail: Any) -> Any:
        raise OSError("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(_evidence.Decide, "__call__", broken)
        # Workers fetch their own code; what they call must be sent along.
        patch.setattr("truecopy.spark._evidence.Decide", _sent_along(broken))
        with pytest.raises(Exception, match="the disk is gone"):
            find_copies(df, **call)
    texts = scratch / "again" / "texts.json"
    before = texts.stat().st_mtime_ns
    assert not (scratch / "again" / "decisions.json").exists()
    assert sorted_lines(find_copies(df, **call)) == dealt.find(rows[:60])
    assert texts.stat().st_mtime_ns == before
    with pytest.raises(InputError, match="checkpoint of another search: `keep`"):
        find_copies(df, **call, keep="longest")


def _sent_along(work: Any) -> Any:
    def make(plan: Any) -> Any:
        return lambda mail: work(None, mail)

    return make


def test_wrong_input_is_told(local: Any, scratch: pathlib.Path) -> None:
    df = table(local, [("a", "one", None, 1)])
    with pytest.raises(InputError, match="no column `body`.*`id`, `text`, `date`, `n`"):
        find_copies(df, text_col="body", checkpoint=scratch / "x")
    with pytest.raises(InputError, match="`n` is bigint, not string"):
        find_copies(df, text_col="n", checkpoint=scratch / "x")
    with pytest.raises(InputError, match="`date` is string, not whole"):
        find_copies(df, order_col="date", checkpoint=scratch / "x")
    with pytest.raises(InputError, match="name `order_col`"):
        find_copies(df, keep="first", checkpoint=scratch / "x")
    with pytest.raises(InputError, match="no rule `worst`"):
        find_copies(df, keep="worst", checkpoint=scratch / "x")  # type: ignore[arg-type]
    assert not (scratch / "x").exists()


def test_few_texts(local: Any, scratch: pathlib.Path) -> None:
    found = find_copies(table(local, [("a", "…", None, 1), ("b", None, None, 2)]), checkpoint=scratch / "few")
    assert sorted_lines(found)["keep"] == ['{"id":"a"}'] and found.issues.count() == 1
