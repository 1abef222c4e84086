"""Typed text for Java. Escapes of `\\u` stand for printable characters alone, since Java reads them before anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import InexpressibleError, utf8_text
from specloom.text import Printable
from specloom.text.characters import escape_hidden

__all__ = ["JavaJson", "JavaString", "JavaText", "JavaUrl", "JavaValue"]

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_NAMES = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_LONGEST = 65535
"""Bytes of a constant in a class file (JVMS §4.4.7)."""


def _escape(code: int) -> str:
    if code <= 0xFF:
        return _NAMES.get(code) or f"\\{code:03o}"
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    return f"\\u{0xD800 + ((code - 0x10000) >> 10):04x}\\u{0xDC00 + ((code - 0x10000) & 0x3FF):04x}"


def _checked(text: str) -> str:
    if len(utf8_text(text, "a value").encode()) + text.count("\0") > _LONGEST:
        raise InexpressibleError(f"Java has no string of more than {_LONGEST} bytes in its source")
    return text


def _string(text: str) -> str:
    return '"' + escape_hidden(_checked(text).replace("\\", "\\\\").replace('"', '\\"'), _escape) + '"'


def _block(text: str, margin: int) -> str:
    """Return a text block (JLS §3.10.6): blanks at the end of a line are written as escapes, or they would be dropped."""
    indent = " " * margin
    plain = _checked(text).replace("\\", "\\\\").replace('"""', '\\"""')
    lines = [escape_hidden(line, _escape) for line in plain.split("\n")]
    kept = [re.sub(r" $", r"\\s", line) for line in lines]
    end = "" if kept[-1] == "" else "\\"
    body = "".join(f"{indent}{line}\n" if line else "\n" for line in kept[: -1 if not end else None])
    return f'"""\n{body.removesuffix(chr(10))}{end}\n{indent}"""'


def _environment(name: str) -> str:
    if not _VARIABLE.fullmatch(name):
        raise ValueError(f"not the name of an environment variable: {name!r}")
    return f'env("{name}")'


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class JavaString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class JavaText(_Text):
    """A string: a text block where it has several lines."""

    __slots__ = ()

    def __init__(self, text: str, margin: int) -> None:
        super().__init__(_block(text, margin) if "\n" in text else _string(text))


class JavaJson(_Text):
    """A JSON text."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        text = JSON.write(value)
        super().__init__(_block(f"{text}\n", margin) if "\n" in text else _string(text))


class JavaValue(_Text):
    """A string of literals and environment variables."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret]) -> None:
        values = [_string(piece) if isinstance(piece, str) else _environment(piece.variable) for piece in pieces]
        super().__init__(" + ".join(values) or '""')


class JavaUrl(_Text):
    """A URL, with the values of environment variables percent-encoded."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret]) -> None:
        values = [
            _string(piece)
            if isinstance(piece, str)
            else f"URLEncoder.encode({_environment(piece.variable)}, StandardCharsets.UTF_8)"
            for piece in pieces
        ]
        super().__init__(" + ".join(values))
