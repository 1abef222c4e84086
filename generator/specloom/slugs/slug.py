"""One name to one safe file name."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["fingerprint", "loses_letters", "slug"]

_LONGEST = 80
_OTHER = re.compile(r"[^A-Za-z0-9_]+")
_DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})
"""Names that Windows keeps for devices, whatever extension follows."""


def fingerprint(text: str) -> str:
    """Return eight hexadecimal digits that stand for the text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def slug(text: str) -> str:
    """Return the text as a file name of letters, digits, `-` and `_`; empty where nothing of it is left.

    Accents are dropped, other runs of foreign characters become a hyphen, a device name of Windows gets a trailing
    underscore, and a very long name is cut and ends in its fingerprint.
    """
    name = _OTHER.sub("-", _plain(text)).strip("-")
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 9].rstrip('-')}-{fingerprint(text)}"
    return f"{name}_" if name.lower() in _DEVICES else name


def loses_letters(text: str) -> bool:
    """Return whether letters or digits of a text are not in its slug: then others may have the same one."""
    return sum(map(str.isalnum, _plain(text))) < sum(map(str.isalnum, unicodedata.normalize("NFKC", text)))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
