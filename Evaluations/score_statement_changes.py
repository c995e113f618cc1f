#!/usr/bin/env python3
"""score_statement_changes.py --tool TRUECOPY [--seed N] [--limit N] DOCS…: `statements --against` on copies changed on purpose.

DOCS: lines with `id` and `text`; news is wanted, transcripts are not. Each text gets up to three changes of one sort a
place, found by patterns that know nothing of the rules of the program: the speaker beside a word of speech exchanged,
the word of speech exchanged, a source dropped (`, according to X`), a word of a quotation exchanged, a day exchanged beside
a word of speech. A change is found when a statement whose words it touches is said to be changed in that respect; a
report is right when a change was made to the words it speaks of. The text and a re-spaced copy of it must give none."""
import argparse
import collections
import gzip
import json
import os
import random
import re
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

parser = argparse.ArgumentParser()
parser.add_argument("--tool", default=".build/release/truecopy")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--limit", type=int)
parser.add_argument("--jobs", type=int, default=2)
parser.add_argument("--show", type=int, default=0, help="how many misses and false reports to print")
parser.add_argument("docs", nargs="+")
asked = parser.parse_args()

NAME = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
CUE = r"(?:said|says|told|added|announced|claimed|stated|explained|reported|warned|noted|wrote|argued|denied)"
DAY = r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
NOT_NAMES = set("He She They It We I You The This That But And In On At As If When While After Before".split())
OTHERS = {"said": "denied", "says": "denies", "told": "warned", "added": "conceded", "announced": "denied", "claimed": "denied",
          "stated": "denied", "explained": "admitted", "reported": "denied", "warned": "promised", "noted": "denied",
          "wrote": "denied", "argued": "conceded", "denied": "confirmed"}
STRANGERS = ["Marlow Penhale", "Ines Trevanion", "Osric Tamblyn", "Della Carveth"]
WORDS = ["harvest", "lantern", "granite", "orchard", "whistle", "pigeon"]


def sites(text, draw):
    """(sort, start, end, what stands there then), wherever a pattern fits."""
    for m in re.finditer(rf"\b({NAME}) {CUE}(?= (?:that|the|it|he|she|they)\b|[.,:])|(?<=[,”\"]) {CUE} ({NAME})(?=[,.])", text):
        group = 1 if m.group(1) else 2
        if m.group(group).split()[0] not in NOT_NAMES and not re.match(DAY, m.group(group)):
            yield "speaker", *m.span(group), draw.choice(STRANGERS)
    for m in re.finditer(rf"(?<![-\w])(?:{NAME}|he|she|it|they|officials|police) ({CUE})(?= (?:that|the|it|he|she|they|a|in)\b|[.,:])", text):
        yield "cue", *m.span(1), OTHERS[m.group(1)]
    for m in re.finditer(r",? according to [^.,\n\"“”]{3,60}(?=\.(?:\s|$))", text):
        yield "source", *m.span(), ""
    for m in re.finditer(r"“([^”\n]{30,400})”|(?<!\w)\"([^\"\n]{30,400})\"(?!\w)", text):
        inner = [w for w in re.finditer(r"\b[a-z]{5,}\b", m.group(1) or m.group(2))]
        if inner:
            word, base = draw.choice(inner), m.start() + 1
            yield "quotation", base + word.start(), base + word.end(), draw.choice(WORDS)
    said = rf"\b{CUE} [^.\n\"“”]{{0,40}}\b({DAY})\b|\b[Oo]n ({DAY})\b[^.\n\"“”]{{0,60}} {CUE} (?:that|the|it|he|she|they)\b"
    for m in re.finditer(said, text):
        group = 1 if m.group(1) else 2
        yield "date", *m.span(group), draw.choice([d for d in DAY.split("|") if d != m.group(group)])


