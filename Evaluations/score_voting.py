#!/usr/bin/env python3
"""score_voting.py --tool TRUECOPY [--limit N] SETS…: `restore` from several copies beside a plain vote, as Markdown.

SETS: lines with `witnesses`, `truth` and `derived`, the number of copies made from another copy
(make_damage.py --witnesses). The vote is ROVER's (Fiscus 1997): each row of the table of `compare` has the reading
most copies have, the first of those that are as frequent. The best copy is chosen with the truth in hand."""
import argparse
import gzip
import json
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor

parser = argparse.ArgumentParser()
parser.add_argument("--tool", default=".build/release/truecopy")
parser.add_argument("--limit", type=int)
parser.add_argument("--jobs", type=int, default=2)
parser.add_argument("sets", nargs="+")
asked = parser.parse_args()


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as lines:
        yield from list(map(json.loads, lines))[:asked.limit]


def errors(text, truth):
    """Words to be changed, added or left out to make one text the other."""
    a, b = text.split(), truth.split()
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    row = list(range(len(b) + 1))
    for number, word in enumerate(a):
        before, row[0] = row[0], number + 1
        for place, other in enumerate(b):
            before, row[place + 1] = row[place + 1], min(row[place] + 1, row[place + 1] + 1, before + (word != other))
    return row[-1]


def run(words):
    return subprocess.run([asked.tool, *words], capture_output=True, check=True).stdout.decode()


def vote(texts, paths):
    answer = json.loads(run(["compare", *paths, "--format", "json", "-q"]))
    sigla = [witness["siglum"] for witness in answer["witnesses"]]
    voted = []
    for row in answer["loci"]:
        cells = [text[slice(*row[siglum])] if row[siglum] else "" for siglum, text in zip(sigla, texts)]
        voted.append(max(cells, key=cells.count))
    return "".join(voted)


def scored(item):
    texts, truth = item["witnesses"], item["truth"]
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            paths.append(os.path.join(folder, f"{number}.txt"))
            with open(paths[-1], "w", encoding="utf-8", newline="") as file:
                file.write(text)
        restored, voted = run(["restore", "-q", *paths]), vote(texts, paths)
    return (item["derived"] > 0, len(truth.split()), min(errors(text, truth) for text in texts),
            errors(voted, truth), errors(restored, truth))


print("| copies | sets | wrong words: best copy | vote | truecopy | of the best | of the vote | worse than the best |")
print("|---|---|---|---|---|---|---|---|")
for path in asked.sets:
    items = list(rows(path))
    with ThreadPoolExecutor(asked.jobs) as pool:
        results = list(pool.map(scored, items))
    count = len(items[0]["witnesses"])
    for told, chosen in [("", results), (", none made from another", [r for r in results if not r[0]]),
                         (", some made from another", [r for r in results if r[0]])]:
        if not chosen or told and len(chosen) == len(results):
            continue
        words, best, voted, restored = (sum(result[column] for result in chosen) for column in range(1, 5))
        worse = sum(result[4] > result[2] for result in chosen)
        print(f"| {count}{told} | {len(chosen)} | {best / words:.4f} | {voted / words:.4f} | {restored / words:.4f} "
              f"| {restored / max(best, 1):.3f} | {restored / max(voted, 1):.3f} | {worse / len(chosen):.3f} |")
