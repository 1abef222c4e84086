"""What kind of JSON value something is."""

from __future__ import annotations

from typing import TypeGuard

from specloom.ir.types import JsonValue

__all__ = ["MAX_DEPTH", "is_array", "is_object", "is_structured", "is_too_deep"]

MAX_DEPTH = 150
"""Values nested deeper than this are refused: nothing after this stage has to be afraid of recursion."""


def is_object(value: JsonValue) -> TypeGuard[dict[str, JsonValue]]:
    """Return whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: JsonValue) -> TypeGuard[list[JsonValue]]:
    """Return whether a JSON value is a list."""
    return isinstance(value, list)


def is_structured(value: JsonValue) -> bool:
    """Return whether a JSON value is an object or a list."""
    return isinstance(value, (dict, list))


def is_too_deep(value: JsonValue) -> bool:
    """Return whether a value is nested too deeply to be worked with. Does not recurse."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [item for node in level for item in _inside(node)]
        if not level:
            return False
    return True


def _inside(node: JsonValue) -> list[JsonValue]:
    """Return the objects and lists directly inside of a value."""
    if is_object(node):
        return [item for item in node.values() if is_structured(item)]
    return [item for item in node if is_structured(item)] if is_array(node) else []
