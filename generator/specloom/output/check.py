"""Drift: where the disk differs from what the description and the config say, and why. Uses the plan of `generate`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from specloom.diagnostics import codes
from specloom.output.differences import DiffLimit
from specloom.output.edits import with_plain_ends
from specloom.output.files import OWN_FOLDER, Inputs
from specloom.output.plan import Action, Change, FolderPlan, Plan
from specloom.output.reasons import Reason, Reasons

__all__ = ["Drift", "DriftKind", "find_drift", "moved_inputs"]


_HUNK = re.compile(r"^@@ -(?P<first>\d+)", re.MULTILINE)


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
    MODE = "mode"
    """It is executable, and differs in nothing else."""
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
    reasons: tuple[Reason, ...] = ()
    """Why it differs; empty where the kind says all."""
    follows: bool = False
    """It is specloom's own, and differs because other files of its folder do."""

    @property
    def line(self) -> int | None:
        """The first line of the file on the disk that is not as it should be; None where that is about all of it."""
        hunk = _HUNK.search(self.diff)
        if hunk is None or not int(hunk["first"]):
            return None
        lines = self.diff[hunk.end() :].split("\n")[1:]
        return int(hunk["first"]) + next((at for at, line in enumerate(lines) if line[:1] != " "), 0)


def find_drift(plan: Plan, limit: DiffLimit | None = None) -> tuple[Drift, ...]:
    """Return what `generate` would change, and what else stands in its folders; empty right after `generate`."""
    limit = limit or DiffLimit()
    return tuple(drift for folder in plan.folders for drift in _folder_drift(folder, limit))


def _folder_drift(folder: FolderPlan, limit: DiffLimit) -> Iterator[Drift]:
    reasons = Reasons(folder)
    changes = [change for change in folder.changes if change.action is not Action.NOTHING or change.is_edited]
    follows = not all(_is_own(change.path) for change in changes)
    for change in changes:
        path = f"{folder.label}/{change.path}"
        yield Drift(
            path=path,
            kind=_kind(change),
            diff=limit.diff(path, change.before, change.after),
            reasons=reasons.of(change),
            follows=follows and _is_own(change.path),
        )
    for name in folder.extra:
        yield Drift(path=f"{folder.label}/{name}", kind=DriftKind.EXTRA, diff="")


def _is_own(path: str) -> bool:
    return path.startswith(f"{OWN_FOLDER}/")


def _kind(change: Change) -> DriftKind:
    if change.conflict is codes.OUTPUT_FOREIGN:
        return DriftKind.FOREIGN
    if change.is_edited or change.conflict is codes.OUTPUT_EDITED:
        return DriftKind.EDITED
    if change.action is Action.CREATE:
        return DriftKind.MISSING
    if change.action is Action.DELETE:
        return DriftKind.STALE
    if change.before == change.after:
        return DriftKind.MODE
    if change.before is not None and with_plain_ends(change.before) == change.after:
        return DriftKind.LINE_ENDS
    return DriftKind.CHANGED


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
