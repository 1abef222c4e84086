"""The serialisation styles of parameters and form properties (OpenAPI 3.1 §4.8.12, RFC 6570). Values in, text out.

`null` is RFC 6570's undefined value: as a member or an item it is left out. A value inside a list or an object that is
itself a list or an object, for which neither specification has a rule, is written as JSON text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from specloom.calls.encoding import encode, plain_text
from specloom.calls.values import is_array, is_object, is_structured
from specloom.ir.operation import Style
from specloom.ir.types import JsonValue

__all__ = ["Pair", "header_value", "is_nested", "pairs", "path_segment"]

_DELIMITERS = {Style.SPACE_DELIMITED: " ", Style.PIPE_DELIMITED: "|"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One `key=value` of a query, a form or a cookie, before encoding."""

    key: str
    pieces: tuple[str, ...]
    delimiter: str = ","
    """What stands between the pieces."""

    @property
    def value(self) -> str:
        """The value, before encoding."""
        return self.delimiter.join(self.pieces)

    def encoded(self, encoder: Callable[[str], str] = encode) -> str:
        """Return `key=value`; a comma between pieces stays bare, which tells it from a comma inside one."""
        delimiter = self.delimiter if self.delimiter == "," else encode(self.delimiter)
        return encode(self.key) + "=" + delimiter.join(encoder(piece) for piece in self.pieces)


def pairs(name: str, value: JsonValue, style: Style, explode: bool) -> tuple[Pair, ...]:
    """Return the pairs that a value makes in a query, a form or a cookie; none for null and for an empty list."""
    if style is Style.DEEP_OBJECT:
        return tuple(_deep(name, value))
    delimiter = _DELIMITERS.get(style, ",")
    if value is None:
        return ()
    if is_object(value) and explode and style in (Style.FORM, Style.COOKIE):
        return tuple(Pair(key, (text,)) for key, text in _members(value))
    if is_array(value) and explode:
        return tuple(Pair(name, (text,)) for text in _items(value))
    if is_structured(value):
        pieces = _flat(value)
        return (Pair(name, pieces, delimiter),) if pieces else ()
    return (Pair(name, (plain_text(value),)),)


def is_nested(item: JsonValue) -> bool:
    """Return whether form style has no rule for a value: an object, or a list of anything but scalars."""
    return is_object(item) or (is_array(item) and any(is_structured(one) for one in item))


def path_segment(
    name: str, value: JsonValue, style: Style, explode: bool, encoder: Callable[[str], str] = encode
) -> str:
    """Return the encoded text that replaces a variable of a path template (simple, label, matrix)."""
    match style:
        case Style.MATRIX:
            return _matrix(name, value, explode, encoder)
        case Style.LABEL:
            return "." + _expanded(value, explode, "." if explode else ",", encoder)
        case _:
            return _expanded(value, explode, ",", encoder)


def header_value(value: JsonValue, explode: bool) -> str:
    """Return a header's value (`simple`), not encoded."""
    return _expanded(value, explode, ",", str)


def _expanded(value: JsonValue, explode: bool, delimiter: str, encoder: Callable[[str], str]) -> str:
    if is_object(value) and explode:
        return delimiter.join(f"{encoder(key)}={encoder(text)}" for key, text in _members(value))
    if is_structured(value):
        return delimiter.join(encoder(piece) for piece in _flat(value))
    return encoder(plain_text(value))


def _matrix(name: str, value: JsonValue, explode: bool, encoder: Callable[[str], str]) -> str:
    """RFC 6570 §3.2.7: an empty value leaves out the equals sign."""
    if is_object(value) and explode:
        found = [(key, encoder(text)) for key, text in _members(value)]
    elif is_array(value) and explode:
        found = [(name, encoder(text)) for text in _items(value)]
    else:
        found = [(name, _expanded(value, False, ",", encoder))]
    return "".join(f";{encode(key)}={text}" if text else f";{encode(key)}" for key, text in found)


def _deep(name: str, value: JsonValue) -> Iterator[Pair]:
    """`name[key]=value`; for lists, which the specification leaves open, `name[0]=value`."""
    if is_object(value):
        for key, item in value.items():
            yield from _deep(f"{name}[{key}]", item)
    elif is_array(value):
        for index, item in enumerate(value):
            yield from _deep(f"{name}[{index}]", item)
    elif value is not None:
        yield Pair(name, (plain_text(value),))


def _members(value: dict[str, JsonValue]) -> list[tuple[str, str]]:
    return [(key, plain_text(item)) for key, item in value.items() if item is not None]


def _items(value: list[JsonValue]) -> list[str]:
    return [plain_text(item) for item in value if item is not None]


def _flat(value: JsonValue) -> tuple[str, ...]:
    if is_object(value):
        return tuple(piece for member in _members(value) for piece in member)
    return tuple(_items(value))
