"""A page's Markdown (CommonMark with the tables of GitHub) to HTML, its table of contents, and its words for the search."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from specloom.site.headings import Heading, name_headings
from specloom.site.page import Page
from specloom.site.renderer import Place, add_rules
from specloom.site.snippets import TabGroup, find_tabs
from specloom.text import Printable

__all__ = ["METHODS", "Body", "HtmlMarkup", "Markup"]

METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "QUERY"})


class HtmlMarkup(Printable):
    """The HTML of a page: made of Markdown by the renderer, and of nothing else."""

    __slots__ = ("_text",)

    def __init__(self, parser: MarkdownIt, tokens: Sequence[Token], env: Mapping[str, object]) -> None:
        self._text: str = parser.renderer.render(tokens, parser.options, dict(env))

    def printed(self) -> str:
        return self._text


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A page in HTML, and what was learned on the way."""

    markup: HtmlMarkup
    headings: tuple[Heading, ...]
    """The page's table of contents."""
    words: str
    """Its text without its code, for the search."""


class Markup:
    """Renders the pages of one site. `addresses`: where each file of the docs folder stands in the site."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._parser = MarkdownIt("commonmark", {"html": True})
        self._parser.enable(["table", "strikethrough"])
        add_rules(self._parser)
        self._addresses = addresses

    def body(self, page: Page) -> Body:
        """Return a page in HTML."""
        env: dict[str, object] = {"place": Place(page, self._addresses)}
        tokens = self._parser.parse(page.text, env)
        headings = name_headings(tokens)
        words = " ".join(token.content for token in tokens if token.type == "inline")
        _mark_methods(tokens, page)
        if page.is_operation:
            tokens = list(_with_tabs(tokens, list(find_tabs(tokens))))
        return Body(markup=HtmlMarkup(self._parser, tokens, env), headings=headings, words=words)


def _mark_methods(tokens: Sequence[Token], page: Page) -> None:
    """Put a badge where a cell holds nothing but a method, and where the heading of an operation begins with its own."""
    for before, inline in pairwise(tokens):
        if before.type == "td_open" and inline.content in METHODS:
            inline.children = [Token("method", "", 0, content=inline.content)]
        elif before.tag == "h2" and page.method in METHODS and inline.content.startswith(f"{page.method} "):
            first, *others = inline.children or []
            rest = Token("text", "", 0, content=first.content.removeprefix(page.method))
            inline.children = [Token("method", "", 0, content=page.method), rest, *others]


def _with_tabs(tokens: Sequence[Token], groups: Sequence[TabGroup]) -> Iterator[Token]:
    """Yield the tokens with those of groups put into tabs, whose labels stand in the place of the page's own."""
    position = 0
    for group in groups:
        yield from tokens[position : group.start]
        yield Token("tabs_open", "", 1)
        for tab in group.tabs:
            yield Token("tab_open", "", 1, content=tab.label)
            yield tokens[tab.fence]
            yield Token("tab_close", "", -1)
        yield Token("tabs_close", "", -1)
        position = group.end
    yield from tokens[position:]
