"""Examples as the document gives them (OpenAPI 3.1 §4.8.19); `calls` decides which of them are true."""

from __future__ import annotations

from specloom.ir.types import Example
from specloom.normalize.context import BrokenError, Context
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["media_examples", "schema_examples"]


def media_examples(context: Context, node: Node) -> tuple[Example, ...]:
    """Return the examples of a media type, a parameter or a header: `example`, then `examples` by name."""
    found: list[Example] = []
    single = node.get("example")
    if single is not None:
        found.append(Example(value=single.value, origin=single.location))
    several = node.get("examples")
    if several is not None and is_object(several.value):
        for name, member in sorted(several.members(), key=lambda each: each[0]):
            example = _named(context, name, member)
            if example is not None:
                found.append(example)
    return tuple(found)


def _named(context: Context, name: str, member: Node) -> Example | None:
    """Return one Example Object; None where its value is in another file (`externalValue`) or cannot be reached."""
    try:
        node = context.follow(member)
    except BrokenError:
        return None
    value = node.get("value") or node.get("dataValue")
    if value is None:
        return None
    return Example(value=value.value, name=name, summary=node.text("summary"), origin=value.location)


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
