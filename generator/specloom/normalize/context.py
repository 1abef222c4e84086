"""What all of this stage shares: the spec, the collector, and the notes for the coverage ledger."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from specloom.diagnostics import Code, Diagnostics, Location, codes
from specloom.source import Node
from specloom.source.values import is_object
from specloom.spec import Spec

__all__ = ["BrokenError", "Context", "Mark"]

_KINDS: dict[type, str] = {
    dict: "an object",
    list: "an array",
    str: "text",
    bool: "a boolean",
    int: "a number",
    float: "a number",
    type(None): "null",
}
_BAD_REFERENCES = (codes.REF_CIRCULAR, codes.REF_FORBIDDEN, codes.REF_INVALID, codes.REF_MISSING, codes.REF_REMOTE)


class BrokenError(Exception):
    """A part that cannot be understood, which is reported already; whoever stands around it decides what to leave out."""

    def __init__(self, code: Code, location: Location) -> None:
        super().__init__(code.name)
        self.code = code
        self.location = location


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is not fully expressed, and where."""

    code: str
    reason: str
    location: Location


@dataclass(slots=True)
class Context:
    """Shared by the normalizers of one document."""

    spec: Spec
    diagnostics: Diagnostics
    subject: str = ""
    """What is being normalized, for findings: `POST /v1/invoices, request body`."""
    marks: list[Mark] = field(default_factory=list[Mark])
    """Of the operation or definition at hand."""

    @contextmanager
    def about(self, subject: str) -> Generator[list[Mark]]:
        """Set the subject and collect the marks of one operation or definition."""
        before = (self.subject, self.marks)
        self.subject, self.marks = subject, []
        try:
            yield self.marks
        finally:
            self.subject, self.marks = before

    def report(self, code: Code, place: Location, /, **fields: object) -> None:
        """Add a finding about the subject at hand."""
        self.diagnostics.report(code, place, fields, subject=self.subject)

    def degrade(self, code: Code, place: Location, reason: str, /, **fields: object) -> None:
        """Add a finding, and note that the part at hand is not fully expressed."""
        self.report(code, place, **fields)
        self.marks.append(Mark(code.name, reason, place))

    def expect(self, node: Node, kind: type, where: str) -> Node:
        """Return the node if its value is of this JSON type; else report it and raise `BrokenError`."""
        if not isinstance(node.value, kind) or (isinstance(node.value, bool) and kind is not bool):
            self.report(codes.STRUCTURE, node.location, where=where, expected=_KINDS[kind], actual=kind_of(node.value))
            raise BrokenError(codes.STRUCTURE, node.location)
        return node

    def follow(self, node: Node) -> Node:
        """Return what the node's reference leads to; raises `BrokenError` where that is reported as impossible."""
        found = self.spec.follow(node, self.subject)
        if found is None:
            place = node.location.child("$ref")
            told = (each.code for each in self.diagnostics if each.location == place and each.code in _BAD_REFERENCES)
            raise BrokenError(next(told, codes.REF_MISSING), node.location)
        return found

    def members(self, node: Node | None, where: str) -> Iterator[tuple[str, Node]]:
        """Yield the members of an optional object by name, without its extensions (`x-...`).

        Their order in the document means nothing, so it must not reach the output.
        Where a reference stands in place of the object it is followed: multi-file documents are written so.
        """
        if node is not None:
            if is_object(node.value) and isinstance(node.value.get("$ref"), str):
                node = self.follow(node)
            for key, member in sorted(self.expect(node, dict, where).members(), key=lambda each: each[0]):
                if not key.startswith("x-"):
                    yield key, member

    def elements(self, node: Node | None, where: str) -> Iterator[Node]:
        """Yield the elements of an optional array."""
        if node is not None:
            yield from self.expect(node, list, where).elements()


def kind_of(value: Any) -> str:
    """Return what a JSON value is, in words."""
    return next((words for kind, words in _KINDS.items() if type(value) is kind), "something else")
