"""In which direction a property exists: `readOnly` and `writeOnly`, at its schema and at all that the schema includes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.diagnostics import Location
from specloom.ir.types import Access
from specloom.normalize.context import Context
from specloom.normalize.schemas.sole import reached
from specloom.source import Node
from specloom.source.refs import is_reference

__all__ = ["access_of", "direction_flags"]

_FLAGS = ("readOnly", "writeOnly")


def access_of(context: Context, nodes: Iterable[Node]) -> Access:
    """Return the access of a property that these schemas describe; marked both ways, it exists in both."""
    flags = {flag for node in nodes for flag in direction_flags(context, node)}
    if len(flags) != 1:
        return Access.BOTH
    return Access.READ if "readOnly" in flags else Access.WRITE


def direction_flags(context: Context, node: Node) -> list[str]:
    """Return the flags that a schema has: its own, those of what it refers to, and those of the parts of its `allOf`."""
    found = list(_included(context, node))
    return [flag for flag in _FLAGS if any(each.flag(flag) for each in found)]


def _included(context: Context, node: Node) -> Iterator[Node]:
    waiting = [node]
    seen: set[Location] = set()
    while waiting:
        here = waiting.pop()
        if here.location in seen:
            continue
        seen.add(here.location)
        yield here
        target = reached(context, here) if is_reference(here.value) else None
        parts = here.get("allOf")
        waiting += [*([target] if target is not None else []), *(parts.elements() if parts is not None else ())]
