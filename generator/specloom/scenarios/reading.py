"""What the readers of workflows and steps share: the description, the document's components, and where faults go."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.ir.api import Api
from specloom.scenarios.faults import Faults
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["Reading"]

_REFERENCE_KEYS = ("reference", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One Arazzo document as it is read."""

    api: Api
    faults: Faults
    components: Node | None
    source: str
    """What the document calls the description."""

    def followed(self, node: Node, kind: str) -> Node | None:
        """Return the component that a Reusable Object leads to (Arazzo 1.0 §4.6.10), or the node itself; None: told."""
        if not is_object(node.value) or "reference" not in node.value:
            return node
        self.faults.is_object(node, "a reference", _REFERENCE_KEYS)
        text, start = self.faults.text(node, "reference"), f"$components.{kind}."
        place = (node.get("reference") or node).location
        if not text.startswith(start):
            self.faults.invalid(place, f"a reference here must begin with {start}", f"write {start}NAME")
            return None
        return self.component(kind, text.removeprefix(start), node)

    def component(self, kind: str, name: str, asked: Node) -> Node | None:
        """Return a component by its name; None where there is none, which is told at the place that asks."""
        group = self.components.get(kind) if self.components is not None else None
        found = group.get(name) if group is not None else None
        if found is None:
            known = [key for key, _ in group.members()] if group is not None else []
            self.faults.unknown(asked.location, f"component in {kind}", name, known)
        return found
