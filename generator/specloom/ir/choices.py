"""What a user says of a description beside it: which of its parts are wanted, and what some of them are called."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.diagnostics import Location, Position
from specloom.ir.pagination import PageClaim

__all__ = ["Names", "Naming", "PageChoice", "Picks", "Selection", "Stated"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A word of the config, and where it stands there; without a place, a word of the command line."""

    text: str
    location: Location | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picks:
    """Operations by what they are. In a pattern `*` stands for any text and `?` for one character."""

    tags: tuple[Stated, ...] = ()
    paths: tuple[Stated, ...] = ()
    operations: tuple[Stated, ...] = ()
    """By operationId, or by method and path: `GET /users/*`."""
    methods: tuple[Stated, ...] = ()
    deprecated: bool | None = None

    def __bool__(self) -> bool:
        """Whether anything is said at all."""
        return self != Picks()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which operations are wanted."""

    include: Picks = Picks()
    """Those that a tag, a path or an operation names, of these methods; all of them where it says nothing."""
    exclude: Picks = Picks()
    """Whatever one word of it names is out."""
    place: Location | None = None
    """Of the source in the config."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A part of the document, and the name that it is to have."""

    part: Stated
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names in place of those that the document suggests."""

    operations: tuple[Naming, ...] = ()
    """By operationId, or by method and path."""
    schemas: tuple[Naming, ...] = ()
    """By the component's name, or by the JSON pointer of any schema."""
    sections: tuple[Naming, ...] = ()
    """By tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChoice:
    """An operation, and how its list goes on."""

    part: Stated
    """By operationId, or by method and path."""
    claim: PageClaim | None
    """None: it has no pages, whatever else says so."""
