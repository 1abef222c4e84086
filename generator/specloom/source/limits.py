"""Limits on what is read, so that a hostile document cannot exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Far above what real descriptions need; each can be raised in the config under `limits`."""

    bytes: int = 64 * 1024 * 1024
    """Of one file."""
    nodes: int = 5_000_000
    """Values in one file, after aliases are expanded."""
    depth: int = 200
    """Objects and arrays inside one another."""
    aliases: int = 50_000
    """YAML aliases in one file."""
    files: int = 20_000
    """Files that references lead to."""
    digits: int = 1_000
    """Of one number."""
