#!/usr/bin/env python3
"""score_families.py PILE ANSWER: how many items of one template `find` merged, how many versions
it split, as Markdown; of pairs."""
import json
import os
import sys
from collections import defaultdict

pile, answer = sys.argv[1:3]
cluster = {}
for line in open(os.path.join(answer, "clusters.jsonl")):
    record = json.loads(line)
    for member in record["members"]:
        cluster[member["id"]] = record["cluster"]
families, stories = defaultdict(list), defaultdict(list)
for line in open(pile + ".truth.jsonl"):
    record = json.loads(line)
    (families[record["family"]] if record["sort"] == "template" else stories[record["cluster"]]).append(record)
together = lambda x, y: cluster.get(x["id"], x["id"]) == cluster.get(y["id"], y["id"])
merged, split = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
for items in families.values():
    for index, x in enumerate(items):
        for y in items[:index]:
            count = merged[x["size"], x["slots"]]
            count[0] += together(x, y)
            count[1] += 1
for versions in stories.values():
    first = next(version for version in versions if version["sort"] == "first")
    for version in versions:
        if version is not first:
            count = split[version["sort"], version["size"]]
            count[0] += not together(first, version)
            count[1] += 1
slots = sorted({slots for _, slots in merged})
print("| pairs of one template merged: family of | " + " | ".join(f"{n} slots differ" for n in slots) + " |")
print("|---" * (len(slots) + 1) + "|")
for size in sorted({size for size, _ in merged}):
    print(f"| {size} | " + " | ".join(
        f"{merged[size, n][0] / max(1, merged[size, n][1]):.3f}" for n in slots) + " |")
sizes = sorted({size for _, size in split})
print("\n| versions split from the first: kind | " + " | ".join(f"of {n}" for n in sizes) + " |")
print("|---" * (len(sizes) + 1) + "|")
for sort in sorted({sort for sort, _ in split}):
    print(f"| {sort} | " + " | ".join(
        f"{split[sort, n][0] / max(1, split[sort, n][1]):.3f}" for n in sizes) + " |")
