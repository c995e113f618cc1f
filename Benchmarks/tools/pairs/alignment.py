"""What the adapters of pairs share: a tool's answer as spans of both texts.

An adapter is run as `truecopy compare` is, and prints the spans the scorers read; with two paths
alone it only aligns, which is what is timed. Whatever a tool calls a word, its answer comes down
to which characters of the two texts it set under one another.
"""
import json
import re
import subprocess
import sys

WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")


def read(path):
    with open(path, encoding="utf-8", newline="") as text:
        return text.read()


def run(command):
    """What a program prints; 1 says that the texts differ."""
    done = subprocess.run(command, capture_output=True)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode("utf-8", "replace")[-300:] or f"ended with {done.returncode}")
    return done.stdout.decode("utf-8")


def inked(text):
    """The places of all characters that are not white space."""
    return [place for place, character in enumerate(text) if not character.isspace()]


def from_parts(base, witness, parts):
    """Equal places from what a word diff prints: ("=", text), ("-", text) and ("+", text)."""
    ours, theirs, equal, i, j = inked(base), inked(witness), [], 0, 0
    for sign, text in parts:
        count = sum(not character.isspace() for character in text)
        if sign == "=":
            equal += zip(ours[i:i + count], theirs[j:j + count])
        i += count if sign != "+" else 0
        j += count if sign != "-" else 0
    if (i, j) != (len(ours), len(theirs)):
        sys.exit(f"read {i} of {len(ours)} and {j} of {len(theirs)} characters of the answer")
    return equal


def from_words(base, witness, pairs):
    """Equal places from pairs of spans of equal words."""
    return [(i, j) for (s, e), (t, f) in pairs for i, j in zip(range(s, e), range(t, f))]


def differences(base, witness, equal):
    """The spans between equal places; severity is none where only white space is another."""
    found, a, b = [], 0, 0
    for i, j in [*equal, (len(base), len(witness))]:
        start, end, other, stop = a, i, b, j
        a, b = i + 1, j + 1
        while start < end and other < stop and base[start] == witness[other] and base[start].isspace():
            start, other = start + 1, other + 1
        while start < end and other < stop and base[end - 1] == witness[stop - 1] \
                and base[end - 1].isspace():
            end, stop = end - 1, stop - 1
        if start < end or other < stop:
            words = (base[start:end] + witness[other:stop]).strip()
            found.append({
                "id": f"d{len(found) + 1}", "severity": "style" if words else "none",
                "base": {"start": start, "end": end}, "reading": {"start": other, "end": stop}})
    return found


def main(align):
    """`align(setting, paths, base, witness)` gives what `places` makes equal places of."""
    paths = sys.argv[-2:]
    base, witness = map(read, paths)
    places, answer = align(sys.argv[1], paths, base, witness)
    if "compare" in sys.argv:
        print(json.dumps({"differences": differences(base, witness, places(base, witness, answer))}))
