"""Findings for scripts: JSON objects, and annotations of GitHub. Findings and the texts they are about in; data out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specloom.diagnostics.catalogue import Severity
from specloom.diagnostics.model import Finding, SourceTexts
from specloom.diagnostics.place import place_of

__all__ = ["as_github", "as_json"]

_GITHUB = {Severity.FATAL: "error", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(findings: Iterable[Finding], texts: SourceTexts) -> list[dict[str, Any]]:
    """Return each finding as a JSON object; the keys are those that scripts rely on (docs/diagnostics.md)."""
    return [_json_object(finding, texts) for finding in findings]


def _json_object(finding: Finding, texts: SourceTexts) -> dict[str, Any]:
    place = place_of(finding, texts)
    position = place.position if place else None
    return {
        "rule": finding.code.name,
        "severity": finding.severity.label,
        "file": place.display if place else None,
        "line": position.line if position else None,
        "column": position.column if position else None,
        "pointer": finding.location.pointer if finding.location else None,
        "message": finding.message,
        "subject": finding.subject,
        "consequence": finding.consequence,
        "fix": finding.fix,
        "reason": finding.reason,
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
