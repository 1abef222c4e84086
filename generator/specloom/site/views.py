"""What the templates of the site print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.site.html import HtmlAddress, HtmlText, HtmlWord, ScriptData
from specloom.site.markup import HtmlMarkup

__all__ = ["ContentsLink", "DataFile", "OperationLink", "PageLink", "SectionGroup", "SitePage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page in the navigation."""

    title: HtmlText
    address: HtmlAddress
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationLink:
    """An operation in the navigation."""

    link: PageLink
    method: HtmlText
    kind: HtmlWord
    """The method in lower case, for its colour."""
    deprecated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionGroup:
    """A section in the navigation; its operations where one of its pages is shown."""

    link: PageLink
    levels: range
    """As many as there are sections around it."""
    operations: tuple[OperationLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLink:
    """A heading in the page's table of contents."""

    title: HtmlText
    address: HtmlAddress
    is_nested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One page of the site."""

    template: ClassVar[str] = "site/page.html.jinja"
    path: str
    title: HtmlText
    site_title: HtmlText
    description: HtmlText | None
    is_index: bool
    index: HtmlAddress
    assets: HtmlAddress
    """The folder of style sheet and scripts."""
    root: HtmlAddress
    """The top of the site."""
    sections: tuple[SectionGroup, ...]
    more: tuple[PageLink, ...]
    contents: tuple[ContentsLink, ...]
    body: HtmlMarkup


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """Data as a script, since a page that is opened from the disk may load nothing else."""

    template: ClassVar[str] = "site/data.js.jinja"
    path: str
    name: HtmlWord
    """What `search.js` waits for."""
    data: ScriptData
