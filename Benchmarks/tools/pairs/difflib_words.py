"""difflib over words and marks: `tuned` without the rule that leaves frequent words out."""
from difflib import SequenceMatcher
from alignment import WORD_OR_MARK, from_words, main


def align(setting, paths, base, witness):
    ours, theirs = ([m.span() for m in WORD_OR_MARK.finditer(text)] for text in (base, witness))
    matcher = SequenceMatcher(
        None, [base[s:e] for s, e in ours], [witness[s:e] for s, e in theirs],
        autojunk=setting == "difflib default")
    return from_words, [
        pair for i, j, count in matcher.get_matching_blocks()
        for pair in zip(ours[i:i + count], theirs[j:j + count])]


if __name__ == "__main__":
    main(align)
