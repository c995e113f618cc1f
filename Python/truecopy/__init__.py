"""Truecopy: which texts of a pile are copies of one report, what each changed, and whether it matters.

    import truecopy

    found = truecopy.find("pile.parquet", out="found")
    print(found)                      # how many copies, how many kept
    found.drop.to_pandas()            # each dropped text, the one it copies, and why

    print(truecopy.compare(report, copy))          # what was changed, what matters
    truecopy.check(text).condition                 # 1 as printed, 0 a ruin
    truecopy.restore([scan, tokenised, edited]).text
    for statement in truecopy.statements(report).statements: print(statement)

Positions are those of Python strings. Nothing asks the network, and nothing is learned or random: the
same texts give the same answer.
"""

from __future__ import annotations

from ._batches import conditions, verify
from ._errors import InputError, Stopped, TruecopyError
from ._find import Findings, find
from ._library import VERSION as __version__
from ._texts import (
    Cause,
    Checked,
    Comparison,
    Decision,
    Difference,
    Fault,
    Register,
    Restoration,
    Span,
    Statement,
    check,
    compare,
    restore,
    statements,
)

__all__ = [
    "Cause",
    "Checked",
    "Comparison",
    "Decision",
    "Difference",
    "Fault",
    "Findings",
    "InputError",
    "Register",
    "Restoration",
    "Span",
    "Statement",
    "Stopped",
    "TruecopyError",
    "__version__",
    "check",
    "compare",
    "conditions",
    "find",
    "restore",
    "statements",
    "verify",
]
