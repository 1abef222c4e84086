"""One run at a time: whoever plans and writes an output folder holds the lock of the folder above it.

The lock is the kernel's, on a folder that is there anyway: no file to leave behind, and none left by a run that was killed.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path

from specloom.diagnostics import Diagnostics, Location, Stop, codes

try:
    import fcntl
except ImportError:  # Windows: two runs at once are found by what they did, not kept apart
    fcntl = None  # type: ignore[assignment]

__all__ = ["locked"]

_PATIENCE = 60.0
"""Seconds to wait for another run: the lock is held while files are compared and written, not while they are made."""
_PAUSE = 0.05


class _Answer(Enum):
    OURS = "ours"
    BUSY = "busy"
    UNKNOWN = "unknown"
    """There are no locks here."""


@contextmanager
def locked(
    out: Path, diagnostics: Diagnostics, *, waiting: Callable[[], object] = lambda: None, patience: float = _PATIENCE
) -> Generator[bool]:
    """Hold the lock of an output folder; wait for another run that holds it, and call `waiting` once before that.

    Raises `Stop` after a report of `OUTPUT_LOCKED` where the other does not end within `patience` seconds. Gives whether the
    lock is ours: not every file system knows locks.
    """
    folder = _nearest(out.parent)
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders; and what cannot be read is reported when it is written to
        yield False
        return
    try:
        answer = _take(handle, waiting, patience)
        if answer is _Answer.BUSY:
            path = out.as_posix()
            diagnostics.report(codes.OUTPUT_LOCKED, Location(path), path=path, seconds=int(patience))
            raise Stop
        yield answer is _Answer.OURS
    finally:
        os.close(handle)


def _nearest(folder: Path) -> Path:
    """Return the folder itself, or the first one above it that exists."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def _take(handle: int, waiting: Callable[[], object], patience: float) -> _Answer:
    """Try to get the lock, again and again."""
    if fcntl is None:
        return _Answer.UNKNOWN
    deadline = time.monotonic() + patience
    is_told = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not is_told:
                waiting()
                is_told = True
            if time.monotonic() >= deadline:
                return _Answer.BUSY
            time.sleep(_PAUSE)
        except OSError:
            return _Answer.UNKNOWN
        else:
            return _Answer.OURS
