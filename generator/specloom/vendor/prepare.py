"""An update thought through, with nothing written: the copy that a pin asks for now, and what it would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specloom.output.tree import Kind, files_below, kind_of
from specloom.vendor.changes import Change, changes_between
from specloom.vendor.copy import Copy, copy_of
from specloom.vendor.descriptions import write_description
from specloom.vendor.git import GitError
from specloom.vendor.keep import is_kept
from specloom.vendor.package import UNREADABLE, Package, find_package
from specloom.vendor.pins import Pin, Pins
from specloom.vendor.prove import manifest_of
from specloom.vendor.prune import Pruned, PruneError, prune
from specloom.vendor.snapshot import Snapshot, SourceError, reading
from specloom.vendor.uses import Place, Used, python_files, used_by

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What one pin asks for."""

    before: Pin
    copy: Copy
    changes: tuple[Change, ...]
    used: Used
    """By the code of this repository, of what the source offers."""
    total: int
    """Operations that the source has; 0 where it is no client."""
    spdx: str | None
    has_licence: bool
    unclear: tuple[tuple[Place, str], ...] = field(default=())
    """Why all operations are kept although only those used were asked for."""
    descriptions: tuple[Path, Path] | None = None
    """The old and the new one, where they were asked for and both are to be had."""


def prepare(pin: Pin, pins: Pins, *, descriptions: Path | None = None) -> Prepared:
    """Return what a pin asks for; with `descriptions`, write the old and the new description into that folder.

    Raises `GitError`, `SourceError`, and `UnreadableError` where code that may use the client cannot be parsed.
    """
    with reading(pin.address, pins.base) as snapshot:
        package = find_package(snapshot.files)
        used = _used(package, pin, pins) if pin.only_used else Used()
        pruned = _pruned(snapshot, package, pin, used)
        copy = copy_of(snapshot, pin, pruned)
        here = _on_disk(pins.base / pin.into)
        changes = changes_between(here, copy.files)
        if changes and not pin.only_used:
            used = _used(package, pin, pins)
        if changes:  # what is gone is used as it was
            used = used.with_older(_used(find_package(here), pin, pins))
        written = _descriptions(pin, pins, snapshot, descriptions) if descriptions else None
    return Prepared(
        before=pin,
        copy=copy,
        changes=changes,
        used=used,
        total=len(package.operations) if package else 0,
        spdx=copy.pin.license,
        has_licence=snapshot.licence is not None,
        unclear=tuple(used.unclear) if pin.only_used else (),
        descriptions=written,
    )


def _used(package: Package | None, pin: Pin, pins: Pins) -> Used:
    if package is None:
        if pin.only_used:
            raise SourceError("it has no Python client, so what is used of it cannot be told: vendor all of it")
        return Used()
    for folder in pin.uses:
        if not (pins.base / folder).is_dir():
            raise SourceError(f"the folder {folder!r} of `uses` is not there")
    files = {*python_files(pins.base, pin.uses, [each.into for each in (*pins.pins, pin)]), *_own_files(pin, pins)}
    return used_by(package, pins.base, sorted(files), is_tolerant=not pin.only_used)


def _own_files(pin: Pin, pins: Pins) -> Iterator[str]:
    """Yield the Python files inside of the copy that belong to this repository: they use the client as well."""
    root = pins.base / pin.into
    for path in files_below(root):
        if path.endswith(".py") and is_kept(path, pin.keep) and kind_of(root / path) is Kind.FILE:
            yield f"{pin.into}/{path}"


def _pruned(snapshot: Snapshot, package: Package | None, pin: Pin, used: Used) -> Pruned | None:
    """Return the part that is used; None where all is wanted, or where it cannot be told what is used."""
    if not pin.only_used or package is None:
        return None
    unknown = [name for name in pin.also if name not in package.operations]
    if unknown:
        raise SourceError(f"the client has no operation {', '.join(unknown)}, which `also` names")
    if used.unclear:
        return None
    try:
        wanted = {*used.operations, *pin.also}
        return prune(snapshot.files, package, wanted, used.models, webhooks=used.webhooks)
    except (PruneError, *UNREADABLE) as error:
        raise SourceError(f"nothing can be left out of it: {error}") from error


def _descriptions(pin: Pin, pins: Pins, new: Snapshot, folder: Path) -> tuple[Path, Path] | None:
    if pin.commit is None:
        return None
    try:
        with reading(pin.address, pins.base, commit=pin.commit) as old:
            before = write_description(old, folder / "old")
    except (GitError, SourceError):
        return None
    after = write_description(new, folder / "new")
    return (before, after) if before and after else None


def _on_disk(root: Path) -> Mapping[str, str]:
    """Return the files of a copy as they lie there; what is no text, or is not there, is left out."""
    manifest = manifest_of(root)
    found: dict[str, str] = {}
    for path in manifest.files if manifest else ():
        try:
            found[path] = (root / path).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
    return found
