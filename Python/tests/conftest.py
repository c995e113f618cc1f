from __future__ import annotations

import pathlib

import pyarrow as pa
import pytest

from piles import pile

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def bridge() -> pathlib.Path:
    """The invented report of the repository, with its copies."""
    return ROOT / "Examples" / "harbour-bridge"


@pytest.fixture(scope="session")
def rows() -> list[tuple[str, str, str | None]]:
    return pile(240)


@pytest.fixture(scope="session")
def table(rows: list[tuple[str, str, str | None]]) -> pa.Table:
    ids, texts, dates = zip(*rows)
    return pa.table({"id": ids, "text": texts, "date": pa.array(dates, pa.string())})


def answer(folder: pathlib.Path | str) -> dict[str, list[str]]:
    """The lines of an answer, sorted."""
    folder = pathlib.Path(folder)
    return {
        name: sorted((folder / f"{name}.jsonl").read_text("utf-8").split("\n")[:-1])
        for name in ("links", "clusters", "keep", "drop")
    }
