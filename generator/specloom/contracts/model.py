"""The contract of a template: what it is given, by name, and every type that this leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

__all__ = ["Contract", "Field", "Shape"]


@dataclass(frozen=True, slots=True)
class Field:
    """What stands under a name of a view."""

    type: str
    """`tuple[MdCode, ...] | None`."""
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A type: what it is, and what can be asked of it."""

    doc: str
    fields: Mapping[str, Field]
    is_text: bool = False
    """It can be printed."""

    @property
    def form(self) -> Shape:
        """The shape without words: what decides whether a template still fits."""
        return replace(self, doc="", fields={name: Field(field.type) for name, field in self.fields.items()})


@dataclass(frozen=True, slots=True)
class Contract:
    """What one template is given."""

    names: Mapping[str, str]
    """Types by the names that they have in the template: `view`, or `answer` in a part that stands in a loop."""
    shapes: Mapping[str, Shape]
    """Every type that the names lead to, by its name."""

    @property
    def form(self) -> Contract:
        """The contract without words."""
        return replace(self, shapes={name: shape.form for name, shape in self.shapes.items()})
