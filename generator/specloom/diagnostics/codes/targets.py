"""Codes of targets of other packages."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = ["TARGET_FAILED", "TARGET_UNUSABLE"]

TARGET_UNUSABLE = define(
    "target-unusable",
    Severity.FATAL,
    "the target {name!r} cannot be used: {problem}",
    "nothing was written",
    "install a version of that package which fits this specloom, or leave the target out; `specloom targets` lists all of them",
    "A target of another package is found by its entry point in the group `specloom.targets`. It must be importable, be\n"
    "written for the present contract of targets, and say what options it takes (docs/targets.md).",
)
TARGET_FAILED = define(
    "target-failed",
    Severity.FATAL,
    "the target {name!r} of {package} failed: {problem}",
    "nothing was written",
    "report it to those who make that package, with the description if you can; SPECLOOM_DEBUG=1 prints where it happened",
    "The code or a template of a target of another package raised an error, or gave files that cannot be written: a path that\n"
    "leads out of its folder, two files of one name, a template that is not its own, JSON or Python that does not parse.",
)
