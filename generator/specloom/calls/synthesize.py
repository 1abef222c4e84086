"""Values for scalars and open places without an example: the same type and name always give the same value."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from specloom.calls.numbers import number_for
from specloom.calls.strings import text_for
from specloom.calls.values import is_array, is_object
from specloom.ir.types import Bounds, JsonValue, Scalar, ScalarKind

__all__ = ["IMPOSSIBLE", "key_for", "scalar_for"]

IMPOSSIBLE = object()
"""No value was found. A sentinel, since `None` is a value."""


def scalar_for(scalar: Scalar, name: str, ordinal: int) -> JsonValue:
    """Return a value of a scalar type that keeps to its bounds and format, or `IMPOSSIBLE`.

    Bytes are written as text: where they stand for a file, the caller puts the file.
    """
    match scalar.kind:
        case ScalarKind.STRING:
            text = text_for(name, ordinal, scalar.bounds, scalar.format)
            return IMPOSSIBLE if text is None else text
        case ScalarKind.BINARY:
            text = text_for(name, ordinal, scalar.bounds, None)
            return IMPOSSIBLE if text is None else text
        case ScalarKind.INTEGER | ScalarKind.NUMBER:
            integer = scalar.kind is ScalarKind.INTEGER
            number = number_for(scalar.bounds, ordinal, integer=integer, format_name=scalar.format)
            return IMPOSSIBLE if number is None else number
        case ScalarKind.BOOLEAN:
            return ordinal % 2 == 0
        case ScalarKind.NULL:
            return None
        case _:
            assert_never(scalar.kind)


def key_for(schema: JsonValue, ordinal: int) -> str:
    """Return a key for a map with this schema: one its `patternProperties` or `propertyNames` permit, else `name`."""
    if not is_object(schema):
        schema = {}
    names = schema.get("propertyNames")
    names = names if is_object(names) else {}
    members = names.get("enum")
    if is_array(members) and members:
        return str(members[ordinal % len(members)])
    patterns = schema.get("patternProperties")
    pattern = next(iter(patterns), None) if is_object(patterns) else None
    bounds = _key_bounds(names) if names else Bounds()
    if bounds.pattern is None and pattern is not None:
        bounds = replace(bounds, pattern=pattern)
    form = names.get("format")
    return text_for("name", ordinal, bounds, form if isinstance(form, str) else None) or f"name-{ordinal + 1}"


def _key_bounds(names: dict[str, JsonValue]) -> Bounds:
    low, high, pattern = names.get("minLength"), names.get("maxLength"), names.get("pattern")
    return Bounds(
        min_length=low if isinstance(low, int) else None,
        max_length=high if isinstance(high, int) else None,
        pattern=pattern if isinstance(pattern, str) else None,
    )
