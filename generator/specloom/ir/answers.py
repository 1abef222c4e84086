"""What an operation answers, looked into: definitions resolved, properties found by their path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specloom.ir.operation import Content, ContentKind, Operation, Response
from specloom.ir.types import Alias, Array, Direction, Field, Object, Ref, Type, TypeDef, TypeId

__all__ = ["field_at", "fields_of", "list_at", "listing_answer", "resolved"]

_Types = Mapping[TypeId, TypeDef]


def listing_answer(operation: Operation) -> tuple[Response, Content] | None:
    """Return the first success with a JSON body, and that body; None where there is none."""
    for response in operation.successes or tuple(one for one in operation.responses if one.status == "default"):
        for content in response.contents:
            if content.kind is ContentKind.JSON and not content.is_sequence:
                return response, content
    return None


def resolved(type_: Type, types: _Types) -> Type | TypeDef:
    """Return what a use of a type leads to: no reference, and no alias that is not recursive."""
    found: Type | TypeDef = type_
    while isinstance(found, Ref):
        definition = types[found.target]
        found = definition.type if isinstance(definition, Alias) and not definition.recursive else definition
    return found


def fields_of(type_: Type, types: _Types, direction: Direction = Direction.RESPONSE) -> tuple[Field, ...]:
    """Return the fields of an object as it travels; none of anything else."""
    found = resolved(type_, types)
    fields = found.fields if isinstance(found, Object) else ()
    return tuple(field for field in fields if field.exists_in(direction))


def field_at(type_: Type, path: Sequence[str], types: _Types) -> Field | None:
    """Return the field of an answer that a path leads to; None where there is none."""
    found: Field | None = None
    for name in path:
        fields = fields_of(found.type if found else type_, types)
        found = next((field for field in fields if field.wire_name == name), None)
        if found is None:
            return None
    return found


def list_at(type_: Type, path: Sequence[str], types: _Types) -> Array | None:
    """Return the list that a path leads to, the answer itself for an empty one; None where there is none."""
    field = field_at(type_, path, types)
    if path and field is None:
        return None
    found = resolved(field.type if field else type_, types)
    return found if isinstance(found, Array) else None
