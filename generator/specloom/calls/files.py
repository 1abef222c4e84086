"""Files inside of values: where bytes stand, a value holds a `FileInput`, and the reader's own file is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.calls.model import FileInput
from specloom.calls.values import is_array, is_object
from specloom.ir.types import JsonValue

__all__ = ["file_purposes", "named_files", "only_form_files", "variable_prefix", "without_files"]

_PLACEHOLDER = "file"
_NOT_IN_A_VARIABLE = re.compile("[^A-Z0-9]+")


def without_files(value: JsonValue) -> JsonValue:
    """Return the value with a text in the place of each file: what a schema, or a JSON text, can hold."""
    if isinstance(value, FileInput):
        return _PLACEHOLDER
    if is_object(value):
        return {key: without_files(item) for key, item in value.items()}
    return [without_files(item) for item in value] if is_array(value) else value


def only_form_files(value: JsonValue) -> JsonValue:
    """Return a form's value with files only where a part can carry one: as a property, or in a list that is one."""
    if not is_object(value):
        return value
    return {key: _kept_files(key, item) for key, item in value.items()}


def _kept_files(name: str, item: JsonValue) -> JsonValue:
    if is_array(item):
        return [_kept_file(name, one) for one in item]
    return _kept_file(name, item)


def _kept_file(name: str, item: JsonValue) -> JsonValue:
    return FileInput(item.variable, name) if isinstance(item, FileInput) else without_files(item)


def file_purposes(value: JsonValue) -> Iterator[str]:
    """Yield the purpose of each file in the value, in order."""
    if isinstance(value, FileInput):
        yield value.purpose
    elif is_object(value):
        for item in value.values():
            yield from file_purposes(item)
    elif is_array(value):
        for item in value:
            yield from file_purposes(item)


def named_files(value: JsonValue, prefix: str, *, several: bool) -> JsonValue:
    """Return the value with each file's environment variable set: `CLOCKIFY_FILE`, or by purpose where there are several."""
    if isinstance(value, FileInput):
        name = _NOT_IN_A_VARIABLE.sub("_", value.purpose.upper()).strip("_") if several else ""
        return FileInput(f"{prefix}_{name or 'FILE'}", value.purpose)
    if is_object(value):
        return {key: named_files(item, prefix, several=several) for key, item in value.items()}
    return [named_files(item, prefix, several=several) for item in value] if is_array(value) else value


def variable_prefix(slug: str) -> str:
    """Return an API's slug as the beginning of an environment variable's name."""
    name = _NOT_IN_A_VARIABLE.sub("_", slug.upper()).strip("_") or "API"
    return f"_{name}" if name[0].isdigit() else name
