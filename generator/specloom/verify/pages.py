"""The end of a list: a mock has one example of a page, and a loop over pages that got it again and again would never end."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from specloom.calls.values import is_object
from specloom.ir.pagination import PageStyle, Pagination
from specloom.ir.types import JsonValue
from specloom.mock import Answer

__all__ = ["as_last_page", "is_last_page"]

_BY_ADDRESS = (PageStyle.LINK, PageStyle.NEXT_URL)
_EMPTY: list[JsonValue] = []


def is_last_page(pages: Pagination, number: int) -> bool:
    """Return whether the page of this number, from 0, is to be the last: an address in the first may lead elsewhere."""
    return number > 0 or pages.style in _BY_ADDRESS


def as_last_page(answer: Answer, pages: Pagination) -> Answer:
    """Return a JSON answer without items and without anything that leads to a next page; any other as it is."""
    try:
        value = json.loads(b"".join(answer.chunks))
    except ValueError:
        return answer
    if not pages.items:
        value = _EMPTY
    ends = [(pages.items, _EMPTY), (pages.next, None), (pages.has_more, False), (pages.is_last, True), (pages.total, 0)]
    for path, end in ends:
        if path:
            _put(value, path, end)
    headers = tuple(header for header in answer.headers if header[0].lower() != "link")
    return replace(answer, headers=headers, chunks=(json.dumps(value).encode(),))


def _put(value: JsonValue, path: Sequence[str], end: JsonValue) -> None:
    """Put what stands at the end of a list where the path leads, if it leads anywhere."""
    for step in path[:-1]:
        value = value.get(step) if is_object(value) else None
    if is_object(value) and path[-1] in value:
        value[path[-1]] = end
