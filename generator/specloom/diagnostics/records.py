"""Findings for scripts: JSON objects. Findings and the texts they are about in; data out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specloom.diagnostics.model import Finding, SourceTexts
from specloom.diagnostics.place import place_of

__all__ = ["as_json"]


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
