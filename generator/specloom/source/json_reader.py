"""JSON text to plain values, strictly: no duplicate keys, no NaN, bounded depth, nodes and digits (RFC 8259)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from specloom.diagnostics import Position, codes
from specloom.source.faults import ReadError
from specloom.source.limits import Limits
from specloom.source.positions import json_duplicate, json_nesting, position_at
from specloom.source.values import is_array, is_object

__all__ = ["read_json"]

_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
"""An escape of a JSON string; `half` where it is one of a surrogate pair, without the other."""


class _DuplicateKeyError(Exception):
    """Two equal keys in one object; where they are is found by a second pass."""


class _NotFiniteError(Exception):
    """NaN, Infinity, or a number too large for a float."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _DuplicateKeyError
    return result


def _not_finite(text: str) -> float:
    raise _NotFiniteError(text)


class _TooLongError(Exception):
    """A number of more digits than the limit."""


def _parsers(limits: Limits) -> tuple[Callable[[str], int], Callable[[str], float]]:
    """Return what reads integers and what reads other numbers, of so many digits at most."""

    def whole(text: str) -> int:
        if len(text) > limits.digits:
            raise _TooLongError(text)
        return int(text)

    def fraction(text: str) -> float:
        if len(text) > limits.digits:
            raise _TooLongError(text)
        number = float(text)
        if number in (float("inf"), float("-inf")):
            raise _NotFiniteError(text)
        return number

    return whole, fraction


def read_json(text: str, limits: Limits) -> Any:
    """Return the value that `text` holds; raises `ReadError`."""
    whole, fraction = _parsers(limits)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_constant=_not_finite, parse_float=fraction, parse_int=whole
        )
    except _DuplicateKeyError:
        key, first, second = json_duplicate(text)
        raise ReadError(codes.KEY_DUPLICATE, second, key=key, related=(("first here", first),)) from None
    except _NotFiniteError as error:
        raise _syntax(text, text.find(str(error)), f"{error} is not a number of JSON") from None
    except json.JSONDecodeError as error:
        raise _syntax(text, error.pos, f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}") from None
    except RecursionError:
        raise _too_deep(text, limits) from None
    except _TooLongError as error:
        raise _too_long(text, str(error), limits) from None
    except ValueError:  # an integer longer than the interpreter converts, whatever the limit
        raise _too_long(text, "", limits) from None
    _check_size(value, text, limits)
    if _SURROGATE_ESCAPE.search(text):
        _check_surrogates(value, text)
    return value


def _syntax(text: str, offset: int, problem: str) -> ReadError:
    return ReadError(codes.SYNTAX, position_at(text, max(offset, 0)), problem=problem, format="JSON")


def _too_long(text: str, number: str, limits: Limits) -> ReadError:
    place = position_at(text, text.find(number)) if number else None
    return ReadError(codes.LIMIT_PASSED, place, what="the length of a number", limit=limits.digits, option="digits")


def _too_deep(text: str, limits: Limits) -> ReadError:
    place = json_nesting(text, limits.depth)
    return ReadError(codes.LIMIT_PASSED, place, what="the depth of nesting", limit=limits.depth, option="depth")


def _check_size(value: Any, text: str, limits: Limits) -> None:
    """Walk the value level by level: depth and number of nodes."""
    level: list[Any] = [value]
    depth = nodes = 0
    while level:
        depth += 1
        nodes += len(level)
        if depth > limits.depth and any(is_object(item) or is_array(item) for item in level):
            raise _too_deep(text, limits)
        if nodes > limits.nodes:
            raise ReadError(codes.LIMIT_PASSED, None, what="the number of values", limit=limits.nodes, option="nodes")
        below: list[Any] = []
        for item in level:
            if is_object(item):
                below.extend(item.values())
            elif is_array(item):
                below.extend(item)
        level = below


def _check_surrogates(value: Any, text: str) -> None:
    """Refuse half a surrogate pair: no encoding can write it."""
    waiting: list[Any] = [value]
    while waiting:
        item = waiting.pop()
        if is_object(item):
            waiting.extend(item.keys())
            waiting.extend(item.values())
        elif is_array(item):
            waiting.extend(item)
        elif isinstance(item, str) and not item.isascii():
            try:
                item.encode()
            except UnicodeEncodeError:
                halves = (match for match in _ESCAPE.finditer(text) if match["half"])
                position = next((position_at(text, match.start(), 6) for match in halves), Position(1, 1))
                raise ReadError(
                    codes.SYNTAX, position, problem="half of a surrogate pair is not a character", format="JSON"
                ) from None
