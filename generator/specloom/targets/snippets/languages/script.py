"""Typed text for JavaScript."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.layout import Layout
from specloom.targets.snippets.languages.model import number_text
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = [
    "JsComment",
    "JsJsonText",
    "JsKey",
    "JsLiteral",
    "JsNumber",
    "JsPath",
    "JsString",
    "JsTemplate",
    "JsText",
    "JsVariable",
    "loses_digits",
]

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_NAMES = {0x08: r"\b", 0x09: r"\t", 0x0A: r"\n", 0x0B: r"\v", 0x0C: r"\f", 0x0D: r"\r"}
_LARGEST_EXACT = 2**53 - 1


def _escape(code: int) -> str:
    return _NAMES.get(code) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\u{{{code:x}}}")


def _string(text: str) -> str:
    quote = "'" if text.count('"') > text.count("'") else '"'
    plain = text.replace("\\", "\\\\").replace(quote, "\\" + quote)
    return quote + escape_hidden(plain, _escape) + quote


def _key(name: str) -> str:
    """Return a property's name; `__proto__` would set the prototype, unless it is computed (ECMA-262 B.3.1)."""
    if name == "__proto__":
        return '["__proto__"]'
    return name if _IDENTIFIER.fullmatch(name) else _string(name)


def _number(value: JsonValue) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) <= _LARGEST_EXACT:
        return str(int(value))
    return number_text(value).replace("e+", "e")


def _in_template(text: str, *, lines: bool = False) -> str:
    plain = text.replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    return escape_hidden(plain, lambda code: "\n" if lines and code == 0x0A else _escape(code))


_LITERAL = Layout(string=_string, key=_key, number=_number, true="true", false="false", null="null", width=80, step=2)


def loses_digits(value: JsonValue) -> bool:
    """Return whether JavaScript would round a number somewhere in the value."""
    match value:
        case dict():
            return any(loses_digits(entry) for entry in cast("Mapping[str, JsonValue]", value).values())
        case list():
            return any(loses_digits(entry) for entry in cast("Sequence[JsonValue]", value))
        case int():
            return abs(value) > _LARGEST_EXACT
        case _:
            return False


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class JsString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class JsText(_Text):
    """A string: a literal on one line, or a template literal that keeps the lines of a longer text."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(f"`{_in_template(text, lines=True)}`" if "\n" in text else _string(text))


class JsKey(_Text):
    """A property's name in an object literal."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(_key(name))


class JsVariable(_Text):
    """The value of an environment variable."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        if not _VARIABLE.fullmatch(name):
            raise ValueError(f"not the name of an environment variable: {name!r}")
        super().__init__(f"process.env.{name}")


class JsTemplate(_Text):
    """A template literal of text and environment variables."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        printed = ""
        for piece in pieces:
            if isinstance(piece, str):
                printed += _in_template(piece)
            else:
                value = JsVariable(piece.variable).printed()
                printed += "${" + (f"encodeURIComponent({value})" if encoded else value) + "}"
        super().__init__(f"`{printed}`")


class JsLiteral(_Text):
    """A JSON value as a literal; its lines after the first begin at `margin`."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        super().__init__(_LITERAL.write(value, margin, used=len("  body: JSON.stringify(")))


class JsJsonText(_Text):
    """A JSON text as a template literal, for values that a JavaScript literal would change."""

    __slots__ = ()

    def __init__(self, value: JsonValue) -> None:
        super().__init__(f"`{_in_template(JSON.write(value, 2), lines=True)}`")


class JsNumber(_Text):
    """An integer."""

    __slots__ = ()

    def __init__(self, number: int) -> None:
        super().__init__(str(number))


class JsPath(_Text):
    """A value inside a JSON object, by the names that lead to it: `page.data`; `undefined` where something is missing."""

    __slots__ = ()

    def __init__(self, variable: str, path: Sequence[str], *, required: bool = False) -> None:
        printed = variable
        for place, name in enumerate(path):
            mark = "" if required or not place else "?."
            if _IDENTIFIER.fullmatch(name):
                printed += f"{mark or '.'}{name}"
            else:
                printed += f"{mark}[{_string(name)}]"
        super().__init__(printed)


class JsComment(_Text):
    """What stands after `// ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
