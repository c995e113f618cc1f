"""`python -m truecopy`: the program itself, with all its verbs and flags.

    python -m truecopy find pile.parquet --out found
    python -m truecopy compare report.txt copy.txt
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    program = os.environ.get("TRUECOPY_PROGRAM") or str(Path(__file__).parent / "bin" / "truecopy")
    if not os.access(program, os.X_OK):
        raise SystemExit(
            f"truecopy: the program `{program}` is not there; install the wheel, or set TRUECOPY_PROGRAM"
        )
    # For Parquet the program asks a Python, and this one has what it takes.
    environment = {**os.environ, "TRUECOPY_PYTHON": sys.executable}
    os.execve(program, ["truecopy", *sys.argv[1:]], environment)


if __name__ == "__main__":
    main()
