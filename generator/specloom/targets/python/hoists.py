"""Types that are written inline in the document and need a name in Python: enumerations, and unions with a tag.

`Literal[...]` of several values and `Annotated[...]` stand in an alias of their own, one member a line, so that a new
member is one new line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from specloom.ir.api import Api
from specloom.ir.operation import Content, ContentKind, Operation, Parameter, Response
from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Enum,
    Literal,
    MapType,
    NeverType,
    Object,
    Ref,
    Scalar,
    TupleType,
    Type,
    TypeDef,
    Union,
    UnionOf,
)

__all__ = [
    "Hoist",
    "Incoming",
    "Place",
    "body_place",
    "definition_hoists",
    "definition_place",
    "incoming_hoists",
    "incoming_requests",
    "needs_name",
    "operation_hoists",
    "parameter_place",
    "response_place",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a type is used: what tells it from all others, and words to make a name of."""

    key: str
    hint: tuple[str, ...]

    def below(self, step: str) -> Place:
        """Return the place of a part that has no name of its own: the items of a list, a variant."""
        return replace(self, key=f"{self.key}/{step}")

    def named(self, word: str) -> Place:
        """Return the place of a part that has a name: a field, a parameter."""
        return Place(f"{self.key}/{word}", (*self.hint, word))


@dataclass(frozen=True, slots=True)
class Hoist:
    """A type and the place it was lifted from."""

    place: Place
    type: Literal | UnionOf
    is_local: bool = False
    """An enumeration that only the arguments of one section use; it stands beside them."""


def definition_place(definition: TypeDef) -> Place:
    """Return the place of a definition."""
    return Place(f"type:{definition.id}", definition.hint)


def parameter_place(operation: Operation, parameter: Parameter) -> Place:
    """Return the place of a parameter."""
    key = f"operation:{operation.id}/{parameter.location}/{parameter.wire_name}"
    return Place(key, (operation.id, parameter.wire_name))


def body_place(operation: Operation, content: Content) -> Place:
    """Return the place of a request body."""
    return Place(f"operation:{operation.id}/request/{content.media_type}", (operation.id, "request"))


def response_place(operation: Operation, response: Response, content: Content) -> Place:
    """Return the place of the body of an answer."""
    key = f"operation:{operation.id}/response/{response.status}/{content.media_type}"
    return Place(key, (operation.id, "response"))


def definition_hoists(definition: TypeDef) -> Iterator[Hoist]:
    """Yield what must be lifted out of a definition."""
    place = definition_place(definition)
    match definition:
        case Object():
            for field in definition.fields:
                yield from _inside(field.type, place.named(field.wire_name))
        case Union():
            for index, variant in enumerate(definition.variants):
                yield from _inside(variant, place.below(str(index)))
        case Alias():
            yield from _parts(definition.type, place)  # its own name is that of the alias
        case Enum():
            return
        case _:
            assert_never(definition)


def operation_hoists(operation: Operation) -> Iterator[Hoist]:
    """Yield what must be lifted out of an operation: its parameters, its bodies, its answers."""
    for parameter in operation.parameters:
        yield from map(_beside, _inside(parameter.type, parameter_place(operation, parameter)))
    for content in operation.body.contents if operation.body else ():
        yield from map(_beside, _inside(content.type, body_place(operation, content)))
    for response in operation.responses:
        for content in response.contents:
            yield from _inside(content.type, response_place(operation, response, content))


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request that the API makes: a webhook, or a callback of an operation."""

    name: str
    operation: Operation


def incoming_requests(api: Api) -> Iterator[Incoming]:
    """Yield the webhooks and callbacks whose body is JSON, each once."""
    callbacks = (callback for operation in api.operations for callback in operation.callbacks)
    named = [(one.webhook, one) for one in api.webhooks] + [(one.name, one.operation) for one in callbacks]
    for title, operation in {one.id: (title, one) for title, one in named}.values():
        if operation.body and any(content.kind is ContentKind.JSON for content in operation.body.contents):
            yield Incoming(title, operation)


def incoming_hoists(api: Api) -> Iterator[Hoist]:
    """Yield what must be lifted out of the requests that the API makes."""
    for one in incoming_requests(api):
        for content in one.operation.body.contents if one.operation.body else ():
            if content.kind is ContentKind.JSON:
                yield from _inside(content.type, body_place(one.operation, content))


def _beside(hoist: Hoist) -> Hoist:
    return replace(hoist, is_local=isinstance(hoist.type, Literal))


def needs_name(type_: Type) -> bool:
    """Return whether a type cannot be written inline."""
    match type_:
        case Literal():
            return len(type_.members) > 1
        case UnionOf():
            return type_.discriminator is not None
        case _:
            return False


def _inside(type_: Type, place: Place) -> Iterator[Hoist]:
    if isinstance(type_, (Literal, UnionOf)) and needs_name(type_):
        yield Hoist(place, type_)
    yield from _parts(type_, place)


def _parts(type_: Type, place: Place) -> Iterator[Hoist]:
    match type_:
        case UnionOf():
            for index, variant in enumerate(type_.variants):
                yield from _inside(variant, place.below(str(index)))
        case Array():
            yield from _inside(type_.items, place.below("items"))
        case MapType():
            yield from _inside(type_.values, place.below("values"))
        case TupleType():
            for index, item in enumerate((*type_.prefix, type_.rest)):
                yield from _inside(item, place.below(str(index)))
        case Ref() | Scalar() | Literal() | AnyType() | NeverType():
            return
        case _:
            assert_never(type_)
