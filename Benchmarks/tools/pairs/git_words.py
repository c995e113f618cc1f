"""git diff --word-diff: `default` cuts words at white space, `tuned` sets marks apart."""
from alignment import from_parts, main, run

DIFF = ["git", "--no-pager", "diff", "--no-index", "--no-color", "-U100000000"]
COMMANDS = {
    "git default": DIFF + ["--word-diff=porcelain"],
    "git tuned": DIFF + ["--word-diff=porcelain", "--word-diff-regex=[[:alnum:]_]+|[^[:space:]]"],
}


def align(setting, paths, base, witness):
    parts, body = [], False
    # A carriage return is part of the line: only line feeds end one.
    for line in run(COMMANDS[setting] + ["--"] + paths).split("\n"):
        if line.startswith("@@"):
            body = True
        elif body and line[:1] in (" ", "-", "+"):
            parts.append((line[0].replace(" ", "="), line[1:]))
    return from_parts, parts if body else [("=", base)]


if __name__ == "__main__":
    main(align)
