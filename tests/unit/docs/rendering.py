"""Helpers: what a Markdown parser of somebody else's makes of our text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["faults", "tokens"]

_OURS = re.compile(r'</?code>|<br />|</?details>|<summary>[A-Za-z ]*</summary>|<a id="[A-Za-z0-9_-]+">|</a>|\s')


def tokens(text: str) -> Iterator[Token]:
    """Yield all tokens of CommonMark with tables, the inline ones too."""
    stack = list(reversed(MarkdownIt("commonmark").enable("table").parse(text)))
    while stack:
        token = stack.pop()
        yield token
        stack += reversed(token.children or [])


def faults(text: str) -> list[str]:
    """Return what is active in a page: HTML that is not ours, images, links to anything but the web or a page."""
    found: list[str] = []
    for token in tokens(text):
        if token.type in {"html_block", "html_inline"} and _OURS.sub("", token.content):
            found.append(token.content)
        if token.type == "image":
            found.append(str(token.attrs["src"]))
        if token.type == "link_open":
            address = str(token.attrs["href"])
            if not re.match(r"https?://|mailto:|[\w./-]+\.md$", address, re.IGNORECASE):
                found.append(address)
        if token.type == "text" and re.search(r"\{[{%#]", text) and re.search(r"\{[{%#]", _outside_code(text)):
            found.append("braces")
    return found


def _outside_code(text: str) -> str:
    return re.sub(r"(?ms)^(`{3,}).*?^\1$", "", text)
