"""The collector that every stage reports to, and the values it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from specloom.diagnostics.codes import CATALOGUE, LEFT_OUT, STOPPED, Code, Severity
from specloom.diagnostics.pointer import escape_token

__all__ = ["Diagnostics", "Finding", "Location", "Position", "SourceTexts", "Stop"]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A node of a document: the file by its label (posix, relative to the root document) and a JSON pointer into it."""

    file: str
    pointer: str = ""
    """RFC 6901; empty for the whole file."""

    def child(self, *tokens: str | int) -> Location:
        """Return the location of a node below this one."""
        steps = "".join("/" + escape_token(str(token)) for token in tokens)
        return Location(self.file, self.pointer + steps)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a node stands in its file. Lines and columns count from 1, columns in characters."""

    line: int
    column: int
    length: int = 1
    """Characters to underline on that line, at least 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to say: what is wrong, where, what was done about it, what the reader can do."""

    code: Code
    severity: Severity
    message: str
    location: Location | None
    position: Position | None = None
    """Known at once only where there is no pointer (a syntax error); else found from `location` when it is shown."""
    subject: str = ""
    """The part of the API concerned: `POST /v1/invoices, request body`."""
    related: tuple[tuple[str, Location | None, Position | None], ...] = ()
    """Other places that belong to the same fault, each with a few words."""
    consequence: str = ""
    """What was done about it."""
    fix: str = ""
    """What the reader can do."""


class SourceTexts(Protocol):
    """Where lines and positions come from; `specloom.source.Document` is one."""

    def position(self, location: Location) -> Position | None:
        """Return line and column of a location."""
        ...

    def line(self, file: str, number: int) -> str | None:
        """Return a line of a file without its end; None beyond the end."""
        ...

    def display(self, file: str) -> str:
        """Return the path of a file as the user would write it."""
        ...


class Stop(Exception):  # noqa: N818 - not an error of the program: the run ends, with its findings told
    """Raised by `Diagnostics.stop_on_errors`; the command line turns it into an exit code."""


def _is_at(place: Location | None, error: Location | None) -> bool:
    """Return whether an error stands at a place, or at a member of it."""
    if place is None or error is None or place.file != error.file:
        return False
    return error.pointer == place.pointer or error.pointer.rpartition("/")[0] == place.pointer != ""


@dataclass(slots=True)
class Diagnostics:
    """Collects findings; a stage reports here and goes on, and the pipeline stops at the end of the stage."""

    strict: bool = False
    """Count warnings as errors."""
    lenient: bool = False
    """Leave out or degrade the part that an error concerns and go on."""
    severities: dict[str, Severity] = field(default_factory=dict[str, Severity])
    """The config's own severities, by code."""
    texts: SourceTexts | None = None
    """What the findings point into; set by the load stage, so that even a run that stops can show lines."""
    findings: list[Finding] = field(default_factory=list[Finding])
    _seen: set[tuple[str, Location | None, str]] = field(default_factory=set[tuple[str, Location | None, str]])

    def report(
        self,
        code: Code,
        location: Location | None,
        values: Mapping[str, object] | None = None,
        /,
        *,
        position: Position | None = None,
        subject: str = "",
        related: Iterable[tuple[str, Location | None, Position | None]] = (),
        **fields: object,
    ) -> Finding:
        """Add a finding, its texts filled from `values` and `fields`; the same fault at the same place counts once."""
        if CATALOGUE.get(code.name) is not code:
            raise LookupError(f"diagnostic code {code.name!r} is not in the catalogue")
        filled = {
            "subject": subject,
            "stopped": LEFT_OUT if self.lenient else STOPPED,
            **(values or {}),
            **fields,
        }
        severity = self.severities.get(code.name, code.severity)
        if self.strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        finding = Finding(
            code=code,
            severity=severity,
            message=code.message.format_map(filled),
            consequence=code.consequence.format_map(filled),
            fix=code.fix.format_map(filled),
            location=location,
            position=position,
            subject=subject,
            related=tuple(related),
        )
        key = (code.name, location, finding.message)
        if key not in self._seen:
            self._seen.add(key)
            self.findings.append(finding)
        return finding

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity so far."""
        return max((finding.severity for finding in self.findings), default=None)

    def of(self, *severities: Severity) -> list[Finding]:
        """Return the findings of these severities."""
        return [finding for finding in self.findings if finding.severity in severities]

    def drop_repeated(self, code: Code) -> None:
        """Leave out the findings of a code at whose place, or right inside it, an error says the same more exactly."""
        errors = [finding.location for finding in self.of(Severity.ERROR) if finding.code is not code]
        self.findings = [
            finding
            for finding in self.findings
            if finding.code is not code or not any(_is_at(finding.location, error) for error in errors)
        ]

    def stop_on_errors(self) -> None:
        """Raise `Stop` where the run cannot go on: on a fatal finding, or on an error unless the run is lenient."""
        if self.of(Severity.FATAL) or (self.of(Severity.ERROR) and not self.lenient):
            raise Stop