def changed(text, draw):
    """A copy with changes far from one another, and the changes."""
    all_sites = list(sites(text, draw))
    draw.shuffle(all_sites)
    by_sort = collections.defaultdict(list)
    for site in all_sites:
        by_sort[site[0]].append(site)
    made = []
    for sort in draw.sample(sorted(by_sort), len(by_sort)):
        for site in by_sort[sort]:
            if all(site[2] + 60 < other[1] or other[2] + 60 < site[1] for other in made):
                made.append(site)
                break
        if len(made) == 3:
            break
    copy = text
    for _, start, end, new in sorted(made, key=lambda site: -site[1]):
        copy = copy[:start] + new + copy[end:]
    return copy, made


def statements(text, copy):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("a.txt", "b.txt")]
        for path, body in zip(paths, (text, copy)):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(body)
        words = [asked.tool, "statements", paths[0], "--against", paths[1], "--format", "json", "-q"]
        answer = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
    # A quotation nobody is told for is no statement, but what became of it is told as well.
    lone = [{"id": None, "speaker": None, "cue": None, "occasion": None, "nested_in": None, "continued": [],
             "content": [part], "in_witness": part["in_witness"]} for part in answer["unattributed"]]
    return answer["statements"] + lone


def spans(statement):
    """The words each respect speaks of."""
    one = lambda part: [(part["start"], part["end"])] if part else []
    speaker = one((statement["speaker"] or {}).get("mention"))
    cue = one(statement["cue"])
    return {"content": [span for part in statement["content"] + statement["continued"] for span in one(part)] or cue,
            "speaker": speaker + cue, "cue": cue, "occasion": one(statement["occasion"])}


def met(parts, site):
    return any(start < site[2] and site[1] < end for start, end in parts)


RESPECTS = {"speaker": ["speaker"], "cue": ["cue", "speaker"], "source": ["source", "speaker"], "quotation": ["content"],
            "date": ["occasion", "content"]}


def scored(item):
    number, row = item
    text = row["text"]
    copy, made = changed(text, random.Random(f"{asked.seed} {row['id']}"))
    counts, examples = collections.Counter(), []
    respaced = text.replace(" ", "  ").replace("\n", "\n\n")
    counts["respaced"] = sum(value != "preserved" for s in statements(text, respaced) for value in s["in_witness"]["B"].values())
    if not made:
        return counts, examples
    told = statements(text, copy)
    by_id = {s["id"]: s for s in told if s["id"]}
    found = set()
    for statement in told:
        parts, fate = spans(statement), statement["in_witness"]["B"]
        outer, chain = by_id.get(statement["nested_in"]), []
        while outer and len(chain) < 9:
            chain += spans(outer)["speaker"]
            outer = by_id.get(outer["nested_in"])
        parts["source"] = chain
        for respect, value in fate.items():
            if value == "preserved":
                continue
            causes = [site for site in made if met(parts[respect], site)]
            counts["told"] += 1
            counts["told right"] += bool(causes)
            if not causes:
                examples.append(("FALSE", respect, value, (statement["cue"] or {}).get("text"), [c["text"] for c in statement["content"]]))
            found |= {site for site in causes if respect in RESPECTS[site[0]]}
    for site in made:
        counts[site[0]] += 1
        counts[site[0] + " found"] += site in found
        if site not in found:
            examples.append(("MISSED", site, text[max(0, site[1] - 90):site[2] + 60]))
    return counts, examples


def rows():
    for path in asked.docs:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as lines:
            yield from map(json.loads, lines)


documents = list(enumerate(rows()))[:asked.limit]
total, shown = collections.Counter(), []
with ThreadPoolExecutor(asked.jobs) as pool:
    for counts, examples in pool.map(scored, documents):
        total += counts
        shown += examples
share = lambda part, whole: f"{part / whole:.3f} ({part} of {whole})" if whole else "none"
print(f"{len(documents)} texts; changes told of re-spaced copies: {total['respaced']}")
print("| what was changed | found |\n|---|---|")
for sort in RESPECTS:
    print(f"| {sort} | {share(total[sort + ' found'], total[sort])} |")
print(f"| all | {share(sum(total[s + ' found'] for s in RESPECTS), sum(total[s] for s in RESPECTS))} |")
print(f"\nprecision of what is told: {share(total['told right'], total['told'])}")
for example in shown[:asked.show]:
    print(*example)
