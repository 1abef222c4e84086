"""Pagination: how the answers of a list go on, and what says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specloom.diagnostics import Location

__all__ = ["InputPlace", "PageClaim", "PageInput", "PageSource", "PageStyle", "Pagination", "PropertyPath"]

PropertyPath = tuple[str, ...]
"""Names of properties inside one another, from the whole answer on; empty for the answer itself, or for none."""


class PageStyle(StrEnum):
    """How the next page is asked for."""

    CURSOR = "cursor"
    """By a value that the page before has."""
    OFFSET = "offset"
    """By the number of items before it."""
    PAGE = "page"
    """By its number."""
    LINK = "link"
    """At the address in the header `Link` of the page before, whose relation is `next` (RFC 8288)."""
    NEXT_URL = "next_url"
    """At the address that stands in the page before."""


class PageSource(StrEnum):
    """What says that an operation has pages."""

    CONFIG = "config"
    EXTENSION = "extension"
    SHAPE = "shape"
    """Its parameters and its answer: an agreed way to write them."""


class InputPlace(StrEnum):
    """Where an input goes."""

    QUERY = "query"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInput:
    """A query parameter, or a property of the body."""

    place: InputPlace
    wire_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How an operation's list goes on."""

    style: PageStyle
    items: PropertyPath
    """Where the items of a page are; empty where the answer is the list."""
    position: PageInput | None = None
    """What says which page is meant; None for LINK and NEXT_URL."""
    first: int = 0
    """Where PAGE and OFFSET begin."""
    limit: PageInput | None = None
    """What says how many items a page has; None where nothing does."""
    next: PropertyPath = ()
    """Where the next cursor or address is; empty for the other styles, and where `item_key` is in its place."""
    item_key: str = ""
    """The property of the last item that is the next cursor."""
    has_more: PropertyPath = ()
    """A flag that is false on the last page."""
    is_last: PropertyPath = ()
    """A flag that is true on the last page."""
    total: PropertyPath = ()
    """How many items all pages have together."""
    source: PageSource
    evidence: str
    """In words: `query parameter page from 1, items in data`; of an extension its name."""
    origin: Location
    """Of the extension or the setting; of the operation where it is its shape."""

    @property
    def told(self) -> str:
        """The style and its evidence, as the ledger has them: `page (shape: query parameter page from 1, ...)`."""
        return f"{self.style} ({self.source}: {self.evidence})"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClaim:
    """What a setting or an extension says of an operation's pages, not yet held against the operation."""

    style: PageStyle
    place: InputPlace = InputPlace.QUERY
    parameter: str = ""
    limit: str = ""
    first: int | None = None
    items: PropertyPath | None = None
    """None where nothing is said: the only list of the answer, or the answer itself."""
    next: PropertyPath = ()
    item_key: str = ""
    has_more: PropertyPath = ()
    is_last: PropertyPath = ()
    total: PropertyPath = ()
    source: PageSource
    evidence: str
    origin: Location
    places: Mapping[str, Location] = field(default_factory=dict[str, Location])
    """Of what is said, by the name of the attribute here; what is not listed stands at `origin`."""
