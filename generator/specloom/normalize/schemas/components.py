"""Which component schemas are used: a schema has a definition because something leads to it, not because it is there."""

from __future__ import annotations

from specloom.diagnostics import Location, Severity
from specloom.normalize.schemas.build import Schemas

__all__ = ["Components"]


class Components:
    """Which component schemas are reached is known once everything else is normalized."""

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._members = schemas.components

    @property
    def locations(self) -> list[Location]:
        """Where each of them stands."""
        return [node.location for node in self._members.values()]

    def define_all(self) -> None:
        """Define every one: where there are no operations, the schemas are what the document is about."""
        for name, node in self._members.items():
            self._schemas.define(node, (name,))

    def unused(self) -> tuple[str, ...]:
        """Return the names of those that have no definition, and of which no part is in use; sorted."""
        used = self._schemas.places.used
        return tuple(
            sorted(
                name for name, node in self._members.items() if not self._is_defined(name) and node.location not in used
            )
        )

    def define_unused(self) -> None:
        """Define the others, too. What is wrong with them is a warning at most: no operation needs them."""
        with self._schemas.context.diagnostics.at_most(Severity.WARNING):
            self.define_all()

    def _is_defined(self, name: str) -> bool:
        return self._schemas.is_defined(self._members[name])
