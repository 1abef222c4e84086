"""Bounded checks of one text against a pattern, a format and a length. A document's pattern runs nowhere else."""

from __future__ import annotations

from functools import lru_cache

import jsonschema_rs

from specloom.calls.pattern_form import engine_form
from specloom.ir.types import JsonValue

__all__ = ["PATTERN_OPTIONS", "satisfies", "usable_pattern"]

PATTERN_OPTIONS = jsonschema_rs.FancyRegexOptions(backtrack_limit=20_000, size_limit=1 << 23, dfa_size_limit=1 << 20)
"""No pattern may take more than a fifth of a second or eight megabytes, however it is written."""


@lru_cache(maxsize=4096)
def usable_pattern(pattern: str) -> str | None:
    """Return the pattern as the engine can compile it within its limits; None where it cannot."""
    return next((form for form in (pattern, engine_form(pattern)) if _validator(form, None) is not None), None)


def satisfies(text: str, pattern: str | None, format_name: str | None) -> bool:
    """Return whether the text matches the pattern and is of the format; what cannot be compiled or is unknown passes."""
    if pattern is None and format_name is None:
        return True
    validator = _validator(usable_pattern(pattern) if pattern is not None else None, format_name)
    try:
        return validator is None or validator.is_valid(text)
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def _validator(pattern: str | None, format_name: str | None) -> jsonschema_rs.Draft202012Validator | None:
    schema: dict[str, JsonValue] = {}
    if pattern is not None:
        schema["pattern"] = pattern
    if format_name is not None:
        schema["format"] = format_name
    try:
        return jsonschema_rs.Draft202012Validator(
            schema, validate_formats=True, pattern_options=PATTERN_OPTIONS, offline=True
        )
    except ValueError:
        return None
