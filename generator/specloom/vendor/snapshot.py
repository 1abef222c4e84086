"""A source at one moment: its files, proved against its manifest, its licence, and the description it was made from."""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from specloom.output.edits import with_plain_ends
from specloom.output.files import MANIFEST, Inputs, sha256
from specloom.output.manifest import Manifest, ManifestError, parse_manifest
from specloom.vendor.address import Address
from specloom.vendor.git import Repository, resolve
from specloom.vendor.licence import Licence, is_licence_name, is_notice_name, spdx_of
from specloom.vendor.tree import CommitTree, FolderTree, Tree, TreeError, top_of

__all__ = ["Description", "Snapshot", "SourceError", "reading", "upstream_commit", "upstream_tree"]

_MOST_FILES = 50_000
_MOST_LISTED = 8


class SourceError(ValueError):
    """The source cannot be vendored; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The description that a source was generated from: with it two states can be compared by meaning."""

    path: str
    """In the repository of the source, posix; as the manifest names it where it is not there."""
    sha256: str
    """As the manifest has it: of the text with plain line ends."""
    is_there: bool
    """Whether the repository of the source has it, with that hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a source holds. `tree` stays readable while the `reading` that gave it is open."""

    ref: str | None
    """By the name to record."""
    commit: str | None
    """None for a folder of this machine."""
    tree: Tree
    manifest: Manifest
    files: Mapping[str, str]
    """All files of the manifest, by path inside the folder."""
    licence: Licence | None
    notice: str | None
    """The text of the NOTICE beside the licence."""
    description: Description

    @property
    def inputs(self) -> Inputs:
        """What the source was generated from."""
        return self.manifest.inputs


@contextmanager
def reading(address: Address, base: Path, *, commit: str | None = None) -> Generator[Snapshot]:
    """Give the snapshot of a source, at a commit where one is named.

    Raises `GitError` where git cannot read it, `SourceError` where it is nothing that can be vendored.
    """
    if address.git is None:
        folder = base / address.path
        top = top_of(folder.resolve())
        path = folder.resolve().relative_to(top).as_posix().removeprefix(".")
        yield _snapshot(FolderTree(top), path, None, None)
        return
    url = _url(address.git, base)
    with tempfile.TemporaryDirectory(prefix="specloom-vendor-") as scratch:
        repository = Repository.new(Path(scratch))
        try:
            name, full, _ = (address.ref, commit, commit) if commit else resolve(url, address.ref)
        except LookupError as error:
            raise SourceError(str(error.args[0])) from error
        fetched = repository.fetch(url, full)
        yield _snapshot(CommitTree(repository, fetched), address.path, name, fetched)


def upstream_commit(address: Address, base: Path) -> str | None:
    """Return the commit that the ref of a source leads to now; None for a folder of this machine."""
    if address.git is None:
        return None
    try:
        return resolve(_url(address.git, base), address.ref)[2]
    except LookupError as error:
        raise SourceError(str(error.args[0])) from error


def upstream_tree(address: Address, base: Path) -> str:
    """Return the hash over the files of a source as it is now."""
    with reading(address, base) as snapshot:
        return snapshot.manifest.tree_sha256


def _url(git: str, base: Path) -> str:
    """Return the address for git: paths are relative to the folder of `specloom.vendor.yaml`."""
    is_path = "://" not in git and not (":" in git and "@" in git.partition(":")[0])
    return str((base / git).resolve()) if is_path else git


def _snapshot(tree: Tree, path: str, ref: str | None, commit: str | None) -> Snapshot:
    prefix = f"{path}/" if path else ""
    manifest = _manifest(tree, prefix)
    if len(manifest.files) > _MOST_FILES:
        raise SourceError(f"its manifest lists more than {_MOST_FILES} files")
    files = _files(tree, prefix, manifest)
    licence, notice = _terms(tree, path, files)
    return Snapshot(
        ref=ref,
        commit=commit,
        tree=tree,
        manifest=manifest,
        files=files,
        licence=licence,
        notice=notice,
        description=_description(tree, path, manifest),
    )


def _manifest(tree: Tree, prefix: str) -> Manifest:
    try:
        content = tree.read([prefix + MANIFEST])[prefix + MANIFEST]
    except TreeError as error:
        there = [each.removesuffix(MANIFEST).rstrip("/") or "." for each in tree.ending(MANIFEST)]
        hint = f"; generated folders there: {', '.join(there[:_MOST_LISTED])}" if there else ""
        raise SourceError(f"it is no folder that specloom generated: {error}{hint}") from error
    try:
        manifest = parse_manifest(content)
    except ManifestError as error:
        raise SourceError(f"its manifest cannot be relied on: {error}") from error
    if not all(text.isprintable() for text in (manifest.target, manifest.inputs.spec, *manifest.inputs.files)):
        raise SourceError("its manifest cannot be relied on: a name in it is not printable")
    return manifest


def _files(tree: Tree, prefix: str, manifest: Manifest) -> dict[str, str]:
    """Return the files of the manifest, each with the hash that stands there."""
    try:
        found = tree.read(prefix + path for path in manifest.files)
    except TreeError as error:
        raise SourceError(f"its manifest lists what cannot be copied: {error}") from error
    files: dict[str, str] = {}
    for path, digest in manifest.files.items():
        content = found[prefix + path]
        if digest != sha256(content):
            content = with_plain_ends(content)
        if digest != sha256(content):
            raise SourceError(f"{path!r} is not what its manifest says: it was edited after it was generated")
        try:
            files[path] = content.decode()
        except UnicodeDecodeError as error:
            raise SourceError(f"{path!r} is no text in UTF-8") from error
    return files


def _terms(tree: Tree, path: str, files: Mapping[str, str]) -> tuple[Licence | None, str | None]:
    """Return the licence that stands nearest, from the folder upwards, and the notice beside it."""
    own = sorted(name for name in files if "/" not in name and is_licence_name(name))
    if own:
        return Licence(name=own[0], text=files[own[0]], spdx=spdx_of(files[own[0]])), None
    for folder in _upwards(path):
        names = list(tree.names(folder))
        licences = [name for name in names if is_licence_name(name)]
        if licences:
            notices = [name for name in names if is_notice_name(name)]
            texts = [_text(tree, f"{folder}/{name}".lstrip("/")) for name in (licences[0], *notices[:1])]
            licence = Licence(name="LICENSE", text=texts[0], spdx=spdx_of(texts[0]))
            return licence, texts[1] if notices else None
    return None, None


def _upwards(path: str) -> list[str]:
    """Return a folder and those it stands in, up to the root, which is empty."""
    parts = path.split("/") if path else []
    return ["/".join(parts[:count]) for count in range(len(parts), -1, -1)]


def _text(tree: Tree, path: str) -> str:
    return with_plain_ends(tree.read([path])[path]).decode("utf-8", errors="replace")


def _description(tree: Tree, path: str, manifest: Manifest) -> Description:
    """Return where the description is: the manifest names it relative to a config, which stands above the folder."""
    spec = manifest.inputs.spec
    digest = manifest.inputs.files.get(spec.rpartition("/")[2], "")
    for folder in _upwards(path):
        place = f"{folder}/{spec}".lstrip("/")
        try:
            content = tree.read([place])[place]
        except TreeError:
            continue
        if sha256(with_plain_ends(content)) == digest:
            return Description(path=place, sha256=digest, is_there=True)
    return Description(path=spec, sha256=digest, is_there=False)
