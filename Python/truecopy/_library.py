"""The engine: libTruecopyC by ctypes. Everything here follows Sources/CTruecopy/truecopy.h."""

from __future__ import annotations

import ctypes
import os
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_void_p
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Sequence

from ._errors import InputError, Stopped, TruecopyError

if TYPE_CHECKING:
    import pyarrow as pa

ABI = 1
"""The ABI this package is written for."""

Progress = Callable[[str, int, int], object]
"""Told the stage, what is done of it and of how much (0: not known)."""


class _Error(ctypes.Structure):
    _fields_ = [("code", c_int32), ("message", c_void_p), ("hint", c_void_p)]


class _Bytes(ctypes.Structure):
    _fields_ = [("bytes", c_void_p), ("count", c_size_t)]


class _Text(ctypes.Structure):
    _fields_ = [("name", c_char_p), ("text", c_char_p), ("count", c_size_t)]


_ProgressFunction = ctypes.CFUNCTYPE(c_int32, c_void_p, c_char_p, c_int64, c_int64)


class _FindOptions(ctypes.Structure):
    _fields_ = [
        ("size", c_size_t),
        ("out", c_char_p),
        ("paths", POINTER(c_char_p)),
        ("path_count", c_size_t),
        ("name", c_char_p),
        ("id_field", c_char_p),
        ("text_field", c_char_p),
        ("keep", c_char_p),
        ("index", c_char_p),
        ("against", c_char_p),
        ("adds", c_int32),
        ("threads", c_int32),
        ("memory", c_int64),
        ("progress", _ProgressFunction),
        ("context", c_void_p),
    ]


# Room for Arrow's C structs, which pyarrow fills and reads by their addresses.
class _ArrowSchema(ctypes.Structure):
    _fields_ = [("room", c_int64 * 9)]


class _ArrowArray(ctypes.Structure):
    _fields_ = [("room", c_int64 * 10)]


class _ArrowStream(ctypes.Structure):
    _fields_ = [("room", c_int64 * 5)]


def _load() -> ctypes.CDLL:
    path = os.environ.get("TRUECOPY_LIBRARY") or str(Path(__file__).parent / "libTruecopyC.so")
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise ImportError(
            f"the engine of truecopy cannot be loaded: {error}. Install the wheel, which has it, or "
            "set TRUECOPY_LIBRARY to a libTruecopyC.so"
        ) from error
    if library.truecopy_abi() != ABI:
        raise ImportError(
            f"`{path}` has ABI {library.truecopy_abi()}, and this package needs {ABI}: install both "
            "from one version"
        )
    library.truecopy_version.restype = c_char_p
    return library


_library = _load()

VERSION: str = _library.truecopy_version().decode()
"""The version of the engine."""


def _check(code: int, error: _Error) -> None:
    if code == 0:
        return
    message = ctypes.string_at(error.message).decode("utf-8", "replace") if error.message else ""
    hint = ctypes.string_at(error.hint).decode("utf-8", "replace") if error.hint else None
    _library.truecopy_error_free(byref(error))
    kind = {1: InputError, 3: Stopped}.get(code, TruecopyError)
    raise kind(message, hint)


def _take(answer: _Bytes) -> bytes:
    try:
        return ctypes.string_at(answer.bytes, answer.count)
    finally:
        _library.truecopy_bytes_free(byref(answer))


def _encoded(text: str | bytes) -> bytes:
    # A lone surrogate has no UTF-8; what a decoder put there comes back as the byte it was.
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def _text(name: str, text: str | bytes) -> _Text:
    try:
        data = _encoded(text)
    except UnicodeEncodeError as error:
        raise InputError(
            f"`{name}` holds half a surrogate pair, at character {error.start}",
            "text.encode('utf-16', 'surrogatepass').decode('utf-16') puts halves together",
        ) from error
    return _Text(name.encode("utf-8", "replace").replace(b"\0", b" "), data, len(data))


def document(verb: str, texts: Sequence[tuple[str, str | bytes]], base: int | None = None) -> bytes:
    """The JSON document of `compare`, `check` or `restore`."""
    given = (_Text * max(1, len(texts)))(*(_text(name, text) for name, text in texts))
    answer, error = _Bytes(), _Error()
    count = c_size_t(len(texts))
    function = getattr(_library, f"truecopy_{verb}")
    if verb == "check":
        code = function(given, count, byref(answer), byref(error))
    else:
        place = c_int64(-1 if base is None else base)
        code = function(given, count, place, byref(answer), byref(error))
    _check(code, error)
    return _take(answer)


