"""Which component names which in its `allOf`: parents and children, looked up once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from specloom.diagnostics import Location
from specloom.normalize.context import Context
from specloom.normalize.schemas.annotations import is_annotation
from specloom.normalize.schemas.sole import reached
from specloom.source import Node
from specloom.source.refs import is_reference
from specloom.source.values import is_object

__all__ = ["Lineage"]


@dataclass(frozen=True, slots=True)
class Lineage:
    """The components of a document by where they stand."""

    children: dict[Location, list[Node]] = field(default_factory=dict[Location, list[Node]])
    parents: dict[Location, list[Node]] = field(default_factory=dict[Location, list[Node]])

    @classmethod
    def of(cls, context: Context, components: Mapping[str, Node]) -> Lineage:
        """Return what the components name, in the order of their names."""
        found = cls()
        for node in components.values():
            for parent in _named_parents(context, node):
                found.children.setdefault(parent.location, []).append(node)
                found.parents.setdefault(node.location, []).append(parent)
        return found

    def below(self, node: Node) -> Iterator[Node]:
        """Yield the children of a schema, and theirs."""
        return _reached_from(node, self.children)

    def above(self, node: Node) -> Iterator[Node]:
        """Yield what a schema inherits from, and what that does; the nearest first."""
        return _reached_from(node, self.parents)


def _reached_from(node: Node, edges: Mapping[Location, list[Node]]) -> Iterator[Node]:
    waiting = [node]
    seen = {node.location}
    while waiting:
        for each in edges.get(waiting.pop(0).location, ()):
            if each.location not in seen:
                seen.add(each.location)
                waiting.append(each)
                yield each


def _named_parents(context: Context, node: Node) -> Iterator[Node]:
    """Yield what a schema names in its `allOf`; from 3.1 on also beside a `$ref`."""
    if not is_object(node.value):
        return
    parts = node.get("allOf")
    for part in parts.elements() if parts is not None else ():
        if is_reference(part.value):
            yield from _other(context, part, node)
        else:
            yield from _named_parents(context, part)
    is_extended = context.spec.has_ref_siblings and any(key != "$ref" and not is_annotation(key) for key in node.value)
    if is_reference(node.value) and is_extended:
        yield from _other(context, node, node)


def _other(context: Context, reference: Node, node: Node) -> Iterator[Node]:
    target = reached(context, reference)
    if target is not None and target.location != node.location:
        yield target
