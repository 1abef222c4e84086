"""Which blocks of code on a page are one piece of code in several languages: those become tabs.

Only the section of an operation page that holds its snippets is looked at. Prose of a description cannot open one: its
headings begin a level below the page's own (`MdText`), and even there it could only put its own code into tabs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

__all__ = ["SECTIONS", "Tab", "TabGroup", "find_tabs"]

SECTIONS = frozenset({"Code examples", "Snippets"})
"""Titles of the sections that hold snippets, as headings of level 3 or above."""
_DEEPEST_SECTION = 3
_LABELS = {
    "bash": "curl",
    "csharp": "C#",
    "go": "Go",
    "http": "HTTP",
    "java": "Java",
    "javascript": "JavaScript",
    "kotlin": "Kotlin",
    "php": "PHP",
    "powershell": "PowerShell",
    "python": "Python",
    "ruby": "Ruby",
    "rust": "Rust",
    "swift": "Swift",
    "typescript": "TypeScript",
}
"""What a block without a label of its own is called, by the language of its fence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One language of a group."""

    label: str
    start: int
    """The first token, of the label where there is one."""
    fence: int
    """The token of the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TabGroup:
    """Blocks that follow each other with nothing between them but their labels."""

    tabs: tuple[Tab, ...]

    @property
    def start(self) -> int:
        """The first token of the group."""
        return self.tabs[0].start

    @property
    def end(self) -> int:
        """The first token after the group."""
        return self.tabs[-1].fence + 1


def find_tabs(tokens: Sequence[Token]) -> Iterator[TabGroup]:
    """Yield the groups of two languages or more, in order; no two labels of a group are alike."""
    for start, end in _sections(tokens):
        found: list[Tab] = []
        position = start
        while position < end:
            tab = _tab(tokens, position)
            if tab is None:
                yield from _group(found, tokens)
                found = []
                position += 1
            else:
                if tab.label and found and not found[-1].label:
                    yield from _group(found, tokens)
                    found = []
                found.append(tab)
                position = tab.fence + 1
        yield from _group(found, tokens)


def _sections(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each section of snippets begins and ends."""
    start: int | None = None
    depth = 0
    for position, token in enumerate(tokens):
        if token.type != "heading_open" or token.level:
            continue
        level = int(token.tag[1:])
        if start is not None and level <= depth:
            yield start, position
            start = None
        if start is None and level <= _DEEPEST_SECTION and tokens[position + 1].content in SECTIONS:
            start, depth = position + 3, level
    if start is not None:
        yield start, len(tokens)


def _tab(tokens: Sequence[Token], position: int) -> Tab | None:
    """Return the block of code that begins here, with its label: a heading or a bold line just before it."""
    token = tokens[position]
    if token.type == "fence" and not token.level:
        return Tab(label="", start=position, fence=position)
    if token.type not in {"heading_open", "paragraph_open"} or position + 3 >= len(tokens):
        return None
    label = _label(token, tokens[position + 1])
    return Tab(label=label, start=position, fence=position + 3) if label and _is_code(tokens[position + 3]) else None


def _is_code(token: Token) -> bool:
    return token.type == "fence" and not token.level


def _label(opening: Token, inline: Token) -> str:
    children = inline.children or []
    if opening.type == "heading_open":
        return inline.content
    kinds = [child.type for child in children if child.content or child.type != "text"]
    return "".join(child.content for child in children) if kinds == ["strong_open", "text", "strong_close"] else ""


def _group(found: Sequence[Tab], tokens: Sequence[Token]) -> Iterator[TabGroup]:
    """Yield a group of these blocks. A label that only the first of them has is a title of the whole group."""
    if len(found) < 2:
        return
    if not all(tab.label for tab in found):
        found = [Tab(label=_named(tokens[tab.fence]), start=tab.fence, fence=tab.fence) for tab in found]
    labels = [tab.label for tab in found]
    if all(labels) and len(set(labels)) == len(labels):
        yield TabGroup(tabs=tuple(found))


def _named(fence: Token) -> str:
    return _LABELS.get(fence.info.strip(), fence.info.strip())
