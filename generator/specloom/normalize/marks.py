"""Marks: what is not fully expressed, noted while an operation or a definition is read; the ledger is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from specloom.diagnostics import Location
from specloom.ir.ledger import Coverage, PartKind
from specloom.ir.types import Type

__all__ = ["Mark", "Reading"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is not fully expressed, and where."""

    code: str
    reason: str
    location: Location
    coverage: Coverage = Coverage.DEGRADED
    keyword: str = ""
    """The keyword of a schema that it is about; empty where it is about none, or about a schema as a whole."""


@dataclass(slots=True, kw_only=True)
class Reading:
    """An operation, a part of one, or the definition of a type while it is read, and what is noted of it."""

    subject: str = ""
    """For findings: `POST /v1/invoices, request body`."""
    kind: PartKind | None = None
    """None for an operation or a definition as a whole."""
    name: str = ""
    """Of a part: `query parameter limit`, `response 200 text/csv`."""
    prefix: tuple[str, ...] = ()
    """Where in the operation: `("callback onPaid", "response 200")`."""
    marks: list[Mark] = field(default_factory=list[Mark])
    types: list[Type] = field(default_factory=list[Type])
    """What it is made of: what is not fully expressed in their definitions is not in this part."""
    parts: list[Reading] = field(default_factory=list["Reading"])

    def part(self, kind: PartKind, name: str) -> Reading:
        """Return the reading of a part of this one."""
        named = " ".join((*self.prefix, name))
        return Reading(subject=self.subject, kind=kind, name=named, prefix=self.prefix)

    def note(self, mark: Mark) -> None:
        """Add a mark; outside of any part it is about the place at hand."""
        if self.kind is None and self.prefix:
            self.parts.append(replace(self.part(PartKind.DETAIL, ""), name=" ".join(self.prefix), marks=[mark]))
        else:
            self.marks.append(mark)

    def add(self, part: Reading) -> None:
        """Add a part that is read. A part has no parts of its own: it is degraded by what is left out in it."""
        if self.kind is None:
            self.parts.append(part)
            return
        self.types += part.types
        for mark in part.marks:
            is_left_out = mark.coverage is Coverage.SKIPPED and not mark.keyword
            told = f"{part.name.removeprefix(' '.join(self.prefix)).lstrip()}: {mark.reason}"
            self.marks.append(replace(mark, coverage=Coverage.DEGRADED, reason=told) if is_left_out else mark)
