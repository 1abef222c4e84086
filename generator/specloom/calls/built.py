"""What composing a value comes to, and the state it is composed in."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.ir.types import JsonValue, TypeId

__all__ = ["DEPTH", "Built", "Dead", "Outcome", "Spot", "TooLargeError"]

DEPTH = "\0depth"
"""Stands among the `cuts` for: left out because the limit of depth was reached. No id of a type looks like it."""

_NOTHING: frozenset[TypeId] = frozenset()


class TooLargeError(Exception):
    """The value being composed is larger than anybody wants to read; it is to be composed with less depth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A value. Parts of it may be shared with other values."""

    value: JsonValue
    given: bool
    """Every leaf was given by the document."""
    size: int = 1
    """How many values it holds, itself included."""
    cuts: frozenset[TypeId] = _NOTHING
    """Open definitions at which recursion ended somewhere inside: the value depends on where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dead:
    """There is no value here."""

    cuts: frozenset[TypeId] = _NOTHING


Outcome = Built | Dead


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the whole a value is composed."""

    name: str
    """Of the property or parameter it belongs to: plain texts are made of it."""
    ordinal: int = 0
    """Values that must differ have different ordinals."""
    depth: int = 48
    """How many more levels may have optional parts."""
    open: frozenset[TypeId] = _NOTHING
    """Definitions that the value lies inside."""

    def named(self, name: str) -> Spot:
        """Return the spot of a property, one level down."""
        return Spot(name, self.ordinal, self.depth - 1, self.open)

    def counted(self, ordinal: int) -> Spot:
        """Return the same spot for another of several values that must differ."""
        return Spot(self.name, ordinal, self.depth, self.open)

    def inside(self, definition: TypeId) -> Spot:
        """Return the spot of what a definition holds."""
        return Spot(self.name, self.ordinal, self.depth, self.open | {definition})
