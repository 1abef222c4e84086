"""What a type is on the wire, whether it has a name or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Bounds,
    Discriminator,
    Enum,
    JsonValue,
    Literal,
    MapType,
    NeverType,
    Object,
    Ref,
    Scalar,
    TupleType,
    Type,
    TypeDef,
    TypeId,
    Union,
    UnionOf,
)

__all__ = ["Choice", "Form", "Variants", "form_of", "name_of", "words"]


@dataclass(frozen=True, slots=True)
class Choice:
    """An enumeration, named or not."""

    values: tuple[JsonValue, ...]
    base: str
    """The type of JSON that its values share: `string`; empty where they are mixed."""


@dataclass(frozen=True, slots=True)
class Variants:
    """A union, named or not."""

    types: tuple[Type, ...]
    discriminator: Discriminator | None
    is_exclusive: bool


Form = Object | Choice | Variants | Scalar | Array | TupleType | MapType | AnyType | NeverType


def form_of(use: Type, types: Mapping[TypeId, TypeDef]) -> tuple[Form, Bounds]:
    """Return what a type is, and what limits its values; names are followed."""
    match use:
        case Ref(target=target):
            return _definition(types[target], types)
        case Literal(members=members, kind=kind):
            return Choice(tuple(member.value for member in members), kind or ""), use.bounds
        case UnionOf(variants=variants, discriminator=discriminator, exclusive=is_exclusive):
            return Variants(variants, discriminator, is_exclusive), use.bounds
        case _:
            return use, use.bounds


def _definition(made: TypeDef, types: Mapping[TypeId, TypeDef]) -> tuple[Form, Bounds]:
    match made:
        case Object():
            return made, made.bounds
        case Enum(members=members, kind=kind):
            return Choice(tuple(member.value for member in members), kind or ""), made.bounds
        case Union(variants=variants, discriminator=discriminator, exclusive=is_exclusive):
            return Variants(variants, discriminator, is_exclusive), made.bounds
        case Alias(type=inner):
            form, bounds = form_of(inner, types)
            return form, bounds if made.bounds == Bounds() else made.bounds


def name_of(made: TypeDef) -> str:
    """Return the name of a definition as its author wrote it."""
    return made.hint[-1] if made.hint else made.id


def words(use: Type, types: Mapping[TypeId, TypeDef]) -> str:
    """Return a type in a few words: `array of Pet`, `string (date-time)`."""
    return _words(use, types) + (" or null" if use.nullable else "")


def _words(use: Type, types: Mapping[TypeId, TypeDef]) -> str:
    match use:
        case Ref(target=target):
            made = types[target]
            if made.component:
                return name_of(made)
            return (
                "an object" if isinstance(made, Object) else "a union" if isinstance(made, Union) else "an enumeration"
            )
        case Scalar(kind=kind, format=format_):
            return f"{kind} ({format_})" if format_ else str(kind)
        case Literal(members=members):
            return f"one of {', '.join(str(each.value) for each in members)}"
        case Array(items=items):
            return f"array of {words(items, types)}"
        case TupleType():
            return "array with places"
        case MapType(values=values):
            return f"map of {words(values, types)}"
        case UnionOf(variants=variants):
            return " or ".join(words(each, types) for each in variants)
        case AnyType():
            return "anything"
        case NeverType():
            return "nothing"
