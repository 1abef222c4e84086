"""Values as Python literals. Each class is a `Printable` that encodes what it holds, or refuses what it cannot be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeGuard

from specloom.ir.types import JsonValue
from specloom.text import Printable

__all__ = ["PyBytes", "PyLiteral", "PyString", "visible"]

_SHORT = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(character: str) -> str:
    """Return a character as it may stand in source text, or the escape of one that nobody would see there.

    Control characters, bidirectional controls, separators other than the space, and lone surrogates are escaped.
    """
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


@dataclass(frozen=True, slots=True)
class PyString(Printable):
    """A string, as the literal that black would leave alone: double quotes, unless single ones need fewer escapes."""

    value: str

    def printed(self) -> str:
        quote = "'" if self.value.count('"') > self.value.count("'") else '"'
        inner = "".join("\\" + character if character == quote else visible(character) for character in self.value)
        return f"{quote}{inner}{quote}"


@dataclass(frozen=True, slots=True)
class PyBytes(Printable):
    """Bytes, likewise; what is no visible ASCII is escaped."""

    value: bytes

    def printed(self) -> str:
        quote = "'" if self.value.count(b'"') > self.value.count(b"'") else '"'
        inner = (_byte(chr(number), quote) for number in self.value)
        return f"b{quote}{''.join(inner)}{quote}"


def _byte(character: str, quote: str) -> str:
    if character == quote or not character.isascii():
        return "\\" + character if character == quote else f"\\x{ord(character):02x}"
    return visible(character)


@dataclass(frozen=True, slots=True)
class PyLiteral(Printable):
    """A JSON value, on one line."""

    value: JsonValue

    def printed(self) -> str:
        return _literal(self.value)


def _literal(value: JsonValue) -> str:
    if _is_list(value):
        return f"[{', '.join(_literal(item) for item in value)}]"
    if _is_dict(value):
        members = (f"{_literal(name)}: {_literal(item)}" for name, item in value.items())
        return f"{{{', '.join(members)}}}"
    match value:
        case None | bool():
            return repr(value)
        case str():
            return PyString(value).printed()
        case int():
            return hex(value) if value.bit_length() > _LONGEST_DECIMAL else str(value)
        case float():
            return _number(value)
        case _:
            raise TypeError(f"no JSON value: {type(value).__name__}")


def _is_list(value: JsonValue) -> TypeGuard[list[JsonValue]]:
    return isinstance(value, list)


def _is_dict(value: JsonValue) -> TypeGuard[dict[str, JsonValue]]:
    return isinstance(value, dict)


_LONGEST_DECIMAL = 10_000
"""Bits; Python refuses to read or write longer numbers in decimal."""


def _number(value: float) -> str:
    if math.isnan(value):
        return 'float("nan")'
    if math.isinf(value):
        return 'float("inf")' if value > 0 else 'float("-inf")'
    return repr(value)
