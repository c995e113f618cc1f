"""A search dealt among machines, played by one: the stages of Guides/spark-design.md in plain Python.

What a job on a cluster does with tables is done here with dictionaries; what the engine does is called
through the C ABI, in parts. The tests hold its answer against that of one machine.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any, Iterable, Iterator

import pyarrow as pa

from truecopy import _library

NONE = -1


def find(
    rows: list[tuple[str, str, str | None]], keep: str = "best", part: int = 50
) -> dict[str, list[str]]:
    """The lines of every file `find` writes, sorted. `part` is the size of the parts dealt out."""
    settings = json.loads(_library.settings())

    # 1. Fingerprints of each text, wherever it lies.
    texts: list[dict[str, Any]] = []
    for some in batched(rows, part):
        batch = pa.record_batch({"text": pa.array([text for _, text, _ in some], pa.string())})
        texts += _library.call("truecopy_fingerprints", batch, 1).to_pylist()
    bits = _library.gram_bits(sum(text["records"] for text in texts))

    # 2. Texts of one key are one; keys in order are the working order.
    by_key: dict[bytes, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        by_key[text["key"]].append(row)
    keys = sorted(key for key in by_key if texts[by_key[key][0]]["length"])
    first = [by_key[key][0] for key in keys]

    # 3. Each gram with its carriers, in working order.
    def name(gram: int) -> int:
        return gram >> 14 << bits | gram & (1 << bits) - 1

    Carrier = tuple[int, int, int]  # number of the text, place of the gram there, follower
    carriers: dict[int, list[Carrier]] = defaultdict(list)
    for number, row in enumerate(first):
        for place, (gram, follower) in enumerate(
            zip(texts[row]["grams"], texts[row]["followers"], strict=True)
        ):
            carriers[name(gram)].append((number, place, follower))
    carriers = {gram: found for gram, found in carriers.items() if len(found) > 1}

    # 4. Candidates: for each carrier the first, the one before, and the one before with its follower;
    # in a small pile every pair of carriers of a rare gram is counted.
    is_full = len(keys) <= settings["fullCountTexts"]
    met: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    edges: dict[tuple[int, int], list[int]] = defaultdict(list)
    for gram, found in carriers.items():
        for at, (number, place, follower) in enumerate(found):
            before_edge = NONE
            if follower and len(found) > 2:
                same = edges[gram, follower]
                before_edge = same[-1] if same else NONE
                same.append(number)
            if at == 0:
                continue
            begin, before = found[0][0], found[at - 1][0]
            asked = {begin: 1, before: 1}
            if before_edge != NONE:
                asked[before_edge] = asked.get(before_edge, 0) | 2
            if is_full and len(found) <= settings["fullCarriers"]:
                for other, _, _ in found[:at]:
                    asked.setdefault(other, 0)
            for other, flags in asked.items():
                met[number, other].append((place, flags))
    repeated = Counter(number for found in carriers.values() for number, _, _ in found)

    def least(number: int) -> int:
        if is_full:
            return int(settings["leastSharedOfAll"])
        few = repeated[number] < settings["fewGrams"]
        return int(settings["leastSharedOfFew" if few else "leastShared"])

    candidates = {pair: asked for pair, asked in met.items() if len(asked) >= least(pair[0])}

    # 5. Votes.
    gram_votes: Counter[int] = Counter()
    edge_votes: Counter[tuple[int, int]] = Counter()
    chained: list[tuple[int, int]] = []
    for pairs in batched(candidates.items(), part):
        batch = pa.record_batch(
            {
                "a": pa.array([texts[first[a]]["fingerprint"] for (a, _), _ in pairs]),
                "b": pa.array([texts[first[b]]["fingerprint"] for (_, b), _ in pairs]),
                "questions": pa.array(
                    [[place << 2 | flags for place, flags in asked] for _, asked in pairs],
                    pa.list_(pa.int32()),
                ),
            }
        )
        votes = _library.call("truecopy_votes", batch, bits, 1).to_pylist()
        for ((a, b), _), vote in zip(pairs, votes, strict=True):
            if not vote["passage"]:
                continue
            chained.append((a, b))
            own = texts[first[a]]
            for place in vote["grams"]:
                gram_votes[name(own["grams"][place])] += 1
            for place in vote["edges"]:
                edge_votes[name(own["grams"][place]), own["followers"][place]] += 1

    # 6. What is evidence, and how many copies carry it.
    share = settings["leastVotes"]

    def copies(gram: int) -> int:
        count = len(carriers[gram])
        if count >= 3 and gram_votes[gram] < share * (2 * count - 3):
            return 0
        return sum(len(by_key[keys[number]]) for number, _, _ in carriers[gram])

    def edge_carriers(gram: int, follower: int) -> int:
        count = len(edges.get((gram, follower), ()))
        if count < 2 or count >= 3 and edge_votes[gram, follower] < share * (count - 1):
            return 0
        return count

    evidence: dict[bytes, bytes] = {}
    for some in batched(list(zip(keys, first, strict=True)), part):
        facts = []
        for _, row in some:
            grams = [name(gram) for gram in texts[row]["grams"]]
            facts.append(
                (
                    [copies(gram) if gram in carriers else -1 for gram in grams],
                    [
                        edge_carriers(gram, follower)
                        for gram, follower in zip(grams, texts[row]["followers"], strict=True)
                    ],
                )
            )
        batch = pa.record_batch(
            {
                "fingerprint": pa.array([texts[row]["fingerprint"] for _, row in some]),
                "copies": pa.array([found for found, _ in facts], pa.list_(pa.int64())),
                "edge_carriers": pa.array([found for _, found in facts], pa.list_(pa.int64())),
            }
        )
        answer = _library.call("truecopy_evidence", batch, bits, 1)
        for (key, _), found in zip(some, answer["evidence"].to_pylist(), strict=True):
            evidence[key] = found

    # 7. Which pairs hold texts together.
    parents = list(range(len(keys)))

    def root(number: int) -> int:
        while parents[number] != number:
            number = parents[number]
        return number

    for pairs in batched(chained, part):
        batch = pa.record_batch(
            {
                "a": pa.array([evidence[keys[a]] for a, _ in pairs]),
                "b": pa.array([evidence[keys[b]] for _, b in pairs]),
            }
        )
        grounds = _library.call("truecopy_grounds", batch, bits, 1)["ground"].to_pylist()
        for (a, b), ground in zip(pairs, grounds, strict=True):
            if ground is not None:
                x, y = root(a), root(b)
                parents[max(x, y)] = min(x, y)

    # 8. Groups are settled, some at a time; all others are kept.
    lines: dict[str, list[str]] = {name: [] for name in ("links", "clusters", "keep", "drop")}
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(keys)):
        groups[root(number)].append(number)
    partners: dict[int, list[int]] = defaultdict(list)
    for a, b in chained:
        if root(a) == root(b):
            partners[a].append(b)
    alone = [numbers[0] for numbers in groups.values() if len(numbers) == 1]
    alone_rows = {first[number] for number in alone if len(by_key[keys[number]]) == 1}
    bare = {row for row, text in enumerate(texts) if not text["length"]}
    lines["keep"] += [json_line({"id": rows[row][0]}) for row in sorted(alone_rows | bare)]
    together = [
        numbers
        for numbers in groups.values()
        if len(numbers) > 1 or len(by_key[keys[numbers[0]]]) > 1
    ]
    for some in batched(together, max(1, part // 10)):
        numbers = [number for group in some for number in group]
        chosen = sorted(row for number in numbers for row in by_key[keys[number]])
        places = {row: place for place, row in enumerate(chosen)}
        row_of = {number: first[number] for number in numbers}
        number_of = {first[number]: number for number in numbers}
        batch = pa.record_batch(
            {
                "id": pa.array([rows[row][0] for row in chosen]),
                "text": pa.array([rows[row][1] for row in chosen]),
                "published": pa.array([rows[row][2] for row in chosen], pa.string()),
                "evidence": pa.array([evidence[texts[row]["key"]] for row in chosen]),
                "partners": pa.array(
                    [
                        [places[row_of[other]] for other in partners.get(number_of[row], [])]
                        if row in number_of
                        else []
                        for row in chosen
                    ],
                    pa.list_(pa.int32()),
                ),
            }
        )
        for line in _library.call("truecopy_settle", batch, bits, keep.encode(), 1).to_pylist():
            lines[line["file"]].append(line["line"])
    return {file: sorted(found) for file, found in lines.items()}


def json_line(value: dict[str, str]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """The items, some at a time."""
    some: list[Any] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
