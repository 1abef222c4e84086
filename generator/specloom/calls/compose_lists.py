"""Composes lists, tuples and maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specloom.calls.built import DEPTH, Built, Dead, Outcome, Spot
from specloom.calls.strings import singular
from specloom.calls.synthesize import key_for
from specloom.ir.types import Array, MapType, NeverType, TupleType, Type

if TYPE_CHECKING:
    from specloom.calls.compose import Composer

__all__ = ["compose_array", "compose_map", "compose_tuple"]

_MAX_ITEMS = 300
"""A list that must be longer than this is not composed."""


def compose_array(composer: Composer, array: Array, spot: Spot) -> Outcome:
    """Return a list with one item, or as many as it must have; empty where recursion or depth forbids an item."""
    low, high = array.bounds.min_items or 0, array.bounds.max_items
    count = max(1, low) if high is None else min(max(1, low), high)
    if count > _MAX_ITEMS:
        return Dead()
    if count == 0:
        return Built(value=[], given=False)
    if low == 0 and spot.depth <= 0:
        return Built(value=[], given=False, cuts=frozenset({DEPTH}))
    inner = Spot(singular(spot.name), spot.ordinal, spot.depth - 1, spot.open)
    types = [array.items] * count
    items = _distinct(composer, types, inner) if array.bounds.unique_items else _alike(composer, types, inner)
    if isinstance(items, Dead):
        return items if low else Built(value=[], given=False, cuts=items.cuts)
    built = _list(items)
    if composer.careful and low == 0 and not composer.accepts(array.schema, built.value):
        return Built(value=[], given=False, cuts=built.cuts)
    return built


def compose_tuple(composer: Composer, type_: TupleType, spot: Spot) -> Outcome:
    """Return a list with a value for each place of the prefix, and of the rest as many as there must be."""
    low, high = type_.bounds.min_items or 0, type_.bounds.max_items
    if low > _MAX_ITEMS:
        return Dead()
    types = [*type_.prefix, *[type_.rest] * max(low - len(type_.prefix), 0)][:high]
    inner = Spot(singular(spot.name), spot.ordinal, spot.depth - 1, spot.open)
    items = _distinct(composer, types, inner) if type_.bounds.unique_items else _alike(composer, types, inner)
    return items if isinstance(items, Dead) else _list(items)


def compose_map(composer: Composer, type_: MapType, spot: Spot) -> Outcome:
    """Return a map with one readable key, or as many as there must be; a minimal one in a body no more than it must."""
    low = type_.bounds.min_properties or 0
    count = low if composer.is_minimal and not composer.flat else max(low, 1)
    if type_.bounds.max_properties is not None:
        count = min(count, type_.bounds.max_properties)
    if count > _MAX_ITEMS:
        return Dead()
    if low == 0 and spot.depth <= 0:
        return Built(value={}, given=False, cuts=frozenset({DEPTH}))
    if count == 0 or isinstance(type_.values, NeverType):
        return Built(value={}, given=False)
    inner = Spot(singular(spot.name), spot.ordinal, spot.depth - 1, spot.open)
    items = _alike(composer, [type_.values] * count, inner)
    if isinstance(items, Dead):
        return items if low else Built(value={}, given=False, cuts=items.cuts)
    schema = composer.givens.checker.schema(type_.schema)
    keys = [key_for(schema, number) for number in range(count)]
    built = _list(items)
    return Built(value=dict(zip(keys, built.value, strict=True)), given=False, size=built.size, cuts=built.cuts)


def _alike(composer: Composer, types: list[Type], spot: Spot) -> list[Built] | Dead:
    """Return a value for each type."""
    found: list[Built] = []
    for type_ in types:
        outcome = composer.compose(type_, spot)
        if isinstance(outcome, Dead):
            return outcome
        found.append(outcome)
    return found


def _distinct(composer: Composer, types: list[Type], spot: Spot) -> list[Built] | Dead:
    """Return a value for each type, no two of them equal; equal ones where there are not enough."""
    found: list[Built] = []
    ordinal = spot.ordinal
    for type_ in types:
        outcome = composer.compose(type_, spot.counted(ordinal))
        for _ in range(len(types) + 1):
            if isinstance(outcome, Dead):
                return outcome
            if all(outcome.value != other.value for other in found):
                break
            ordinal += 1
            outcome = composer.compose(type_, spot.counted(ordinal))
        if isinstance(outcome, Dead):
            return outcome
        found.append(outcome)
        ordinal += 1
    return found


def _list(items: list[Built]) -> Built:
    return Built(
        value=[item.value for item in items],
        given=bool(items) and all(item.given for item in items),
        size=1 + sum(item.size for item in items),
        cuts=frozenset[str]().union(*(item.cuts for item in items)),
    )
