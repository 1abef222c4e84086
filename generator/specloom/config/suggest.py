"""Guessing what was meant by a word that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["did_you_mean"]

_MOST_LISTED = 12


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a message: the known word that is closest, or all of them where they are few; else nothing."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; there is {', '.join(names)}" if 0 < len(names) <= _MOST_LISTED else ""
