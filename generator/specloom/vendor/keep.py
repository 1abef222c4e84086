"""The files of a vendored folder that belong to the repository it was copied into: patterns of `keep`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

__all__ = ["is_kept"]


def is_kept(path: str, patterns: Sequence[str]) -> bool:
    """Return whether a path fits a pattern: `*` and `?` stay inside a name, `**` does not; a folder means all inside it."""
    return any(_compiled(pattern).fullmatch(path) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(signs.get(part) or re.escape(part) for part in parts) + "(?:/.*)?", re.DOTALL)
