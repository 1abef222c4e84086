"""What is on the disk, seen without ever following a symbolic link."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

__all__ = ["Entry", "Kind", "files_below", "first_obstacle", "kind_of", "look"]

_LEFT_ALONE = frozenset(
    {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", "node_modules", ".DS_Store", "Thumbs.db"}
)
"""What tools and desktops leave behind where code is used: never ours, and no drift."""


class Kind(StrEnum):
    """What stands at a path."""

    NOTHING = "nothing"
    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"
    """A symbolic link, a socket, a device."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A path of the disk, looked at."""

    kind: Kind
    content: bytes | None = None
    """Of a regular file."""
    is_executable: bool = False
    """A regular file that somebody may run. Where files have no such mode, none is."""


def kind_of(path: Path) -> Kind:
    """Return what stands at a path itself."""
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return Kind.NOTHING
    if stat.S_ISREG(mode):
        return Kind.FILE
    return Kind.FOLDER if stat.S_ISDIR(mode) else Kind.OTHER


def look(path: Path) -> Entry:
    """Return what stands at a path, with the bytes of a regular file."""
    kind = kind_of(path)
    if kind is not Kind.FILE:
        return Entry(kind)
    return Entry(kind, path.read_bytes(), is_executable=os.name == "posix" and bool(path.stat().st_mode & 0o111))


def first_obstacle(base: Path, folder: str) -> tuple[str, Kind] | None:
    """Return the first part of `folder` below `base` that exists and is no real folder, and what it is."""
    names = folder.split("/") if folder else []
    for count in range(1, len(names) + 1):
        part = "/".join(names[:count])
        kind = kind_of(base / part)
        if kind is Kind.NOTHING:
            return None
        if kind is not Kind.FOLDER:
            return part, kind
    return None


def files_below(root: Path) -> Iterator[str]:
    """Yield the posix path of every file and link below a folder; what tools leave behind is passed over."""
    for folder, names, files in os.walk(root):
        here = Path(folder)
        links = [name for name in names if (here / name).is_symlink()]
        names[:] = [name for name in names if name not in _LEFT_ALONE and name not in links]
        for name in [*files, *links]:
            if name not in _LEFT_ALONE:
                yield (here / name).relative_to(root).as_posix()