def statements_document(
    text: tuple[str, str | bytes],
    against: tuple[str, str | bytes] | None,
    published: str | None,
    narrated: bool,
) -> bytes:
    """The JSON document of `statements`."""
    given = _text(*text)
    copy = None if against is None else _text(*against)
    answer, error = _Bytes(), _Error()
    code = _library.truecopy_statements(
        byref(given),
        None if copy is None else byref(copy),
        None if published is None else published.encode(),
        c_int32(narrated),
        byref(answer),
        byref(error),
    )
    _check(code, error)
    return _take(answer)


def settings() -> bytes:
    """Every number the search goes by, as JSON."""
    answer, error = _Bytes(), _Error()
    _check(_library.truecopy_settings(byref(answer), byref(error)), error)
    return _take(answer)


def gram_bits(records: int) -> int:
    """How many bits tell grams apart in a pile of so many records."""
    return int(_library.truecopy_gram_bits(c_int64(records)))


class _Exported:
    """A batch in the C Data Interface, released when the block ends."""

    def __init__(self, batch: pa.RecordBatch) -> None:
        self.schema, self.array = _ArrowSchema(), _ArrowArray()
        batch._export_to_c(ctypes.addressof(self.array), ctypes.addressof(self.schema))

    def __enter__(self) -> _Exported:
        return self

    def __exit__(self, *_: object) -> None:
        # Release functions stand in the last place but one of either struct.
        for struct, place in ((self.array, 8), (self.schema, 7)):
            if struct.room[place]:
                ctypes.CFUNCTYPE(None, c_void_p)(struct.room[place])(ctypes.addressof(struct))


def call(function: str, batch: pa.RecordBatch, *arguments: Any) -> pa.RecordBatch:
    """A function from batch to batch, such as `truecopy_fingerprints`, with what it needs beside."""
    import pyarrow as pa

    schema, array, error = _ArrowSchema(), _ArrowArray(), _Error()
    with _Exported(batch) as given:
        code = getattr(_library, function)(
            byref(given.schema),
            byref(given.array),
            *(c_int32(value) if isinstance(value, int) else value for value in arguments),
            byref(schema),
            byref(array),
            byref(error),
        )
    _check(code, error)
    return pa.RecordBatch._import_from_c(ctypes.addressof(array), ctypes.addressof(schema))


def lines(batch: pa.RecordBatch, id_field: str, text_field: str) -> bytes:
    """The rows of a batch as JSON Lines."""
    answer, error = _Bytes(), _Error()
    with _Exported(batch) as given:
        code = _library.truecopy_lines(
            byref(given.schema),
            byref(given.array),
            id_field.encode(),
            text_field.encode(),
            byref(answer),
            byref(error),
        )
    _check(code, error)
    return _take(answer)


def find(
    reader: pa.RecordBatchReader | None,
    *,
    out: str,
    paths: Sequence[str] = (),
    name: str = "table",
    id_field: str = "id",
    text_field: str = "text",
    keep: str = "best",
    index: str | None = None,
    against: str | None = None,
    adds: bool = True,
    threads: int = 2,
    memory: int = 0,
    progress: Progress | None = None,
) -> None:
    """Runs `find` over a stream, or over files; what goes wrong in `progress` comes out of here."""
    raised: list[BaseException] = []

    def told(_: object, stage: bytes, done: int, total: int) -> int:
        try:
            # Also gives Ctrl-C a moment to be heard.
            if progress is not None:
                progress(stage.decode(), done, total)
            return 0
        except BaseException as error:  # noqa: BLE001 - it goes on outside of C
            raised.append(error)
            return 1

    def encoded(value: str | None) -> bytes | None:
        return None if value is None else os.fsencode(value)

    listed = (c_char_p * max(1, len(paths)))(*(os.fsencode(path) for path in paths))
    options = _FindOptions(
        ctypes.sizeof(_FindOptions),
        encoded(out),
        listed,
        len(paths),
        name.encode(),
        id_field.encode(),
        text_field.encode(),
        keep.encode(),
        encoded(index),
        encoded(against),
        adds,
        threads,
        memory,
        _ProgressFunction(told),
        None,
    )
    stream, error = _ArrowStream(), _Error()
    if reader is not None:
        reader._export_to_c(ctypes.addressof(stream))
    code = _library.truecopy_find(
        byref(stream) if reader is not None else None, byref(options), byref(error)
    )
    if raised:
        _library.truecopy_error_free(byref(error))
        raise raised[0]
    _check(code, error)
