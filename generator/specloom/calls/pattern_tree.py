"""The tree of a regular expression, as far as it matters for making text that matches."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Alternatives", "Back", "Chars", "Node", "Ranges", "Repeat", "Sequence", "complement"]

_TOP = 0x10FFFF

Ranges = tuple[tuple[int, int], ...]
"""Code points, first and last included."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One character out of these ranges."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Back:
    """What a group matched, again. Groups are known by number or name."""

    group: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """One node after the other; remembered as a group if it has a number."""

    items: tuple[Node, ...]
    group: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """One of several nodes."""

    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A node, several times."""

    item: Node
    low: int
    high: int | None


Node = Chars | Back | Sequence | Alternatives | Repeat


def complement(ranges: Ranges) -> Ranges:
    """Return every character that is not in the ranges."""
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in sorted(ranges):
        if low > start:
            found.append((start, low - 1))
        start = max(start, high + 1)
    return (*found, (start, _TOP)) if start <= _TOP else tuple(found)
