"""JSON values, told apart as JSON Schema does: `1` is `1.0`, and neither is `true` (2020-12, 4.2.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import cast

from specloom.ir.types import JsonValue

__all__ = ["key_of"]


def key_of(value: JsonValue) -> str:
    """Return a text that is the same for equal values and no others."""
    return json.dumps(_plain(value), sort_keys=True)


def _plain(value: JsonValue) -> JsonValue:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in cast("Mapping[str, JsonValue]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in cast("Sequence[JsonValue]", value)]
    return value
