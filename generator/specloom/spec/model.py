"""The document as OpenAPI: one shape for all versions, that of 3.2 with JSON Schema 2020-12."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from specloom.diagnostics import Diagnostics, Location
from specloom.source import Document, Node
from specloom.source.refs import References
from specloom.source.values import is_object
from specloom.spec.dialect import Dialect
from specloom.spec.schema_dialects import report_dialect
from specloom.spec.straighten import straighten
from specloom.spec.v20 import V20, reusable
from specloom.spec.v30 import V31

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
    diagnostics: Diagnostics
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

    def straighten(self, schema: Node, subject: str = "") -> Node:
        """Return a schema object with its parts where JSON Schema 2020-12 has them."""
        if not is_object(schema.value):
            return schema
        if self.dialect is not V20 and self._dialect_at(schema) is V20:
            schema = Node(V20.schema(schema.value), schema.location)
        if "$schema" in schema.value:
            report_dialect(schema, "$schema", self.diagnostics)
        return straighten(schema, lambda node, where: self.references.expand(node, where, subject))

    def upgrade_operation(self, path_item: Node, operation: Node) -> tuple[Node, Node]:
        """Return a path item and one of its operations in the shape of 3.2."""
        dialect = self._dialect_at(operation)
        root = self.document.node(Location(operation.location.file)) or self.document.root
        return dialect.operation(root, path_item, operation, self.references.follow)

    def _dialect_at(self, node: Node) -> Dialect:
        """Return the dialect of the file that a node stands in: its own, where it says so, else the root's."""
        if node.location.file == self.document.root_label:
            return self.dialect
        file = self.document.file(node.location.file)
        if file is not None and is_object(file.data):
            if "swagger" in file.data:
                return V20
            if "openapi" in file.data and self.dialect is V20:
                return V31
        return self.dialect

    def follow(self, node: Node, subject: str = "", is_bare: Callable[[Node], bool] | None = None) -> Node | None:
        """Return what a node's reference leads to; None where that is reported as impossible.

        Parameters and responses of a 2.0 document that a later one refers to are brought to the later one's shape.
        """
        found = self.references.follow(node, subject, is_bare)
        if found is not None and self.dialect is not V20 and self._dialect_at(found) is V20:
            return reusable(found)
        return found
