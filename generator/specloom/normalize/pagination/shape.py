"""Pages by the shape of an operation: a documented parameter, a list at a certain place, and what leads on.

Where two readings are possible there is none: an iterator that skips a page is worse than no iterator.
"""

from __future__ import annotations

from collections.abc import Mapping

from specloom.ir.operation import Operation
from specloom.ir.pagination import InputPlace, PageInput, PageSource, PageStyle, Pagination
from specloom.ir.types import ScalarKind, TypeDef, TypeId
from specloom.normalize.pagination.conventions import (
    CURSORS,
    HAS_MORE,
    IS_LAST,
    LAST_SEEN,
    LIMITS,
    NEXT_CURSORS,
    NEXT_URLS,
    OFFSETS,
    PAGES,
    STARTS,
    TOTALS,
    WEAK_CURSORS,
    is_address,
)
from specloom.normalize.pagination.facts import Facts, Given, Told, facts_of
from specloom.normalize.pagination.wording import evidence_of

__all__ = ["recognised"]

_METHODS = {"GET", "QUERY", "POST"}
_CURSOR_KINDS = (ScalarKind.STRING, ScalarKind.INTEGER)
_WHOLE = (ScalarKind.INTEGER, ScalarKind.NUMBER)


def recognised(operation: Operation, types: Mapping[TypeId, TypeDef]) -> Pagination | None:
    """Return how the list of an operation goes on; None where its shape does not say that it does, or not how."""
    facts = facts_of(operation, types) if operation.method in _METHODS else None
    if facts is None:
        return None
    shape = _Shape(operation, facts)
    if operation.method == "GET":
        return shape.cursor() or shape.next_url() or shape.link() or shape.offset() or shape.page()
    return shape.cursor() or shape.offset() or shape.page()


class _Shape:
    """The shape of one operation, asked for one style after the other."""

    def __init__(self, operation: Operation, facts: Facts) -> None:
        self._operation = operation
        self._facts = facts
        self._limit = facts.only_given(LIMITS)
        self._cursor = facts.only_given(CURSORS)
        self._has_more = facts.flag(HAS_MORE)

    def cursor(self) -> Pagination | None:
        """Return the pages of a cursor: a parameter that takes what the page before has."""
        if self._cursor is not None:
            if not self._is_trusted(self._cursor):
                return None
            return self._next_cursor(self._cursor) or self._last_item(self._cursor)
        for word, properties in WEAK_CURSORS.items():
            given = self._facts.only_given({word})
            told = self._facts.only_told(properties, *_CURSOR_KINDS) if given else None
            if given and told and given.scalar.kind is told.scalar.kind and not _is_url(told):
                return self._pages(PageStyle.CURSOR, given, following=told.path)
        return None

    def _next_cursor(self, given: Given) -> Pagination | None:
        groups = (*NEXT_CURSORS, *(LAST_SEEN if self._has_more else ()))
        for words in groups:
            found = [
                told
                for told in self._facts.told
                if told.word in words and told.scalar.kind in _CURSOR_KINDS and not _is_url(told)
            ]
            if found:
                return self._pages(PageStyle.CURSOR, given, following=found[0].path) if len(found) == 1 else None
        return None

    def _last_item(self, given: Given) -> Pagination | None:
        """Return the pages of Stripe's kind: the cursor is the `id` of the last item, and a flag says whether more comes."""
        has_id = any(field.wire_name == "id" for field in self._facts.item_fields)
        if given.word not in ("startingafter", "after") or not has_id or not self._has_more:
            return None
        return self._pages(PageStyle.CURSOR, given, item_key="id")

    def next_url(self) -> Pagination | None:
        """Return the pages whose answers name the address of the next one."""
        found = [told for told in self._facts.told if told.scalar.kind is ScalarKind.STRING and self._leads_on(told)]
        return self._pages(PageStyle.NEXT_URL, None, following=found[0].path) if len(found) == 1 else None

    def _leads_on(self, told: Told) -> bool:
        if told.word in NEXT_URLS:
            return True
        asks = self._limit or self._cursor or self._facts.only_given(PAGES | OFFSETS)
        named = (told.word == "next" and (told.around == "links" or _is_url(told))) or (
            told.word == "href" and told.around == "next"
        )
        return named and asks is not None

    def link(self) -> Pagination | None:
        """Return the pages that are linked in the header `Link`."""
        return self._pages(PageStyle.LINK, None) if self._facts.has_link else None

    def offset(self) -> Pagination | None:
        """Return the pages that are asked for by the number of items before them."""
        found = self._facts.only_given(OFFSETS)
        first = found.start if found and found.default is not None else 0
        if found is None and self._limit is not None:
            found = self._facts.only_given(STARTS - {self._limit.word})
            first = found.start if found else None
        return self._counted(PageStyle.OFFSET, found, first)

    def page(self) -> Pagination | None:
        """Return the pages that are asked for by their number; where that begins must be documented."""
        found = self._facts.only_given(PAGES)
        return self._counted(PageStyle.PAGE, found, found.start if found else None)

    def _counted(self, style: PageStyle, given: Given | None, first: int | None) -> Pagination | None:
        if given is None or first is None or self._cursor is not None:
            return None
        ends = self._has_more or self._facts.only_told(TOTALS, *_WHOLE)
        is_certain = style is PageStyle.PAGE or given.input.place is InputPlace.QUERY or ends
        if not given.is_whole or not is_certain or not self._is_trusted(given):
            return None
        return self._pages(style, given, first=first)

    def _is_trusted(self, given: Given) -> bool:
        """Return whether an input is about pages; in a body, or of a request that may change things, only beside a limit."""
        return self._limit is not None or (self._operation.method != "POST" and given.input.place is InputPlace.QUERY)

    def _pages(
        self,
        style: PageStyle,
        given: Given | None,
        *,
        first: int = 0,
        following: tuple[str, ...] = (),
        item_key: str = "",
    ) -> Pagination:
        facts = self._facts
        is_counted = style in (PageStyle.PAGE, PageStyle.OFFSET)
        total = facts.only_told(TOTALS, *_WHOLE) if is_counted else None
        position: PageInput | None = given.input if given else None
        found = Pagination(
            style=style,
            items=facts.items,
            position=position,
            first=first,
            limit=self._limit.input if self._limit else None,
            next=following,
            item_key=item_key,
            has_more=self._has_more,
            is_last=facts.flag(IS_LAST),
            total=total.path if total else (),
            source=PageSource.SHAPE,
            evidence="",
            origin=self._operation.origin,
        )
        return evidence_of(found)


def _is_url(told: Told) -> bool:
    return is_address(told.field, told.scalar.format)
