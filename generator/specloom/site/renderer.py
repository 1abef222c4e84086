"""How each part of a page is written in HTML. Text stays text: what acts is an attribute or a tag of this module.

What GitHub adds on its side is added here: bare web addresses as links, `> [!NOTE]` as a callout. What the site adds:
anchors to copy, badges of methods, tables and code that the keyboard can scroll, tabs.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from specloom.site.headings import plain_text
from specloom.site.html import relative_address
from specloom.site.inert import inert_html
from specloom.site.page import Page

__all__ = ["Place", "add_rules"]

_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-.:/?#@&+,;=%_~]*[A-Za-z0-9/#=_~-]")
_CALLOUT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*")
_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]+")
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


@dataclass(slots=True)
class Place:
    """The page that is being written, and how far the writing is."""

    page: Page
    addresses: Mapping[str, str]
    """Where each file of the docs folder stands in the site."""
    callouts: list[str] = field(default_factory=list[str])
    """The quotations that are open: the kind of each callout, empty for one that is none."""


_Rule = Callable[[Sequence[Token], int, Place], str]


def add_rules(parser: MarkdownIt) -> None:
    """Let a parser's renderer write pages of the site; its environment holds a `Place` as `place`."""
    for name, rule in _RULES.items():
        parser.add_render_rule(name, _as_method(rule))


def _as_method(rule: _Rule) -> Callable[..., str]:
    def method(_renderer: object, tokens: Sequence[Token], at: int, _options: object, env: Mapping[str, Any]) -> str:
        return rule(tokens, at, env["place"])

    return method


def _always(text: str) -> _Rule:
    return lambda _tokens, _at, _place: text


def _html(tokens: Sequence[Token], at: int, _: Place) -> str:
    return inert_html(tokens[at].content)


def _image(tokens: Sequence[Token], at: int, _: Place) -> str:
    """Return what an image shows, in words: the image itself would be asked for over the network."""
    return html.escape(tokens[at].content)


def _text(tokens: Sequence[Token], at: int, _: Place) -> str:
    content = tokens[at].content
    is_in_link = sum(token.nesting for token in tokens[:at] if token.tag == "a") > 0
    return html.escape(content) if "://" not in content or is_in_link else _with_links(content)


def _with_links(text: str) -> str:
    printed: list[str] = []
    position = 0
    for match in _ADDRESS.finditer(text):
        address = html.escape(match[0])
        printed.append(html.escape(text[position : match.start()]))
        printed.append(f'<a href="{address}" rel="noopener noreferrer">{address}</a>')
        position = match.end()
    return "".join([*printed, html.escape(text[position:])])


def _link(tokens: Sequence[Token], at: int, place: Place) -> str:
    target = str(tokens[at].attrGet("href") or "")
    if _OUTSIDE.match(target):
        return f'<a href="{html.escape(target)}" rel="noopener noreferrer">'
    return f'<a href="{html.escape(_inside(target, place))}">'


def _inside(target: str, place: Place) -> str:
    """Return a relative link as it is in the site; one that leads nowhere we know stays on the page."""
    path, mark, fragment = target.partition("#")
    if not path:
        return target
    there = place.addresses.get(posixpath.normpath(posixpath.join(place.page.folder, path)))
    return relative_address(place.page.address, there) + mark + fragment if there else "#"


def _method(tokens: Sequence[Token], at: int, _: Place) -> str:
    """Return the badge of a method; the token holds one of a fixed set."""
    method = tokens[at].content
    return f'<span class="method method-{method.lower()}">{method}</span>'


def _heading_open(tokens: Sequence[Token], at: int, _: Place) -> str:
    return f'<{tokens[at].tag} id="{_anchor(tokens[at])}">'


def _heading_close(tokens: Sequence[Token], at: int, _: Place) -> str:
    tag = tokens[at].tag
    if tag == "h1":
        return "</h1>\n"
    label = html.escape(f"Link to {plain_text(tokens[at - 1])}")
    return f' <a class="anchor" href="#{_anchor(tokens[at - 2])}" aria-label="{label}">#</a></{tag}>\n'


def _anchor(heading: Token) -> str:
    return html.escape(str(heading.attrGet("id") or ""))


def _code(tokens: Sequence[Token], at: int, _: Place) -> str:
    language = tokens[at].info.strip().partition(" ")[0]
    named = f' class="language-{html.escape(language)}"' if _LANGUAGE.fullmatch(language) else ""
    return f'<div class="code"><pre tabindex="0"><code{named}>{html.escape(tokens[at].content)}</code></pre></div>\n'


def _quote_open(tokens: Sequence[Token], at: int, place: Place) -> str:
    kind = _take_callout(tokens, at)
    place.callouts.append(kind)
    if not kind:
        return "<blockquote>\n"
    return f'<div class="callout callout-{kind.lower()}"><p class="callout-title">{kind.capitalize()}</p>\n'


def _quote_close(_tokens: Sequence[Token], _at: int, place: Place) -> str:
    return "</div>\n" if place.callouts.pop() else "</blockquote>\n"


def _take_callout(tokens: Sequence[Token], at: int) -> str:
    """Return the kind of callout that a quotation is, and take the mark that says so away; empty where it is none."""
    if at + 2 >= len(tokens) or tokens[at + 1].type != "paragraph_open":
        return ""
    children = tokens[at + 2].children or []
    mark = _CALLOUT.match(children[0].content) if children and children[0].type == "text" else None
    if mark is None:
        return ""
    children[0].content = children[0].content[mark.end() :]
    return mark[1]


def _tab(tokens: Sequence[Token], at: int, _: Place) -> str:
    """Return the beginning of a tab; its label is shown where no script makes it one."""
    label = html.escape(tokens[at].content)
    return f'<div class="tab" data-label="{label}"><p class="tab-label">{label}</p>\n'


_RULES: Mapping[str, _Rule] = {
    "html_block": _html,
    "html_inline": _html,
    "image": _image,
    "text": _text,
    "link_open": _link,
    "method": _method,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "fence": _code,
    "code_block": _code,
    "blockquote_open": _quote_open,
    "blockquote_close": _quote_close,
    "table_open": _always('<div class="table" tabindex="0"><table>\n'),
    "table_close": _always("</table></div>\n"),
    "tabs_open": _always('<div class="tabs">\n'),
    "tabs_close": _always("</div>\n"),
    "tab_open": _tab,
    "tab_close": _always("</div>\n"),
}
"""By the type of a token; the library's own rules write the rest."""
