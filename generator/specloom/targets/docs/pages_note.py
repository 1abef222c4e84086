"""How a list goes on, in the words of a page."""

from __future__ import annotations

from specloom.ir.pagination import InputPlace, PageInput, PageStyle, Pagination, PropertyPath
from specloom.targets.docs.markdown import MdCode, MdInline, MdWords
from specloom.targets.docs.views import PagesNote

__all__ = ["describe_pages"]

_STYLES = {
    PageStyle.CURSOR: "by cursor",
    PageStyle.OFFSET: "by the number of items before it",
    PageStyle.PAGE: "by number",
    PageStyle.LINK: "at the address in the header Link with the relation next",
    PageStyle.NEXT_URL: "at an address in the page before",
}


def describe_pages(pagination: Pagination | None) -> PagesNote | None:
    """Return how an operation's list goes on; None where it is whole."""
    if pagination is None:
        return None
    counts = pagination.style in (PageStyle.PAGE, PageStyle.OFFSET)
    last = pagination.has_more or pagination.is_last
    return PagesNote(
        style=MdWords(_STYLES[pagination.style]),
        items=_path(pagination.items),
        position=_input(pagination.position),
        first=MdWords(str(pagination.first)) if counts else None,
        next=_path((*pagination.items, pagination.item_key) if pagination.item_key else pagination.next),
        limit=_input(pagination.limit),
        flag=_path(last),
        flag_value=MdWords("true" if pagination.is_last and not pagination.has_more else "false"),
        total=_path(pagination.total),
        evidence=MdInline(pagination.told),
    )


def _path(path: PropertyPath) -> MdCode | None:
    return MdCode(".".join(path)) if path else None


def _input(given: PageInput | None) -> MdCode | None:
    if given is None:
        return None
    return MdCode(given.wire_name if given.place is InputPlace.QUERY else f"{given.wire_name} of the body")
