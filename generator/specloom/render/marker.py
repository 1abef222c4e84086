"""The first line of an ejected template: which one of ours it was made from, and for which contract. It prints nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Marker", "marker_of", "with_marker", "without_marker"]

_LINE = re.compile(
    r"\{# made by specloom from (?P<name>\S+), contract (?P<contract>\d+|none), sha256 (?P<sha256>[0-9a-f]{64}) #\}\n"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What the line says."""

    name: str
    contract: int | None
    """None where the target keeps no versions of its contracts."""
    sha256: str
    """Of the text of ours."""

    def line(self) -> str:
        """Return the line with its end, which Jinja drops along with the comment."""
        return f"{{# made by specloom from {self.name}, contract {self.contract or 'none'}, sha256 {self.sha256} #}}\n"


def marker_of(text: str) -> Marker | None:
    """Return what the first line of a template says; None where it says nothing."""
    match = _LINE.match(text)
    if match is None:
        return None
    contract = None if match["contract"] == "none" else int(match["contract"])
    return Marker(match["name"], contract, match["sha256"])


def with_marker(text: str, marker: Marker) -> str:
    """Return a template with this first line, in place of the one that it may have."""
    return marker.line() + without_marker(text)


def without_marker(text: str) -> str:
    """Return a template without that line."""
    match = _LINE.match(text)
    return text[match.end() :] if match else text
