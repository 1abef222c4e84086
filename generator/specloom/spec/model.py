"""The document as OpenAPI: one shape for all versions, that of 3.2 with JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from specloom.source import Document, Node
from specloom.source.refs import References

__all__ = ["Spec"]

SchemaUpgrade = Callable[[Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A document whose version is known. Nodes stay where they are, so pointers are those of the original.

    3.0, 3.1 and 3.2 differ in little but the keywords of one schema object, so those are brought to the shape of 2020-12
    one object at a time, by `schema`, and the objects inside it stay in place.
    """

    document: Document
    version: str
    """`3.0`, `3.1` or `3.2`."""
    references: References
    upgrade_schema: SchemaUpgrade

    @property
    def root(self) -> Node:
        """The OpenAPI object."""
        return self.document.root

    @property
    def has_ref_siblings(self) -> bool:
        """Return whether keywords beside `$ref` in a schema count (3.1 and later)."""
        return self.version != "3.0"

    def follow(self, node: Node, subject: str = "") -> Node | None:
        """Return what a node's reference leads to; None where that is reported as impossible."""
        return self.references.follow(node, subject)
