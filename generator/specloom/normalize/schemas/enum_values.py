"""The values of an `enum` that its `type` lets be; what YAML read as a number where a text was meant is put right."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from specloom.source.values import is_array, is_object

__all__ = ["usable_values"]

_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def usable_values(schema: Mapping[str, Any]) -> list[Any] | None:
    """Return the values of `const` or `enum` that the schema's own type admits; None where it lists none.

    Where the type admits none of them they are read as that type: `type: string, enum: [1, 2]` means "1" and "2". Null
    is always kept: in 3.0 it is how documents say that a value may be null.
    """
    if "const" in schema:
        return [schema["const"]]
    listed = schema.get("enum")
    if not is_array(listed) or not listed:
        return None
    stated = schema.get("type")
    types = [name for name in (stated if is_array(stated) else [stated]) if isinstance(name, str)]
    if not types:
        return listed
    fitting = [value for value in listed if value is None or any(_is_a(name, value) for name in types)]
    if any(value is not None for value in fitting) or all(value is None for value in listed):
        return fitting
    read = [_read_as(name, value) for value in listed if value is not None for name in types[:1]]
    return read if all(value is not None for value in read) else listed


def _is_a(name: str, value: Any) -> bool:
    match name:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return not isinstance(value, bool) and (
                isinstance(value, int) or (isinstance(value, float) and value.is_integer())
            )
        case "number":
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case "array":
            return is_array(value)
        case "object":
            return is_object(value)
        case _:
            return name != "null"


def _read_as(name: str, value: Any) -> Any:
    """Return a value as another type; None where it cannot be read so."""
    if name == "string" and isinstance(value, (bool, int, float)):
        return json.dumps(value)
    if not isinstance(value, str):
        return None
    if name == "boolean":
        return {"true": True, "false": False}.get(value)
    if name == "integer":
        return int(value) if _INTEGER.fullmatch(value) else None
    return float(value) if name == "number" and _NUMBER.fullmatch(value) else None
