"""Proof: a vendored folder compared with its pin, offline. Only what the pin and the folder's own manifest say counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from specloom.output.edits import with_plain_ends
from specloom.output.files import MANIFEST, OWN_FOLDER, SUMS, sha256
from specloom.output.manifest import Manifest, ManifestError, checksums, parse_manifest
from specloom.output.paths import UnsafePathError
from specloom.output.tree import Kind, files_below, first_obstacle, look
from specloom.vendor.keep import is_kept
from specloom.vendor.pins import Pin

__all__ = ["Difference", "Fault", "UnsafeFolderError", "differences", "manifest_of"]


class Fault(StrEnum):
    """What is the matter with a file."""

    EDITED = "edited"
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    """It is none of the copied files."""
    LINK = "link"
    """A symbolic link, or something else that is no file, stands in its place."""
    MANIFEST = "manifest"
    """The manifest is not the one that the pin knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A file of a vendored folder that is not as it was copied."""

    path: str
    """Inside the folder."""
    fault: Fault


class UnsafeFolderError(ValueError):
    """The folder cannot be looked at: a link leads to it, or its manifest names a path outside it."""


def differences(pin: Pin, base: Path) -> tuple[Difference, ...]:
    """Return what differs from the pin, by path; raise `UnsafeFolderError` where looking could lead outside."""
    return tuple(sorted(_differences(pin, base), key=lambda each: each.path))


def _differences(pin: Pin, base: Path) -> Iterator[Difference]:
    obstacle = first_obstacle(base, pin.into)
    if obstacle:
        raise UnsafeFolderError(f"{obstacle[0]!r} on the way to it is no folder")
    root = base / pin.into
    content = look(root / MANIFEST).content if not first_obstacle(root, OWN_FOLDER) else None
    if content is None:
        yield Difference(path=MANIFEST, fault=Fault.MISSING)
        return
    try:
        manifest = _parsed(with_plain_ends(content))
    except ManifestError:
        yield Difference(path=MANIFEST, fault=Fault.MANIFEST)
        return
    if manifest.tree_sha256 != pin.tree_sha256:
        yield Difference(path=MANIFEST, fault=Fault.MANIFEST)
    sums = checksums({**manifest.files, MANIFEST: sha256(with_plain_ends(content))})
    yield from _of_file(root, SUMS, sha256(sums.encode()))
    for path, digest in manifest.files.items():
        if not is_kept(path, pin.keep):
            yield from _of_file(root, path, digest)
    for path in files_below(root):
        if path not in manifest.files and path not in {MANIFEST, SUMS} and not is_kept(path, pin.keep):
            yield Difference(path=path, fault=Fault.UNEXPECTED)


def manifest_of(root: Path) -> Manifest | None:
    """Return the manifest of a vendored folder; None where it has none that can be relied on."""
    content = None if first_obstacle(root, OWN_FOLDER) else look(root / MANIFEST).content
    try:
        return None if content is None else _parsed(with_plain_ends(content))
    except ManifestError:
        return None


def _parsed(content: bytes) -> Manifest:
    try:
        return parse_manifest(content)
    except ManifestError as error:
        if isinstance(error.__cause__, UnsafePathError):
            raise UnsafeFolderError(f"its manifest names a path that is refused: {error}") from error
        raise


def _of_file(root: Path, path: str, digest: str) -> Iterator[Difference]:
    entry = look(root / path)
    if first_obstacle(root, path.rpartition("/")[0]) or entry.kind in {Kind.OTHER, Kind.FOLDER}:
        yield Difference(path=path, fault=Fault.LINK)
    elif entry.content is None:
        yield Difference(path=path, fault=Fault.MISSING)
    elif digest not in {sha256(entry.content), sha256(with_plain_ends(entry.content))}:
        yield Difference(path=path, fault=Fault.EDITED)
