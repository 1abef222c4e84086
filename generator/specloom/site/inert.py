"""The few HTML tags that our pages hold; whatever else looks like HTML is shown as the text that it is."""

from __future__ import annotations

import html
import re

__all__ = ["inert_html"]

_ANCHOR = r"id=\"[A-Za-z0-9_.-]+\""
_TAG = re.compile(rf"</?(?:details|summary|code|sub|sup|kbd)>|<br ?/?>|<(?:a|details) {_ANCHOR}>|</a>")


def inert_html(text: str) -> str:
    """Return HTML of a page with nothing in it but tags that cannot act: they fold, set in type, or name a place."""
    printed: list[str] = []
    position = 0
    for tag in _TAG.finditer(text):
        printed += [_as_text(text[position : tag.start()]), tag[0]]
        position = tag.end()
    return "".join([*printed, _as_text(text[position:])])


def _as_text(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)
