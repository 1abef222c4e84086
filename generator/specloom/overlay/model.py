"""An overlay, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specloom.diagnostics import Location
from specloom.overlay.query import Query

__all__ = ["Action", "Copy", "Overlay", "Remove", "Update"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """Merge a value into what is selected."""

    value: Any
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Merge another node of the description into what is selected (Overlay 1.1)."""

    source: Query
    text: str
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Remove what is selected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One change."""

    target: Query
    text: str
    """The target as written."""
    change: Update | Copy | Remove
    origin: Location
    """Of the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A list of changes, to be made in order."""

    label: str
    replaces_values: bool
    """An update may replace a scalar that is selected itself (1.1); in 1.0 it must select what the scalar stands in."""
    actions: tuple[Action, ...]
