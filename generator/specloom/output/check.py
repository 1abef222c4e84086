"""Drift: where the disk differs from what the description and the config say, and why. Uses the plan of `generate`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from specloom.diagnostics import codes
from specloom.output.files import Inputs
from specloom.output.plan import Action, Change, FolderPlan, Plan, with_plain_ends

__all__ = ["Drift", "DriftKind", "find_drift", "moved_inputs"]


class DriftKind(StrEnum):
    """What is the matter with a file."""

    CHANGED = "changed"
    """It is as it was generated, but would be generated differently now."""
    MISSING = "missing"
    STALE = "stale"
    """It is no longer generated."""
    EDITED = "edited"
    """Somebody changed it since it was generated."""
    LINE_ENDS = "line-ends"
    """It differs only in line ends or a byte order mark."""
    FOREIGN = "foreign"
    """Something that specloom did not write stands where a generated file belongs."""
    EXTRA = "extra"
    """specloom did not write it, and it is in nobody's way; `generate` leaves it alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One file that is not as it should be."""

    path: str
    """As the user would write it."""
    kind: DriftKind
    diff: str
    """Unified, from the file on the disk to what belongs there; empty where a diff says nothing."""


def find_drift(plan: Plan) -> tuple[Drift, ...]:
    """Return what `generate` would change, and what else stands in its folders; empty right after `generate`."""
    return tuple(drift for folder in plan.folders for drift in _folder_drift(folder))


def _folder_drift(folder: FolderPlan) -> Iterator[Drift]:
    for change in folder.changes:
        if change.action is not Action.NOTHING:
            path = f"{folder.label}/{change.path}"
            yield Drift(path=path, kind=_kind(change), diff=_diff(path, change))
    for name in folder.extra:
        yield Drift(path=f"{folder.label}/{name}", kind=DriftKind.EXTRA, diff="")


def _kind(change: Change) -> DriftKind:
    if change.conflict is codes.OUTPUT_FOREIGN:
        return DriftKind.FOREIGN
    if change.conflict is codes.OUTPUT_EDITED:
        return DriftKind.EDITED
    if change.action is Action.CREATE:
        return DriftKind.MISSING
    if change.action is Action.DELETE:
        return DriftKind.STALE
    if change.before is not None and with_plain_ends(change.before) == change.after:
        return DriftKind.LINE_ENDS
    return DriftKind.CHANGED


def _diff(path: str, change: Change) -> str:
    before = _lines(change.before)
    after = _lines(change.after)
    old = "/dev/null" if change.before is None else f"a/{path}"
    new = "/dev/null" if change.after is None else f"b/{path}"
    lines = difflib.unified_diff(before, after, old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(content: bytes | None) -> list[str]:
    """Return lines with their ends, split at LF only, so that a carriage return shows as a difference."""
    *lines, last = (content or b"").decode("utf-8", errors="backslashreplace").split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def moved_inputs(folder: FolderPlan) -> tuple[str, ...]:
    """Return which inputs differ from those of the last run, in words."""
    if folder.manifest is None:
        return ()
    old, new = folder.manifest.inputs, folder.folder.inputs
    return tuple(_moved(old, new))


def _moved(old: Inputs, new: Inputs) -> Iterator[str]:
    for path in sorted(old.files.keys() | new.files.keys()):
        if old.files.get(path) != new.files.get(path):
            yield path
    if old.config_sha256 != new.config_sha256:
        yield "the config"
    if old.captures_sha256 != new.captures_sha256:
        yield "the captures"
    if old.templates_sha256 != new.templates_sha256:
        yield "the templates"
    if old.generator != new.generator:
        yield f"specloom {old.generator} -> {new.generator}"
    if old.formatter != new.formatter:
        yield f"the formatter {old.formatter} -> {new.formatter}"
