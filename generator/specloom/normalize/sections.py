"""Sections: the tags of the document, how they nest (OpenAPI 3.2 §4.22), and the operations of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from specloom.diagnostics import codes
from specloom.ir.api import Section
from specloom.ir.ids import is_spelled_out, telling_slug
from specloom.ir.operation import Operation
from specloom.normalize.context import BrokenError, Context
from specloom.source import Node

__all__ = ["DEFAULT_SECTION", "Tags"]

DEFAULT_SECTION = "default"
"""Of operations without a tag."""
_NAVIGATION = ("", "nav")
"""Kinds of tags that group operations; others mark them (`badge`, `audience`)."""


class Tags:
    """The tags that a document describes."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._described = _described(context)
        self._parents = _parents(self._described)

    def section_of(self, tags: Sequence[str]) -> str:
        """Return the section of an operation with these tags: that of the first one that groups operations.

        A tag without a name is none: "" as the name of a section would be that of no section.
        """
        named = [tag for tag in tags if tag]
        grouping = (tag for tag in named if self._kind(tag) in _NAVIGATION)
        return self._context.renames.section(next(grouping, named[0] if named else DEFAULT_SECTION))

    def _kind(self, tag: str) -> str:
        return self._described[tag].text("kind") if tag in self._described else ""

    def sections(self, operations: Iterable[Operation]) -> tuple[Section, ...]:
        """Return the sections that have operations, and those around them: by first appearance in `tags`, then by name."""
        by_name: dict[str, list[Operation]] = {}
        for operation in operations:
            by_name.setdefault(operation.section, []).append(operation)
        tags = {self._context.renames.section(tag): tag for tag in self._described}
        around = [self._context.renames.section(each) for name in by_name for each in self._around(tags.get(name, ""))]
        wanted = {*by_name, *around}
        order = [name for name in tags if name in wanted] + sorted(name for name in wanted if name not in tags)
        return tuple(self._section(name, tags.get(name, ""), by_name.get(name, [])) for name in order)

    def _around(self, tag: str) -> list[str]:
        """Return the tags that a tag stands in, from the inside out."""
        found: list[str] = []
        while (tag := self._parents.get(tag, "")) and tag not in found:
            found.append(tag)
        return found

    def _section(self, name: str, stated: str, operations: list[Operation]) -> Section:
        tag = self._described.get(stated)
        slug = telling_slug(name, "section")
        if not is_spelled_out(name):
            place = tag.location if tag is not None else operations[0].origin
            self._context.report(codes.NAME_FOREIGN, place, name=name, slug=slug)
        parent = self._parents.get(stated, "")
        return Section(
            name=name,
            slug=slug,
            title=name if tag is None or name != stated else tag.text("x-displayName") or tag.text("summary") or name,
            description=tag.text("description") if tag is not None else "",
            parent=self._context.renames.section(parent) if parent else "",
            operations=tuple(operation.id for operation in operations),
        )


def _described(context: Context) -> dict[str, Node]:
    """Return the tags of the document's list by name; of two with one name the first."""
    described: dict[str, Node] = {}
    try:
        for element in context.elements(context.spec.root.get("tags"), "tags"):
            if element.text("name"):
                described.setdefault(element.text("name"), element)
    except BrokenError:
        pass
    return described


def _parents(described: Mapping[str, Node]) -> dict[str, str]:
    """Return the parent of each tag that has one. What stands in itself, or in a tag that nothing describes, stands on top."""
    stated = {name: tag.text("parent") for name, tag in described.items()}
    return {
        name: parent for name, parent in stated.items() if parent in described and not _is_inside_itself(name, stated)
    }


def _is_inside_itself(name: str, parents: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    tag = parents.get(name, "")
    while tag and tag not in seen:
        if tag == name:
            return True
        seen.add(tag)
        tag = parents.get(tag, "")
    return False
