"""Nothing that can be handed over makes the engine abort, and nothing leaks or is shared."""

from __future__ import annotations

import concurrent.futures
import ctypes
import os
import random
from typing import Any

import pyarrow as pa
import pytest

import truecopy
from truecopy import _library

ROUNDS = int(os.environ.get("TRUECOPY_FUZZ_ROUNDS", "300"))


def fingerprints(texts: list[str]) -> pa.RecordBatch:
    return _library.call("truecopy_fingerprints", pa.record_batch({"text": pa.array(texts, pa.string())}), 1)


def raw(texts: list[bytes]) -> pa.Array:
    """Bytes under the name of text, unchecked."""
    array = pa.array(texts, pa.binary())
    return pa.Array.from_buffers(pa.string(), len(array), array.buffers())


def test_bytes_that_are_no_utf8() -> None:
    batch = pa.record_batch({"id": raw([b"a", b"\xff"]), "text": raw([b"caf\xe9 one two", b"\xf0\x9f"])})
    found = truecopy.find(batch)
    assert found.keep.num_rows == 2
    assert all("not UTF-8" in line for line in found.issues.column("problem").to_pylist())
    assert fingerprints(["café one two"])["key"] == _library.call(
        "truecopy_fingerprints", batch.slice(0, 1), 1
    )["key"]


def test_nulls_slices_and_empty_batches() -> None:
    texts = pa.array(["skipped", None, "one two three", "", None], pa.large_string())
    keys = _library.call("truecopy_fingerprints", pa.record_batch({"text": texts}).slice(1), 1)["key"]
    assert keys[0] == keys[2] == keys[3] and keys[1] != keys[0]
    assert fingerprints([]).num_rows == 0
    assert _library.call("truecopy_fingerprints", pa.record_batch({"text": texts[:0]}), 1).num_rows == 0


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1]),
        pa.array([1.5]),
        pa.array([True]),
        pa.array([None]),
        pa.array([["x"]]),
        pa.array([{"x": 1}]),
        pa.array(["x"], pa.string_view()),
        pa.array(["x"]).dictionary_encode(),
        pa.array([b"x"], pa.binary(1)),
        pa.array([0], pa.timestamp("s")),
    ],
    ids=lambda column: str(column.type),
)
def test_columns_of_other_types_are_refused(column: pa.Array) -> None:
    batch = pa.record_batch({"text": column})
    for function in ("truecopy_fingerprints", "truecopy_conditions"):
        with pytest.raises(truecopy.InputError, match="column `text`"):
            _library.call(function, batch, 1)


