"""The evidence of a shape, in words: `query parameter page from 1, items in data`."""

from __future__ import annotations

from dataclasses import replace

from specloom.ir.pagination import InputPlace, PageStyle, Pagination, PropertyPath

__all__ = ["dotted", "evidence_of"]

_PLACES = {InputPlace.QUERY: "query parameter", InputPlace.BODY: "property of the body"}


def dotted(path: PropertyPath) -> str:
    """Return a path as people write it."""
    return ".".join(path)


def evidence_of(found: Pagination) -> Pagination:
    """Return pages with the words for what was seen."""
    parts: list[str] = []
    if found.position is not None:
        begins = f" from {found.first}" if found.style in (PageStyle.PAGE, PageStyle.OFFSET) else ""
        parts.append(f"{_PLACES[found.position.place]} {found.position.wire_name}{begins}")
    if found.style is PageStyle.LINK:
        parts.append("header Link")
    if found.next:
        parts.append(f"next in {dotted(found.next)}")
    if found.item_key:
        parts.append(f"{found.item_key} of the last item")
    parts.append(f"items in {dotted(found.items)}" if found.items else "the answer is the list")
    return replace(found, evidence=", ".join(parts))
