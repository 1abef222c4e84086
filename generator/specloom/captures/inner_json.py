"""JSON wherever it stands: as a body, and inside of texts, where the names of its properties count as much."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator

from specloom.calls.values import is_array, is_object, is_too_deep
from specloom.ir.types import JsonValue

__all__ = ["is_finite", "parsed", "parts", "without_surrogates", "written"]

_BEGIN = re.compile(r"[\[{](?=\s*[\[{\"])")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST = 50
_DECODER = json.JSONDecoder()


def parsed(text: str) -> tuple[JsonValue] | None:
    """Return the JSON value that a text is, in a tuple, since JSON has a null of its own; None where it is none.

    A byte order mark and numbers that JSON does not have (`NaN`, `Infinity`) are understood: whoever shows the text has
    to know what is in it.
    """
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return None if is_too_deep(value) else (without_surrogates(value),)


def parts(text: str) -> Iterator[tuple[int, int, JsonValue]]:
    """Yield the objects and lists that stand in a text as JSON: where each begins and ends, and what it is."""
    whole = parsed(text) if text.lstrip().startswith('"') else None
    if whole is not None:
        yield 0, len(text), whole[0]
        return
    at = tries = 0
    while (found := _BEGIN.search(text, at)) and tries < _MOST:
        tries += 1
        at = found.end()
        try:
            value, end = _DECODER.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            continue
        if not is_too_deep(value):
            yield found.start(), end, without_surrogates(value)
            at = end


def without_surrogates(value: JsonValue) -> JsonValue:
    """Return a value with U+FFFD for halves of characters (`"\\ud800"`), which no file can hold."""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if is_object(value):
        return {without_surrogates(key): without_surrogates(each) for key, each in value.items()}
    return [without_surrogates(each) for each in value] if is_array(value) else value


def written(value: JsonValue) -> str:
    """Return a value as JSON in one line."""
    return json.dumps(value, ensure_ascii=False)


def is_finite(value: JsonValue) -> bool:
    """Return whether JSON has all numbers of a value."""
    if isinstance(value, float):
        return math.isfinite(value)
    inside = value.values() if is_object(value) else value if is_array(value) else ()
    return all(is_finite(each) for each in inside)