def mutated(data: bytes, draw: random.Random) -> bytes:
    data_ = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        kind = draw.randrange(4)
        at = draw.randrange(len(data_) + 1)
        if kind == 0 and data_:
            data_[at % len(data_)] ^= 1 << draw.randrange(8)
        elif kind == 1:
            del data_[at : at + draw.randint(1, 40)]
        elif kind == 2:
            data_[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 20)))
        elif data_:
            data_[at : at + 4] = draw.choice([b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"])
    return bytes(data_)


def test_packed_bytes_that_were_changed() -> None:
    draw = random.Random(11)
    texts = ["The ferry to the outer islands was stopped for 3 days, 12 men said. " * n for n in (1, 2, 9)]
    found = fingerprints(texts).to_pylist()
    sound = [row["fingerprint"] for row in found]
    lists = pa.list_(pa.int64())
    facts = {
        "copies": pa.array([[2] * len(row["grams"]) for row in found], lists),
        "edge_carriers": pa.array([[0] * len(row["grams"]) for row in found], lists),
    }
    batch = pa.record_batch({"fingerprint": pa.array(sound), **facts})
    evidence = _library.call("truecopy_evidence", batch, 9, 1)["evidence"].to_pylist()
    ended = 0
    for _ in range(ROUNDS):
        a, b = draw.choice(sound), draw.choice(sound)
        x, y = draw.choice(evidence), draw.choice(evidence)
        questions = [draw.randint(-9, 400) for _ in range(draw.randrange(9))]
        calls: list[tuple[str, dict[str, Any], tuple[Any, ...]]] = [
            (
                "truecopy_votes",
                {"a": [mutated(a, draw)], "b": [b], "questions": pa.array([questions], lists)},
                (9, 1),
            ),
            ("truecopy_grounds", {"a": [mutated(x, draw)], "b": [y]}, (9, 1)),
            (
                "truecopy_evidence",
                {
                    "fingerprint": [mutated(a, draw)],
                    "copies": pa.array([[draw.randint(-(2**63), 2**63 - 1)] * 5], lists),
                    "edge_carriers": pa.array([[1] * draw.randint(4, 5)], lists),
                },
                (draw.randint(-1, 15), 1),
            ),
            (
                "truecopy_settle",
                {
                    "id": ["p", "q"],
                    "text": [draw.choice(texts), "other"],
                    "evidence": [mutated(x, draw), y],
                    "partners": pa.array([[draw.randint(-1, 2)], []], lists),
                },
                (9, b"best", 1),
            ),
        ]
        for function, columns, arguments in calls:
            try:
                _library.call(function, pa.record_batch(columns), *arguments)
                ended += 1
            except truecopy.InputError:
                pass
    # Some changes do no harm; if all did, nothing behind the check was reached.
    assert ended > ROUNDS // 20


def test_structs_that_do_not_agree() -> None:
    draw = random.Random(5)
    library = _library._library
    batch = pa.record_batch({"text": ["one", "two"], "b": [1, 2]})
    for _ in range(ROUNDS):
        given = _library._Exported(batch)
        schema, array, error = _library._ArrowSchema(), _library._ArrowArray(), _library._Error()
        held = (list(given.schema.room), list(given.array.room))
        # Lengths, offsets and counts, but no pointer to nowhere: that is the caller's to promise.
        place = draw.choice([0, 1, 2, 3, 4, 5, 6, 7])
        values = [-1, 3, 1 << 40, -(1 << 63), (1 << 63) - 1]
        given.array.room[place] = 0 if place > 4 else draw.choice(values)
        if place == 3 or place == 4:
            given.array.room[place] = draw.choice([-1, 0, -(1 << 63)])
        code = library.truecopy_fingerprints(
            ctypes.byref(given.schema),
            ctypes.byref(given.array),
            1,
            ctypes.byref(schema),
            ctypes.byref(array),
            ctypes.byref(error),
        )
        library.truecopy_error_free(ctypes.byref(error))
        given.schema.room[:], given.array.room[:] = held
        given.__exit__()
        if code == 0:
            pa.RecordBatch._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))
    assert library.truecopy_fingerprints(None, None, 1, None, None, None) == 1
    assert library.truecopy_compare(None, ctypes.c_size_t(2), ctypes.c_int64(0), None, None) == 1


def test_random_texts_in_all_calls() -> None:
    draw = random.Random(3)
    letters = "ab .,\n\0\u00e9\u2019\u4e2d\U0001f600\u0301\u202e—\"'19£$%"
    for _ in range(ROUNDS // 3):
        texts = ["".join(draw.choices(letters, k=draw.randrange(200))) for _ in range(3)]
        truecopy.check(texts[0])
        truecopy.compare(*texts)
        truecopy.restore(texts)
        truecopy.statements(texts[0], against=texts[1])
        truecopy.verify(texts, texts[::-1])
        found = truecopy.find([{"id": n, "text": text} for n, text in enumerate(texts)])
        assert found.keep.num_rows + found.drop.num_rows == 3


def test_many_threads_at_once(rows: list) -> None:
    texts = [text for _, text, _ in rows]

    def work(_: int) -> tuple[object, ...]:
        found = fingerprints(texts)
        return (
            found["key"].to_pylist(),
            truecopy.verify(texts[:20], texts[1:21]).to_pylist(),
            truecopy.compare(texts[0], texts[1]).document,
        )

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(work, range(8)))
    assert all(answer == answers[0] for answer in answers)


def test_nothing_leaks(rows: list) -> None:
    def resident() -> int:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096

    texts = [text for _, text, _ in rows] * 4

    def work() -> None:
        for _ in range(10):
            fingerprints(texts)
            truecopy.check(texts[0])
            with pytest.raises(truecopy.InputError):
                truecopy.find({"a": ["x"]})

    work()
    before = resident()
    for _ in range(4):
        work()
    # Each ten rounds hand out some 20 MB.
    assert resident() - before < 30 << 20


def test_a_text_of_twenty_megabytes() -> None:
    draw = random.Random(1)
    words = [f"w{number}" for number in range(50_000)]
    text = " ".join(draw.choices(words, k=3_400_000))
    found = truecopy.find([{"id": "whole", "text": text}, {"id": "half", "text": text[: len(text) // 2]}])
    assert [row["id"] for row in found.drop.to_pylist()] == ["half"]
