"""Loops over lists that come page by page: what of a pagination every language needs."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from specloom.calls.model import Call
from specloom.ir.operation import ContentKind
from specloom.ir.pagination import InputPlace, PageStyle, Pagination

__all__ = ["PAGES_VARIANT", "looped_pages"]

PAGES_VARIANT = "pages"

_NAMED = (PageStyle.CURSOR, PageStyle.OFFSET, PageStyle.PAGE)


def looped_pages(call: Call) -> Pagination | None:
    """Return how a loop around a call gets the next page; None where no loop is written.

    That is where the answer is not JSON, where the request has a body, whose parts would change, and where what says which
    page is meant is required and so stands in the URL already.
    """
    found, request = call.operation.pagination, call.request
    if found is None or not call.expects_json or request.body is not None or request.method != "GET":
        return None
    kinds = {content.kind for response in call.operation.successes for content in response.contents}
    if kinds != {ContentKind.JSON}:
        return None
    if found.style not in _NAMED:
        return found
    place = found.position
    if place is None or place.place is not InputPlace.QUERY:
        return None
    given = {name for name, _ in parse_qsl(urlsplit(request.url).query, keep_blank_values=True)}
    return None if place.wire_name in given else found
