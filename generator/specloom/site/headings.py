"""The anchors of a page's headings, by GitHub's rule: a deep link into the Markdown leads to the same place in the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

__all__ = ["Heading", "name_headings", "plain_text"]

_DROPPED = re.compile(r"[^\w\- ]")
_LISTED = frozenset({"h2", "h3"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading that the page's table of contents lists."""

    level: int
    title: str
    anchor: str


def plain_text(inline: Token) -> str:
    """Return what a reader sees of inline Markdown."""
    return "".join(child.content for child in inline.children or [] if child.type in {"text", "code_inline"})


def name_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give each heading its anchor as attribute `id`, and return those of level 2 and 3."""
    return tuple(_named(tokens))


def _named(tokens: Sequence[Token]) -> Iterator[Heading]:
    taken: set[str] = set()
    for position, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        title = plain_text(tokens[position + 1])
        anchor = _free(_DROPPED.sub("", title.strip().lower()).replace(" ", "-") or "section", taken)
        taken.add(anchor)
        token.attrSet("id", anchor)
        if token.tag in _LISTED:
            yield Heading(level=int(token.tag[1:]), title=title, anchor=anchor)


def _free(anchor: str, taken: set[str]) -> str:
    """Return the anchor, or the first of `anchor-1`, `anchor-2` ... that no heading before has."""
    candidate, number = anchor, 0
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    return candidate
