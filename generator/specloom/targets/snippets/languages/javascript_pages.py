"""JavaScript: a loop of `fetch` over the pages of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.calls.model import WireRequest
from specloom.ir.pagination import PageStyle, Pagination, PropertyPath
from specloom.targets.snippets.languages.javascript import JavascriptSnippet, plan_javascript
from specloom.targets.snippets.languages.model import Answer, SnippetFile, SnippetView
from specloom.targets.snippets.languages.script import JsNumber, JsPath, JsString

__all__ = ["JavascriptPages", "plan_javascript_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JavascriptPages(SnippetView):
    """An ES module that asks for one page after the other."""

    template: ClassVar[str] = "snippets/javascript_pages.jinja"
    call: JavascriptSnippet
    """The request for the first page."""
    position: JsString | None
    """The query parameter; None where pages have addresses."""
    first: JsNumber | None
    """Where counting begins; None for cursors."""
    by_items: bool
    """It counts items, not pages."""
    items: JsPath | None
    """None where the answer is the list."""
    next: JsPath | None
    item_key: JsPath | None
    """The property of the last item that is the next cursor."""
    more: JsPath | None
    last: JsPath | None
    is_link: bool


def plan_javascript_pages(file: SnippetFile, request: WireRequest, pages: Pagination) -> JavascriptPages:
    """Return the loop over the pages of a request without a body."""
    counts = pages.style in (PageStyle.OFFSET, PageStyle.PAGE)
    return JavascriptPages(
        file=file,
        call=plan_javascript(file, request, Answer.JSON),
        position=None if pages.position is None else JsString(pages.position.wire_name),
        first=JsNumber(pages.first) if counts else None,
        by_items=pages.style is PageStyle.OFFSET,
        items=JsPath("page", pages.items, required=True) if pages.items else None,
        next=_path("page", pages.next),
        item_key=_path("items.at(-1)?", (pages.item_key,)) if pages.item_key else None,
        more=_path("page", pages.has_more),
        last=_path("page", pages.is_last),
        is_link=pages.style is PageStyle.LINK,
    )


def _path(variable: str, path: PropertyPath) -> JsPath | None:
    return JsPath(variable, path) if path else None
