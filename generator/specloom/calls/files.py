"""Files inside of values: where bytes stand, a value holds a `FileInput`, and the reader's own file is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.calls.model import FileInput
from specloom.ir.types import JsonValue

__all__ = ["file_purposes", "named_files", "only_form_files", "variable_prefix", "without_files"]

_PLACEHOLDER = "file"
_NOT_IN_A_VARIABLE = re.compile("[^A-Z0-9]+")


def without_files(value: JsonValue) -> JsonValue:
    """Return the value with a text in the place of each file: what a schema, or a JSON text, can hold."""
    match value:
        case FileInput():
            return _PLACEHOLDER
        case dict():
            return {key: without_files(item) for key, item in value.items()}
        case list():
            return [without_files(item) for item in value]
        case _:
            return value


def only_form_files(value: JsonValue) -> JsonValue:
    """Return a form's value with files only where a part can carry one: as a property, or in a list that is one."""
    if not isinstance(value, dict):
        return value
    return {key: _kept_files(item) for key, item in value.items()}


def _kept_files(item: JsonValue) -> JsonValue:
    if isinstance(item, FileInput):
        return item
    if isinstance(item, list):
        return [one if isinstance(one, FileInput) else without_files(one) for one in item]
    return without_files(item)


def file_purposes(value: JsonValue) -> Iterator[str]:
    """Yield the purpose of each file in the value, in order."""
    match value:
        case FileInput():
            yield value.purpose
        case dict():
            for item in value.values():
                yield from file_purposes(item)
        case list():
            for item in value:
                yield from file_purposes(item)
        case _:
            return


def named_files(value: JsonValue, prefix: str, *, several: bool) -> JsonValue:
    """Return the value with each file's environment variable set: `CLOCKIFY_FILE`, or by purpose where there are several."""
    match value:
        case FileInput(purpose=purpose):
            name = _NOT_IN_A_VARIABLE.sub("_", purpose.upper()).strip("_") if several else ""
            return FileInput(f"{prefix}_{name or 'FILE'}", purpose)
        case dict():
            return {key: named_files(item, prefix, several=several) for key, item in value.items()}
        case list():
            return [named_files(item, prefix, several=several) for item in value]
        case _:
            return value


def variable_prefix(slug: str) -> str:
    """Return an API's slug as the beginning of an environment variable's name."""
    name = _NOT_IN_A_VARIABLE.sub("_", slug.upper()).strip("_") or "API"
    return f"_{name}" if name[0].isdigit() else name
