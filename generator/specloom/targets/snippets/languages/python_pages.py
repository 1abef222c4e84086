"""Python: a loop of `requests` over the pages of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.calls.model import WireRequest
from specloom.ir.pagination import PageStyle, Pagination, PropertyPath
from specloom.targets.snippets.languages.model import Answer, SnippetFile, SnippetView
from specloom.targets.snippets.languages.python import PythonSnippet, plan_python
from specloom.targets.snippets.languages.python_text import PyNumber, PyPath, PyString

__all__ = ["PythonPages", "plan_python_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonPages(SnippetView):
    """A script that asks for one page after the other."""

    template: ClassVar[str] = "snippets/python_pages.jinja"
    call: PythonSnippet
    """The request for the first page."""
    position: PyString | None
    """The query parameter; None where pages have addresses."""
    first: PyNumber | None
    """Where counting begins; None for cursors."""
    by_items: bool
    """It counts items, not pages."""
    items: PyPath | None
    """None where the answer is the list."""
    next: PyPath | None
    item_key: PyString | None
    """The property of the last item that is the next cursor."""
    more: PyPath | None
    last: PyPath | None
    is_link: bool


def plan_python_pages(file: SnippetFile, request: WireRequest, pages: Pagination) -> PythonPages:
    """Return the loop over the pages of a request without a body."""
    counts = pages.style in (PageStyle.OFFSET, PageStyle.PAGE)
    return PythonPages(
        file=file,
        call=plan_python(file, request, Answer.JSON),
        position=None if pages.position is None else PyString(pages.position.wire_name),
        first=PyNumber(pages.first) if counts else None,
        by_items=pages.style is PageStyle.OFFSET,
        items=PyPath("page", pages.items, required=True) if pages.items else None,
        next=_path(pages.next),
        item_key=PyString(pages.item_key) if pages.item_key else None,
        more=_path(pages.has_more),
        last=_path(pages.is_last),
        is_link=pages.style is PageStyle.LINK,
    )


def _path(path: PropertyPath) -> PyPath | None:
    return PyPath("page", path) if path else None
