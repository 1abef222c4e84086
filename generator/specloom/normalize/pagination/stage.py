"""Gives each operation its pages: the config's word first, then that of an extension, then the shape."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from specloom.diagnostics import codes
from specloom.ir.choices import PageChoice
from specloom.ir.operation import Operation
from specloom.ir.pagination import Pagination
from specloom.ir.types import TypeDef, TypeId
from specloom.normalize.context import Context
from specloom.normalize.pagination.claims import ClaimError, confirmed
from specloom.normalize.pagination.extensions import stated_claim
from specloom.normalize.pagination.shape import recognised

__all__ = ["paginate"]


def paginate(
    context: Context,
    operations: Iterable[Operation],
    types: Mapping[TypeId, TypeDef],
    choices: Sequence[PageChoice],
) -> list[Operation]:
    """Return the operations with how their lists go on; what is said of them and cannot be so is reported."""
    used: set[int] = set()
    paged: list[Operation] = []
    known: set[str] = set()
    for operation in operations:
        keys = _keys(operation)
        known |= keys
        chosen = next((index for index, each in enumerate(choices) if _normal(each.part.text) in keys), None)
        if chosen is None:
            found = _documented(context, operation, types)
        else:
            used.add(chosen)
            found = _chosen(context, choices[chosen], operation, types)
        paged.append(replace(operation, pagination=found) if found is not None else operation)
    for index, choice in enumerate(choices):
        if index not in used and not context.excluded:
            _unknown(context, choice, known)
    return paged


def _keys(operation: Operation) -> set[str]:
    declared = {operation.declared_id} if operation.declared_id else set[str]()
    return {operation.id, f"{operation.method} {operation.path}", *declared}


def _normal(key: str) -> str:
    """Return a key with its method in upper case, if it is a method and a path."""
    method, space, path = key.partition(" ")
    return f"{method.upper()} {path.strip()}" if space else key


def _chosen(
    context: Context, choice: PageChoice, operation: Operation, types: Mapping[TypeId, TypeDef]
) -> Pagination | None:
    if choice.claim is None:
        return None
    try:
        return confirmed(choice.claim, operation, types)
    except ClaimError as error:
        fields = {"operation": choice.part.text, "problem": error.problem}
        context.diagnostics.report(codes.PAGINATION_INVALID, error.location, fields)
        return None


def _unknown(context: Context, choice: PageChoice, known: Iterable[str]) -> None:
    close = difflib.get_close_matches(choice.part.text, sorted(known), n=1, cutoff=0.6)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    fields = {"operation": choice.part.text, "problem": f"the description has no such operation{hint}"}
    context.diagnostics.report(codes.PAGINATION_INVALID, choice.part.location, fields, position=choice.part.position)


def _documented(context: Context, operation: Operation, types: Mapping[TypeId, TypeDef]) -> Pagination | None:
    """Return what the document says; nothing is made of an extension that is wrong, and its shape is not asked."""
    node = context.spec.document.node(operation.origin)
    try:
        stated = stated_claim(node) if node is not None else None
        if stated is None:
            return recognised(operation, types)
        return confirmed(stated[0], operation, types) if stated[0] is not None else None
    except ClaimError as error:
        subject = f"{operation.method} {operation.path}"
        fields = {"operation": operation.id, "problem": error.problem}
        context.diagnostics.report(codes.PAGINATION_UNUSABLE, error.location, fields, subject=subject)
        return None
