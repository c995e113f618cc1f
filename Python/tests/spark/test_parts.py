"""The parts of a search by themselves."""

from __future__ import annotations

import pathlib
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

pytest.importorskip("pyspark")

from truecopy.spark import _packing as packing
from truecopy.spark._components import components
from truecopy.spark._mail import Mail, Message
from truecopy.spark._meetings import Ends, Meet, borders
from truecopy.spark._messages import STEP, Carriers, Meetings, Sketches
from truecopy.spark._names import ALONE, CROWD, KIN, MORE, TWO, Met
from truecopy.spark._plan import HASH_BITS, Plan
from truecopy.spark._screening import _Grams, _may_share
from truecopy.spark._votes import Vote
from truecopy.spark._run import Run
from truecopy.spark._storage import Checkpoint


def told(work: Any, mail: Mail) -> list[Message]:
    """What a part sends to others."""
    return [message for message in work(mail) if not message.is_kept]


def test_what_is_packed_comes_back() -> None:
    draw = random.Random(2)
    for _ in range(200):
        columns = [
            [draw.randrange(1 << draw.randint(1, 64)) for _ in range(draw.randrange(9))]
            for _ in range(draw.randrange(4))
        ]
        assert [column.tolist() for column in packing.unpack(packing.pack(*columns))] == columns
        ascending = np.array(sorted(draw.randrange(1 << 63) for _ in range(9)), np.uint64)
        assert packing.sums(packing.deltas(ascending)).tolist() == ascending.tolist()
        parts = [draw.randbytes(draw.randrange(5)) for _ in range(draw.randrange(5))]
        assert packing.unpack_list(packing.pack_list(parts)) == parts
        for data in (draw.randbytes(draw.randrange(50)), bytes(draw.randrange(99))):
            assert packing.unsqueeze(packing.squeeze(data)) == data


