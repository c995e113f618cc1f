"""What can go wrong."""

from __future__ import annotations


class TruecopyError(Exception):
    """Something went wrong; `hint` says what to do about it, where that is known."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message if hint is None else f"{message} ({hint})")
        self.message = message
        self.hint = hint


class InputError(TruecopyError, ValueError):
    """What was handed in is not what it must be."""


class Stopped(TruecopyError):
    """A run was stopped from outside."""
