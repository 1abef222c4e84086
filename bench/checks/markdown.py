"""Are the pages sound Markdown? Links lead somewhere, tables are straight, fences close."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from bench.checks.generated import Generated
from bench.checks.pages import resolve

__all__ = ["check_links", "check_markdown"]


def check_links(generated: Generated) -> list[str]:
    """Return the relative links that lead to no file of the output, or to no anchor of a page."""
    return list(_broken(generated))


def _broken(generated: Generated) -> Iterator[str]:
    pages = generated.pages
    for here, page in pages.items():
        for link in page.links:
            address = resolve(here, link)
            if address is None:
                continue
            path, anchor = address
            there = here if path == here else posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
            target = pages.get(there)
            if target is None and not (generated.docs / there).is_file():
                yield f"docs/{here}: {link} leads to no file"
            elif target is not None and anchor and anchor not in target.anchors:
                yield f"docs/{here}: {link} leads to no anchor"


def check_markdown(generated: Generated) -> list[str]:
    """Return the broken tables and fences."""
    return [f"docs/{path}: {fault}" for path, page in generated.pages.items() for fault in page.faults]
