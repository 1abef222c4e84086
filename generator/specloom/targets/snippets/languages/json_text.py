"""JSON texts that stand in a file as they are: nothing in them is hidden from the reader, nothing is half a character."""

from __future__ import annotations

import json

from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.layout import Layout
from specloom.targets.snippets.languages.model import number_text
from specloom.text.characters import escape_hidden

__all__ = ["JSON"]


def _unit(code: int) -> str:
    if code > 0xFFFF:
        return f"{_unit(0xD800 + ((code - 0x10000) >> 10))}{_unit(0xDC00 + ((code - 0x10000) & 0x3FF))}"
    return f"\\u{code:04x}"


def _string(text: str) -> str:
    return escape_hidden(json.dumps(text, ensure_ascii=False), _unit)


def _number(value: JsonValue) -> str:
    return number_text(value)


JSON = Layout(
    string=_string,
    key=_string,
    number=_number,
    true="true",
    false="false",
    null="null",
    width=0,
    step=2,
    last_comma="",
)
"""JSON (RFC 8259), one entry a line."""
