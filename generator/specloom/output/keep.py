"""Paths of a target folder that are the user's own: never written, never deleted, never counted as a difference."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["KeptPaths"]


class KeptPaths:
    """Patterns of posix paths: `*` is any part of a name, `**` any names in a row; what fits a folder fits all in it."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._patterns = [re.compile(_regex(pattern.strip("/")) + "(?:/.*)?", re.DOTALL) for pattern in patterns]

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and any(pattern.fullmatch(path) for pattern in self._patterns)


def _regex(pattern: str) -> str:
    """Return a pattern as a regular expression."""
    text = ""
    names = pattern.split("/")
    for place, name in enumerate(names):
        is_last = place == len(names) - 1
        if name == "**":
            text += ".*" if is_last else "(?:[^/]+/)*"
        else:
            text += "".join({"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)) for char in name)
            text += "" if is_last else "/"
    return text
