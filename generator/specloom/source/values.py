"""What a JSON value is, in a form that type checkers understand."""

from __future__ import annotations

from typing import Any, TypeGuard

__all__ = ["KINDS", "is_array", "is_object", "kind_of"]

KINDS: dict[type, str] = {
    dict: "an object",
    list: "an array",
    str: "text",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}
"""What JSON calls the values of Python's types."""


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Return whether a JSON value is an object; the readers make text of every key."""
    return isinstance(value, dict)


def is_array(value: Any) -> TypeGuard[list[Any]]:
    """Return whether a JSON value is an array."""
    return isinstance(value, list)


def kind_of(value: Any) -> str:
    """Return what a JSON value is, in words."""
    return next((words for kind, words in KINDS.items() if _is_of(value, kind)), "something else")


def _is_of(value: object, kind: type) -> bool:
    """Return whether a value is of a kind; a boolean is no number, and objects may be put together of others."""
    return type(value) is kind or (kind in (dict, list) and isinstance(value, kind))
