"""What all of this stage shares: the spec, the collector, and the notes for the coverage ledger."""

from __future__ import annotations

from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from specloom.diagnostics import Code, Diagnostics, Location, codes
from specloom.ir.api import Excluded
from specloom.ir.choices import Names
from specloom.ir.ledger import Coverage, PartKind
from specloom.normalize.marks import Mark, Reading
from specloom.normalize.renames import Renames
from specloom.normalize.selection import Selector
from specloom.source import Node
from specloom.source.refs import reference_keywords
from specloom.source.values import KINDS, is_object, kind_of
from specloom.spec import Spec

__all__ = ["BrokenError", "Context"]


Part = TypeVar("Part")

Related = Iterable[tuple[str, Location]]
"""Other places of a fault, each with a few words."""


class BrokenError(Exception):
    """A part that cannot be understood, which is reported already; whoever stands around it decides what to leave out."""

    def __init__(self, code: Code, location: Location) -> None:
        super().__init__(code.name)
        self.code = code
        self.location = location


@dataclass(slots=True)
class Context:
    """Shared by the normalizers of one document."""

    spec: Spec
    diagnostics: Diagnostics
    reading: Reading = field(default_factory=Reading)
    """What is being normalized."""
    names: Names = field(default_factory=Names)
    """What the config calls some parts."""
    selector: Selector = field(default_factory=Selector)
    """Which operations are wanted."""
    excluded: list[Excluded] = field(default_factory=list[Excluded])
    """The operations that are not."""
    renames: Renames = field(init=False)
    _noted: dict[Hashable, list[Mark]] = field(default_factory=dict[Hashable, list[Mark]])
    """What was noted of each schema when it was read."""
    closed_enums: bool = False
    """An enumeration is complete unless the document says otherwise: the config's word."""

    def __post_init__(self) -> None:
        self.renames = Renames(self.names, self.diagnostics, self.spec.schemas_home)

    @property
    def subject(self) -> str:
        """What is being normalized, for findings: `POST /v1/invoices, request body`."""
        return self.reading.subject

    @contextmanager
    def about(self, subject: str) -> Generator[Reading]:
        """Read one operation or definition; what is noted meanwhile is noted of it."""
        before, self.reading = self.reading, Reading(subject=subject)
        try:
            yield self.reading
        finally:
            self.reading = before

    @contextmanager
    def part(self, kind: PartKind, name: str) -> Generator[Reading]:
        """Read one part of the operation at hand, which is in the ledger's sum whatever becomes of it.

        `name` is what it is called there, after the place at hand: `query parameter limit`, `text/csv`, `header Link`.
        What is noted meanwhile is noted of this part.
        """
        whole = self.reading
        self.reading = whole.part(kind, name)
        try:
            yield self.reading
        finally:
            whole.add(self.reading)
            self.reading = whole

    @contextmanager
    def inside(self, place: str) -> Generator[None]:
        """Let the names of parts begin with a place in the operation while the body runs: `response 200`."""
        reading, before = self.reading, self.reading.prefix
        reading.prefix = (*before, place)
        try:
            yield
        finally:
            reading.prefix = before

    @contextmanager
    def noting(self, schema: Hashable) -> Generator[list[Mark]]:
        """Collect what is noted of a schema: it is read once, and may be in many parts."""
        marks = self.reading.marks
        start = len(marks)
        found: list[Mark] = []
        yield found
        found += marks[start:]
        if found:
            self._noted[schema] = found

    def note_again(self, schema: Hashable) -> None:
        """Note of the part at hand what was noted of a schema when it was read, in another part."""
        if schema in self._noted:
            self.reading.marks += self._noted[schema]

    def report(
        self, code: Code, place: Location, /, *, related: Related = (), is_loss: bool = False, **fields: object
    ) -> None:
        """Add a finding about the subject at hand, and other places that belong to the same fault."""
        places = [(words, location, None) for words, location in related]
        self.diagnostics.report(code, place, fields, subject=self.subject, related=places, is_loss=is_loss)

    def degrade(
        self,
        code: Code,
        place: Location,
        reason: str,
        /,
        *,
        keyword: str = "",
        related: Related = (),
        **fields: object,
    ) -> None:
        """Add a finding, and note that the part at hand, or one keyword of a schema in it, is not fully expressed."""
        self.report(code, place, related=related, is_loss=True, keyword=keyword, **fields)
        self.reading.note(Mark(code.name, reason, place, keyword=keyword))

    def skip(self, code: Code, place: Location, reason: str, /, *, related: Related = (), **fields: object) -> None:
        """Add a finding, and note that the part at hand is left out."""
        self.report(code, place, related=related, is_loss=True, **fields)
        self.reading.note(Mark(code.name, reason, place, Coverage.SKIPPED))

    def spare(self, parts: Iterable[Part], what: str) -> list[Part]:
        """Return parts as they are read; none where their list is broken, which is reported, and note that it is left out."""
        try:
            return list(parts)
        except BrokenError as broken:
            self.leave_out(broken, what)
            return []

    def leave_out(self, broken: BrokenError, what: str = "") -> None:
        """Note that the part at hand, or `what` in it, is left out, since it is broken, which is reported."""
        mark = Mark(broken.code.name, "it cannot be understood", broken.location, Coverage.SKIPPED)
        if not what:
            self.reading.note(mark)
            return
        with self.part(PartKind.DETAIL, what):
            self.reading.note(mark)

    def expect(self, node: Node, kind: type, where: str) -> Node:
        """Return the node if its value is of this JSON type; else report it and raise `BrokenError`.

        What YAML has after a key with nothing behind it, null, is an object or an array without anything in it.
        """
        if node.value is None and kind in (dict, list):
            self.report(codes.STRUCTURE_EMPTY, node.location, where=where, expected=KINDS[kind])
            return Node(kind(), node.location)
        if not isinstance(node.value, kind) or (isinstance(node.value, bool) and kind is not bool):
            self.report(codes.STRUCTURE, node.location, where=where, expected=KINDS[kind], actual=kind_of(node.value))
            raise BrokenError(codes.STRUCTURE, node.location)
        return node

    def follow(self, node: Node, is_bare: Callable[[Node], bool] | None = None) -> Node:
        """Return what the node's reference leads to; raises `BrokenError` where that is reported as impossible.

        Where `is_bare` is given, a chain of references ends before one that it denies.
        """
        return self._reached(self.spec.follow(node, self.subject, is_bare), node)

    def _reached(self, found: Node | None, node: Node) -> Node:
        if found is None:
            raise BrokenError(self.spec.references.fault(node), node.location)
        return found

    def complete(self, node: Node) -> Node:
        """Return what a node's reference leads to, with the members that stand beside it; the node where it is none."""
        if next(reference_keywords(node.value), "") != "$ref":
            return self.follow(node)
        return self._reached(self.spec.references.complete(node, self.subject), node)

    def expand(self, node: Node, where: str) -> Node:
        """Return what stands for a whole object or array of the structure: what it refers to, where it is a reference."""
        if next(reference_keywords(node.value), "") != "$ref":
            return node
        return self._reached(self.spec.references.expand(node, where, self.subject), node)

    def members(self, node: Node | None, where: str) -> Iterator[tuple[str, Node]]:
        """Yield the members of an optional object by name, without its extensions (`x-...`).

        Their order in the document means nothing, so it must not reach the output.
        Where a reference stands in place of the object it is followed: multi-file documents are written so.
        """
        if node is not None:
            node = self.expand(node, where)
            for key, member in sorted(self.expect(node, dict, where).members(), key=lambda each: each[0]):
                if not key.startswith("x-"):
                    yield key, member

    def entries(self, node: Node | None, where: str) -> Iterator[tuple[str, Node]]:
        """Yield the members of an optional map by name; its names are the document's own, so `x-request-id` is a header.

        What has such a name and is no object is an extension all the same.
        """
        if node is not None:
            node = self.expand(node, where)
            for key, member in sorted(self.expect(node, dict, where).members(), key=lambda each: each[0]):
                if not key.startswith("x-") or is_object(member.value):
                    yield key, member

    def elements(self, node: Node | None, where: str) -> Iterator[Node]:
        """Yield the elements of an optional array; of what a reference in its place leads to."""
        if node is not None:
            yield from self.expect(self.expand(node, where), list, where).elements()
