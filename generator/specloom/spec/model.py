"""The document as OpenAPI: one shape for all versions, that of 3.2 with JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specloom.diagnostics import Location
from specloom.source import Document, Node
from specloom.source.refs import References
from specloom.spec.dialect import Dialect

__all__ = ["Spec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """A document whose version is known. Nodes stay where they are, so pointers are those of the original.

    What differs between versions is brought to one shape an object at a time, when it is read.
    """

    document: Document
    version: str
    """`2.0`, `3.0`, `3.1` or `3.2`."""
    references: References
    dialect: Dialect
    root: Node
    """The OpenAPI object, in the shape of 3.2."""

    @property
    def schemas_home(self) -> Location:
        """Where the component schemas stand."""
        return Location(self.document.root_label, self.dialect.schemas)

    @property
    def has_ref_siblings(self) -> bool:
        """Return whether keywords beside `$ref` in a schema count (3.1 and later)."""
        return self.dialect.has_ref_siblings

    def upgrade_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return a schema object with the keywords of JSON Schema 2020-12."""
        return self.dialect.schema(schema)

    def upgrade_operation(self, path_item: Node, operation: Node) -> tuple[Node, Node]:
        """Return a path item and one of its operations in the shape of 3.2."""
        return self.dialect.operation(self.document.root, path_item, operation, self.follow)

    def follow(self, node: Node, subject: str = "") -> Node | None:
        """Return what a node's reference leads to; None where that is reported as impossible."""
        return self.references.follow(node, subject)
