"""What every adapter shares: reading the pile, closing pairs to clusters, writing them."""
import json
import re
import sys


def pile():
    """Identifiers and texts of the pile named first on the command line."""
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["text"]


class Clusters:
    """Union-find over identifiers; what is in no pair stands alone."""

    def __init__(self):
        self.parents = {}

    def root(self, x):
        parents = self.parents
        while parents.setdefault(x, x) != x:
            parents[x] = parents[parents[x]]
            x = parents[x]
        return x

    def join(self, x, y):
        x, y = self.root(x), self.root(y)
        if x != y:
            self.parents[max(x, y)] = min(x, y)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as out:
            for x in list(self.parents):
                out.write(f"{x}\t{self.root(x)}\n")


WORD = re.compile(r"\w+")


def shingles(text, size):
    """Word n-grams, lower case."""
    words = WORD.findall(text.lower())
    if size == 1 or len(words) < size:
        return words
    return [" ".join(words[i:i + size]) for i in range(len(words) - size + 1)]
