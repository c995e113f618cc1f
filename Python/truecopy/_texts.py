"""`compare`, `check`, `restore`, `statements`: one text, or a few, closely."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, Sequence, Union

from . import _library
from ._errors import InputError

Text = Union[str, bytes, "os.PathLike[str]"]
"""A text; its bytes, read as the program reads a file; or the file itself, as a `Path`."""

_SEVERITIES = ("none", "style", "meaning")


@dataclass(frozen=True)
class Span:
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int
    text: str = ""

    @classmethod
    def _of(cls, value: dict[str, Any] | None) -> Span | None:
        return None if value is None else cls(value["start"], value["end"], value.get("text", ""))


@dataclass(frozen=True)
class Difference:
    """A place where a witness differs from the base."""

    id: str
    witness: str
    base: Span
    reading: Span
    operation: str
    kind: str
    severity: str
    """`none`: the same words; `style`: other words, the same facts; `meaning`: another statement."""
    effect: str
    reason: str
    in_quote: bool
    cause: str | None = None

    def __str__(self) -> str:
        return f"{self.severity}: {_short(self.base.text)} -> {_short(self.reading.text)}: {self.reason}"


@dataclass(frozen=True)
class Cause:
    """A fault that explains many differences, or many faults of one text."""

    name: str
    explains: int
    evidence: str


@dataclass(frozen=True)
class Comparison:
    """Copies set side by side."""

    differences: tuple[Difference, ...]
    causes: tuple[Cause, ...]
    agreement: float
    """The share of words that agree."""
    document: dict[str, Any] = field(repr=False)
    """All of it, as `truecopy compare --format json` has it."""

    def at_least(self, severity: str) -> list[Difference]:
        """The differences of a severity or a higher one."""
        if severity not in _SEVERITIES:
            raise InputError(f"`{severity}` is no severity", ", ".join(_SEVERITIES))
        least = _SEVERITIES.index(severity)
        return [one for one in self.differences if _SEVERITIES.index(one.severity) >= least]

    @property
    def matters(self) -> bool:
        """Whether a difference changes the meaning."""
        return any(one.severity == "meaning" for one in self.differences)

    def table(self) -> Any:
        """The differences as an Arrow table, one a row."""
        import pyarrow as pa

        columns: dict[str, list[Any]] = {
            name: [getattr(one, name) for one in self.differences]
            for name in ("id", "witness", "operation", "kind", "severity", "effect", "reason")
        }
        for side in ("base", "reading"):
            spans = [getattr(one, side) for one in self.differences]
            columns[f"{side}_start"] = [span.start for span in spans]
            columns[f"{side}_end"] = [span.end for span in spans]
            columns[f"{side}_text"] = [span.text for span in spans]
        return pa.table(
            {
                name: pa.array(
                    values, pa.int64() if name.endswith(("_start", "_end")) else pa.string()
                )
                for name, values in columns.items()
            }
        )

    def __str__(self) -> str:
        counts = Counter(one.severity for one in self.differences)
        head = (
            f"{counts['meaning']} differences change the meaning, {counts['style']} the style, "
            f"{counts['none']} neither; {100 * self.agreement:.1f} % of the words agree"
        )
        return "\n".join([head, *(f"  {one}" for one in self.at_least("meaning"))])


def compare(
    base: Text, *witnesses: Text, names: Sequence[str] | None = None
) -> Comparison:
    """Sets copies beside a base: what differs, and does it matter?

    Args:
        base: The text to compare against.
        witnesses: One copy or more, each shown against the base.
        names: What the document calls the texts; else “text 1” and so on, or the names of files.

    Raises:
        InputError: If there is no witness, or a file cannot be read.
    """
    if not witnesses:
        raise InputError("compare needs two texts or more")
    document = json.loads(_library.document("compare", _named((base, *witnesses), names), 0))
    differences = tuple(
        Difference(
            id=one["id"],
            witness=one["witness"],
            base=_span(one["base"]),
            reading=_span(one["reading"]),
            operation=one["operation"],
            kind=one["kind"],
            severity=one["severity"],
            effect=one["effect"],
            reason=one["reason"],
            in_quote=one["in_quote"],
            cause=one.get("cause"),
        )
        for one in document["differences"]
    )
    return Comparison(
        differences, _causes(document["causes"]), document["agreement"], document
    )


@dataclass(frozen=True)
class Fault:
    """A place where a text alone shows damage."""

    start: int
    end: int
    kind: str
    certainty: str
    """`proven` where the rest of the text shows how it came about, else `likely`."""
    reason: str


@dataclass(frozen=True)
class Checked:
    """What one text alone shows of damage."""

    condition: float
    """1 for a text as printed, 0 for a ruin."""
    faults: tuple[Fault, ...]
    causes: tuple[Cause, ...]

    def __str__(self) -> str:
        counts = Counter(fault.kind for fault in self.faults).most_common()
        told = ", ".join(f"{count} x {kind}" for kind, count in counts)
        return f"condition {self.condition:.2f}: {told or 'no faults'}"


def check(text: Text) -> Checked:
    """Looks at one text alone: is it damaged, where, and how? For many see `conditions`."""
    (found,) = json.loads(_library.document("check", _named((text,), None)))["texts"]
    faults = tuple(
        Fault(one["start"], one["end"], one["kind"], one["certainty"], one["reason"])
        for one in found["faults"]
    )
    return Checked(found["condition"], faults, _causes(found["causes"]))


@dataclass(frozen=True)
class Decision:
    """A stretch of a restored text, and the stretch of a witness it comes from."""

    start: int
    end: int
    witness: str
    source: Span
    ground: str
    document: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Restoration:
    """The true text, as far as the witnesses allow."""

    text: str
    decisions: tuple[Decision, ...] = field(repr=False)
    """They tile the text."""
    document: dict[str, Any] = field(repr=False)
    """All of it, as `truecopy restore --format json` has it."""

    def __str__(self) -> str:
        return self.text


def restore(
    witnesses: Sequence[Text] | Text, *, base: int | None = None, names: Sequence[str] | None = None
) -> Restoration:
    """Gives the true text back, as far as the copies allow; invents nothing.

    Args:
        witnesses: The copies, in any order; of one alone what is certain is mended.
        base: The place of the copy to follow where nothing decides; else the soundest.
        names: What the document calls the texts.
    """
    if isinstance(witnesses, (str, bytes, os.PathLike)):
        witnesses = [witnesses]
    document = json.loads(_library.document("restore", _named(witnesses, names), base))
    decisions = tuple(
        Decision(
            one["start"],
            one["end"],
            one["chosen"]["witness"],
            Span(one["chosen"]["start"], one["chosen"]["end"]),
            one["ground"],
            one,
        )
        for one in document["decisions"]
    )
    return Restoration(document["text"], decisions, document)


@dataclass(frozen=True)
class Statement:
    """Who said what."""

    id: str
    speaker: str | None
    """By the fullest name the text has."""
    mention: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    addressee: Span | None
    occasion: Span | None
    manner: str
    polarity: str
    relay: tuple[str, ...]
    """From the speaker to the outlet."""
    nested_in: str | None
    certainty: str
    fate: dict[str, str] | None = None
    """What became of it in the copy: `content`, `speaker`, `source`."""
    document: dict[str, Any] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        content = " … ".join(span.text for span in self.content)
        return f"{self.speaker or '?'} [{self.cue.text if self.cue else ''}] {content}"


@dataclass(frozen=True)
class Register:
    """The statements of one text."""

    statements: tuple[Statement, ...]
    document: dict[str, Any] = field(repr=False)
    """All of it, as `truecopy statements --format json` has it."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.statements))


