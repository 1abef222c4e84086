"""Files of a cache: written as a whole or not at all, and never too many."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

__all__ = ["keep_small", "write"]


def write(path: Path, content: bytes) -> None:
    """Write a file as a whole; raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def keep_small(folder: Path, most: int) -> None:
    """Remove the files that were not used for longest, until those that are left have at most so many bytes."""
    found = [(entry.stat(), Path(entry.path)) for entry in os.scandir(folder) if entry.is_file()]
    total = 0
    for stat, path in sorted(found, key=lambda each: each[0].st_mtime_ns, reverse=True):
        total += stat.st_size
        if total > most:
            with suppress(OSError):
                path.unlink()
