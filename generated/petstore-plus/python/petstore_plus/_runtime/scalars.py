"""How the scalars of JSON become Python values: times, identifiers, decimals, bytes."""

from __future__ import annotations

import datetime as dt
from base64 import b64decode
from collections.abc import Callable
from typing import Any, NamedTuple


class Codec(NamedTuple):
    """What is known of one type."""

    decode: Callable[[Any], Any]
    """Return the Python value; the value itself where it does not fit."""
    fits: Callable[[Any, bool], bool]
    """Return whether a JSON value is of this type; with True, without unknown fields."""


def same(value: Any) -> Any:
    """Return the value as it came."""
    return value


def _always(value: Any, exact: bool) -> bool:
    return True


ANYTHING = Codec(same, _always)


def _plain(*kinds: type) -> Codec:
    """Return the codec of values that JSON and Python share; a boolean is no number."""

    def fits(value: Any, exact: bool) -> bool:
        return isinstance(value, kinds) and isinstance(value, bool) == (bool in kinds)

    return Codec(same, fits)


def _parsed(parse: Callable[[Any], Any], *kinds: type) -> Codec:
    """Return the codec of a value that is written as text."""

    def decode(value: Any) -> Any:
        if not isinstance(value, kinds):
            return value
        try:
            return parse(value)
        except (ValueError, ArithmeticError):
            return value

    def fits(value: Any, exact: bool) -> bool:
        return isinstance(value, kinds) and not isinstance(decode(value), kinds)

    return Codec(decode, fits)


def parse_datetime(text: str) -> dt.datetime:
    """Return an aware time; one without an offset is taken as UTC."""
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def parse_bytes(text: str) -> bytes:
    """Return the bytes of base64 text, with or without padding, of either alphabet."""
    plain = text.translate({ord("-"): "+", ord("_"): "/"})
    return b64decode(plain + "=" * (-len(plain) % 4), validate=True)


_KNOWN: dict[object, Codec] = {
    Any: ANYTHING,
    object: ANYTHING,
    str: _plain(str),
    int: _plain(int),
    float: _plain(int, float),
    bool: _plain(bool),
    None: _plain(type(None)),
    type(None): _plain(type(None)),
    dt.datetime: _parsed(parse_datetime, str),
    dt.date: _parsed(dt.date.fromisoformat, str),
    bytes: _parsed(parse_bytes, str),
}


def scalar_codec(hint: Any) -> Codec:
    """Return the codec of a scalar; anything else stays as it came.

    Two types are known by name, so that their modules are only imported where an API has them.
    """
    match getattr(hint, "__name__", ""):
        case "UUID":
            return _parsed(hint, str)
        case "Decimal":  # through text, for the number exactly as it is written
            return _parsed(lambda value: hint(str(value)), str, int, float)
        case _:
            return _KNOWN.get(hint, ANYTHING)
