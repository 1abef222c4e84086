"""Definitions with names in every language: objects, enumerations, unions, and aliases for all else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from specloom.ir.types import Alias, Bounds, Enum, Example, Literal, Object, Ref, Type, TypeDef, TypeId, Union, UnionOf
from specloom.normalize.examples import schema_examples
from specloom.normalize.schemas.objects import Shape
from specloom.normalize.schemas.parts import Part
from specloom.normalize.schemas.places import Hint, Places, component_name
from specloom.source import Node

__all__ = ["alias_definition", "finished", "nominal_definition", "object_definition"]


def nominal_definition(
    places: Places,
    identifier: TypeId,
    shape: Type,
    node: Node,
    hint: Hint,
    bounds: Bounds,
    *,
    nullable: bool,
) -> TypeDef:
    """Return the definition of a type that is no object."""
    match shape:
        case Literal():
            common = _common(places, identifier, node, hint, bounds, nullable=nullable)
            return Enum(members=shape.members, open=shape.open, kind=shape.kind, **common)
        case UnionOf():
            common = _common(places, identifier, node, hint, bounds, nullable=nullable)
            return Union(
                variants=shape.variants, discriminator=shape.discriminator, exclusive=shape.exclusive, **common
            )
        case _:
            pointer = places.pointer(node.location) or places.add(node)
            use = finished(shape, nullable=nullable, bounds=bounds, examples=(), schema=pointer)
            return alias_definition(places, identifier, use, node, hint)


def alias_definition(places: Places, identifier: TypeId, found: Type, node: Node, hint: Hint) -> Alias:
    """Return another name for a type."""
    return Alias(type=found, **_common(places, identifier, node, hint, Bounds(), nullable=found.nullable))


def object_definition(
    places: Places,
    identifier: TypeId,
    shape: Shape,
    parts: tuple[Part, ...],
    node: Node,
    hint: Hint,
    bounds: Bounds,
    *,
    nullable: bool,
) -> Object:
    """Return the definition of an object; one without a description has that of the last part with one."""
    common = _common(places, identifier, node, hint, bounds, nullable=nullable)
    if not common["description"]:
        common["description"] = next((text for part in reversed(parts) if (text := part.node.text("description"))), "")
    return Object(fields=shape.fields, additional=shape.additional, **common)


def finished(shape: Type, *, nullable: bool, bounds: Bounds, examples: tuple[Example, ...], schema: str | None) -> Type:
    """Return the type with what a use of it carries; what the only variant of a union carries already stays."""
    if isinstance(shape, Ref):
        nullable = nullable or shape.nullable
    kept = bounds if bounds != Bounds() else shape.bounds
    return replace(shape, nullable=nullable, bounds=kept, examples=examples or shape.examples, schema=schema)


def _common(
    places: Places, identifier: TypeId, node: Node, hint: Hint, bounds: Bounds, *, nullable: bool
) -> dict[str, Any]:
    is_root = node.location in places.roots
    examples: tuple[Example, ...] = schema_examples(node)
    return {
        "id": identifier,
        "hint": hint,
        "component": component_name(node.location, places.home) is not None
        or (is_root and node.location.file != places.home.file),
        "title": node.text("title"),
        "description": node.text("description"),
        "deprecated": node.flag("deprecated"),
        "bounds": bounds,
        "examples": examples,
        "nullable": nullable,
        "schema": places.pointer(node.location) or places.add(node),
        "origin": node.location,
    }
