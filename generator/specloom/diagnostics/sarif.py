"""Findings as SARIF 2.1.0 (OASIS, errata 01), which code scanning services read. Findings and their texts in; data out.

Nothing in it depends on the machine or the time: paths are relative to the folder the command runs in, and the
fingerprint of a result says what it is about and not at which line that stands.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from specloom.diagnostics.catalogue import Code, Severity
from specloom.diagnostics.model import Finding, Location, Position, SourceTexts
from specloom.diagnostics.pages import markdown_page, page, summary
from specloom.diagnostics.place import Place, place_of

__all__ = ["SarifPrinter"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_LEVELS = {Severity.FATAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_Object = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SarifPrinter:
    """Makes one log of all findings of a run."""

    version: str
    """Of specloom."""
    folder: Path
    """Paths are told relative to it."""

    def log(self, told: Iterable[tuple[Sequence[Finding], SourceTexts]]) -> _Object:
        """Return a log with one run (§3.13, §3.14).

        What is about no file, or about one that is not there, is a notification of the tool (§3.20.21).
        """
        found = [(finding, texts) for findings, texts in told for finding in findings]
        codes = sorted({finding.code.name: finding.code for finding, _ in found}.values(), key=lambda code: code.name)
        indexes = {code.name: index for index, code in enumerate(codes)}
        repeats: Counter[str] = Counter()
        results = [self._result(each, texts, indexes, repeats) for each, texts in found if _has_place(each, texts)]
        notices = [_notification(each, indexes) for each, texts in found if not _has_place(each, texts)]
        is_stopped = any(finding.severity is Severity.FATAL for finding, _ in found)
        run = {
            "tool": {
                "driver": {
                    "name": "specloom",
                    "version": self.version,
                    "rules": [_rule(code) for code in codes],
                }
            },
            "invocations": [{"executionSuccessful": not is_stopped, "toolExecutionNotifications": notices}],
            "originalUriBaseIds": {_BASE: {"description": {"text": "The folder that specloom ran in."}}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }
        return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}

    def _result(self, finding: Finding, texts: SourceTexts, indexes: dict[str, int], repeats: Counter[str]) -> _Object:
        """Return a result (§3.27)."""
        assert finding.location is not None
        physical = self._physical(Place.of(finding.location, finding.position, texts))
        location: _Object = {"physicalLocation": physical}
        if finding.location.pointer:
            location["logicalLocations"] = [{"fullyQualifiedName": finding.location.pointer, "kind": "value"}]
        result: _Object = {
            "ruleId": finding.code.name,
            "ruleIndex": indexes[finding.code.name],
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [location],
            "partialFingerprints": {"specloomFinding/v1": _fingerprint(finding, physical, repeats)},
        }
        related = [self._related(number, *each, texts) for number, each in enumerate(finding.related, 1) if each[1]]
        if related:
            result["relatedLocations"] = related
        if finding.reason and finding.severity < finding.code.severity:
            result["suppressions"] = [{"kind": "external", "justification": finding.reason}]
        return result

    def _related(
        self, number: int, words: str, location: Location | None, position: Position | None, texts: SourceTexts
    ) -> _Object:
        assert location is not None
        place = Place.of(location, position, texts)
        return {"id": number, "message": {"text": words}, "physicalLocation": self._physical(place)}

    def _physical(self, place: Place) -> _Object:
        """Return a physical location (§3.29); columns count characters, and the last one is exclusive (§3.30.8)."""
        physical: _Object = {"artifactLocation": self._artifact(place)}
        if place.position is not None:
            line, column, length = place.position.line, place.position.column, place.position.length
            physical["region"] = {"startLine": line, "startColumn": column, "endColumn": column + length}
        return physical

    def _artifact(self, place: Place) -> _Object:
        """Return an artifact location (§3.4): an address as it is, a path relative to the folder."""
        if "://" in place.display:
            return {"uri": quote(place.display, safe=":/?#[]@!$&'()*+,;=%~")}
        path = Path(place.display)
        if path.is_absolute() and not path.is_relative_to(self.folder):
            return {"uri": path.as_uri()}
        relative = path.relative_to(self.folder) if path.is_absolute() else path
        return {"uri": quote(relative.as_posix()), "uriBaseId": _BASE}


def _has_place(finding: Finding, texts: SourceTexts) -> bool:
    """Return whether a finding is about a file that is there."""
    place = place_of(finding, texts)
    return place is not None and (place.position is not None or finding.severity is not Severity.FATAL)


def _rule(code: Code) -> _Object:
    """Return the description of a code (§3.49)."""
    return {
        "id": code.name,
        "shortDescription": {"text": summary(code)},
        "fullDescription": {"text": " ".join(code.explanation.split())},
        "help": {"text": page(code), "markdown": markdown_page(code)},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _notification(finding: Finding, indexes: dict[str, int]) -> _Object:
    """Return a notification (§3.58)."""
    return {
        "descriptor": {"id": finding.code.name, "index": indexes[finding.code.name]},
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
    }


def _message(finding: Finding) -> str:
    subject = f"{finding.subject}: " if finding.subject else ""
    return f"{subject}{finding.message}\n{finding.consequence}; {finding.fix}"


def _fingerprint(finding: Finding, physical: _Object, repeats: Counter[str]) -> str:
    """Return what tells a finding from others, however the lines around it move (§3.27.16).

    Several of one code at one place are counted; without a pointer the message says what it is about.
    """
    assert finding.location is not None
    about = finding.location.pointer or finding.message
    key = "\n".join([finding.code.name, physical["artifactLocation"]["uri"], about])
    repeats[key] += 1
    return hashlib.sha256(f"{key}\n{repeats[key]}".encode()).hexdigest()[:32]
