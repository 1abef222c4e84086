"""Moving files into place so that every step can be taken back."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from specloom.output.tree import Kind, kind_of

__all__ = ["RollbackError", "Swap", "swapping"]


class RollbackError(OSError):
    """Taking a step back failed as well. What was replaced is still in the staging folder, whose path is `filename`."""


class Swap:
    """The steps taken so far. A file that is replaced or removed is kept in the staging folder until the end."""

    def __init__(self, staging: Path) -> None:
        self._staging = staging
        self._kept = 0
        self._undo: list[Callable[[], object]] = []

    def put(self, staged: Path, path: Path) -> None:
        """Move a staged file to its place, in one atomic step."""
        self._undo += [folder.rmdir for folder in _make_folder(path.parent)]
        if kind_of(path) is Kind.FOLDER:  # what it held is gone by now, or this fails
            path.rmdir()
            self._undo.append(path.mkdir)
        if not os.path.lexists(path):
            os.replace(staged, path)
            self._undo.append(path.unlink)
            return
        kept = self._next_kept()
        try:
            os.link(path, kept, follow_symlinks=False)
        except OSError:  # a file system without hard links
            shutil.copy2(path, kept, follow_symlinks=False)
        os.replace(staged, path)
        self._undo.append(partial(os.replace, kept, path))

    def remove(self, path: Path, root: Path) -> None:
        """Remove a file, and the folders up to `root` that are empty then."""
        kept = self._next_kept()
        os.replace(path, kept)
        self._undo.append(partial(os.replace, kept, path))
        for folder in path.parents:
            if folder == root or any(folder.iterdir()):
                return
            mode = folder.stat().st_mode & 0o7777
            folder.rmdir()
            self._undo.append(partial(folder.mkdir, mode))

    def roll_back(self) -> None:
        """Take every step back, the last one first; go on where one fails, and raise `RollbackError` at the end."""
        failed: OSError | None = None
        while self._undo:
            try:
                self._undo.pop()()
            except OSError as error:
                failed = error
        if failed:
            raise RollbackError(failed.errno, failed.strerror, str(self._staging)) from failed

    def _next_kept(self) -> Path:
        self._kept += 1
        return self._staging / f"old-{self._kept}"


@contextmanager
def swapping(out: Path) -> Generator[tuple[Swap, Path]]:
    """Give a `Swap` and a staging folder inside `out`; on any exception everything is put back as it was.

    `out` is created where it is missing. Where putting back fails, the staging folder stays, with the old files in it.
    """
    created: list[Path] = []
    try:
        created = _make_folder(out)
        staging = Path(tempfile.mkdtemp(prefix=".specloom-tmp-", dir=out))
        swap = Swap(staging)
        try:
            yield swap, staging
        except BaseException:
            swap.roll_back()
            shutil.rmtree(staging, ignore_errors=True)
            raise
        shutil.rmtree(staging, ignore_errors=True)
    except RollbackError:
        raise
    except BaseException:
        for folder in reversed(created):
            folder.rmdir()
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Create a folder and those above it; return the ones that were missing, the outermost first."""
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    created: list[Path] = []
    try:
        for path in reversed(missing):
            path.mkdir()
            created.append(path)
    except OSError:
        for path in reversed(created):
            path.rmdir()
        raise
    return created
