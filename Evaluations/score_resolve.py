#!/usr/bin/env python3
"""score_resolve.py --tool TRUECOPY DOCS…: whom `resolve` takes pronouns and short names for, held against gold coreference.

DOCS: lines with `id`, `text` and `mentions` (`span`, `cluster`, `named`), as in gum-statements. A link is right when the
gold mention it stands on has a cluster in which the words of the referent's name are named; one on words that are no gold
mention is left out. Also checks that taking the insertions out gives the text back, scalar for scalar."""
import argparse
import collections
import gzip
import json
import os
import subprocess
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("--tool", default=".build/release/truecopy")
parser.add_argument("docs", nargs="+")
asked = parser.parse_args()


def rows():
    for path in asked.docs:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as lines:
            yield from map(json.loads, lines)


counts = collections.Counter()
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "text.txt")
    for row in rows():
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(row["text"])
        words = [asked.tool, "resolve", path, "--include", "inferred", "--format", "json", "-q"]
        answer = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)
        back = "".join(answer["text"][p["start"]:p["end"]] for p in answer["pieces"] if p["reference"] is None)
        counts["texts"] += 1
        counts["given back"] += back == row["text"]
        clusters, named = {}, collections.defaultdict(set)
        for mention in row["mentions"]:
            clusters[tuple(mention["span"])] = mention["cluster"]
            named[mention["cluster"]].add(row["text"][slice(*mention["span"])])
        for link in answer["references"]:
            start, end = link["mention"]["start"], link["mention"]["end"]
            around = [span for span in clusters if span[0] <= start and end <= span[1]]
            if not around:
                continue
            cluster = clusters[min(around, key=lambda span: span[1] - span[0])]
            kind = (link["certainty"], link["form"])
            counts[kind] += 1
            counts[kind, "right"] += any(link["referent"] in text for text in named[cluster])
print(f"{counts['texts']} texts, {counts['given back']} given back without the insertions")
print("| certainty | what | links | right |\n|---|---|---|---|")
for kind in sorted(k for k in counts if isinstance(k, tuple) and isinstance(k[0], str)):
    if kind[1] != "right":
        print(f"| {kind[0]} | {kind[1]} | {counts[kind]} | {counts[kind, 'right'] / counts[kind]:.3f} |")
