"""What composing a value comes to, and the state it is composed in."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloom.ir.types import JsonValue, TypeId

__all__ = ["DEPTH", "Built", "Dead", "Frame", "Outcome", "Remembered", "Spot", "TooLargeError"]

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


@dataclass(slots=True)
class Frame:
    """What happens while a definition is composed: what decides whether the outcome holds elsewhere."""

    work: int = 0
    """Steps, those of remembered parts included: no limit may depend on what is remembered."""
    lowest: int = 48
    """The least depth that was reached."""
    entered: set[TypeId] = field(default_factory=set[TypeId])

    def take(self, other: Frame) -> None:
        """Count what happened in a part."""
        self.work += other.work
        self.lowest = min(self.lowest, other.lowest)
        self.entered |= other.entered


@dataclass(frozen=True, slots=True)
class Remembered:
    """The outcome of a definition, and where it holds too."""

    outcome: Outcome
    depth: int
    """At which it was composed."""
    frame: Frame

    def at(self, spot: Spot) -> Frame | None:
        """Return what composing it at a spot would do; None where something else might come out there."""
        if not self.frame.entered.isdisjoint(spot.open):
            return None
        moved = spot.depth - self.depth
        if moved and (self.outcome.cuts or min(self.frame.lowest, self.frame.lowest + moved) <= 0):
            return None
        return Frame(self.frame.work, self.frame.lowest + moved, self.frame.entered)


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
