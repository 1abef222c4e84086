"""Findings for people: text with the lines they point at. Findings and the texts they are about in; text out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from specloom.diagnostics.catalogue import Severity
from specloom.diagnostics.frame import Marks, frame, harmless
from specloom.diagnostics.model import Finding, Location, Position, SourceTexts
from specloom.diagnostics.place import Place, place_of

__all__ = ["TextPrinter", "counted"]

_COLOURS = {Severity.FATAL: "1;31", Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


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
        """Return the findings as text, the gravest last, those of one code together by place; an empty line after each."""
        groups: dict[tuple[Severity, str], list[Finding]] = {}
        for finding in sorted(findings, key=self._order):
            groups.setdefault((finding.severity, finding.code.name), []).append(finding)
        blocks = [block for (severity, _), group in groups.items() for block in self._group(severity, group)]
        return "".join(f"{block}\n\n" for block in blocks)

    def _order(self, finding: Finding) -> tuple[Severity, str, int, int]:
        place = place_of(finding, self.texts)
        position = place.position if place else None
        line, column = (position.line, position.column) if position else (0, 0)
        return finding.severity, place.display if place else "", line, column

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
        if finding.reason:
            yield f"  = {finding.severity.label} by the config: {harmless(finding.reason)}"

    def _place(
        self, location: Location | None, position: Position | None, *, around: int, words: str = ""
    ) -> Iterator[str]:
        if location is None:
            return
        found = Place.of(location, position, self.texts)
        position, place = found.position, harmless(found.display)
        if position is None:
            yield f"  {self.marks.corner} {place}{': ' if words else ''}{words}"
            return
        lines = list(frame(self.texts, found.file, position, self.marks, around=around, words=words))
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
