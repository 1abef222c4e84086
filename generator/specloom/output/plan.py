"""The plan: what would have to change on the disk. `generate` carries it out, `check` reports it; so they agree.

Comes in: an `Output` and the output folder. Goes out: a `Plan`; nothing is written. A folder in which nothing can be
planned (a damaged manifest, a symbolic link on the way) is a finding; edits and foreign files stand in the plan.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from specloom.diagnostics import Code, Diagnostics, Location, codes
from specloom.output.edits import HandEdits
from specloom.output.files import MANIFEST, Edits, Output, OutputFolder
from specloom.output.keep import KeptPaths
from specloom.output.manifest import Manifest, ManifestError, parse_manifest
from specloom.output.tree import Entry, Kind, files_below, first_obstacle, look

__all__ = ["Action", "Change", "FolderPlan", "Plan", "make_plan"]


class Action(StrEnum):
    """What has to happen to one file."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One generated file, one that used to be, or something that stands in the way of one."""

    path: str
    """Inside the target's folder, posix."""
    action: Action
    before: bytes | None
    """What is on the disk; None where there is nothing, or something that is no regular file."""
    after: bytes | None
    """What belongs there; None where the file has to go."""
    conflict: Code | None = None
    """`OUTPUT_EDITED`, `OUTPUT_CONFLICT` or `OUTPUT_FOREIGN`, where the change would lose what somebody else wrote."""
    reason: str = ""
    """Of an `OUTPUT_CONFLICT`."""
    is_edited: bool = False
    """Somebody changed it since the last run."""
    is_executable: bool = False
    """It may be run, which specloom never sets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPlan:
    """The changes in one target's folder: what has to go, then what belongs there, by path; the manifest last."""

    folder: OutputFolder
    root: Path
    label: str
    """The folder as the user would write it, posix."""
    manifest: Manifest | None
    """Of the last run; None on the first."""
    changes: tuple[Change, ...]
    extra: tuple[str, ...]
    """Files in the folder that specloom did not write and that are in nobody's way, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The changes in all folders."""

    out: Path
    folders: tuple[FolderPlan, ...]

    def conflicts(self) -> Iterator[tuple[FolderPlan, Change]]:
        """Yield the changes that would lose somebody's work."""
        for folder in self.folders:
            for change in folder.changes:
                if change.conflict:
                    yield folder, change


def make_plan(
    output: Output, out: Path, diagnostics: Diagnostics, *, force: bool = False, cache: Path | None = None
) -> Plan:
    """Return what has to change below `out`; raise `Stop` where that cannot be said.

    With `force` a damaged manifest counts as none, and edits are overwritten. `cache`: where earlier texts are remembered.
    """
    planner = _Planner(out, diagnostics, force, cache)
    folders = [planner.plan(folder) for folder in output.folders]
    diagnostics.stop_on_errors()
    return Plan(out=out, folders=tuple(folder for folder in folders if folder))


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans the folders of one run."""

    out: Path
    diagnostics: Diagnostics
    force: bool
    cache: Path | None

    def plan(self, folder: OutputFolder) -> FolderPlan | None:
        """Return the plan of one folder; None after a report."""
        root = self.out / folder.path
        label = root.as_posix()
        if obstacle := first_obstacle(self.out, folder.path):
            _report_unsafe(self.diagnostics, (self.out / obstacle[0]).as_posix(), obstacle[1])
            return None
        try:
            manifest = _read_manifest(root)
        except ManifestError as error:
            if not self.force:
                self.diagnostics.report(codes.MANIFEST_INVALID, Location(f"{label}/{MANIFEST}"), problem=error)
                return None
            manifest = None
        kept = KeptPaths(folder.keep)
        edits = Edits.OVERWRITE if self.force else folder.edits
        hand = HandEdits(folder, root, manifest, edits, kept, self.cache)
        return FolderPlan(
            folder=folder,
            root=root,
            label=label,
            manifest=manifest,
            **self._changes(root, label, hand),
        )

    def _changes(self, root: Path, label: str, hand: HandEdits) -> dict[str, Any]:
        known, wanted = hand.known(), hand.wanted()
        in_the_way = list(_in_the_way(root, label, {**known, **wanted}, known, self.diagnostics))
        there = {path: look(root / path) for path in {**known, **wanted}}
        if all(entry.is_executable for entry in there.values() if entry.kind is Kind.FILE):
            # a file system without modes calls every file executable, and rewriting them would change nothing
            there = {path: replace(entry, is_executable=False) for path, entry in there.items()}
        stale = [_change(path, there[path], None, hand) for path in sorted(known.keys() - wanted.keys())]
        fresh = [_change(path, there[path], content, hand) for path, content in wanted.items()]
        changes = tuple(change for change in (*in_the_way, *stale, *fresh) if change)
        mentioned = {change.path for change in changes}
        extra = sorted(path for path in files_below(root) if path not in mentioned and path not in hand.kept)
        return {"changes": changes, "extra": tuple(extra)}


def _report_unsafe(diagnostics: Diagnostics, path: str, kind: Kind) -> None:
    reason = "it is a file" if kind is Kind.FILE else "it is a symbolic link, or something else that is no folder"
    diagnostics.report(codes.OUTPUT_UNSAFE, Location(path), path=path, reason=reason)


def _read_manifest(root: Path) -> Manifest | None:
    try:
        return parse_manifest((root / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ManifestError(error.strerror or str(error)) from error


def _in_the_way(
    root: Path, label: str, paths: Mapping[str, object], known: Mapping[str, str], diagnostics: Diagnostics
) -> Iterator[Change]:
    """Yield the removal of each foreign file where a folder is needed; report links, which are never followed."""
    met: set[str] = set()
    for folder in sorted({posixpath.dirname(path) for path in paths}):
        obstacle = first_obstacle(root, folder)
        if obstacle is None or obstacle[0] in met or obstacle[0] in known:
            continue
        path, kind = obstacle
        met.add(path)
        if kind is Kind.FILE:
            before = look(root / path).content
            yield Change(path=path, action=Action.DELETE, before=before, after=None, conflict=codes.OUTPUT_FOREIGN)
        else:
            _report_unsafe(diagnostics, f"{label}/{path}", kind)


def _change(path: str, there: Entry, after: bytes | None, hand: HandEdits) -> Change | None:
    """Return what has to happen to one path; None for a file that has to go and is gone already."""
    before = there.content
    if after is None and before is None:
        return None
    if there.kind is Kind.NOTHING or (there.kind is Kind.FOLDER and _is_ours(hand.root, path, hand.known())):
        return Change(path=path, action=Action.CREATE, before=None, after=after)
    is_edited = hand.is_edited(path, before)
    if before == after:
        action = Action.UPDATE if there.is_executable else Action.NOTHING
        return Change(
            path=path, action=action, before=before, after=after, is_edited=is_edited, is_executable=there.is_executable
        )
    conflict, reason = hand.conflict(path, before)
    return Change(
        path=path,
        action=Action.DELETE if after is None else Action.UPDATE,
        before=before,
        after=after,
        conflict=conflict,
        reason=reason,
        is_edited=is_edited,
        is_executable=there.is_executable,
    )


def _is_ours(root: Path, path: str, known: Mapping[str, str]) -> bool:
    """Return whether a folder holds nothing but generated files, so that it vanishes with them."""
    return all(f"{path}/{inner}" in known for inner in files_below(root / path))
