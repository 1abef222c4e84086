"""The plan: what would have to change on the disk. `generate` carries it out, `check` reports it; so they agree.

Comes in: an `Output` and the output folder. Goes out: a `Plan`; nothing is written. A folder in which nothing can be
planned (a damaged manifest, a symbolic link on the way) is a finding; edits and foreign files stand in the plan.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from specloom.diagnostics import Code, Diagnostics, Location, codes
from specloom.output.files import MANIFEST, SUMS, Output, OutputFolder, sha256
from specloom.output.manifest import Manifest, ManifestError, parse_manifest, with_own_files
from specloom.output.tree import Kind, files_below, first_obstacle, look

__all__ = ["Action", "Change", "FolderPlan", "Plan", "make_plan", "with_plain_ends"]


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
    """`OUTPUT_EDITED` or `OUTPUT_FOREIGN`, where the change would lose what somebody else wrote."""


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


def make_plan(output: Output, out: Path, diagnostics: Diagnostics, *, force: bool = False) -> Plan:
    """Return what has to change below `out`; raise `Stop` where that cannot be said.

    With `force` a damaged manifest counts as none.
    """
    folders = [_plan_folder(folder, out, diagnostics, force) for folder in output.folders]
    diagnostics.stop_on_errors()
    return Plan(out=out, folders=tuple(folder for folder in folders if folder))


def _plan_folder(folder: OutputFolder, out: Path, diagnostics: Diagnostics, force: bool) -> FolderPlan | None:
    root = out / folder.path
    label = root.as_posix()
    if obstacle := first_obstacle(out, folder.path):
        _report_unsafe(diagnostics, (out / obstacle[0]).as_posix(), obstacle[1])
        return None
    try:
        manifest = _read_manifest(root)
    except ManifestError as error:
        if not force:
            diagnostics.report(codes.MANIFEST_INVALID, Location(f"{label}/{MANIFEST}"), problem=error)
            return None
        manifest = None
    known: Mapping[str, str] = manifest.files if manifest else {}
    wanted = with_own_files(folder)
    in_the_way = list(_in_the_way(root, label, {**known, **wanted}, known, diagnostics))
    stale = [_change(root, path, None, known) for path in sorted(known.keys() - wanted.keys())]
    fresh = [_change(root, path, content, known) for path, content in wanted.items()]
    changes = tuple(change for change in (*in_the_way, *stale, *fresh) if change)
    mentioned = {change.path for change in changes}
    extra = tuple(sorted(path for path in files_below(root) if path not in mentioned))
    return FolderPlan(folder=folder, root=root, label=label, manifest=manifest, changes=changes, extra=extra)


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


def _change(root: Path, path: str, after: bytes | None, known: Mapping[str, str]) -> Change | None:
    """Return what has to happen to one path; None for a file that has to go and is gone already."""
    there = look(root / path)
    before = there.content
    if after is None and before is None:
        return None
    if there.kind is Kind.NOTHING or (there.kind is Kind.FOLDER and _is_ours(root, path, known)):
        return Change(path=path, action=Action.CREATE, before=None, after=after)
    if before == after:
        return Change(path=path, action=Action.NOTHING, before=before, after=after)
    return Change(
        path=path,
        action=Action.DELETE if after is None else Action.UPDATE,
        before=before,
        after=after,
        conflict=_conflict(path, before, known),
    )


def _is_ours(root: Path, path: str, known: Mapping[str, str]) -> bool:
    """Return whether a folder holds nothing but generated files, so that it vanishes with them."""
    return all(f"{path}/{inner}" in known for inner in files_below(root / path))


def _conflict(path: str, before: bytes | None, known: Mapping[str, str]) -> Code | None:
    """Return why a file may not be replaced. Other line ends alone (a checkout on Windows) are no edit."""
    if before is None:
        return codes.OUTPUT_FOREIGN
    if path in {MANIFEST, SUMS}:
        return None
    if path not in known:
        return codes.OUTPUT_FOREIGN
    return None if known[path] in {sha256(before), sha256(with_plain_ends(before))} else codes.OUTPUT_EDITED


def with_plain_ends(content: bytes) -> bytes:
    """Return text with LF line ends and no byte order mark."""
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
