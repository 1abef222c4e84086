"""Typed text for Go, in the form that gofmt leaves alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import utf8_text
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = ["GoComment", "GoImport", "GoJson", "GoMethod", "GoString", "GoText", "GoValue"]

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_IMPORT = re.compile(r"[a-z]+(/[a-z]+)*")
_NAMES = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})


def _escape(code: int) -> str:
    return _NAMES.get(code) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")


def _string(text: str) -> str:
    plain = utf8_text(text, "a value").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escape_hidden(plain, _escape)}"'


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


class GoString(_Text):
    """An interpreted string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class GoText(_Text):
    """A string: a raw literal that keeps the lines of a longer text, where Go would leave it as it is."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        has_lines = "\n" in text.rstrip("\n")
        is_plain = "`" not in text and text == remove_hidden(text)
        super().__init__(f"`{text}`" if has_lines and is_plain else _string(text))


class GoJson(_Text):
    """A JSON text as a raw literal. A backtick, which cannot stand in one, is written as JSON's escape."""

    __slots__ = ()

    def __init__(self, value: JsonValue) -> None:
        super().__init__("`" + JSON.write(value).replace("`", "\\u0060") + "`")


class GoValue(_Text):
    """A string of literals and environment variables, as one of several arguments: gofmt sets no blanks there."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        values = [
            _string(piece)
            if isinstance(piece, str)
            else f"url.QueryEscape({_environment(piece.variable)})"
            if encoded
            else _environment(piece.variable)
            for piece in pieces
        ]
        super().__init__("+".join(values) or '""')


class GoMethod(_Text):
    """A method: a constant of net/http, or a literal."""

    __slots__ = ()

    def __init__(self, method: str) -> None:
        super().__init__(f"http.Method{method.capitalize()}" if method in _METHODS else _string(method))


class GoImport(_Text):
    """A package of the standard library."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        if not _IMPORT.fullmatch(path):
            raise ValueError(f"not a package of the standard library: {path!r}")
        super().__init__(f'"{path}"')


class GoComment(_Text):
    """What stands after `// ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
