"""Where schemas stand: the ids of definitions, and the keys under which schemas are kept for validation."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from specloom.diagnostics import Location
from specloom.diagnostics.pointer import escape_token, tokens_of, unescape_token
from specloom.ir.ids import words
from specloom.ir.types import TypeId
from specloom.source import Node

__all__ = ["Hint", "Places", "component_name", "hint_of", "shared_hint", "type_id"]

Hint = tuple[str, ...]
"""Words that lead to a schema, to make a name from."""


def component_name(location: Location, home: Location) -> str | None:
    """Return the name of a component schema; `home` is where they stand. None for any other place."""
    if location.file == home.file and location.pointer.startswith(f"{home.pointer}/"):
        rest = location.pointer[len(home.pointer) + 1 :]
        if "/" not in rest:
            return unescape_token(rest)
    return None


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
    kept = tuple(token for token in tokens if token not in _STRUCTURE and not token.isdigit())
    if kept:
        return kept
    return (posixpath.splitext(posixpath.basename(location.file))[0],)


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
    unplaced: set[Location] = field(default_factory=set[Location])
    """Schemas whose inside does not stand in `Api.schemas` as it stands in the document: `nullable` without `type`."""

    def add(self, node: Node) -> str:
        """Make a schema a root, unless it lies inside one already; return its pointer in the schemas."""
        known = self.pointer(node.location)
        if known is not None:
            return known
        self.nodes[node.location] = node
        self.roots[node.location] = type_id(node.location, self.home)
        return "/" + escape_token(self.roots[node.location])

    def pointer(self, location: Location) -> str | None:
        """Return the pointer of a place in `Api.schemas`; None where it lies in no root."""
        pointer, rest = location.pointer, ""
        while True:
            here = Location(location.file, pointer)
            if here in self.roots:
                return "/" + escape_token(self.roots[here]) + rest
            if not pointer or (rest and here in self.unplaced):
                return None
            head, _, token = pointer.rpartition("/")
            pointer, rest = head, f"/{token}{rest}"
