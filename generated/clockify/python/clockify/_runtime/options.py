"""What can be said for one call beyond its own parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .unset import UNSET, Unset


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """Settings of one call."""

    timeout: float | None | Unset = UNSET
    """Seconds; `None` waits for ever; unset means the client's own."""
    max_retries: int | None = None
    """How often a failed request is made again; unset means as often as the client says."""
    base_url: str | None = None
    """Another address for this call."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Headers that are added, or replace what would be sent."""
    query: Mapping[str, object] = field(default_factory=dict[str, object])
    """Query parameters that are added."""
    body: Mapping[str, object] = field(default_factory=dict[str, object])
    """Fields that are added to a JSON body."""
