"""The sections of a site with their operations, in the order of the docs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specloom.site.page import Page

__all__ = ["Section", "Sections", "find_sections"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section, with the pages of its operations."""

    page: Page
    depth: int
    """0: in no other section."""
    operations: tuple[Page, ...]


Sections = tuple[Section, ...]


def find_sections(pages: Iterable[Page]) -> Sections:
    """Return the sections in their order, each followed by those in it; operations by path and method."""
    listed = tuple(pages)
    operations: defaultdict[str, list[Page]] = defaultdict(list)
    for page in listed:
        if page.is_operation:
            operations[page.folder].append(page)
    sections = {page.folder: page for page in sorted(filter(_is_section, listed), key=_order)}
    return tuple(
        Section(
            page=page,
            depth=_depth(page, sections),
            operations=tuple(sorted(operations[page.folder], key=lambda each: (each.api_path, each.method))),
        )
        for page in sections.values()
    )


def _is_section(page: Page) -> bool:
    return page.is_section


def _order(page: Page) -> tuple[int, str]:
    return page.nav_order or 0, page.path


def _depth(page: Page, sections: Mapping[str, Page]) -> int:
    return sum(1 for _ in _ancestors(page, sections))


def _ancestors(page: Page, sections: Mapping[str, Page]) -> Iterator[Page]:
    """Yield the sections that a section stands in, from the inside out; each one once."""
    seen = {page.folder}
    while page.parent in sections and page.parent not in seen:
        page = sections[page.parent]
        seen.add(page.folder)
        yield page
