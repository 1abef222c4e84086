"""File names of targets: those that were published, and those that are new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specloom.ir.operation import Operation
from specloom.published import Scope
from specloom.slugs import Candidates, operation_slugs, unique_slugs

__all__ = ["published_operation_slugs", "published_slugs"]


def published_slugs(things: Iterable[Candidates], scope: Scope, reserved: Iterable[str] = ()) -> Mapping[str, str]:
    """Return a file name for each key; what was published in the scope keeps its own."""
    listed = list(things)
    if not scope.book.is_kept:
        return unique_slugs(listed, reserved)
    suggested = {each.key: each.names for each in listed}
    slugs = unique_slugs(listed, (*reserved, *scope.taken(suggested)), published=scope.pins(suggested))
    scope.note(slugs, suggested)
    return slugs


def published_operation_slugs(operations: Iterable[Operation], scope: Scope) -> Mapping[str, str]:
    """Return a file name for each operation by its id; one that was published keeps its own, whatever its id is now."""
    listed = list(operations)
    ids = [(each.id, each.method, each.path) for each in listed]
    if not scope.book.is_kept:
        return operation_slugs(ids)
    lasting = {each.id: f"{each.method} {each.path}" for each in listed}
    suggested = {lasting[each.id]: (each.id,) for each in listed}
    pins = scope.pins(suggested)
    published = {each: pins[key] for each, key in lasting.items() if key in pins}
    slugs = operation_slugs(ids, published=published, taken=scope.taken(suggested))
    scope.note({lasting[each]: name for each, name in slugs.items()}, suggested)
    return slugs
