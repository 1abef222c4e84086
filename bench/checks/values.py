"""JSON values, as far as the checks must compare and search them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specloom.calls.model import FileInput

__all__ = ["FILE_TEXT", "is_same", "keys_in", "visible", "without_files"]

FILE_TEXT = "(the content of a file)"
"""What pages print where a form has a file."""


def is_same(one: Any, other: Any) -> bool:
    """Return whether two JSON values are equal; 1 and 1.0 are, 1 and true are not. A file equals what stands for it."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(is_same(item, other[key]) for key, item in one.items())
        case list(), list():
            return len(one) == len(other) and all(map(is_same, one, other))
        case _, FileInput():
            return bool(one == FILE_TEXT)
        case _:
            return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def keys_in(value: Any) -> Iterator[str]:
    """Yield the keys of all objects in a JSON value."""
    waiting = [value]
    while waiting:
        match waiting.pop():
            case dict() as found:
                yield from found
                waiting += found.values()
            case list() as found:
                waiting += found
            case _:
                pass


def without_files(value: Any) -> Any:
    """Return a value with a text in the place of each file."""
    match value:
        case FileInput():
            return "content"
        case dict():
            return {key: without_files(item) for key, item in value.items()}
        case list():
            return [without_files(item) for item in value]
        case _:
            return value


def visible(text: str) -> str:
    """Return the characters of a text that leave ink: pages change space and what is hidden, so only they compare."""
    return "".join(each for each in text if each.isprintable() and not each.isspace())
