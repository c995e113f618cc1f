"""What the program asks of Python: to read and write Parquet.

    python -c '…main()' lines ID TEXT FILE           the rows as JSON Lines on standard output
    python -c '…main()' keep ID TEXT KEEP OUT FILE…  writes the rows whose ids stand in KEEP to OUT

Exit codes: 0 done; 2 trouble, told on the last line of standard error.
"""

from __future__ import annotations

import json
import os
import signal
import sys

# Both are needed for any task: where one is missing, the program says so.
import pyarrow  # noqa: F401

from . import _library
from ._errors import TruecopyError
from ._find import copy_kept
from ._tables import rows_of_parquet


def main() -> None:
    # The program that asks ends this one where it needs no more.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    task, id_field, text_field, *rest = sys.argv[1:]
    try:
        if task == "lines":
            _write_lines(rest[0], id_field, text_field)
        else:
            _keep(rest[0], rest[1], rest[2:], id_field, text_field)
    except BrokenPipeError:
        os._exit(0)
    except TruecopyError as error:
        _fail(str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, the program tells it
        _fail(f"{type(error).__name__}: {error}")


def _fail(problem: str) -> None:
    print(" ".join(problem.split()), file=sys.stderr)
    raise SystemExit(2)


def _write_lines(path: str, id_field: str, text_field: str) -> None:
    for batch in rows_of_parquet([path]).reader(id_field, text_field):
        rest = memoryview(_library.lines(batch, id_field, text_field))
        while rest:
            rest = rest[os.write(1, rest) :]


def _keep(keep: str, out: str, paths: list[str], id_field: str, text_field: str) -> None:
    with open(keep, encoding="utf-8") as lines:
        kept = [json.loads(line)["id"] for line in lines]
    copy_kept([rows_of_parquet([path]) for path in paths], kept, id_field, text_field, out)
