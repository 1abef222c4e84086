"""Typed text for Kotlin. A `$` that would begin a template is escaped, in raw strings too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import utf8_text
from specloom.text import Printable
from specloom.text.characters import escape_hidden

__all__ = ["KtJson", "KtString", "KtText", "KtUrl", "KtValue"]

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_NAMES = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_TEMPLATE = re.compile(r"\$(?=[^\W\d]|[{`])")


def _escape(code: int) -> str:
    if code <= 0xFFFF:
        return _NAMES.get(code) or f"\\u{code:04x}"
    return f"\\u{0xD800 + ((code - 0x10000) >> 10):04x}\\u{0xDC00 + ((code - 0x10000) & 0x3FF):04x}"


def _string(text: str) -> str:
    plain = utf8_text(text, "a value").replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
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


class KtString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class KtText(_Text):
    """A string, one literal a line where it has several."""

    __slots__ = ()

    def __init__(self, text: str, margin: int) -> None:
        lines = [_string(line) for line in re.findall(r"[^\n]*\n|[^\n]+", text)]
        super().__init__((" +\n" + " " * (margin + 4)).join(lines) or '""')


class KtJson(_Text):
    """A JSON text, as a raw string where it has several lines: three quotes never follow each other in one."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        text = JSON.write(value, margin)
        if "\n" not in text:
            super().__init__(_string(text))
            return
        indent = " " * margin
        plain = _TEMPLATE.sub("${'$'}", text)
        super().__init__(f'"""\n{indent}{plain}\n{indent}""".trimIndent()')


class KtValue(_Text):
    """A string of literals and environment variables."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret]) -> None:
        values = [_string(piece) if isinstance(piece, str) else _environment(piece.variable) for piece in pieces]
        super().__init__(" + ".join(values) or '""')


class KtUrl(_Text):
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
