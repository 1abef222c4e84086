"""Every use of a type in an API, each once, without recursion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.diagnostics import Location
from specloom.ir.api import Api
from specloom.ir.operation import Operation
from specloom.ir.types import (
    Alias,
    Array,
    Enum,
    MapType,
    Object,
    Scalar,
    TupleType,
    Type,
    TypeDef,
    Union,
    UnionOf,
)

__all__ = ["Place", "places"]


@dataclass(frozen=True, slots=True)
class Place:
    """A type or a definition, and where the document says what holds it."""

    type: Type | TypeDef
    origin: Location


def places(api: Api) -> Iterator[Place]:
    """Yield each definition and each use of a type: definitions by id, then operations in their order."""
    waiting = [Place(definition, definition.origin) for definition in api.types.values()]
    for operation in (*api.operations, *api.webhooks):
        waiting += _operation_places(operation)
    waiting.reverse()
    while waiting:
        place = waiting.pop()
        yield place
        waiting += reversed(_inside(place))


def _operation_places(operation: Operation) -> list[Place]:
    found = [Place(parameter.type, parameter.origin) for parameter in operation.parameters]
    contents = [*(operation.body.contents if operation.body else ())]
    for response in operation.responses:
        found += [Place(header.type, header.origin) for header in response.headers]
        contents += response.contents
    return found + [Place(content.type, content.origin) for content in contents]


def _inside(place: Place) -> list[Place]:
    match place.type:
        case Object(fields=fields, additional=additional):
            found = [Place(field.type, field.origin) for field in fields]
            return found if additional is None else [*found, Place(additional, place.origin)]
        case Enum():
            return []
        case Union(variants=variants) | UnionOf(variants=variants):
            return [Place(variant, place.origin) for variant in variants]
        case Alias(type=type_):
            return [Place(type_, place.origin)]
        case Array(items=items):
            return [Place(items, place.origin)]
        case TupleType(prefix=prefix, rest=rest):
            return [Place(type_, place.origin) for type_ in (*prefix, rest)]
        case MapType(values=values):
            return [Place(values, place.origin)]
        case Scalar(content=content) if content is not None:
            return [Place(content, place.origin)]
        case _:
            return []
