"""rapidfuzz: the shortest edit path over words and marks."""
from rapidfuzz.distance import Levenshtein
from alignment import WORD_OR_MARK, from_words, main


def align(setting, paths, base, witness):
    ours, theirs = ([m.span() for m in WORD_OR_MARK.finditer(text)] for text in (base, witness))
    steps = Levenshtein.opcodes([base[s:e] for s, e in ours], [witness[s:e] for s, e in theirs])
    return from_words, [
        pair for step in steps if step.tag == "equal"
        for pair in zip(ours[step.src_start:step.src_end], theirs[step.dest_start:step.dest_end])]


if __name__ == "__main__":
    main(align)
