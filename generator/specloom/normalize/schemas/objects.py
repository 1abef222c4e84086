"""Objects and maps (JSON Schema 2020-12 §10.3.2, OpenAPI's `readOnly` and `writeOnly`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specloom.diagnostics import codes
from specloom.ir.types import Access, AnyType, Field, MapType, Type, UnionOf
from specloom.normalize.schemas.parts import Part, with_keyword
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
    properties = _properties(schemas, parts)
    required = _required(parts)
    additional = _additional(schemas, parts, hint)
    if not properties:
        return (
            MapType(values=additional if additional is not None else AnyType())
            if not required
            else Shape(_unknown_fields(schemas, required, properties, node), additional)
        )
    fields = [
        _field(schemas, name, nodes, (*hint, name), is_required=name in required) for name, nodes in properties.items()
    ]
    fields += _unknown_fields(schemas, required, properties, node)
    return Shape(tuple(fields), additional)


def _properties(schemas: Schemas, parts: tuple[Part, ...]) -> dict[str, list[Node]]:
    """Return the schemas of each property, one per part that describes it."""
    found: dict[str, dict[object, Node]] = {}
    for part in with_keyword(parts, "properties"):
        listed = schemas.context.expect(part.node, dict, "a schema").get("properties")
        if listed is None:
            continue
        for name, member in schemas.context.expect(listed, dict, "properties").members():
            found.setdefault(name, {})[member.location] = member
    return {name: list(nodes.values()) for name, nodes in found.items()}


def _required(parts: tuple[Part, ...]) -> dict[str, None]:
    """Return the required names of all parts, in order."""
    found: dict[str, None] = {}
    for part in parts:
        listed = part.schema.get("required")
        if is_array(listed):
            found.update((name, None) for name in listed if isinstance(name, str))
    return found


def _unknown_fields(
    schemas: Schemas, required: dict[str, None], properties: dict[str, list[Node]], node: Node
) -> tuple[Field, ...]:
    """Return a field of any value for each required name that no property describes."""
    missing = [name for name in required if name not in properties]
    for name in missing:
        schemas.context.report(codes.REQUIRED_UNKNOWN, node.location.child("required"), name=name)
    return tuple(Field(wire_name=name, type=AnyType(), required=True, origin=node.location) for name in missing)


def _field(schemas: Schemas, name: str, nodes: list[Node], hint: Hint, *, is_required: bool) -> Field:
    node = nodes[-1]
    try_nodes = nodes if len(nodes) > 1 else []
    type_ = schemas.type_of_all(try_nodes, hint) if try_nodes else schemas.type_of(node, hint)
    default = next((found for each in reversed(nodes) if (found := each.get("default")) is not None), None)
    return Field(
        wire_name=name,
        type=type_,
        required=is_required,
        access=_access(schemas, nodes),
        default=default.value if default is not None else None,
        has_default=default is not None,
        description=next((text for each in reversed(nodes) if (text := each.text("description"))), ""),
        deprecated=any(each.flag("deprecated") for each in nodes),
        origin=node.location,
    )


def _access(schemas: Schemas, nodes: list[Node]) -> Access:
    """Return in which direction a field exists; the flags count at the schema and at what it refers to."""
    looked = [found for node in nodes for found in _with_target(schemas, node)]
    read = any(node.flag("readOnly") for node in looked)
    write = any(node.flag("writeOnly") for node in looked)
    if read == write:
        return Access.BOTH
    return Access.READ if read else Access.WRITE


def _with_target(schemas: Schemas, node: Node) -> list[Node]:
    found = [node]
    if is_object(node.value) and "$ref" in node.value:
        target = schemas.context.spec.follow(node)
        found += [target] if target is not None else []
    listed = node.get("allOf")
    if listed is not None:
        found += [inner for element in listed.elements() for inner in _with_target(schemas, element)]
    return found


def _additional(schemas: Schemas, parts: tuple[Part, ...], hint: Hint) -> Type | None:
    """Return the type of the properties beyond the named ones; None where there may be none."""
    stated = [
        node
        for part in parts
        for keyword in ("additionalProperties", "unevaluatedProperties")
        if (node := part.node.get(keyword)) is not None
    ]
    typed = [node for node in stated if is_object(node.value) and node.value]
    patterns = [member for part in with_keyword(parts, "patternProperties") for member in _pattern_schemas(part)]
    found = [schemas.type_of(node, (*hint, "value")) for node in (*typed, *patterns)]
    if len(found) > 1:
        return UnionOf(variants=tuple(found))
    if found:
        return found[0]
    return None if any(node.value is False for node in stated) else AnyType()


def _pattern_schemas(part: Part) -> list[Node]:
    listed = part.node.get("patternProperties")
    members = listed.members() if listed is not None else ()
    return [member for _, member in sorted(members, key=lambda each: each[0])]
