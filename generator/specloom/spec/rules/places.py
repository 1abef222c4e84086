"""Every object of a document whose place says what it is, used by an operation or not. A spec in; kinds and nodes out.

A map has names of its own (a response called `schema`, a property called `default`), so only a walk that knows where it
is can tell an object of the specification from data.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from specloom.diagnostics import Location
from specloom.source import Node
from specloom.source.refs import References, is_reference
from specloom.source.values import is_array, is_object
from specloom.spec.model import Spec

__all__ = ["Kind", "places"]


class Kind(Enum):
    """The objects of OpenAPI that lead to others."""

    ROOT = auto()
    COMPONENTS = auto()
    PATH_ITEM = auto()
    OPERATION = auto()
    CALLBACK = auto()
    PARAMETER = auto()
    BODY = auto()
    RESPONSE = auto()
    HEADER = auto()
    MEDIA_TYPE = auto()
    ENCODING = auto()
    SCHEMA = auto()


class _Shape(Enum):
    """How objects stand under a key."""

    ONE = auto()
    LIST = auto()
    MAP = auto()


_Members = dict[str, tuple[_Shape, Kind]]

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_COMPONENTS: _Members = {
    "schemas": (_Shape.MAP, Kind.SCHEMA),
    "responses": (_Shape.MAP, Kind.RESPONSE),
    "parameters": (_Shape.MAP, Kind.PARAMETER),
    "requestBodies": (_Shape.MAP, Kind.BODY),
    "headers": (_Shape.MAP, Kind.HEADER),
    "callbacks": (_Shape.MAP, Kind.CALLBACK),
    "pathItems": (_Shape.MAP, Kind.PATH_ITEM),
    "mediaTypes": (_Shape.MAP, Kind.MEDIA_TYPE),
}
_VALUE: _Members = {"schema": (_Shape.ONE, Kind.SCHEMA), "content": (_Shape.MAP, Kind.MEDIA_TYPE)}
_PARTS = ("not", "if", "then", "else", "contains", "additionalProperties", "propertyNames", "contentSchema", "items")
_PARTS_LATE = ("unevaluatedItems", "unevaluatedProperties")
_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions")
_SCHEMA: _Members = {
    **dict.fromkeys((*_PARTS, *_PARTS_LATE), (_Shape.ONE, Kind.SCHEMA)),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), (_Shape.LIST, Kind.SCHEMA)),
    **dict.fromkeys(_MAPS, (_Shape.MAP, Kind.SCHEMA)),
}
_MEMBERS: dict[Kind, _Members] = {
    Kind.ROOT: {
        "paths": (_Shape.MAP, Kind.PATH_ITEM),
        "webhooks": (_Shape.MAP, Kind.PATH_ITEM),
        "components": (_Shape.ONE, Kind.COMPONENTS),
        "definitions": (_Shape.MAP, Kind.SCHEMA),
        "parameters": (_Shape.MAP, Kind.PARAMETER),
        "responses": (_Shape.MAP, Kind.RESPONSE),
    },
    Kind.COMPONENTS: _COMPONENTS,
    Kind.PATH_ITEM: {
        **dict.fromkeys(_METHODS, (_Shape.ONE, Kind.OPERATION)),
        "parameters": (_Shape.LIST, Kind.PARAMETER),
        "additionalOperations": (_Shape.MAP, Kind.OPERATION),
    },
    Kind.OPERATION: {
        "parameters": (_Shape.LIST, Kind.PARAMETER),
        "requestBody": (_Shape.ONE, Kind.BODY),
        "responses": (_Shape.MAP, Kind.RESPONSE),
        "callbacks": (_Shape.MAP, Kind.CALLBACK),
    },
    Kind.PARAMETER: _VALUE,
    Kind.HEADER: _VALUE,
    Kind.BODY: {"content": (_Shape.MAP, Kind.MEDIA_TYPE)},
    Kind.RESPONSE: {**_VALUE, "headers": (_Shape.MAP, Kind.HEADER)},
    Kind.MEDIA_TYPE: {
        "schema": (_Shape.ONE, Kind.SCHEMA),
        "itemSchema": (_Shape.ONE, Kind.SCHEMA),
        "encoding": (_Shape.MAP, Kind.ENCODING),
    },
    Kind.ENCODING: {"headers": (_Shape.MAP, Kind.HEADER)},
    Kind.SCHEMA: _SCHEMA,
}


def places(spec: Spec, references: References) -> Iterator[tuple[Kind, Node]]:
    """Yield every object once, references among them; those in other files where a reference leads there."""
    waiting = [(Kind.ROOT, spec.document.root)]
    seen: set[tuple[Kind, Location]] = set()
    while waiting:
        kind, node = waiting.pop()
        if (kind, node.location) in seen or not is_object(node.value):
            continue
        seen.add((kind, node.location))
        yield kind, node
        if is_reference(node.value):
            target = references.resolve(node)
            if target is not None:
                waiting.append((kind, target))
        waiting.extend(reversed(list(_below(kind, node))))


def _below(kind: Kind, node: Node) -> Iterator[tuple[Kind, Node]]:
    if kind is Kind.CALLBACK:
        for key, member in node.members():
            if not key.startswith(("x-", "$")):
                yield Kind.PATH_ITEM, member
        return
    members = _MEMBERS[kind]
    for key, (shape, inner) in members.items():
        child = node.get(key)
        if child is None:
            continue
        if shape is _Shape.ONE and not is_array(child.value):
            yield inner, child
        elif shape is _Shape.MAP:
            yield from (
                (inner, member) for name, member in child.members() if not name.startswith("x-") or _is_free(key)
            )
        else:
            yield from ((inner, element) for element in child.elements())


def _is_free(key: str) -> bool:
    """Return whether the names under a key are the author's own, so that `x-` says nothing."""
    return key in _MAPS or key in ("headers", "encoding", "content")