def test_what_the_largest_messages_hold_comes_back() -> None:
    draw = np.random.default_rng(5)
    for count in (0, 1, 400):
        columns = [draw.integers(0, 4, count) for _ in range(3)]
        # By name, by follower and by number, where no text has a name twice.
        rows = np.unique(draw.integers(0, 50, (count, 3), dtype=np.uint64) // np.uint64([1, 20, 1]), axis=0)
        name, follower, number = rows.T
        carriers = Carriers(name, number, follower, number % np.uint64(3))
        for bits in (0, 2, 6):
            known, counts = np.unique(name >> np.uint64(bits), return_counts=True)
            completed = Carriers.completed(carriers.packed_without(bits), known, counts, bits)
            for one, other, third in zip(carriers, Carriers.of(carriers.packed()), completed):
                assert one.tolist() == other.tolist() == third.tolist()
        number = draw.integers(1000, 2000, count)
        others = draw.integers(0, 1000, int(columns[0].sum()))
        listed = (others, draw.integers(0, 4, len(others)))
        meetings = Meetings(columns[1] + 1, columns[2] + 5, columns[1], columns[0], *listed)
        answer = Meetings.of(meetings.packed(number), np.append(number, [7, 7]))
        for one, other in zip(meetings, answer):
            assert one.tolist() == other.tolist()
        place = np.concatenate([np.sort(draw.integers(0, 999, n)) for n in columns[0]] or [np.zeros(0)])
        sketches = Sketches(np.arange(count), columns[0], place.astype(np.int64) % 7, place.astype(np.int64))
        for one, other in zip(sketches, Sketches.of(sketches.packed())):
            assert one.tolist() == other.tolist()


def test_names_of_one_hash_are_kin_where_they_are_told_apart_by_more() -> None:
    # So many records that more bits than those of a hash are asked by.
    plan = Plan(Checkpoint("nowhere"), gram_bits=11, records=1 << 30, most_carriers=3)
    assert plan.short_bits == 39
    below = plan.short_bits - HASH_BITS
    asked = {
        4: [(5 << below, 1), (7 << below, 1), (9 << below, 2)],
        6: [((5 << below) + 1, 1), (7 << below, 1), (9 << below, 2), (11 << below, 1), (12 << below, 3)],
    }
    mail = Mail(0)
    for block, names in asked.items():
        name, count = np.array(names, np.uint64).T
        mail.by_kind["names"].append((block, packing.pack(packing.deltas(name), count - np.uint64(1))))
    answers = {
        message.to: packing.unpack(message.data)[0].tolist()
        for message in told(Met(plan), mail)
        if message.kind == "met"
    }
    assert answers == {4: [KIN, TWO, CROWD], 6: [KIN, TWO, CROWD, ALONE, MORE]}


def test_pairs_are_screened_as_the_engine_would_or_less() -> None:
    settings = {"widestGap": 220, "widestDrift": 24, "shortestPassage": 36}

    def shared(*places: tuple[int, int]) -> bool:
        pair, name = np.zeros(len(places), np.int64), np.arange(len(places))
        a, b = (np.array([place[side] for place in places]) // STEP for side in (0, 1))
        sides = (_Grams(pair, name, a), _Grams(pair, name[::-1], b[::-1]))
        return bool(_may_share(*sides, 1, settings)[0])

    assert shared((100, 700), (124, 724)) and shared((100, 700), (320, 899))
    assert not shared((100, 700)) and not shared((100, 700), (112, 712))
    assert not shared((100, 700), (340, 940)) and not shared((100, 700), (200, 600))
    assert not shared((100, 700), (200, 900))
    # A passage of short steps.
    assert shared((100, 700), (112, 712), (124, 724))


@pytest.mark.parametrize("is_needed", [False, True])
def test_a_text_needed_elsewhere_asks_at_home_what_is_evidence(
    is_needed: bool, scratch: pathlib.Path
) -> None:
    table = pa.table(
        {
            "id": ["a"],
            "text": ["the ferry crew rang a bell for every lamp on the quay at nine"],
            "node": pa.array([3], pa.int64()),
            "is_first": [True],
            "at_home": [True],
            "is_needed": [is_needed],
            "copies": pa.array([1], pa.int32()),
        }
    )
    mail = Mail(0)
    mail.by_kind["texts"].append((3, packing.pack_table(table)))
    plan = Plan(Checkpoint(scratch / "nothing"), gram_bits=8)
    assert [message.to for message in told(Vote(plan), mail)] == ([3] if is_needed else [])


def test_components_on_spark_are_those_of_one_machine(local: Any, scratch: pathlib.Path) -> None:
    draw = random.Random(4)
    names = draw.sample(range(1 << 50), 1200)
    path, star, rest = names[:500], names[500:900], names[900:]
    edges = list(zip(path, path[1:])) + [(star[7], name) for name in star if name != star[7]]
    edges += [(one, other) for one, other in (draw.sample(rest, 2) for _ in range(200))]
    draw.shuffle(edges)
    df = local.createDataFrame(edges, "a long, b long")
    found = []
    for most in (0, 10_000):
        run = Run(local, Checkpoint(scratch / "components"), 2, most)
        found.append(sorted(map(tuple, components(df, run, "stars").collect())))
    assert found[0] == found[1] and len(found[0]) == len({name for edge in edges for name in edge})
    # Rows would need 500 rounds for the path, were each to learn of its neighbours only.
    assert len(list((scratch / "components").glob("stars-*.json"))) <= 10


def test_a_name_in_a_million_texts_asks_three_of_each() -> None:
    plan = Plan(Checkpoint("nowhere"), texts=1 << 30, settings={"fullCountTexts": 50_000})
    count, blocks = 1_000_000, 10
    mail = Mail(0)
    numbers = {}
    for block in range(blocks):
        number = np.arange(block, count, blocks)
        name = np.full(len(number), 77)
        follower = 1 + number % 1000
        order = np.argsort(follower, kind="stable")
        numbers[block] = number[order]
        data = Carriers(name, number[order], follower[order], number * 0 + 1).packed()
        mail.by_kind["crowd"].append((block, data))
    for message in told(Meet(plan), mail):
        number = numbers[message.to]
        columns = Meetings.of(message.data, number)
        carriers, copies, edges, times, other, flags = (column.astype(np.int64) for column in columns)
        assert set(carriers) == set(copies) == {count} and set(edges) == {1000}
        assert times.max() == 3
        ends = packing.lists(times)
        at = int(np.argmax(number))
        last = other[ends[at] : ends[at + 1]], flags[ends[at] : ends[at + 1]]
        assert last[0].tolist() == [0, number[at] - 1000, number[at] - 1]
        assert last[1].tolist() == [1, 2, 1]


def test_a_crowd_dealt_by_number_is_asked_the_same() -> None:
    draw = np.random.default_rng(3)
    settings = {"fullCountTexts": 0}
    whole = Plan(Checkpoint("nowhere"), texts=5000, settings=settings, gram_bits=4, most_carriers=300)
    names = np.sort(draw.integers(0, 1 << whole.name_bits, 6, dtype=np.uint64))
    blocks = {}
    for block in range(4):
        number = np.repeat(np.arange(block, 5000, 4), len(names))
        row = (np.tile(names, len(number) // len(names)), number, draw.integers(0, 40, len(number)))
        chosen = draw.random(len(number)) < 0.8
        order = np.lexsort((number[chosen], row[2][chosen], row[0][chosen]))
        blocks[block] = [column[chosen][order] for column in row]

    def answers(plan: Plan, spans: int, parts: int) -> dict[tuple[int, int], list[int]]:
        """What is said of each carrier, by name and number."""
        plan = replace(plan, spans=spans, name_parts=parts)
        mail = {span: Mail(parts + span) for span in range(spans)}
        for block, (name, number, follower) in blocks.items():
            for span in range(spans):
                some = number * spans // plan.texts == span
                ones = np.ones(int(some.sum()), np.int64)
                data = Carriers(name[some], number[some], follower[some], ones).packed()
                mail[span].by_kind["crowd"].append((block, data))
        if spans > 1:
            collected: dict[int, Mail] = {}
            for span, sent in mail.items():
                for message in Ends(plan)(sent):
                    to = collected.setdefault(message.to, Mail(message.to))
                    to.by_kind["ends"].append((parts + span, message.data))
            for part in sorted(collected):
                for message in borders(collected[part]):
                    mail[message.to - parts].by_kind["border"].append((part, message.data))
        found = {}
        for span, sent in mail.items():
            for message in told(Meet(plan), sent):
                name, number, _ = (
                    column[blocks[message.to][1] * spans // plan.texts == span]
                    for column in blocks[message.to]
                )
                *facts, times, other, flags = Meetings.of(message.data, number)
                ends = packing.lists(times.astype(np.int64))
                for at in range(len(name)):
                    listed = slice(ends[at], ends[at + 1])
                    columns = (*(fact[at : at + 1] for fact in facts), other[listed])
                    columns += (flags[listed],)
                    found[int(name[at]), int(number[at])] = np.concatenate(columns).tolist()
        return found

    one = answers(whole, 1, 1)
    assert len(one) > 20_000
    assert answers(whole, 7, 1) == one and answers(whole, 30, 4) == one
