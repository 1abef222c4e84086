"""The plan of `specloom vendor add` and `update`, for readers and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specloom.output import Plan, report_of
from specloom.output.plan import Action
from specloom.surface import Level
from specloom.vendor.changes import Change
from specloom.vendor.pins import Pin
from specloom.vendor.prepare import Prepared

__all__ = ["plan_as_json", "plan_lines"]

_SHORT = 12


def plan_lines(prepared: Prepared, plan: Plan) -> Iterator[str]:
    """Yield what an update brings: from where to where, what changes for code, how many files."""
    before, after = prepared.before, prepared.copy.pin
    yield f"{after.into}: {after.address.label}"
    yield f"  {_moved(before, after)}; licence: {after.license or 'not known'}"
    if before.description_sha256 and before.description_sha256 != after.description_sha256:
        yield f"  the description {after.description} changed"
    if after.only_used and after.operations == ():
        yield f"  none of {prepared.total} operations is used: only what a client needs for itself is copied"
    elif after.only_used and after.operations is not None:
        yield f"  {len(after.operations)} of {prepared.total} operations are used, and those they need"
    elif after.only_used:
        yield f"  all {prepared.total} operations: nothing is left out"
    if before.tree_sha256:
        yield from (f"  {line}" for line in _change_lines(prepared))
    yield f"  files: {_files(plan)}"
    if prepared.descriptions:
        old, new = prepared.descriptions
        yield f"  by meaning: specloom diff {old.as_posix()} {new.as_posix()}"


def _moved(before: Pin, after: Pin) -> str:
    if after.commit is None:
        same = before.source_tree_sha256 == after.source_tree_sha256
        return f"tree {after.source_tree_sha256[:_SHORT]}" + (", as it is here" if same else "")
    if before.commit is None or before.commit == after.commit:
        return f"commit {after.commit[:_SHORT]}" + (", as it is here" if before.commit else "")
    return f"commit {before.commit[:_SHORT]} -> {after.commit[:_SHORT]}"


def _change_lines(prepared: Prepared) -> Iterator[str]:
    if not prepared.changes:
        yield "nothing changes for code that uses it"
    for change in prepared.changes:
        place = change.used_at(prepared.used) if change.level is not Level.SAFE else None
        used = f" (used in {place.file}:{place.line})" if place else ""
        yield f"{change.level.name.lower():<9}  {change.subject} {change.text}{used}"


def _files(plan: Plan) -> str:
    counts = {
        word: sum(change.action is action for folder in plan.folders for change in folder.changes)
        for word, action in (
            ("created", Action.CREATE),
            ("updated", Action.UPDATE),
            ("deleted", Action.DELETE),
            ("unchanged", Action.NOTHING),
        )
    }
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count)


def plan_as_json(prepared: Prepared, plan: Plan) -> dict[str, Any]:
    """Return the same for the JSON report."""
    before, after = prepared.before, prepared.copy.pin
    return {
        "into": after.into,
        "source": after.address.label,
        "ref": after.address.ref,
        "commit": {"old": before.commit, "new": after.commit},
        "tree_sha256": {"old": before.tree_sha256 or None, "new": after.tree_sha256},
        "license": after.license,
        "operations": {"total": prepared.total, "kept": None if after.operations is None else list(after.operations)},
        "changes": [_as_json(prepared, change) for change in prepared.changes] if before.tree_sha256 else [],
        "files": report_of(plan).files(),
    }


def _as_json(prepared: Prepared, change: Change) -> dict[str, Any]:
    place = change.used_at(prepared.used)
    return {
        "level": change.level.name.lower(),
        "rule": change.rule,
        "subject": change.subject,
        "text": change.text,
        "used": {"file": place.file, "line": place.line} if place else None,
    }
