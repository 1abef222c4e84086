"""Typed text for C#."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import utf8_text
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = ["CsComment", "CsJson", "CsMethod", "CsString", "CsText", "CsUsing", "CsValue"]

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_NAMESPACE = re.compile(r"[A-Z][A-Za-z]*(\.[A-Z][A-Za-z]*)*")
_NAMES = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})


def _escape(code: int) -> str:
    return _NAMES.get(code) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")


def _string(text: str) -> str:
    plain = utf8_text(text, "a value").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escape_hidden(plain, _escape)}"'


def _raw(text: str, margin: int) -> str:
    """Return a raw string literal: its lines begin where the closing quotes do, of which there are more than in the text."""
    quotes = '"' * max(3, 1 + max((len(run) for run in re.findall(r'"+', text)), default=0))
    indent = " " * margin
    lines = "".join(f"{indent}{line}\n" if line else "\n" for line in text.split("\n"))
    return f"{quotes}\n{lines}{indent}{quotes}"


def _environment(name: str) -> str:
    if not _VARIABLE.fullmatch(name):
        raise ValueError(f"not the name of an environment variable: {name!r}")
    return f'Env("{name}")'


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class CsString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class CsText(_Text):
    """A string; a raw literal that keeps the lines of a longer text, where nothing in it is hidden."""

    __slots__ = ()

    def __init__(self, text: str, margin: int) -> None:
        is_raw = "\n" in text and text == remove_hidden(text)
        super().__init__(_raw(text, margin) if is_raw else _string(text))


class CsJson(_Text):
    """A JSON text."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        text = JSON.write(value)
        super().__init__(_raw(text, margin) if "\n" in text else _string(text))


class CsValue(_Text):
    """A string of literals and environment variables."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        values = [
            _string(piece)
            if isinstance(piece, str)
            else f"Uri.EscapeDataString({_environment(piece.variable)})"
            if encoded
            else _environment(piece.variable)
            for piece in pieces
        ]
        super().__init__(" + ".join(values) or '""')


class CsMethod(_Text):
    """A method: a property of `HttpMethod`, or a new one."""

    __slots__ = ()

    def __init__(self, method: str) -> None:
        is_known = method in _METHODS
        super().__init__(f"HttpMethod.{method.capitalize()}" if is_known else f"new HttpMethod({_string(method)})")


class CsUsing(_Text):
    """A namespace of .NET."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        if not _NAMESPACE.fullmatch(name):
            raise ValueError(f"not a namespace: {name!r}")
        super().__init__(name)


class CsComment(_Text):
    """What stands after `// ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
