"""What somebody says of an operation's pages, held against the operation: every parameter and property must be there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from specloom.diagnostics import Location
from specloom.ir.answers import field_at, fields_of, list_at, listing_answer
from specloom.ir.operation import Operation
from specloom.ir.pagination import PageClaim, PageInput, PageStyle, Pagination, PropertyPath
from specloom.ir.types import Type, TypeDef, TypeId
from specloom.normalize.pagination.facts import inputs_of, sole_list
from specloom.normalize.pagination.wording import dotted

__all__ = ["ClaimError", "confirmed"]

_ASKING = {PageStyle.CURSOR, PageStyle.OFFSET, PageStyle.PAGE}
_FIRST = {PageStyle.PAGE: 1}


class ClaimError(Exception):
    """What is said cannot be so; where it is said."""

    def __init__(self, problem: str, location: Location) -> None:
        super().__init__(problem)
        self.problem = problem
        self.location = location


def confirmed(claim: PageClaim, operation: Operation, types: Mapping[TypeId, TypeDef]) -> Pagination:
    """Return the pages that are claimed; raise `ClaimError` where the operation has not what they need."""
    found = listing_answer(operation)
    if found is None:
        raise ClaimError("the operation documents no success with a JSON body", claim.origin)
    return _Check(claim, operation, found[1].type, types).pagination()


class _Check:
    """One claim and the operation that it is about."""

    def __init__(self, claim: PageClaim, operation: Operation, answer: Type, types: Mapping[TypeId, TypeDef]) -> None:
        self._claim = claim
        self._operation = operation
        self._answer = answer
        self._types = types

    def pagination(self) -> Pagination:
        """Return the pages; raise `ClaimError` at the first fault."""
        claim = self._claim
        items = self._items()
        leads_on = claim.next or claim.item_key
        if claim.style is PageStyle.NEXT_URL and not claim.next:
            raise ClaimError("`next` is missing: where the address of the next page stands", claim.origin)
        if claim.style is PageStyle.CURSOR and not leads_on:
            raise ClaimError("`next` is missing: where the next cursor stands", claim.origin)
        self._check_item_key(items)
        return Pagination(
            style=claim.style,
            items=items,
            position=self._input("parameter", claim.parameter) if claim.style in _ASKING else None,
            first=claim.first if claim.first is not None else _FIRST.get(claim.style, 0),
            limit=self._input("limit", claim.limit) if claim.limit else None,
            next=self._property("next", claim.next),
            item_key=claim.item_key,
            has_more=self._property("has_more", claim.has_more),
            is_last=self._property("is_last", claim.is_last),
            total=self._property("total", claim.total),
            source=claim.source,
            evidence=claim.evidence,
            origin=claim.origin,
        )

    def _fault(self, key: str, problem: str) -> ClaimError:
        return ClaimError(problem, self._claim.places.get(key, self._claim.origin))

    def _input(self, key: str, wire_name: str) -> PageInput:
        if not wire_name:
            raise self._fault(key, f"`{key}` is missing: the parameter that says which page is meant")
        wanted = PageInput(place=self._claim.place, wire_name=wire_name)
        known = [found for found, *_ in inputs_of(self._operation, self._types)]
        if wanted not in known:
            names = [found.wire_name for found in known if found.place is wanted.place]
            raise self._fault(key, f"the {wanted.place} has no {wire_name!r}{_hint(wire_name, names)}")
        return wanted

    def _items(self) -> PropertyPath:
        path = self._claim.items
        if path is None:
            found = sole_list(self._answer, self._types)
            if found is None:
                raise self._fault("items", "`items` is missing: the answer has several lists, or none")
            return found
        if path:
            self._property("items", path)
        if list_at(self._answer, path, self._types) is None:
            raise self._fault("items", f"{dotted(path)!r} is no list" if path else "the answer is no list")
        return path

    def _property(self, key: str, path: PropertyPath) -> PropertyPath:
        for depth in range(len(path)):
            if field_at(self._answer, path[: depth + 1], self._types) is None:
                above = field_at(self._answer, path[:depth], self._types)
                known = [one.wire_name for one in fields_of(above.type if above else self._answer, self._types)]
                where = f"{dotted(path[:depth])!r}" if depth else "the answer"
                raise self._fault(key, f"{where} has no property {path[depth]!r}{_hint(path[depth], known)}")
        return path

    def _check_item_key(self, items: PropertyPath) -> None:
        key, listed = self._claim.item_key, list_at(self._answer, items, self._types)
        names = [field.wire_name for field in fields_of(listed.items, self._types)] if listed else []
        if key and key not in names:
            raise self._fault("item_key", f"the items have no property {key!r}{_hint(key, names)}")


def _hint(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""
