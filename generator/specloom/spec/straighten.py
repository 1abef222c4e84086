"""Schema objects whose parts stand in other places than in JSON Schema 2020-12: put there, each with the place it has.

Older drafts have arrays under `items`, `additionalItems` and `dependencies`; documents of several files have references in
place of whole `properties` or `required`, which no version allows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specloom.source import Node
from specloom.source.document import MovedArray, MovedObject
from specloom.source.refs import REFERENCES, reference_keywords
from specloom.source.values import is_array, is_object

__all__ = ["Expand", "straighten"]

Expand = Callable[[Node, str], Node | None]
"""Follows a reference that stands in place of a part of the structure, and reports it. None: it leads nowhere."""

_ARRAYS = ("allOf", "anyOf", "enum", "oneOf", "prefixItems", "required")
_OBJECTS = (
    *("$defs", "definitions", "dependentRequired", "dependentSchemas", "discriminator", "externalDocs"),
    *("patternProperties", "properties", "xml"),
)
_WHOLE = (*_ARRAYS, *_OBJECTS)
_MOVABLE = frozenset({*_WHOLE, *REFERENCES, "items", "dependencies"})


def straighten(schema: Node, expand: Expand) -> Node:
    """Return a schema object with its parts where 2020-12 has them; the very same where they are there already."""
    if not is_object(schema.value) or _MOVABLE.isdisjoint(schema.value):
        return schema
    moved: dict[str, Node | None] = {}
    for keyword in _WHOLE:
        stated = schema.value.get(keyword)
        if is_object(stated) and isinstance(stated.get("$ref"), str):
            moved[keyword] = _expanded(schema, keyword, expand)
    if is_array(schema.value.get("items")):
        moved |= _tuple(schema)
    if is_object(schema.value.get("dependencies")):
        moved |= _dependencies(schema)
    keywords = list(reference_keywords(schema.value))
    if len(keywords) > 1:
        moved |= _conjunction(schema, keywords)
    if not moved:
        return schema
    members: dict[str, Node | None] = {**dict(schema.members()), **moved}
    return Node(MovedObject({key: node for key, node in members.items() if node is not None}), schema.location)


def _expanded(schema: Node, keyword: str, expand: Expand) -> Node:
    stated = schema.get(keyword) or schema
    found = expand(stated, f"`{keyword}`")
    if found is not None:
        return found
    empty: Any = [] if keyword in _ARRAYS else {}
    return Node(empty, stated.location)


def _tuple(schema: Node) -> dict[str, Node | None]:
    """Arrays up to 2019-09 (§9.3.1.1): `items: [A, B], additionalItems: C` is `prefixItems: [A, B], items: C`."""
    stated = {"additionalItems": None, "items": schema.get("additionalItems")}
    return stated if "prefixItems" in schema.value else {**stated, "prefixItems": schema.get("items")}


def _dependencies(schema: Node) -> dict[str, Node | None]:
    """Validation up to draft-07 (§6.5.7): names that another one requires, or a schema that holds where it is there."""
    stated = schema.get("dependencies")
    members = list(stated.members()) if stated is not None else []
    schemas = {name: node for name, node in members if not is_array(node.value)}
    names = {name: node for name, node in members if is_array(node.value)}
    found: dict[str, Node | None] = {"dependencies": None}
    for keyword, listed in (("dependentSchemas", schemas), ("dependentRequired", names)):
        if listed and keyword not in schema.value:
            found[keyword] = Node(MovedObject(listed), schema.location.child("dependencies"))
    return found


def _conjunction(schema: Node, keywords: list[str]) -> dict[str, Node | None]:
    """Return a schema's second reference (`$ref` beside `$dynamicRef`) as one more element of its `allOf`."""
    around = schema.get("allOf")
    others = [Node({keyword: schema.value[keyword]}, schema.location.child(keyword)) for keyword in keywords[1:]]
    elements = [*(around.elements() if around is not None else ()), *others]
    return {**dict.fromkeys(keywords[1:]), "allOf": Node(MovedArray(elements), schema.location.child("allOf"))}
