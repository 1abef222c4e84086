"""A page as it lies in the docs folder: its front matter, and the Markdown below it."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

__all__ = ["Page", "read_page", "site_path"]

_FRONT_MATTER = re.compile(r"---\n(?P<fields>.*?)\n---\n", re.DOTALL)
_FIELD = re.compile(r"(?P<key>[A-Za-z_]+): (?P<value>\S.*)")
_SECTION = "README.md"
_INDEX = "index.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the site needs to know of a page before it is made into HTML."""

    path: str
    """Inside the docs folder: `pets/listPets.md`."""
    address: str
    """Inside the site: `pets/listPets.html`."""
    title: str
    text: str
    """The Markdown, without the front matter."""
    description: str = ""
    method: str = ""
    api_path: str = ""
    operation_id: str = ""
    deprecated: bool = False
    nav_order: int | None = None
    """Of a section: its place among the sections."""
    parent: str = ""
    """Of a section that stands in another one: the folder of that one."""

    @property
    def folder(self) -> str:
        """The folder it lies in; empty at the top."""
        return posixpath.dirname(self.path)

    @property
    def is_operation(self) -> bool:
        """Whether it is the page of an operation."""
        return bool(self.operation_id)

    @property
    def is_section(self) -> bool:
        """Whether it is the page of a section of operations."""
        return self.nav_order is not None


def site_path(path: str, paths: Collection[str]) -> str:
    """Return where a page stands in the site: a folder's README is what its address shows, unless an index is there."""
    folder, name = posixpath.split(path)
    if name == _SECTION and posixpath.join(folder, _INDEX) not in paths:
        return posixpath.join(folder, "index.html")
    return path.removesuffix(".md") + ".html"


def read_page(path: str, text: str, paths: Collection[str]) -> Page:
    """Return a page of the docs folder that holds pages at `paths`; unknown fields of its front matter are passed over."""
    head = _FRONT_MATTER.match(text)
    fields = _fields(head["fields"]) if head else {}
    order = fields.get("nav_order")
    return Page(
        path=path,
        address=site_path(path, paths),
        title=_text(fields, "title") or path.removesuffix(".md"),
        text=text[head.end() :] if head else text,
        description=_text(fields, "description"),
        method=_text(fields, "method"),
        api_path=_text(fields, "path"),
        operation_id=_text(fields, "operationId"),
        deprecated=fields.get("deprecated") is True,
        nav_order=order if isinstance(order, int) else None,
        parent=_text(fields, "parent"),
    )


def _fields(text: str) -> dict[str, object]:
    """Return the fields whose values are JSON as well as YAML, as all those are that the docs target writes."""
    found: dict[str, object] = {}
    for line in text.split("\n"):
        field = _FIELD.fullmatch(line)
        if field:
            try:
                found[field["key"]] = json.loads(field["value"])
            except ValueError:
                continue
    return found


def _text(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""
