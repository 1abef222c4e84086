"""Paths of generated files: which ones every file system can hold, and when two of them are the same one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["UnsafePathError", "check_path", "check_together", "path_key"]

_MAX_NAME_BYTES = 255
_FORBIDDEN = frozenset('<>:"\\|?*')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [port + digit for port in ("com", "lpt") for digit in "0123456789¹²³"]
)
"""Names that Windows keeps for devices, whatever extension follows."""


class UnsafePathError(ValueError):
    """A path that must not be written: a fault of the target that asked for it, or of a tampered manifest."""


def check_path(path: str) -> None:
    """Raise `UnsafePathError` unless this is a relative posix path of names that every file system can hold."""
    if not path or path.startswith("/"):
        raise UnsafePathError(f"{path!r} is not a relative path")
    for name in path.split("/"):
        if problem := _problem(name):
            raise UnsafePathError(f"{path!r} {problem}")


def _problem(name: str) -> str | None:
    """Return what is wrong with one name of a path."""
    if name in {"", ".", ".."}:
        return "is not a plain path"
    if bad := sorted({char for char in name if char in _FORBIDDEN or unicodedata.category(char) in {"Cc", "Cf", "Cs"}}):
        return f"holds {', '.join(map(ascii, bad))}"
    if name[-1] in " ." or name[0] == " ":
        return "has a name that begins with a space, or ends with a space or a dot"
    if name.partition(".")[0].rstrip().lower() in _DEVICES:
        return "has the name of a Windows device"
    if len(name.encode()) > _MAX_NAME_BYTES:
        return f"has a name of more than {_MAX_NAME_BYTES} bytes"
    return None


def path_key(path: str) -> str:
    """Return a form that is equal for paths which some file system takes for the same one (case, Unicode form)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def check_together(paths: Iterable[str]) -> None:
    """Raise `UnsafePathError` where two paths are one on some file system, or one lies inside the other."""
    by_key: dict[str, str] = {}
    for path in sorted(paths):
        other = by_key.setdefault(path_key(path), path)
        if other != path:
            raise UnsafePathError(f"{other!r} and {path!r} are one file where case does not count")
    for key, path in by_key.items():
        folder = key.rpartition("/")[0]
        while folder:
            if folder in by_key:
                raise UnsafePathError(f"{path!r} would lie inside {by_key[folder]!r}, which is taken")
            folder = folder.rpartition("/")[0]
