"""What a text can stand for, by its type: the JSON types of a value, the types of what lies inside. Types in, types out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Enum,
    JsonValue,
    Literal,
    MapType,
    Member,
    NeverType,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    TypeDef,
    TypeId,
    Union,
    UnionOf,
)

__all__ = ["Shapes"]

_ALL = frozenset({"string", "integer", "number", "boolean", "null", "array", "object"})
_MOST = 500
"""Parts of a type that are looked at: a union of unions may have any number."""

_Flat = Object | Enum | Scalar | Literal | Array | TupleType | MapType | AnyType


@dataclass(frozen=True, slots=True)
class Shapes:
    """Answers from the definitions of an API."""

    types: Mapping[TypeId, TypeDef]

    def kinds(self, type_: Type) -> frozenset[str]:
        """Return the JSON types that a value may have."""
        found: set[str] = set()
        for each in self._flat(type_):
            found |= _kinds(each)
        return frozenset(found | {"null"}) if type_.nullable else frozenset(found)

    def item(self, type_: Type, index: int) -> Type:
        """Return the type of an item of a list."""
        for each in self._flat(type_):
            if isinstance(each, TupleType):
                return each.prefix[index] if index < len(each.prefix) else each.rest
            if isinstance(each, Array):
                return each.items
        return AnyType()

    def member(self, type_: Type | TypeDef, name: str) -> Type:
        """Return the type of a property of an object; that of further properties for a name that is not described."""
        further: Type | None = None
        for each in self._flat(type_):
            if isinstance(each, Object):
                for field in each.fields:
                    if field.wire_name == name:
                        return field.type
                further = further or each.additional
            elif isinstance(each, MapType):
                further = further or each.values
        return further or AnyType()

    def names(self, type_: Type) -> frozenset[str]:
        """Return the names of all properties that an object may have; empty where any may come."""
        found: set[str] = set()
        for each in self._flat(type_):
            if isinstance(each, MapType):
                return frozenset()
            if isinstance(each, Object):
                if each.additional is not None and not isinstance(each.additional, AnyType):
                    return frozenset()
                found |= {field.wire_name for field in each.fields}
        return frozenset(found)

    def variants(self, type_: Type) -> list[Type | TypeDef]:
        """Return the objects that a union is one of; the type itself where it is none."""
        found: list[Type | TypeDef] = [each for each in self._flat(type_) if isinstance(each, Object)]
        return found if len(found) > 1 else [type_]

    def is_file(self, type_: Type) -> bool:
        """Return whether a value is bytes, and nothing else."""
        found = list(self._flat(type_))
        return bool(found) and all(isinstance(each, Scalar) and each.kind is ScalarKind.BINARY for each in found)

    def _flat(self, type_: Type | TypeDef) -> Iterator[_Flat]:
        """Yield what a type comes to: no reference, no alias, no union."""
        waiting: list[Type | TypeDef] = [type_]
        seen: set[TypeId] = set()
        for _ in range(_MOST):
            if not waiting:
                return
            one = waiting.pop(0)
            match one:
                case Ref(target=target):
                    if target not in seen:
                        seen.add(target)
                        waiting.insert(0, self.types[target])
                case Alias(type=inner):
                    waiting.insert(0, inner)
                case UnionOf(variants=variants) | Union(variants=variants):
                    waiting = [*variants, *waiting]
                case NeverType():
                    pass
                case Object() | Enum() | Scalar() | Literal() | Array() | TupleType() | MapType() | AnyType():
                    yield one
                case _:
                    assert_never(one)


def _kinds(type_: _Flat) -> frozenset[str]:
    match type_:
        case Object() | MapType():
            return frozenset({"object"})
        case Array() | TupleType():
            return frozenset({"array"})
        case Scalar(kind=ScalarKind.BINARY):
            return frozenset({"string"})
        case Scalar(kind=kind):
            return frozenset({kind.value})
        case Enum(members=members) | Literal(members=members):
            return frozenset(_kind_of(member) for member in members)
        case AnyType():
            return _ALL
        case _:
            assert_never(type_)


def _kind_of(member: Member) -> str:
    value: JsonValue = member.value
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    if isinstance(value, int | float):
        return "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"
