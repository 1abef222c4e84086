"""Unions that are a variant of themselves: no value needs that variant, and no language has a name for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from specloom.diagnostics import codes
from specloom.ir.types import Alias, AnyType, Discriminator, Ref, Type, TypeDef, TypeId, Union, UnionOf
from specloom.normalize.context import Context
from specloom.normalize.marks import Mark

__all__ = ["open_rings"]


def open_rings(
    context: Context, types: Mapping[TypeId, TypeDef], marks: dict[TypeId, list[Mark]]
) -> dict[TypeId, TypeDef]:
    """Return the definitions with such variants left out; each is reported, and noted in `marks`.

    A: {oneOf: [{$ref: B}, {type: string}]}    B: {anyOf: [{$ref: A}, {type: integer}]}
    """
    result = dict(types)
    for identifier in sorted(types):
        definition = result[identifier]
        if not isinstance(definition, Union):
            continue
        kept = [index for index, each in enumerate(definition.variants) if not _leads_to(identifier, each, result)]
        if len(kept) == len(definition.variants):
            continue
        with context.about(f"schema {'.'.join(definition.hint)}") as noted:
            reason = "a union that is a variant of itself"
            context.degrade(codes.SCHEMA_CIRCULAR, definition.origin, reason, ref=identifier)
            marks.setdefault(identifier, []).extend(noted.marks)
        result[identifier] = _without(definition, kept)
    return result


def _leads_to(identifier: TypeId, start: Type, types: Mapping[TypeId, TypeDef]) -> bool:
    """Return whether a value of one type is, by unions and other names alone, a value of a definition."""
    waiting = list(_named(start))
    seen: set[TypeId] = set()
    while waiting:
        here = waiting.pop()
        if here == identifier:
            return True
        definition = types.get(here)
        if here in seen or definition is None:
            continue
        seen.add(here)
        match definition:
            case Union(variants=variants):
                waiting += [target for variant in variants for target in _named(variant)]
            case Alias(type=type_):
                waiting += _named(type_)
            case _:
                pass
    return False


def _named(type_: Type) -> Iterator[TypeId]:
    match type_:
        case Ref(target=target):
            yield target
        case UnionOf(variants=variants):
            for variant in variants:
                yield from _named(variant)
        case _:
            return


def _without(union: Union, kept: list[int]) -> TypeDef:
    """Return a union of some of its variants: another name for the only one that is left, or for anything."""
    variants = tuple(union.variants[index] for index in kept)
    if len(variants) > 1:
        return replace(union, variants=variants, discriminator=_renumbered(union.discriminator, kept))
    common = {
        name: getattr(union, name)
        for name in ("id", "hint", "component", "title", "description", "deprecated", "bounds", "examples", "nullable")
    }
    only: Type = variants[0] if variants else AnyType()
    return Alias(type=only, schema=union.schema, origin=union.origin, **common)


def _renumbered(discriminator: Discriminator | None, kept: list[int]) -> Discriminator | None:
    if discriminator is None:
        return None
    mapping = {tag: kept.index(index) for tag, index in discriminator.mapping.items() if index in kept}
    default = kept.index(discriminator.default) if discriminator.default in kept else None
    return replace(discriminator, mapping=mapping, default=default) if mapping else None
