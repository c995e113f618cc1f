"""CollateX: two witnesses, its own words, one word a column."""
import json
from collatex import Collation, collate
from alignment import from_words, main


def places(base, witness, table):
    """Where each word of the table stands, and which stand under an equal one."""
    at, pairs = [0, 0], []
    for column in zip(*table):
        spans = []
        for text, row, cell in zip((base, witness), (0, 1), column):
            word = cell[0]["t"].strip() if cell else None
            if word:
                start = text.index(word, at[row])
                at[row] = start + len(word)
                spans.append((start, at[row]))
        if len(spans) == 2 and base[slice(*spans[0])] == witness[slice(*spans[1])]:
            pairs.append(tuple(spans))
    return from_words(base, witness, pairs)


def align(setting, paths, base, witness):
    collation = Collation()
    collation.add_plain_witness("A", base)
    collation.add_plain_witness("B", witness)
    return places, json.loads(collate(collation, output="json", segmentation=False))["table"]


if __name__ == "__main__":
    main(align)
