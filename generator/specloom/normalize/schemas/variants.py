"""The variants of a union once they are types: repeated ones left out, unions inside of unions opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from specloom.ir.types import Array, Bounds, MapType, Type, UnionOf

__all__ = ["distinct", "opened"]


def distinct(types: Iterable[Type]) -> tuple[Type, ...]:
    """Return the types without those that a target could not tell from an earlier one."""
    found: list[Type] = []
    seen: list[Type] = []
    for type_ in types:
        bare = _bare(type_)
        if bare not in seen:
            seen.append(bare)
            found.append(type_)
    return tuple(found)


def opened(types: Iterable[Type], *, exclusive: bool) -> tuple[Type, ...]:
    """Return the types with unions written inline replaced by their variants, where that changes no meaning.

    A union with a discriminator stays, and so does an `anyOf` inside of a `oneOf`.
    """
    found: list[Type] = []
    for type_ in types:
        if isinstance(type_, UnionOf) and _is_transparent(type_, exclusive=exclusive):
            found += type_.variants
        else:
            found.append(type_)
    return tuple(found)


def _is_transparent(union: UnionOf, *, exclusive: bool) -> bool:
    if union.discriminator is not None or union.nullable or union.bounds != Bounds():
        return False
    return union.exclusive or not exclusive


def _bare(type_: Type) -> Type:
    """Return a type without what does not make it another type: its place, its examples, the examples inside it."""
    match type_:
        case Array(items=items):
            type_ = replace(type_, items=_bare(items))
        case MapType(values=values):
            type_ = replace(type_, values=_bare(values))
        case _:
            pass
    return replace(type_, schema=None, examples=())
