"""Schemas for values that speak of one value without end: `A: {allOf: [{$ref: A}]}`. No validator is done with those."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specloom.diagnostics.pointer import tokens_of
from specloom.source.values import is_array, is_object

__all__ = ["cut_rings"]

_CHOICES = ("anyOf", "oneOf")
_SINGLE = ("not", "if", "then", "else")
_PARTS = ("items", "contains", "additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties")
_MAPS = ("properties", "patternProperties", "$defs", "definitions")


def cut_rings(schemas: dict[str, Any]) -> None:
    """Replace each reference by which a schema is a part of itself: as a part of all by `true`, as a choice by `false`.

    Both leave the values that the schema can mean: what must be itself besides, and what may be itself instead.
    """
    done: set[int] = set()
    waiting = list(schemas.values())
    while waiting:
        schema = waiting.pop()
        if is_object(schema):
            _visit(schema, schemas, [], done)
            waiting += _subschemas(schema)


def _visit(schema: Any, schemas: dict[str, Any], around: list[int], done: set[int]) -> None:
    if not is_object(schema) or id(schema) in done:
        return
    inside = [*around, id(schema)]
    for container, key, is_choice in _same_value(schema):
        child = container[key]
        target = _target(child, schemas)
        if target is not None and id(target) in [*inside, id(child)]:
            container[key] = _without_reference(child, is_choice=is_choice)
            continue
        _visit(child, schemas, inside, done)
    target = _target(schema, schemas)
    if target is not None:
        if id(target) in inside:
            del schema["$ref"]
        else:
            _visit(target, schemas, inside, done)
    done.add(id(schema))


def _same_value(schema: dict[str, Any]) -> Iterator[tuple[Any, Any, bool]]:
    """Yield where the schemas stand that speak of the same value as this one, and whether they are choices."""
    for keyword in ("allOf", *_CHOICES):
        listed = schema.get(keyword)
        for index in range(len(listed)) if is_array(listed) else ():
            yield listed, index, keyword in _CHOICES
    for keyword in _SINGLE:
        if keyword in schema:
            yield schema, keyword, False
    dependent = schema.get("dependentSchemas")
    for name in dependent if is_object(dependent) else ():
        yield dependent, name, False


def _subschemas(schema: dict[str, Any]) -> Iterator[Any]:
    """Yield the schemas right inside of one, whatever value they speak of."""
    for container, key, _ in _same_value(schema):
        yield container[key]
    for keyword in _PARTS:
        yield schema.get(keyword)
    for keyword in _MAPS:
        members = schema.get(keyword)
        yield from members.values() if is_object(members) else ()
    items = schema.get("prefixItems")
    yield from items if is_array(items) else ()


def _without_reference(schema: Any, *, is_choice: bool) -> Any:
    rest = {key: value for key, value in schema.items() if key != "$ref"}
    return False if is_choice and not rest else rest or True


def _target(schema: Any, schemas: dict[str, Any]) -> Any:
    """Return the schema that a reference leads to."""
    reference = schema.get("$ref") if is_object(schema) else None
    if not isinstance(reference, str):
        return None
    node: Any = schemas
    for token in tokens_of(reference.removeprefix("#/$defs")):
        if is_array(node):
            node = node[int(token)] if token.isdecimal() and int(token) < len(node) else None
        else:
            node = node.get(token) if is_object(node) else None
    return node if is_object(node) else None
