"""Examples as the document gives them (OpenAPI 3.2 §4.19); `calls` decides which of them are true."""

from __future__ import annotations

import json

from specloom.ir.operation import ContentKind
from specloom.ir.types import Example, JsonValue
from specloom.normalize.context import BrokenError, Context
from specloom.source import Node
from specloom.source.refs import is_reference
from specloom.source.values import is_object

__all__ = ["media_examples", "schema_examples"]

_TEXTUAL = (ContentKind.TEXT, ContentKind.XML, ContentKind.NDJSON, ContentKind.SSE)


def media_examples(context: Context, node: Node, kind: ContentKind | None = None) -> tuple[Example, ...]:
    """Return the examples of a media type of this kind, or of a parameter: `example`, then `examples` by name."""
    found: list[Example] = []
    single = node.get("example")
    single = _written_out(context, single) if single is not None else None
    if single is not None:
        found.append(Example(value=single.value, origin=single.location))
    several = node.get("examples")
    several = _written_out(context, several) if several is not None else None
    if several is not None and is_object(several.value):
        for name, member in sorted(several.members(), key=lambda each: each[0]):
            example = _named(context, name, member, kind)
            if example is not None:
                found.append(example)
    return tuple(found)


def _written_out(context: Context, node: Node) -> Node | None:
    """Return an example's value; what it refers to where it is nothing but a reference, which no version allows.

    One that leads nowhere may be data: a value with a property of that name.
    """
    if not is_object(node.value) or list(node.value) != ["$ref"] or not is_reference(node.value):
        return node
    if not context.spec.references.is_reachable(node):
        return node
    try:
        return context.expand(node, "an example")
    except BrokenError:
        return None


def _named(context: Context, name: str, member: Node, kind: ContentKind | None) -> Example | None:
    """Return one Example Object; None where its value is in another file (`externalValue`) or cannot be reached.

    Of a text `serializedValue` is what is sent, to the letter; elsewhere `dataValue` says what it means (3.2).
    """
    try:
        node = context.follow(member)
    except BrokenError:
        return None
    serialized = node.get("serializedValue")
    if serialized is not None and isinstance(serialized.value, str) and kind in _TEXTUAL:
        return Example(value=serialized.value, name=name, summary=node.text("summary"), origin=serialized.location)
    value = node.get("value") or node.get("dataValue") or _parsed(serialized, kind)
    value = _written_out(context, value) if value is not None else None
    if value is None:
        return None
    return Example(value=value.value, name=name, summary=node.text("summary"), origin=value.location)


def _parsed(serialized: Node | None, kind: ContentKind | None) -> Node | None:
    """Return what a JSON text stands for; None for another text."""
    if serialized is None or kind is not ContentKind.JSON or not isinstance(serialized.value, str):
        return None
    try:
        value: JsonValue = json.loads(serialized.value)
    except (ValueError, RecursionError):
        return None
    return Node(value, serialized.location)


def schema_examples(node: Node) -> tuple[Example, ...]:
    """Return the examples of a schema: `example` (3.0), then the list `examples` (2020-12)."""
    found: list[Example] = []
    single = node.get("example")
    if single is not None:
        found.append(Example(value=single.value, origin=single.location))
    several = node.get("examples")
    if several is not None:
        found += [Example(value=element.value, origin=element.location) for element in several.elements()]
    return tuple(found)
