"""How a value is written into a URL, a header or a cookie: RFC 6570 and the styles of OpenAPI.

Null is RFC 6570's undefined value: as a member or an item it is left out. What is nested deeper than
a style can say is written as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from .encode import encode
from .kinds import is_array, is_object

_DELIMITERS = {"spaceDelimited": " ", "pipeDelimited": "|"}
_KEPT_IF_RESERVED_ALLOWED = ":/?@!$'()*,;="
_KEPT_IN_PATH = ":@!$&'()*+,;="
_PATH_LITERAL = "/:@!$&'()*+,;=~?%"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_OUTSIDE_PRINTABLE = re.compile(r"[^\x20-\x7e]+|^ +| +$")


class Style(NamedTuple):
    """How one parameter is written. The style `json` is that of a parameter with a JSON media type."""

    name: str
    explode: bool = False
    allow_reserved: bool = False


class Pair(NamedTuple):
    """One `key=value` of a query, a form or a cookie, before encoding."""

    key: str
    pieces: tuple[str, ...]
    delimiter: str = ","

    @property
    def value(self) -> str:
        """The value, before encoding."""
        return self.delimiter.join(self.pieces)

    def encoded(self, allow_reserved: bool = False) -> str:
        """Return `key=value`; a comma between pieces stays bare, which tells it from a comma inside one."""
        safe = _KEPT_IF_RESERVED_ALLOWED if allow_reserved else ""
        delimiter = self.delimiter if self.delimiter == "," else quoted(self.delimiter)
        pieces = (quoted(piece, safe) for piece in self.pieces)
        return f"{quoted(self.key)}={delimiter.join(pieces)}"


def quoted(text: str, safe: str = "") -> str:
    """Return text with everything but the unreserved characters of RFC 3986, and those given, percent-encoded."""
    if text.isascii() and text.isalnum():
        return text
    return quote(text, safe=safe)


def path_literal(text: str) -> str:
    """Return the fixed part of a path as it may stand in a URL."""
    return quote(_LONE_PERCENT.sub("%25", text), safe=_PATH_LITERAL, errors="replace")


def header_text(text: str) -> str:
    """Return text as a header value: what is outside printable ASCII is percent-encoded."""
    return _OUTSIDE_PRINTABLE.sub(lambda found: quoted(found[0]), text)


def cookie_text(text: str) -> str:
    """Return text for a cookie that is not to be encoded: only what would end it, or no header can hold, is."""
    return header_text(text).replace(";", "%3B")


def json_text(value: object) -> str:
    """Return compact JSON."""
    return json.dumps(
        encode(value), ensure_ascii=False, allow_nan=False, separators=(",", ":")
    )


def plain_text(value: object) -> str:
    """Return a value as it stands alone: text bare, everything else as JSON."""
    return value if isinstance(value, str) else json_text(value)


def pairs(name: str, value: object, style: Style) -> list[Pair]:
    """Return the pairs that an encoded value makes; none for null and for an empty list."""
    if style.name == "json":
        return [Pair(name, (json_text(value),))]
    if style.name == "deepObject":
        return list(_deep(name, value))
    if value is None:
        return []
    if style.explode and style.name in ("form", "cookie") and is_object(value):
        return [Pair(key, (text,)) for key, text in _members(value)]
    if style.explode and is_array(value):
        return [Pair(name, (text,)) for text in _pieces(value)]
    if is_object(value) or is_array(value):
        pieces = _pieces(value)
        delimiter = _DELIMITERS.get(style.name, ",")
        return [Pair(name, tuple(pieces), delimiter)] if pieces else []
    return [Pair(name, (plain_text(value),))]


def path_segment(name: str, value: object, style: Style) -> str:
    """Return what replaces a variable of a path template, percent-encoded."""
    safe = _KEPT_IN_PATH if style.allow_reserved else ""
    match style.name:
        case "json":
            return quoted(json_text(value), safe)
        case "matrix":
            return _matrix(name, value, style.explode, safe)
        case "label":
            delimiter = "." if style.explode else ","
            return "." + _joined(value, style.explode, delimiter, safe)
        case _:
            return _joined(value, style.explode, ",", safe)


def header_value(value: object, style: Style) -> str:
    """Return the value of a header."""
    if style.name == "json":
        return header_text(json_text(value))
    if style.explode and is_object(value):
        members = _members(value)
        return header_text(",".join(f"{key}={text}" for key, text in members))
    return header_text(",".join(_pieces(value)))


def _joined(value: object, explode: bool, delimiter: str, safe: str) -> str:
    if isinstance(value, str):
        return quoted(value, safe)
    if explode and is_object(value):
        members = _members(value)
        return delimiter.join(
            f"{quoted(key, safe)}={quoted(text, safe)}" for key, text in members
        )
    return delimiter.join(quoted(piece, safe) for piece in _pieces(value))


def _matrix(name: str, value: object, explode: bool, safe: str) -> str:
    """RFC 6570 §3.2.7: an empty value leaves out the equals sign."""
    if explode and is_object(value):
        members = _members(value)
        found = [(key, quoted(text, safe)) for key, text in members]
    elif explode and is_array(value):
        found = [(name, quoted(text, safe)) for text in _pieces(value)]
    else:
        found = [(name, _joined(value, False, ",", safe))]
    return "".join(
        f";{quoted(key)}={text}" if text else f";{quoted(key)}" for key, text in found
    )


def _deep(name: str, value: object) -> Iterator[Pair]:
    """Yield `name[key]=value`; for lists, which OpenAPI leaves open, `name[0]=value`."""
    if is_object(value):
        for key, item in value.items():
            yield from _deep(f"{name}[{key}]", item)
    elif is_array(value):
        for index, item in enumerate(value):
            yield from _deep(f"{name}[{index}]", item)
    elif value is not None:
        yield Pair(name, (plain_text(value),))


def _members(value: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the members of an object that are there, as text."""
    items = value.items()
    return [(name, plain_text(item)) for name, item in items if item is not None]


def _pieces(value: object) -> list[str]:
    """Return what a separator joins: the items, names and values in turn, or the value alone."""
    if is_object(value):
        members = _members(value)
        return [piece for member in members for piece in member]
    if is_array(value):
        return [plain_text(item) for item in value if item is not None]
    return [plain_text(value)]
