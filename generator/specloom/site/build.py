"""Makes the site: the files of a docs folder in, those of the site out, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from specloom.render.environment import Renderer, templates_folder
from specloom.site.html import HtmlAddress, HtmlText, HtmlWord, ScriptData
from specloom.site.markup import METHODS, Body, Markup
from specloom.site.navigation import Section, Sections, find_sections
from specloom.site.page import Page, read_page
from specloom.site.search import name_entries, word_index
from specloom.site.views import ContentsLink, DataFile, OperationLink, PageLink, SectionGroup, SitePage

__all__ = ["ASSETS", "Site", "build_site"]

ASSETS = "assets"
_COPIED_ASSETS = ("site.css", "theme.js", "site.js", "search.js", "highlight.js")
_INDEX = "index.html"
_PAGE = ".md"
_LLMS = "llms.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All pages, and how they hang together."""

    title: str
    pages: tuple[Page, ...]
    sections: Sections
    more: tuple[Page, ...]
    """The pages at the top, and the lists in folders that are no sections: schemas."""

    @classmethod
    def of(cls, pages: tuple[Page, ...]) -> Site:
        """Return the site that these pages make."""
        sections = find_sections(pages)
        folders = {section.page.folder for section in sections}
        title = next((page.title for page in pages if page.address == _INDEX), "")
        return cls(
            title=title,
            pages=pages,
            sections=sections,
            more=tuple(page for page in pages if page.folder not in folders and _stands_alone(page)),
        )


def _stands_alone(page: Page) -> bool:
    return page.address != _INDEX and (not page.folder or page.address == f"{page.folder}/{_INDEX}")


def build_site(files: Mapping[str, str], renderer: Renderer) -> dict[str, str]:
    """Return the files of the site by path. What is no page in the docs folder is taken as it is.

    The list of pages for language models (llms.txt) names their Markdown: where it is there, so are those files.
    """
    paths = sorted(path for path in files if path.endswith(_PAGE))
    pages = tuple(read_page(path, files[path], paths) for path in paths)
    site = Site.of(pages)
    others = {path: text for path, text in files.items() if not path.endswith(_PAGE)}
    markup = Markup({**{page.path: page.address for page in pages}, **{path: path for path in others}})
    bodies = [markup.body(page) for page in pages]
    built = {
        page.address: renderer.render(_view(site, page, body)).text for page, body in zip(pages, bodies, strict=True)
    }
    for file in _search_files(site, bodies):
        built[file.path] = renderer.render(file).text
    assets = {f"{ASSETS}/{name}": (templates_folder() / "site" / name).read_text("utf-8") for name in _COPIED_ASSETS}
    sources = {path: files[path] for path in paths} if _LLMS in others else {}
    return {**built, **others, **sources, **assets}


def _search_files(site: Site, bodies: Sequence[Body]) -> Iterator[DataFile]:
    titles = {section.page.folder: section.page.title for section in site.sections}
    names = name_entries(site.pages, titles)
    words = word_index([body.words for body in bodies])
    for name, data in (("names", names), ("words", words)):
        path = f"{ASSETS}/search-{name}.js"
        yield DataFile(path=path, name=HtmlWord(name), data=ScriptData(data))


def _view(site: Site, page: Page, body: Body) -> SitePage:
    here = page.address
    return SitePage(
        path=here,
        title=HtmlText(page.title),
        site_title=HtmlText(site.title),
        description=HtmlText(page.description) if page.description else None,
        is_index=here == _INDEX,
        index=HtmlAddress(here, _INDEX),
        assets=HtmlAddress(here, ASSETS),
        root=HtmlAddress(here, "."),
        sections=tuple(_group(section, page) for section in site.sections),
        more=tuple(_link(each, page) for each in site.more),
        contents=tuple(
            ContentsLink(
                title=HtmlText(heading.title),
                address=HtmlAddress(here, here, heading.anchor),
                is_nested=heading.level > 2,
            )
            for heading in body.headings
        ),
        body=body.markup,
    )


def _link(page: Page, here: Page) -> PageLink:
    return PageLink(title=HtmlText(page.title), address=HtmlAddress(here.address, page.address), is_here=page is here)


def _group(section: Section, here: Page) -> SectionGroup:
    is_open = section.page.folder == here.folder
    return SectionGroup(
        link=_link(section.page, here),
        levels=range(section.depth),
        operations=tuple(_operation(each, here) for each in section.operations) if is_open else (),
    )


def _operation(page: Page, here: Page) -> OperationLink:
    return OperationLink(
        link=_link(page, here),
        method=HtmlText(page.method),
        kind=HtmlWord(page.method.lower() if page.method in METHODS else "other"),
        deprecated=page.deprecated,
    )
