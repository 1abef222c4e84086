"""Moving files into place one by one, so that every step can be taken back: the way where a tree has no twin.

Each step is one atomic rename, and is in the journal before it is taken. A run that fails takes its steps back; what a run
that was killed has done, the next one takes back (`recover`).
"""

from __future__ import annotations

import errno
import json
import os
import posixpath
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypedDict

from specloom.output.paths import UnsafePathError, check_path
from specloom.output.tree import Kind, first_obstacle, kind_of

__all__ = ["STAGING", "RollbackError", "Swap", "discard", "recover", "swapping"]

STAGING = ".specloom-tmp-"
"""How the name of a folder begins in which a run prepares what it will write."""
_JOURNAL = "journal"


class RollbackError(OSError):
    """Taking a step back failed as well. What was replaced is still in the staging folder, whose path is `filename`."""


class _Step(TypedDict):
    """How a step is taken back. Paths are relative to the output folder; that the step never happened does no harm."""

    undo: str
    """`remove` a file, `rmdir` or `mkdir` a folder, `restore` a file that was kept."""
    path: str
    mode: int
    kept: str


class Swap:
    """The steps taken so far. A file that is replaced or removed is kept in the staging folder until the end."""

    def __init__(self, out: Path, staging: Path) -> None:
        self._out = out
        self._staging = staging
        self._kept = 0
        self._steps: list[_Step] = []
        self._journal = (staging / _JOURNAL).open("w", encoding="utf-8")

    def put(self, staged: Path, path: Path) -> None:
        """Move a staged file to its place, in one atomic step."""
        for folder in reversed(_missing(path.parent)):
            self._note("rmdir", folder)
            folder.mkdir()
        if kind_of(path) is Kind.FOLDER:  # what it held is gone by now, or this fails
            self._note("mkdir", path)
            path.rmdir()
        if not os.path.lexists(path):
            self._note("remove", path)
            os.replace(staged, path)
            return
        kept = self._keep(path)
        try:
            os.link(path, kept, follow_symlinks=False)
        except OSError:  # a file system without hard links
            shutil.copy2(path, kept, follow_symlinks=False)
        os.replace(staged, path)

    def remove(self, path: Path, root: Path) -> None:
        """Remove a file, and the folders up to `root` that are empty then."""
        os.replace(path, self._keep(path))
        for folder in path.parents:
            if folder == root or any(folder.iterdir()):
                return
            self._note("mkdir", folder, folder.stat().st_mode & 0o7777)
            folder.rmdir()

    def roll_back(self) -> None:
        """Take every step back, the last one first; raise `RollbackError` at the end where one fails."""
        self._journal.close()
        _take_back(self._steps, self._out, self._staging)

    def finish(self) -> None:
        """Let go of what was replaced: there is no way back from here."""
        self._journal.close()
        (self._staging / _JOURNAL).unlink()

    def _keep(self, path: Path) -> Path:
        """Return where the file that is there now will be kept."""
        self._kept += 1
        name = f"old-{self._kept}"
        self._note("restore", path, kept=name)
        return self._staging / name

    def _note(self, undo: str, path: Path, mode: int = 0o777, kept: str = "") -> None:
        """Write down how the next step is taken back; it survives this process, whatever kills it."""
        step = _Step(undo=undo, path=path.relative_to(self._out).as_posix(), mode=mode, kept=kept)
        self._steps.append(step)
        self._journal.write(json.dumps(step) + "\n")
        self._journal.flush()


@contextmanager
def swapping(out: Path) -> Generator[tuple[Swap, Path]]:
    """Give a `Swap` and a staging folder inside `out`; on any exception everything is put back as it was.

    `out` exists. Where putting back fails, the staging folder stays, with the old files in it.
    """
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=out))
    swap = Swap(out, staging)
    try:
        yield swap, staging
    except BaseException:
        swap.roll_back()
        discard(staging)
        raise
    swap.finish()
    discard(staging)


def discard(staging: Path) -> None:
    """Delete a staging folder, with folders in it that are closed for writing."""
    for folder, _, _ in os.walk(staging):
        with suppress(OSError):
            os.chmod(folder, 0o700)
    shutil.rmtree(staging, ignore_errors=True)


def recover(out: Path) -> None:
    """Clear away what runs have left that were killed, and take back what they had begun.

    Only for who holds the lock. Raises `RollbackError` where something cannot be taken back.
    """
    for staging in sorted([*out.glob(f"{STAGING}*"), *out.parent.glob(f"{STAGING}{out.name}-*")]):
        if kind_of(staging) is not Kind.FOLDER:
            continue
        with suppress(FileNotFoundError):
            _take_back(_read_journal(staging / _JOURNAL, out), out, staging)
        discard(staging)


def _read_journal(path: Path, out: Path) -> list[_Step]:
    """Return the steps of a journal; the last line of a run that was killed may be torn, and its step was never taken.

    The folder is anybody's, so nothing is taken back outside of `out`: raises `RollbackError` for such a journal.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        steps = [
            _Step(undo=step["undo"], path=step["path"], mode=int(step["mode"]), kept=step["kept"])
            for step in map(json.loads, lines[:-1])
        ]
        for step in steps:
            check_path(step["path"])
            if step["kept"]:
                check_path(step["kept"])
            if first_obstacle(out, posixpath.dirname(step["path"])):
                raise UnsafePathError(f"{step['path']!r} is reached through something that is no folder")
    except (ValueError, KeyError, TypeError) as error:
        raise RollbackError(
            errno.EINVAL, f"the journal of a run that was killed is damaged ({error})", str(path)
        ) from error
    return steps


def _take_back(steps: list[_Step], out: Path, staging: Path) -> None:
    """Take steps back, the last one first; go on where one fails, and raise `RollbackError` at the end."""
    failed: OSError | None = None
    for step in reversed(steps):
        try:
            _take_back_one(step, out / step["path"], staging)
        except FileNotFoundError:
            continue  # the step was written down, and not taken any more
        except OSError as error:
            failed = error
    steps.clear()
    if failed:
        raise RollbackError(failed.errno, failed.strerror, str(staging)) from failed


def _take_back_one(step: _Step, path: Path, staging: Path) -> None:
    match step["undo"]:
        case "remove":
            path.unlink()
        case "rmdir":
            path.rmdir()
        case "mkdir":
            path.mkdir(step["mode"], exist_ok=True)
        case _:
            os.replace(staging / step["kept"], path)


def _missing(folder: Path) -> list[Path]:
    """Return the folder and those above it that do not exist, the innermost first."""
    missing: list[Path] = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    return missing
