#!/usr/bin/env python3
"""score_mending.py --tool TRUECOPY [--sound FILE] PAIRS…: `restore` from one text beside sacremoses and ftfy,
as Markdown. PAIRS: lines with `base` and `witness`; FILE: lines with `text`, all sound.

Needs sacremoses and ftfy (pip install sacremoses ftfy); what is not installed is left out."""
import argparse
import difflib
import gzip
import json
import os
import re
import subprocess
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("--tool", default=".build/release/truecopy")
parser.add_argument("--sound")
parser.add_argument("pairs", nargs="*")
asked = parser.parse_args()
MARKED = re.compile(r"\w[^\w\s]|[^\w\s]\w")


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as lines:
        yield from map(json.loads, lines)


def restore(text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        run = subprocess.run([asked.tool, "restore", "-q", file.name], capture_output=True, check=True)
    return run.stdout.decode()


tools = {"as it is": lambda text: text, "truecopy": restore}
try:
    import sacremoses
    moses = sacremoses.MosesDetokenizer("en")
    tools["sacremoses"] = lambda text: "\n".join(moses.detokenize(line.split(" ")) for line in text.split("\n"))
except ImportError:
    pass
try:
    import ftfy
    tools["ftfy"] = ftfy.fix_text
except ImportError:
    pass


def distance(a, b):
    """Levenshtein distance, Myers's bits in one long integer (Hyyrö 2003)."""
    if not a or not b:
        return len(a) + len(b)
    places = {}
    for at, item in enumerate(a):
        places[item] = places.get(item, 0) | 1 << at
    full, last = (1 << len(a)) - 1, 1 << len(a) - 1
    up, down, score = full, 0, len(a)
    for item in b:
        here = places.get(item, 0)
        zero = (((here & up) + up) ^ up) | here | down
        rise, fall = down | ~(zero | up) & full, zero & up
        score += bool(rise & last) - bool(fall & last)
        rise, fall = (rise << 1 | 1) & full, fall << 1 & full
        up, down = fall | ~(zero | rise) & full, rise & zero
    return score


def marks(truth, text):
    """Words of the truth that hold a mark beside a letter, and how many of them the text has."""
    a, b = truth.split(), text.split()
    held = set()
    for block in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        held.update(range(block.a, block.a + block.size))
    marked = [at for at, word in enumerate(a) if MARKED.search(word)]
    return len(marked), sum(at in held for at in marked)


print("| damage | tool | wrong characters | wrong words | words with marks right | worse than it was |")
print("|---|---|---|---|---|---|")
for path in asked.pairs:
    pairs = list(rows(path))
    for name, tool in tools.items():
        letters = words = all_marks = right = worse = 0
        for pair in pairs:
            truth, copy = pair["base"], pair["witness"]
            made = tool(copy)
            left = distance(made, truth)
            letters += left
            worse += left > distance(copy, truth)
            words += distance(made.split(), truth.split())
            count, held = marks(truth, made)
            all_marks, right = all_marks + count, right + held
        damage = os.path.basename(path).split(".")[0]
        print(f"| {damage} | {name} | {letters:,} | {words:,} | {right / max(all_marks, 1):.3f} | {worse} of {len(pairs)} |")
if asked.sound:
    print("\n| tool | sound texts changed | characters changed |\n|---|---|---|")
    texts = [row["text"] for row in rows(asked.sound)]
    for name, tool in list(tools.items())[1:]:
        made = [tool(text) for text in texts]
        changed = [pair for pair in zip(made, texts) if pair[0] != pair[1]]
        letters = sum(distance(*pair) for pair in changed)
        print(f"| {name} | {len(changed):,} of {len(texts):,} | {letters:,} |")
