"""Example values as fenced blocks, each with where it comes from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from specloom.calls.model import Chosen, ExampleOrigin, FileInput
from specloom.ir.operation import Content, ContentKind
from specloom.targets.docs.markdown import MdFence
from specloom.text.characters import escape_hidden

__all__ = ["ExampleBlock", "example_block", "json_text", "visible_text"]

_OPENING = re.compile(r"\{(?=[{%#])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleBlock:
    """An example that was not captured, and its origin."""

    fence: MdFence
    from_spec: bool
    from_schema: bool
    is_faulty: bool
    """It is only as close to its schema as could be."""


def example_block(chosen: Chosen | None, content: Content) -> ExampleBlock | None:
    """Return an example of a body; None where there is none, it was captured, or is nothing but a file."""
    if chosen is None or chosen.origin is ExampleOrigin.CAPTURED or isinstance(chosen.value, FileInput):
        return None
    is_text = content.kind in {ContentKind.TEXT, ContentKind.XML, ContentKind.SSE, ContentKind.NDJSON}
    if is_text and isinstance(chosen.value, str):
        fence = MdFence("xml" if content.kind is ContentKind.XML else "text", visible_text(chosen.value))
    else:
        fence = MdFence("json", json_text(chosen.value))
    return ExampleBlock(
        fence=fence,
        from_spec=chosen.origin is ExampleOrigin.SPEC,
        from_schema=chosen.origin is ExampleOrigin.SYNTHESIZED,
        is_faulty=bool(chosen.fault),
    )


def json_text(value: Any) -> str:
    """Return a JSON text, nothing in it hidden and no brace that a template engine would open with."""
    text = json.dumps(value, indent=2, ensure_ascii=False, default=_file)
    return "\n".join(_OPENING.sub(r"\\u007b", escape_hidden(line, _unit)) for line in text.split("\n"))


def _unit(code: int) -> str:
    return json.dumps(chr(code))[1:-1] if code != 0x7F else "\\u007f"


def _file(value: object) -> str:
    if isinstance(value, FileInput):
        return "(the content of a file)"
    raise TypeError(f"not a JSON value: {value!r}")


def visible_text(text: str) -> str:
    """Return a text with nothing hidden in it: what cannot be seen is written as an escape."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(escape_hidden(line, lambda code: f"\\u{code:04x}" if code != 0x09 else "\t") for line in lines)
