"""The report of a run in the forms that others read: GitHub, GitLab, a Markdown summary. The JSON report in; text out.

All of them are made of that one value (docs/exit-codes.md), so that no form can know less than another, or say something else.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from specloom import __version__
from specloom.cli.markdown_summary import markdown_summary
from specloom.diagnostics.annotations import workflow_command
from specloom.diagnostics.sarif import SarifPrinter
from specloom.output.files import OWN_FOLDER

__all__ = ["DRIFT_WORDS", "ReportForm", "report_text"]

_Object = dict[str, Any]
_GRAVEST_FIRST = ("fatal", "error", "warning", "note")
_LEVELS = {"fatal": "error", "error": "error", "warning": "warning", "note": "notice"}
_QUALITY = {"fatal": "blocker", "error": "major", "warning": "minor", "note": "info"}
_DRIFT = "drift"
"""The rule under which files that are not up to date are told."""

DRIFT_WORDS = {
    "changed": "would be generated differently",
    "missing": "missing",
    "stale": "no longer generated",
    "edited": "changed by hand",
    "line-ends": "other line ends",
    "mode": "executable, which it should not be",
    "foreign": "not written by specloom, and in the way",
    "extra": "not written by specloom",
}
"""What is the matter with a file, by `DriftKind`."""


class ReportForm(StrEnum):
    """How a run is told to programs and services."""

    JSON = "json"
    """The report that every command has."""
    SARIF = "sarif"
    """SARIF 2.1.0, for code scanning. It holds the findings alone."""
    GITHUB = "github"
    """Workflow commands: annotations at lines."""
    GITLAB = "gitlab"
    """A Code Quality report."""
    MARKDOWN = "markdown"
    """A summary for people: of a job, of a pull request."""


def report_text(form: ReportForm, run_value: Mapping[str, Any], told: Any) -> str:
    """Return a report; `told` are the findings themselves, of which SARIF is made (`Run.told`)."""
    match form:
        case ReportForm.JSON:
            return json.dumps(run_value, indent=2) + "\n"
        case ReportForm.SARIF:
            return json.dumps(SarifPrinter(version=__version__, folder=Path.cwd()).log(told), indent=2) + "\n"
        case ReportForm.GITHUB:
            return "".join(_github(run_value))
        case ReportForm.GITLAB:
            return json.dumps(list(_code_quality(run_value)), indent=2) + "\n"
        case ReportForm.MARKDOWN:
            return markdown_summary(run_value, DRIFT_WORDS)


def _notices(value: Mapping[str, Any]) -> list[_Object]:
    """Return findings, and files that drifted, the gravest first: services show only so many of them."""
    drifted = [_of_drift(each, value.get("repair")) for each in value.get("drift", ())]
    found = [*value["findings"], *drifted]
    return sorted(found, key=lambda each: (_GRAVEST_FIRST.index(each["severity"]), _is_bookkeeping(each["file"])))


def _is_bookkeeping(file: str | None) -> bool:
    """Return whether a file changes with whatever other file of its folder does."""
    return file is not None and f"/{OWN_FOLDER}/" in file


def _of_drift(drift: Mapping[str, Any], repair: str | None) -> _Object:
    fix = f"to bring it up to date: {repair}" if repair else ""
    if drift["kind"] == "extra":
        fix = "it must go elsewhere: specloom never deletes what it did not write"
    return {
        "rule": _DRIFT,
        "severity": "error",
        "file": drift["path"],
        "line": drift.get("line"),
        "column": None,
        "pointer": None,
        "subject": "",
        "message": DRIFT_WORDS[drift["kind"]],
        "consequence": "the committed file is not what the description and the config say",
        "fix": fix,
    }


def _message(notice: Mapping[str, Any]) -> str:
    subject = f"{notice['subject']}: " if notice["subject"] else ""
    return f"{subject}{notice['message']}\n" + "; ".join(filter(None, (notice["consequence"], notice["fix"])))


def _github(value: Mapping[str, Any]) -> Iterator[str]:
    for notice in _notices(value):
        place = {"file": _below(notice["file"], "GITHUB_WORKSPACE"), "line": notice["line"], "col": notice["column"]}
        yield workflow_command(_LEVELS[notice["severity"]], {**place, "title": notice["rule"]}, _message(notice))


def _code_quality(value: Mapping[str, Any]) -> Iterator[_Object]:
    """Yield the objects of a Code Quality report. GitLab leaves out what has no place, so that stands at the config."""
    repeats: Counter[str] = Counter()
    for notice in _notices(value):
        path = _below(notice["file"] or "specloom.yaml", "CI_PROJECT_DIR")
        about = "\n".join([notice["rule"], path, notice["pointer"] or notice["message"]])
        repeats[about] += 1
        yield {
            "description": _message(notice),
            "check_name": notice["rule"],
            "fingerprint": hashlib.sha256(f"{about}\n{repeats[about]}".encode()).hexdigest()[:32],
            "severity": _QUALITY[notice["severity"]],
            "location": {"path": path, "lines": {"begin": notice["line"] or 1}},
        }


def _below(file: str | None, variable: str) -> Any:
    """Return a path as the service names it: relative to its checkout, which is not always the folder we run in."""
    top = os.environ.get(variable)
    if file is None or "://" in file or not top:
        return file
    full, top = os.path.abspath(file), os.path.abspath(top)
    inside = os.path.commonpath([full, top]) == top
    return posixpath.normpath(Path(os.path.relpath(full, top)).as_posix()) if inside else file