def statements(
    text: Text, *, published: str | None = None, against: Text | None = None, narrated: bool = False
) -> Register:
    """Who said what, to whom and through whom, in one report in English?

    Args:
        text: The report.
        published: The day it was published, as 2017-04-10; dates are told from it.
        against: A copy: what became of each statement there (`Statement.fate`).
        narrated: Whether to give what the outlet says in its own voice as well.
    """
    given = _named((text,) if against is None else (text, against), None)
    document = json.loads(
        _library.statements_document(
            given[0], given[1] if len(given) > 1 else None, published, narrated
        )
    )
    found = tuple(
        Statement(
            id=one["id"],
            speaker=(one["speaker"] or {}).get("name"),
            mention=Span._of((one["speaker"] or {}).get("mention")),
            cue=Span._of(one["cue"]),
            content=tuple(map(_span, one["content"])),
            addressee=Span._of(one["addressee"]),
            occasion=Span._of(one["occasion"]),
            manner=one["manner"],
            polarity=one["polarity"],
            relay=tuple(one["relay"]),
            nested_in=one["nested_in"],
            certainty=one["certainty"],
            fate=one.get("in_witness", {}).get("B"),
            document=one,
        )
        for one in document["statements"]
    )
    return Register(found, document)


def _short(text: str, most: int = 60) -> str:
    return repr(text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}")


def _span(value: dict[str, Any]) -> Span:
    return Span(value["start"], value["end"], value.get("text", ""))


def _causes(values: Iterable[dict[str, Any]]) -> tuple[Cause, ...]:
    return tuple(Cause(one["name"], one["explains"], one["evidence"]) for one in values)


def _named(texts: Sequence[Text], names: Sequence[str] | None) -> list[tuple[str, str | bytes]]:
    if names is not None and len(names) != len(texts):
        raise InputError(f"{len(names)} names were given for {len(texts)} texts")
    named: list[tuple[str, str | bytes]] = []
    for place, text in enumerate(texts):
        name = names[place] if names is not None else ""
        if isinstance(text, os.PathLike):
            path = Path(text)
            try:
                named.append((name or path.name, path.read_bytes()))
            except OSError as error:
                raise InputError(f"`{path}` cannot be read: {error.strerror}") from error
        elif isinstance(text, (str, bytes)):
            named.append((name, text))
        else:
            raise InputError(f"a {type(text).__name__} is no text", "give a str, bytes or a Path")
    return named
