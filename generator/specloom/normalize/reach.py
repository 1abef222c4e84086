"""Which definitions a type or an operation reaches; which are recursive; which differ by direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from specloom.ir.types import (
    Access,
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
    TypeId,
    Union,
    UnionOf,
)

__all__ = ["leading_to", "reached_from", "recursive_aliases", "references", "split_types"]


def references(type_: Type) -> Iterator[TypeId]:
    """Yield the definitions that a type names directly."""
    match type_:
        case Ref():
            yield type_.target
        case Array():
            yield from references(type_.items)
        case MapType():
            yield from references(type_.values)
        case TupleType():
            for item in (*type_.prefix, type_.rest):
                yield from references(item)
        case UnionOf():
            for variant in type_.variants:
                yield from references(variant)
        case Scalar(content=content):
            if content is not None:
                yield from references(content)
        case Literal() | AnyType() | NeverType():
            return


def _next(definition: TypeDef) -> Iterator[TypeId]:
    """Yield the definitions that a definition names directly."""
    match definition:
        case Object():
            for field in definition.fields:
                yield from references(field.type)
            if definition.additional is not None:
                yield from references(definition.additional)
        case Union():
            for variant in definition.variants:
                yield from references(variant)
        case Alias():
            yield from references(definition.type)
        case Enum():
            return


def reached_from(start: TypeId, types: Mapping[TypeId, TypeDef], among: Set[TypeId]) -> set[TypeId]:
    """Return the definitions among some that a definition reaches through such ones alone, itself included."""
    waiting = [start]
    found: set[TypeId] = set()
    while waiting:
        identifier = waiting.pop()
        if identifier not in found and identifier in among:
            found.add(identifier)
            waiting.extend(_next(types[identifier]))
    return found


def leading_to(targets: Iterable[TypeId], types: Mapping[TypeId, TypeDef]) -> frozenset[TypeId]:
    """Return the definitions from which one of the targets is reached, the targets included."""
    users: dict[TypeId, list[TypeId]] = {}
    for identifier, definition in types.items():
        for target in _next(definition):
            users.setdefault(target, []).append(identifier)
    waiting = list(targets)
    found: set[TypeId] = set()
    while waiting:
        identifier = waiting.pop()
        if identifier not in found:
            found.add(identifier)
            waiting.extend(users.get(identifier, ()))
    return frozenset(found)


def recursive_aliases(types: Mapping[TypeId, TypeDef]) -> frozenset[TypeId]:
    """Return the aliases that lead back to themselves through aliases and unions alone (objects end the search)."""
    edges = {
        identifier: [target for target in _next(definition) if isinstance(types.get(target), (Alias, Union))]
        for identifier, definition in types.items()
        if isinstance(definition, (Alias, Union))
    }
    return frozenset(
        identifier for identifier in edges if isinstance(types[identifier], Alias) and _leads_back(identifier, edges)
    )


def _leads_back(start: TypeId, edges: Mapping[TypeId, list[TypeId]]) -> bool:
    waiting = list(edges[start])
    seen: set[TypeId] = set()
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(edges.get(here, ()))
    return False


def split_types(types: Mapping[TypeId, TypeDef]) -> frozenset[TypeId]:
    """Return the definitions below which a field is read-only or write-only."""
    divided = (
        identifier
        for identifier, definition in types.items()
        if isinstance(definition, Object) and any(field.access is not Access.BOTH for field in definition.fields)
    )
    return leading_to(divided, types)
