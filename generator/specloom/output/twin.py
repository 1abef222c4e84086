"""A second, complete tree beside the first: what does not change is the same file under a second name.

So the new tree costs little more than the files that are new, and takes the place of the old one in one step.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from specloom.output.exchange import NoTwinError
from specloom.output.tree import Kind, kind_of

__all__ = ["Steps", "build_twin", "save_late_changes", "write_all"]

_THREADS = 8
"""Writing mostly waits for the disk, and a file system commits the syncs of several threads at once."""
_TRACES = frozenset({"__pycache__"})
"""A folder of generated files that are gone is empty even if Python left this in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What changes in a tree. All paths are absolute."""

    puts: Mapping[Path, bytes]
    """New contents."""
    removes: Collection[Path]
    before: Mapping[Path, bytes]
    """What the files that are replaced or removed held when the run was planned; only what was a regular file."""
    roots: Collection[Path]
    """Folders that stay, even if they are empty."""


def build_twin(tree: Path, twin: Path, steps: Steps) -> None:
    """Build in the empty folder `twin` what `tree` will be; raises `NoTwinError`, or another `OSError` where writing fails."""
    if kind_of(tree) is Kind.FOLDER:
        _copy_folder(tree, twin, steps)
    placed = {twin / path.relative_to(tree): content for path, content in steps.puts.items()}
    for path in placed:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_all(placed)


def _copy_folder(tree: Path, twin: Path, steps: Steps) -> bool:
    """Link what stays; return whether a file was left out and nothing is left.

    A folder where a file is wanted goes as well: the plan knows that it holds nothing of anybody else.
    """
    is_less = False
    for entry in _entries(tree):
        path = tree / entry.name
        if path in steps.removes or (path in steps.puts and not entry.is_dir(follow_symlinks=False)):
            is_less = True
        elif entry.is_dir(follow_symlinks=False):
            (twin / entry.name).mkdir()
            is_gone = _copy_folder(path, twin / entry.name, steps)
            if path in steps.puts:
                is_gone = _is_bare(twin / entry.name)
                if not is_gone:
                    raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY), str(path))
            if is_gone and path not in steps.roots:
                shutil.rmtree(twin / entry.name)
                is_less = True
        else:
            _link(path, twin / entry.name)
    _copy_status(tree, twin, is_changed=is_less)
    return is_less and _is_bare(twin)


def _is_bare(folder: Path) -> bool:
    return all(entry.name in _TRACES for entry in _entries(folder))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise NoTwinError(error.errno, error.strerror, str(folder)) from error


def _link(path: Path, twin: Path) -> None:
    try:
        os.link(path, twin, follow_symlinks=False)
    except OSError as error:
        raise NoTwinError(error.errno, error.strerror, str(path)) from error


def _copy_status(tree: Path, twin: Path, *, is_changed: bool) -> None:
    """Give a folder the mode and the owner of another, and its times unless something has gone."""
    there = tree.stat()
    try:
        shutil.copystat(tree, twin)
        if is_changed:
            os.utime(twin)
        if (twin.stat().st_uid, twin.stat().st_gid) != (there.st_uid, there.st_gid):
            os.chown(twin, there.st_uid, there.st_gid)
    except OSError as error:
        raise NoTwinError(error.errno, error.strerror, str(tree)) from error


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files that must not exist, and wait until they are on the disk."""
    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(_write_durably, contents.keys(), contents.values()))


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def save_late_changes(old: Path, new: Path, tree: Path, steps: Steps) -> None:
    """Carry over what somebody else wrote into the old tree while its twin was made: it belongs into the new one.

    Both trees are complete and have changed places; `tree` is what the paths of `steps` begin with.
    """
    for folder, folders, names in os.walk(old):
        here = Path(folder)
        for name in [*names, *(name for name in folders if (here / name).is_symlink())]:
            path = here / name
            inner = path.relative_to(old)
            twin = new / inner
            if _is_same(path, twin) or _is_as_planned(path, tree / inner, steps):
                continue
            twin.parent.mkdir(parents=True, exist_ok=True)
            if kind_of(twin) is not Kind.FOLDER:
                os.replace(path, twin)


def _is_same(path: Path, twin: Path) -> bool:
    return os.path.lexists(twin) and os.path.samestat(os.lstat(path), os.lstat(twin))


def _is_as_planned(path: Path, planned: Path, steps: Steps) -> bool:
    """Return whether this is a file that had to go, as it was when that was decided."""
    if planned not in steps.puts and planned not in steps.removes:
        return any(part in _TRACES for part in path.parts)
    content = steps.before.get(planned)
    return content is None or (kind_of(path) is Kind.FILE and path.read_bytes() == content)
