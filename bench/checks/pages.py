"""Markdown pages, read with a Markdown parser: their links, anchors, tables, fences, and the examples they print."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["Page", "PrintedExample", "read_page", "read_pages", "resolve"]

_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_ANCHOR = re.compile(r"""<a\s+(?:id|name)="([^"]*)">""")
_HTML_LINK = re.compile(r"""\b(?:href|src)="([^"]*)\"""")
_FENCE_END = re.compile(r"[\s>]*(`{3,}|~{3,})\s*")
_NO_SLUG = re.compile(r"[^\w\- ]")
_PIPE = re.compile(r"(?<!\\)\|")
_BROKEN_TABLE = re.compile(r"\|.*\n\|?[ :|-]*-[ :|-]*(?:\n|$)")
"""A paragraph whose second line is the rule of a table."""
_BODIES = frozenset({"Request body", "Success responses", "Error responses"})
"""The sections of an operation's page whose JSON is an example."""


@dataclass(frozen=True, slots=True)
class PrintedExample:
    """A JSON text that a page prints outside of code examples."""

    heading: str
    """Of the section around it: `Request body`, `Status 200`."""
    media_type: str
    text: str


@dataclass(slots=True)
class Page:
    """What one page holds."""

    front_matter: dict[str, str] = field(default_factory=dict[str, str])
    links: list[str] = field(default_factory=list[str])
    """Addresses as a browser would read them."""
    anchors: set[str] = field(default_factory=set[str])
    examples: list[PrintedExample] = field(default_factory=list[PrintedExample])
    code: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Fences: info string and text."""
    faults: list[str] = field(default_factory=list[str])
    """Broken tables and fences, each with its line."""


def read_pages(folder: Path) -> dict[str, Page]:
    """Return every page below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): read_page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.md"))
    }


def read_page(text: str) -> Page:
    """Return what a page of Markdown holds (CommonMark with GitHub's tables)."""
    page = Page()
    if found := _FRONT_MATTER.match(text):
        page.front_matter = dict(_scalars(found[1]))
        text = "\n" * found[0].count("\n") + text[found.end() :]
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    _Reader(page, text.split("\n")).read(tokens)
    return page


def _scalars(front_matter: str) -> Iterator[tuple[str, str]]:
    for line in front_matter.splitlines():
        name, _, value = line.partition(": ")
        yield name, json.loads(value) if value.startswith('"') else value


class _Reader:
    """Goes through the tokens of a page once."""

    def __init__(self, page: Page, lines: list[str]) -> None:
        self._page = page
        self._lines = lines
        self._slugs: Counter[str] = Counter()
        self._section = ""
        self._heading = ""
        self._media_type = ""

    def read(self, tokens: list[Token]) -> None:
        """Fill the page."""
        for index, token in enumerate(tokens):
            match token.type:
                case "heading_open":
                    self._enter(token.tag, _plain_text(tokens[index + 1]))
                case "inline":
                    self._inline(token, in_table=tokens[index - 1].type in {"th_open", "td_open"})
                case "html_block":
                    self._html(token.content)
                case "fence":
                    self._fence(token)
                case "table_open":
                    self._table(token)
                case _:
                    pass

    def _enter(self, tag: str, title: str) -> None:
        slug = _NO_SLUG.sub("", title.lower()).replace(" ", "-")
        self._page.anchors.add(slug if not self._slugs[slug] else f"{slug}-{self._slugs[slug]}")
        self._slugs[slug] += 1
        if tag == "h3":
            self._section = title
        self._heading, self._media_type = title, ""

    def _inline(self, token: Token, *, in_table: bool) -> None:
        children = token.children or []
        if _BROKEN_TABLE.match(token.content) and not in_table:
            self._fault(token, "a line that looks like a table is none")
        if _plain_text(token).startswith("Media type:"):
            self._media_type = next((child.content for child in children if child.type == "code_inline"), "")
        for child in children:
            match child.type:
                case "link_open":
                    self._page.links.append(str(child.attrs["href"]))
                case "image":
                    self._page.links.append(str(child.attrs["src"]))
                case "html_inline":
                    self._html(child.content)
                case _:
                    pass

    def _html(self, text: str) -> None:
        self._page.anchors.update(map(html.unescape, _ANCHOR.findall(text)))
        self._page.links += map(html.unescape, _HTML_LINK.findall(text))

    def _fence(self, token: Token) -> None:
        self._page.code.append((token.info.strip(), token.content))
        end = (token.map or [0, 0])[1] - 1
        closing = _FENCE_END.fullmatch(self._lines[end]) if end < len(self._lines) else None
        if closing is None or not closing[1].startswith(token.markup) or end == (token.map or [0])[0]:
            self._fault(token, "a fence does not close")
        if token.info.strip() == "json" and self._section in _BODIES and self._media_type:
            self._page.examples.append(PrintedExample(self._heading, self._media_type, token.content))

    def _table(self, token: Token) -> None:
        start, end = token.map or [0, 0]
        counts = [_columns(line) for line in self._lines[start:end]]
        for offset, count in enumerate(counts):
            if count != counts[0]:
                self._page.faults.append(f"line {start + offset + 1}: {count} columns in a table of {counts[0]}")

    def _fault(self, token: Token, message: str) -> None:
        self._page.faults.append(f"line {(token.map or [0])[0] + 1}: {message}")


def _columns(line: str) -> int:
    """Return the number of cells in a row; a `|` inside of code counts as well (GitHub Flavored Markdown §4.10)."""
    row = line.strip().removeprefix("|")
    return len(_PIPE.findall(row)) + (not row.endswith("|") or row.endswith("\\|"))


def _plain_text(token: Any) -> str:
    """Return the text of an inline token, as a browser shows it."""
    children = token.children or []
    return "".join(child.content for child in children if child.type in {"text", "code_inline", "text_special"})


def resolve(here: str, link: str) -> tuple[str, str] | None:
    """Return path and anchor that a relative link leads to; None for a link to elsewhere."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", link):
        return None
    path, _, anchor = link.partition("#")
    return unquote(path) or here, unquote(anchor)
