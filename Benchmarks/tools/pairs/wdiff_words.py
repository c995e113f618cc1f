"""wdiff and dwdiff, which mark what was left out and put in; the marks are told to be controls."""
import re
from alignment import from_parts, main, run

MARKS = ["-w", "\x01", "-x", "\x02", "-y", "\x03", "-z", "\x04"]
COMMANDS = {
    "wdiff default": ["wdiff"],
    "dwdiff default": ["dwdiff"],
    "dwdiff tuned": ["dwdiff", "-P"],
}
SIGNS = {"\x01": "-", "\x03": "+", "\x02": "=", "\x04": "="}


def align(setting, paths, base, witness):
    pieces = re.split("([\x01-\x04])", run(COMMANDS[setting] + MARKS + paths))
    return from_parts, [("=", pieces[0])] + [
        (SIGNS[mark], text) for mark, text in zip(pieces[1::2], pieces[2::2])]


if __name__ == "__main__":
    main(align)
