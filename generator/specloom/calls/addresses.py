"""The parts of a URL that nobody has checked: whatever it is, there is an answer."""

from __future__ import annotations

import re

__all__ = ["host_of", "path_of"]

_AUTHORITY = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://([^/?#]*)")


def host_of(url: str) -> str:
    """Return the authority (RFC 3986 §3.2), lower case: the host, with user and port as they stand; empty where none is."""
    found = _AUTHORITY.match(url)
    return found[1].lower() if found else ""


def path_of(url: str) -> str:
    """Return the path, encoded as it is."""
    return _AUTHORITY.sub("", url, count=1).partition("#")[0].partition("?")[0]
