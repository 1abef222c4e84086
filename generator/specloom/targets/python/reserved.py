"""The words that names of a kind cannot be: `reserved.txt`, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["reserved_words"]


def reserved_words(kind: str) -> frozenset[str]:
    """Return the words reserved for a kind of name (`field`, `method` ...)."""
    return _read().get(kind, frozenset())


@cache
def _read() -> dict[str, frozenset[str]]:
    text = (files("specloom.targets.python") / "reserved.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    kind = ""
    for line in text.splitlines():
        word = line.partition("#")[0].strip()
        if word.startswith("["):
            kind = word.strip("[]")
        elif word:
            found.setdefault(kind, set()).add(word)
    return {name: frozenset(members) for name, members in found.items()}
