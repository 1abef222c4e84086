"""From a snapshot to a plan for the disk: which files the copy has, what its `ORIGIN.txt` says, and the pin that proves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from specloom.diagnostics import Diagnostics
from specloom.output import Output, OutputFolder, Plan, make_plan
from specloom.output.files import sha256
from specloom.output.manifest import checksums
from specloom.vendor.keep import is_kept
from specloom.vendor.pins import Pin, Pins
from specloom.vendor.prune import Pruned
from specloom.vendor.snapshot import Snapshot

__all__ = ["ORIGIN", "Copy", "copy_of"]

ORIGIN = "ORIGIN.txt"
_NOTICE = "NOTICE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What belongs into a vendored folder."""

    pin: Pin
    files: Mapping[str, str]
    folder: OutputFolder

    def plan(self, pins: Pins, diagnostics: Diagnostics, *, force: bool = False) -> Plan:
        """Return what has to change on the disk. What `keep` names is neither written nor deleted."""
        out = (pins.base / self.pin.into).parent
        plan = make_plan(Output(folders=(self.folder,)), out, diagnostics, force=force)
        [folder] = plan.folders
        kept = [change.path for change in folder.changes if is_kept(change.path, self.pin.keep)]
        changes = tuple(change for change in folder.changes if change.path not in kept)
        return replace(plan, folders=(replace(folder, changes=changes, extra=(*folder.extra, *kept)),))


def copy_of(snapshot: Snapshot, pin: Pin, pruned: Pruned | None) -> Copy:
    """Return the copy that a pin asks for, with the pin as it has to be recorded."""
    chosen = pruned.files if pruned else snapshot.files
    pin = replace(
        pin,
        address=replace(pin.address, ref=snapshot.ref),
        commit=snapshot.commit,
        source_tree_sha256=snapshot.manifest.tree_sha256,
        description=snapshot.description.path,
        description_sha256=snapshot.description.sha256,
        license=snapshot.licence.spdx if snapshot.licence else None,
        operations=pruned.operations if pruned else None,
    )
    beside = _beside(snapshot, pin, pruned)
    files = {path: text for path, text in {**chosen, **beside}.items() if not is_kept(path, pin.keep)}
    tree = sha256(checksums({path: sha256(text.encode()) for path, text in files.items()}).encode())
    folder = OutputFolder(
        path=PurePosixPath(pin.into).name, target=snapshot.manifest.target, inputs=snapshot.inputs, files=files
    )
    return Copy(pin=replace(pin, tree_sha256=tree), files=files, folder=folder)


def _beside(snapshot: Snapshot, pin: Pin, pruned: Pruned | None) -> dict[str, str]:
    """Return what the copy has besides the source's own files: where it comes from, and its terms."""
    beside = {ORIGIN: "".join(f"{line}\n" for line in _origin(snapshot, pin, pruned))}
    if snapshot.licence:
        beside.setdefault(snapshot.licence.name, snapshot.licence.text)
    if snapshot.notice is not None:
        beside[_NOTICE] = snapshot.notice
    return {path: text for path, text in beside.items() if path == ORIGIN or path not in snapshot.files}


def _origin(snapshot: Snapshot, pin: Pin, pruned: Pruned | None) -> list[str]:
    terms = snapshot.licence
    source = pin.address.git or "a folder of the machine that copied it"
    return [
        "Copied by `specloom vendor`: change the source, not these files. Proof: sha256sum -c .specloom/SHA256SUMS",
        "",
        f"Source: {source}",
        *([f"Ref: {pin.address.ref}"] if pin.address.ref else []),
        *([f"Commit: {pin.commit}"] if pin.commit else []),
        f"Folder: {pin.address.path or '.'}",
        f"Made from: {snapshot.description.path} (sha256 {snapshot.description.sha256})",
        f"SPDX-License-Identifier: {terms.spdx}" if terms and terms.spdx else _unknown(snapshot),
        *([f"Left out: {pruned.left_out} operations of {pruned.total} that are not used"] if pruned else []),
    ]


def _unknown(snapshot: Snapshot) -> str:
    return f"Licence: see {snapshot.licence.name}" if snapshot.licence else "Licence: none was found"
