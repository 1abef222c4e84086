"""Unified diffs of generated files, as long as somebody wants to read them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

__all__ = ["DiffLimit"]

_LONG = 20_000
"""Lines of a file. Beyond that comparing line by line takes longer than anybody waits."""


@dataclass(slots=True)
class DiffLimit:
    """Makes the diffs of one run, until there is enough of them."""

    lines: int | None = None
    """At most so many lines of each; 0: no diffs, None: all of them."""
    total: int | None = None
    """At most so many lines of all; what comes after that has none."""
    _used: int = field(default=0, init=False)

    def diff(self, path: str, before: bytes | None, after: bytes | None) -> str:
        """Return the diff of one file, cut where it gets too long."""
        left = None if self.total is None else self.total - self._used
        if self.lines == 0 or (left is not None and left <= 0):
            return ""
        lines = _unified(path, before, after)
        most = min((each for each in (self.lines, left) if each is not None), default=len(lines))
        self._used += min(len(lines), most)
        if len(lines) > most:
            count = len(lines) - most
            lines[most:] = [f"({count} more line{'s' * (count > 1)} of the difference in {path})\n"]
        return "".join(lines)


def _unified(path: str, before: bytes | None, after: bytes | None) -> list[str]:
    old, new = _lines(before), _lines(after)
    names = ("/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{path}")
    if max(len(old), len(new)) > _LONG and old and new:
        return [f"--- {names[0]}\n", f"+++ {names[1]}\n", f"({len(old)} lines would be {len(new)} others)\n"]
    found: list[str] = []
    for line in difflib.unified_diff(old, new, *names):
        found += [line] if line.endswith("\n") else [f"{line}\n", "\\ No newline at end of file\n"]
    return found


def _lines(content: bytes | None) -> list[str]:
    """Return lines with their ends, split at LF only, so that a carriage return shows as a difference."""
    *lines, last = (content or b"").decode("utf-8", errors="backslashreplace").split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])
