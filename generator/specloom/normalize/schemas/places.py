"""Where schemas stand: the ids of definitions, and the keys under which schemas are kept for validation."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field

from specloom.diagnostics import Location
from specloom.diagnostics.pointer import escape_token, tokens_of, unescape_token
from specloom.ir.ids import words
from specloom.ir.types import TypeId
from specloom.source import Node
from specloom.source.document import MovedObject

__all__ = ["Hint", "Places", "component_name", "hint_of", "owner_of", "shared_hint", "type_id"]

Hint = tuple[str, ...]
"""Words that lead to a schema, to make a name from."""


def component_name(location: Location, home: Location) -> str | None:
    """Return the name of a component schema; `home` is where they stand. None for any other place."""
    if location.file == home.file and location.pointer.startswith(f"{home.pointer}/"):
        rest = location.pointer[len(home.pointer) + 1 :]
        if "/" not in rest:
            return unescape_token(rest)
    return None


def owner_of(location: Location, home: Location) -> Location | None:
    """Return the component schema that a place is in; None where it is in none."""
    if location.file != home.file or not location.pointer.startswith(f"{home.pointer}/"):
        return None
    name = location.pointer[len(home.pointer) + 1 :].partition("/")[0]
    return Location(home.file, f"{home.pointer}/{name}")


def type_id(location: Location, home: Location) -> TypeId:
    """Return the id of the definition at a place: a component's name, or the place itself."""
    name = component_name(location, home)
    if name is not None:
        return name
    file = "" if location.file == home.file else location.file
    return f"{file}#{location.pointer}"


_SHARED = {"requestBodies": ("request",), "responses": ("response",)}


def shared_hint(location: Location, home: Location) -> Hint | None:
    """Return words for a schema that several operations may use, which must not be named after the first of them.

    `components/requestBodies/Pet` -> Pet, request; `paths/~1pets/parameters/0` -> pets. None for any other place.
    """
    tokens = tokens_of(location.pointer)
    if location.file != home.file:
        return hint_of(location, home)
    if len(tokens) > 3 and tokens[0] == "components" and tokens[1] != "schemas":
        return (tokens[2], *_SHARED.get(tokens[1], ()))
    if len(tokens) > 1 and tokens[0] in ("parameters", "responses"):
        return (tokens[1], *_SHARED.get(tokens[0], ()))
    if len(tokens) > 3 and tokens[0] == "paths" and tokens[2] == "parameters":
        return words(tokens[1])
    return None


def hint_of(location: Location, home: Location) -> tuple[str, ...]:
    """Return words for the name of a definition that a reference leads to."""
    name = component_name(location, home)
    if name is not None:
        return (name,)
    tokens = tokens_of(location.pointer)
    if "schemas" in tokens:
        tokens = tokens[tokens.index("schemas") + 1 :]
    file, _, seen_from = location.file.partition(" (")  # the label of a view: `spec.yaml (T is spec.yaml#/...)`
    stem = posixpath.splitext(posixpath.basename(file))[0]
    if "content" in tokens:  # of a body: its media type is no name, and its file stands for it
        place = tokens.index("content")
        before, tokens = tokens[:place], tokens[place + 2 :]
        body = (stem, *(token for token in before if not token.isdigit() and token not in _BODIES), _side(before, file))
    else:
        body = ()
    kept = (*body, *(token for token in tokens if token not in _STRUCTURE and not token.isdigit()))
    owner = [token for token in tokens_of(seen_from.partition("#")[2]) if token not in (*_STRUCTURE, "schemas")]
    return (*(kept or (stem,)), *owner[:1])


def _side(tokens: Iterable[str], file: str) -> str:
    """Return whether a body is that of a request or of a response, as far as its place says so."""
    places = {*tokens, *posixpath.dirname(file).split("/")}
    if places & {"requestBody", "requestBodies", "requests"}:
        return "request"
    return "response" if places & {"response", "responses"} else "body"


_BODIES = frozenset({"paths", "components", "requestBody", "requestBodies", "response", "responses"})
_STRUCTURE = frozenset(
    {
        "components",
        "properties",
        "items",
        "allOf",
        "anyOf",
        "oneOf",
        "schema",
        "content",
        "definitions",
        "$defs",
        "paths",
    }
)


@dataclass(slots=True)
class Places:
    """The roots of `Api.schemas`: every component, and every schema that a content, a parameter or a reference names."""

    home: Location
    """Where the component schemas of the root file stand."""
    roots: dict[Location, str] = field(default_factory=dict[Location, str])
    nodes: dict[Location, Node] = field(default_factory=dict[Location, Node])
    """The roots themselves."""
    used: set[Location] = field(default_factory=set[Location])
    """The roots that some type stands in."""
    told_apart: dict[Location, tuple[str, tuple[str, ...]]] = field(
        default_factory=dict[Location, tuple[str, tuple[str, ...]]]
    )
    """For a variant of a `oneOf`: the discriminator, and the tags that say a value is another variant."""
    unplaced: set[Location] = field(default_factory=set[Location])
    """Schemas whose inside does not stand in `Api.schemas` as it stands in the document: `nullable` without `type`."""

    keywords: dict[Location, tuple[str, ...]] = field(default_factory=dict[Location, tuple[str, ...]])
    """The keys of each schema object in use, as the document has them; for the coverage ledger."""
    moved: set[Location] = field(default_factory=set[Location])
    """Schemas that stand in `Api.schemas` under another keyword than in the document: `items` as an array."""

    def note_moved(self, schema: Node) -> None:
        """Note which parts of a schema object do not stand below it under their own names."""
        if isinstance(schema.value, MovedObject):
            stated = {place for key, place in schema.value.places.items() if place != schema.location.child(key)}
            self.moved |= stated - {schema.location}

    def reserve(self, node: Node) -> None:
        """Make a schema a root, to be used when something stands in it."""
        self.nodes[node.location] = node
        self.roots[node.location] = type_id(node.location, self.home)

    def add(self, node: Node) -> str:
        """Make a schema a root, unless it lies inside one already; return its pointer in the schemas."""
        known = self.pointer(node.location)
        if known is not None:
            return known
        self.reserve(node)
        self.used.add(node.location)
        return "/" + escape_token(self.roots[node.location])

    def pointer(self, location: Location) -> str | None:
        """Return the pointer of a place in `Api.schemas`; None where it lies in no root."""
        pointer, rest = location.pointer, ""
        while True:
            here = Location(location.file, pointer)
            if here in self.roots:
                self.used.add(here)
                return "/" + escape_token(self.roots[here]) + rest
            if not pointer or here in self.moved or (rest and here in self.unplaced):
                return None
            head, _, token = pointer.rpartition("/")
            pointer, rest = head, f"/{token}{rest}"
