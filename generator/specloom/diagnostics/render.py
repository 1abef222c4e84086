"""Findings for readers: as text with the lines they point at, as JSON, as annotations of GitHub.

Comes in: findings and the texts they are about. Goes out: text. A printer never leaves a finding out by its severity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from specloom.diagnostics.codes import Severity
from specloom.diagnostics.frame import Marks, frame, harmless
from specloom.diagnostics.model import Finding, Location, Position, SourceTexts

__all__ = ["TextPrinter", "as_github", "as_json", "counted"]

_COLOURS = {Severity.FATAL: "1;31", Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}
_GITHUB = {Severity.FATAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPrinter:
    """Prints findings for people."""

    texts: SourceTexts
    marks: Marks
    colour: bool = False
    most: int | None = None
    """How many notes or warnings of one code are shown in full; None: all of them."""
    more: str = ""
    """The command that shows the rest."""

    def print(self, findings: Iterable[Finding]) -> str:
        """Return the findings as text, the gravest last, those of one code together; an empty line after each."""
        groups: dict[tuple[Severity, str], list[Finding]] = {}
        for finding in sorted(findings, key=lambda finding: finding.severity):
            groups.setdefault((finding.severity, finding.code.name), []).append(finding)
        blocks = [block for (severity, _), group in groups.items() for block in self._group(severity, group)]
        return "".join(f"{block}\n\n" for block in blocks)

    def _group(self, severity: Severity, group: Sequence[Finding]) -> Iterator[str]:
        most = len(group) if self.most is None or severity >= Severity.ERROR else self.most
        for finding in group[:most]:
            yield "\n".join(self._lines(finding))
        if len(group) > most:
            head = self._paint(f"{severity.label}[{group[0].code.name}]", severity)
            yield f"{head}: {self.marks.cut} and {len(group) - most} more like this: {self.more}"

    def _lines(self, finding: Finding) -> Iterator[str]:
        head = self._paint(f"{finding.severity.label}[{finding.code.name}]", finding.severity)
        yield f"{head}: {harmless(finding.message)}"
        around = 1 if finding.severity >= Severity.ERROR else 0
        yield from self._place(finding.location, finding.position, around=around)
        for words, location, position in finding.related:
            yield from self._place(location, position, around=0, words=harmless(words))
        pointer = f"#{finding.location.pointer}" if finding.location and finding.location.pointer else ""
        about = f"{finding.subject} ({pointer})" if finding.subject and pointer else finding.subject or pointer
        if about:
            yield f"  = {harmless(about)}"
        yield f"  = {harmless(finding.consequence)}"
        yield f"  = {harmless(finding.fix)}; `specloom explain {finding.code.name}`"

    def _place(
        self, location: Location | None, position: Position | None, *, around: int, words: str = ""
    ) -> Iterator[str]:
        if location is None:
            return
        position = position or self.texts.position(location)
        place = harmless(self.texts.display(location.file))
        if position is None:
            yield f"  {self.marks.corner} {place}{': ' if words else ''}{words}"
            return
        lines = list(frame(self.texts, location.file, position, self.marks, around=around, words=words))
        margin = " " * (lines[0].index(self.marks.bar) if lines else 2)
        yield f"{margin}{self.marks.corner} {place}:{position.line}:{position.column}"
        yield from lines

    def _paint(self, text: str, severity: Severity) -> str:
        return f"\x1b[{_COLOURS[severity]}m{text}\x1b[0m" if self.colour else text


def counted(findings: Iterable[Finding]) -> str:
    """Return the sum of findings in words, `2 errors, 5 warnings, 1 note`; empty where there are none."""
    counts = Counter(max(finding.severity, Severity.NOTE) for finding in findings)
    errors = counts[Severity.FATAL] + counts[Severity.ERROR]
    parts = [(errors, "error"), (counts[Severity.WARNING], "warning"), (counts[Severity.NOTE], "note")]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in parts if count)


def as_json(findings: Iterable[Finding], texts: SourceTexts) -> list[dict[str, Any]]:
    """Return each finding as a JSON object; the keys are those that scripts rely on (docs/diagnostics.md)."""
    return [_json_object(finding, texts) for finding in findings]


def _json_object(finding: Finding, texts: SourceTexts) -> dict[str, Any]:
    location = finding.location
    position = finding.position or (texts.position(location) if location else None)
    return {
        "rule": finding.code.name,
        "severity": finding.severity.label,
        "file": texts.display(location.file) if location else None,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "pointer": location.pointer if location else None,
        "message": finding.message,
        "subject": finding.subject,
        "consequence": finding.consequence,
        "fix": finding.fix,
    }


def as_github(findings: Iterable[Finding], texts: SourceTexts) -> str:
    """Return workflow commands that make GitHub show each finding at its line."""
    return "".join(_github_line(finding, texts) for finding in findings)


def _github_line(finding: Finding, texts: SourceTexts) -> str:
    found = _json_object(finding, texts)
    pairs = {"file": found["file"], "line": found["line"], "col": found["column"], "title": finding.code.name}
    properties = ",".join(f"{key}={_github_property(str(value))}" for key, value in pairs.items() if value is not None)
    subject = f"{finding.subject}: " if finding.subject else ""
    message = f"{subject}{finding.message}\n{finding.consequence}; {finding.fix}"
    return f"::{_GITHUB[finding.severity]} {properties}::{_github_data(message)}\n"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")
