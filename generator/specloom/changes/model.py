"""What changed between two descriptions, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from specloom.diagnostics import Location
from specloom.ir.types import Direction
from specloom.surface.model import Level, Place

__all__ = ["Change", "Effect", "Level", "Place", "Target", "level_of"]


class Target(StrEnum):
    """For whom a change is what its level says."""

    HTTP = "http"
    """Everybody who talks to the API, in whatever way; snippets too."""
    PYTHON = "python"
    """Programs that use the generated client."""
    DOCS = "docs"
    """Links to the generated pages."""


class Effect(Enum):
    """What a change does to the set of values that a place allows."""

    NARROWS = "narrows"
    WIDENS = "widens"
    CHANGES = "changes"
    """Some values come, others go."""
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference."""

    rule: str
    """In the terms of oasdiff where it has the rule: `request-property-became-required`."""
    level: Level
    target: Target = Target.HTTP
    subject: str
    """What it is about: `GET /pets`, or the name of a schema."""
    place: str = ""
    """Where in it: `query parameter 'limit'`, `.owner.name`."""
    message: str
    old: Location | Place | None
    """None for what is new."""
    new: Location | Place | None
    """None for what is gone."""
    operations: tuple[str, ...] = ()
    """Of a schema: the operations that it reaches, sorted."""

    @property
    def order(self) -> tuple[object, ...]:
        """The worst first, then by what it is about."""
        return (-self.level, self.target != Target.HTTP, self.subject, self.place, self.rule, self.message)


_LEVELS = {
    (Direction.REQUEST, Effect.NARROWS): Level.BREAKING,
    (Direction.REQUEST, Effect.WIDENS): Level.SAFE,
    (Direction.RESPONSE, Effect.NARROWS): Level.SAFE,
    (Direction.RESPONSE, Effect.WIDENS): Level.BREAKING,
}


def level_of(direction: Direction, effect: Effect, *, is_soft: bool = False) -> Level:
    """Return what an effect does to callers: they give what goes one way, and must cope with what comes the other.

    A soft change of an answer (another limit, one more value of an enumeration) breaks only who relied on it.
    """
    if effect is Effect.NONE:
        return Level.SAFE
    level = _LEVELS.get((direction, effect), Level.BREAKING)
    is_answer = direction is Direction.RESPONSE and effect is Effect.WIDENS
    return Level.DANGEROUS if is_soft and is_answer else level
