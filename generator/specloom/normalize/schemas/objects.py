"""Objects and maps (JSON Schema 2020-12 §10.3.2, OpenAPI's `readOnly` and `writeOnly`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specloom.diagnostics import Location, codes
from specloom.ir.types import AnyType, Field, MapType, NeverType, Type, UnionOf
from specloom.normalize.schemas.access import access_of
from specloom.normalize.schemas.keywords import conditional_properties, properties_of
from specloom.normalize.schemas.parts import Part, with_keyword
from specloom.normalize.schemas.places import hint_of, owner_of
from specloom.normalize.schemas.variants import distinct
from specloom.source import Node
from specloom.source.values import is_array, is_object

if TYPE_CHECKING:
    from specloom.normalize.schemas.build import Hint, Schemas

__all__ = ["Shape", "object_shape"]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object with fields, before it has an id."""

    fields: tuple[Field, ...]
    additional: Type | None


def object_shape(schemas: Schemas, parts: tuple[Part, ...], node: Node, hint: Hint) -> Shape | Type:
    """Return an object's fields in the order of the parts; a map where it has none."""
    properties = properties_of(schemas.context, parts)
    required = _required(parts)
    _report_closed_parts(schemas, parts, properties)
    additional = _additional(schemas, parts, hint)
    fields = [
        _field(schemas, name, nodes, (*_words(schemas, nodes, node, hint), name), is_required=name in required)
        for name, nodes in properties.items()
    ]
    for name, branches in conditional_properties(schemas.context, parts).items():
        if name not in properties:
            fields.append(_conditional_field(schemas, name, branches, (*hint, name), is_required=name in required))
    fields += _unknown_fields(schemas, required, {field.wire_name for field in fields}, node)
    if not fields:
        return MapType(values=additional if additional is not None else NeverType())
    return Shape(tuple(fields), additional)


def _required(parts: tuple[Part, ...]) -> dict[str, None]:
    """Return the required names of all parts, in order."""
    found: dict[str, None] = {}
    for part in parts:
        listed = part.schema.get("required")
        if is_array(listed):
            found.update((name, None) for name in listed if isinstance(name, str))
    return found


def _unknown_fields(schemas: Schemas, required: dict[str, None], described: set[str], node: Node) -> tuple[Field, ...]:
    """Return a field of any value for each required name that no property describes."""
    missing = [name for name in required if name not in described]
    for name in missing:
        schemas.context.report(codes.REQUIRED_UNKNOWN, node.location.child("required"), name=name)
    return tuple(Field(wire_name=name, type=AnyType(), required=True, origin=node.location) for name in missing)


def _words(schemas: Schemas, nodes: list[Node], node: Node, hint: Hint) -> Hint:
    """Return the words that lead to a property: those of the component that it is written in, whoever inherits it."""
    home = schemas.places.home
    owners = [owner_of(each.location, home) for each in nodes]
    owner = owners[-1]
    if None in owners or owner is None or owner == owner_of(node.location, home):
        return hint
    around = Location(owner.file, nodes[-1].location.pointer.rsplit("/", 2)[0])
    first, *rest = hint_of(around, home)
    return (*schemas.context.renames.hint(owner, (first,)), *rest)


def _field(schemas: Schemas, name: str, nodes: list[Node], hint: Hint, *, is_required: bool) -> Field:
    node = nodes[-1]
    try_nodes = nodes if len(nodes) > 1 else []
    type_ = schemas.type_of_all(try_nodes, hint) if try_nodes else schemas.type_of(node, hint)
    default = next((found for each in reversed(nodes) if (found := each.get("default")) is not None), None)
    return Field(
        wire_name=name,
        type=type_,
        required=is_required,
        access=access_of(schemas.context, nodes),
        default=default.value if default is not None else None,
        has_default=default is not None,
        description=next((text for each in reversed(nodes) if (text := each.text("description"))), ""),
        deprecated=any(each.flag("deprecated") for each in nodes),
        origin=node.location,
    )


def _conditional_field(schemas: Schemas, name: str, branches: list[Node], hint: Hint, *, is_required: bool) -> Field:
    """Return a field that is described only under conditions: any of the types that it has there."""
    variants = distinct([schemas.type_of(branch, hint) for branch in branches])
    return replace(
        _field(schemas, name, branches[:1], hint, is_required=is_required),
        type=variants[0] if len(variants) == 1 else UnionOf(variants=variants),
    )


def _report_closed_parts(schemas: Schemas, parts: tuple[Part, ...], properties: dict[str, list[Node]]) -> None:
    """Report parts that allow no property beyond their own where another part describes one (§10.3.2.3)."""
    for part in parts if len(parts) > 1 else ():
        if part.schema.get("additionalProperties") is not False or part.schema.get("patternProperties"):
            continue
        own = part.schema.get("properties")
        names = [name for name in properties if not is_object(own) or name not in own]
        if names:
            place = part.node.location.child("additionalProperties")
            shown = ", ".join(repr(name) for name in names[:5]) + (" ..." if len(names) > 5 else "")
            related = [("described here", properties[names[0]][0].location)]
            reason = "a closed part of an allOf"
            keyword = "additionalProperties"
            schemas.context.degrade(codes.ALLOF_CLOSED, place, reason, keyword=keyword, related=related, names=shown)


def _additional(schemas: Schemas, parts: tuple[Part, ...], hint: Hint) -> Type | None:
    """Return the type of the properties beyond the named ones; None where there may be none."""
    stated = [
        node
        for part in parts
        for keyword in ("additionalProperties", "unevaluatedProperties")
        if (node := part.child(keyword)) is not None
    ]
    typed = {node.location: node for node in stated if is_object(node.value) and node.value}
    patterns = [member for part in with_keyword(parts, "patternProperties") for member in _pattern_schemas(part)]
    found = [schemas.type_of(node, (*hint, "value")) for node in patterns]
    if len(typed) > 1:
        found.insert(0, schemas.type_of_all(list(typed.values()), (*hint, "value")))
    elif typed:
        found.insert(0, schemas.type_of(next(iter(typed.values())), (*hint, "value")))
    if not found:
        return None if any(node.value is False for node in stated) else AnyType()
    variants = distinct(found)
    return variants[0] if len(variants) == 1 else UnionOf(variants=variants)


def _pattern_schemas(part: Part) -> list[Node]:
    listed = part.node.get("patternProperties")
    members = listed.members() if listed is not None else ()
    return [member for _, member in sorted(members, key=lambda each: each[0])]
