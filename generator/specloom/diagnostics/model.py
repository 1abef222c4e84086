"""The collector that every stage reports to, and the values it holds."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from specloom.diagnostics.catalogue import CATALOGUE, LEFT_OUT, STOPPED, UNNEEDED, Code, Severity
from specloom.diagnostics.pointer import escape_token

__all__ = ["Diagnostics", "Finding", "Location", "Position", "Rule", "SourceTexts", "Stop"]


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
    reason: str = ""
    """Why the config gives it another severity, in the config's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Another severity for the findings of one code, or for those of them at some places."""

    severity: Severity
    reason: str = ""
    pointers: tuple[str, ...] = ()
    """`#/paths/~1pets`: the rule is for findings there and below; in any file, or `common.yaml#/Pet` in one. Empty:
    everywhere."""
    origin: Location | None = None
    """In the config."""

    def covers(self, location: Location | None) -> bool:
        """Return whether the rule is for findings at a place."""
        return not self.pointers or (
            location is not None and any(_is_below(location, *each.split("#", 1)) for each in self.pointers)
        )


def _is_below(location: Location, file: str, pointer: str) -> bool:
    return file in ("", location.file) and f"{location.pointer}/".startswith(f"{pointer.rstrip('/')}/")


class SourceTexts(Protocol):
    """Where lines and positions come from; `specloom.source.Document` is one."""

    def position(self, location: Location) -> Position | None:
        """Return line and column of a location."""
        ...

    def written_at(self, location: Location) -> Location:
        """Return where a node is written: in another file than its own where an overlay put it there."""
        ...

    def line(self, file: str, number: int) -> str | None:
        """Return a line of a file without its end; None beyond the end."""
        ...

    def display(self, file: str) -> str:
        """Return the path of a file as the user would write it."""
        ...


class Stop(Exception):  # noqa: N818 - not an error of the program: the run ends, with its findings told
    """Raised by `Diagnostics.stop_on_errors`; the command line turns it into an exit code."""


@dataclass(slots=True)
class Diagnostics:
    """Collects findings; a stage reports here and goes on, and the pipeline stops at the end of the stage."""

    strict: bool = False
    """Count warnings as errors, and losses that the config does not accept."""
    lenient: bool = False
    """Leave out or degrade the part that an error concerns and go on."""
    rules: Mapping[str, Rule] = field(default_factory=dict[str, Rule])
    """The config's own severities, by code."""
    texts: SourceTexts | None = None
    """What the findings point into; set by the load stage, so that even a run that stops can show lines."""
    findings: list[Finding] = field(default_factory=list[Finding])
    _applied: set[str] = field(default_factory=set[str])
    """The codes whose rule has covered a finding."""
    _ceiling: Severity | None = None
    """No finding is graver at the moment."""
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
        is_loss: bool = False,
        **fields: object,
    ) -> Finding:
        """Add a finding, its texts filled from `values` and `fields`; the same fault at the same place counts once.

        `is_loss`: a part of the document does not come through in full, which a strict run does not take however slight.
        """
        if CATALOGUE.get(code.name) is not code:
            raise LookupError(f"diagnostic code {code.name!r} is not in the catalogue")
        filled = {"subject": subject, "stopped": self._stopped, **(values or {}), **fields}
        rule = self.rules.get(code.name)
        if rule is not None and not rule.covers(location):
            rule = None
        if rule is not None:
            self._applied.add(code.name)
        finding = Finding(
            code=code,
            severity=self._severity(code, rule, is_loss=is_loss),
            message=code.message.format_map(filled),
            consequence=code.consequence.format_map(filled),
            fix=code.fix.format_map(filled),
            location=location,
            position=position,
            subject=subject,
            related=tuple(related),
            reason=rule.reason if rule else "",
        )
        key = (code.name, location, finding.message)
        if key not in self._seen:
            self._seen.add(key)
            self.findings.append(finding)
        return finding

    def restore(self, findings: Iterable[Finding]) -> None:
        """Add what another run with the same settings reported."""
        for finding in findings:
            self.findings.append(finding)
            self._seen.add((finding.code.name, finding.location, finding.message))
            rule = self.rules.get(finding.code.name)
            if rule is not None and rule.covers(finding.location):
                self._applied.add(finding.code.name)

    @property
    def _stopped(self) -> str:
        if self._ceiling is not None:
            return UNNEEDED
        return LEFT_OUT if self.lenient else STOPPED

    def _severity(self, code: Code, rule: Rule | None, *, is_loss: bool) -> Severity:
        severity = rule.severity if rule else code.severity
        if is_loss and not rule:
            severity = max(severity, Severity.WARNING) if self.strict else severity
        if self._ceiling is not None:
            severity = min(severity, self._ceiling)
        return Severity.ERROR if self.strict and severity is Severity.WARNING else severity

    @contextmanager
    def at_most(self, ceiling: Severity) -> Generator[None]:
        """Let no finding be graver while the body runs: it looks at what nothing depends on."""
        before, self._ceiling = self._ceiling, ceiling
        try:
            yield
        finally:
            self._ceiling = before

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity so far."""
        return max((finding.severity for finding in self.findings), default=None)

    def of(self, *severities: Severity) -> list[Finding]:
        """Return the findings of these severities."""
        return [finding for finding in self.findings if finding.severity in severities]

    def unused_rules(self) -> dict[str, Rule]:
        """Return the rules, by code, that are for some places and have covered no finding."""
        return {name: rule for name, rule in self.rules.items() if rule.pointers and name not in self._applied}

    def stop_on_errors(self) -> None:
        """Raise `Stop` where the run cannot go on: on a fatal finding, or on an error unless the run is lenient."""
        if self.of(Severity.FATAL) or (self.of(Severity.ERROR) and not self.lenient):
            raise Stop
