"""One hash for what was captured, so that a manifest can say whether it moved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import cast

from specloom.captures.model import Captures

__all__ = ["captures_by_label", "captures_sha256"]


def captures_sha256(captures: Captures) -> str | None:
    """Return the SHA-256 of all captures and the names of their files; None where there are none.

    What the description makes of them (stale, not as described) is not in it: that moves with the description.
    """
    if not captures.recorded:
        return None
    return _hash_of([(each.label, each.capture) for each in captures.recorded])


def captures_by_label(captures: Captures) -> dict[str, str]:
    """Return a fingerprint of each capture, by its label."""
    return {each.label: _hash_of(each.capture)[:16] for each in captures.recorded}


def _hash_of(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> dict[str, object]:
    """Return what JSON cannot say by itself as an object."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    raise TypeError(f"not a part of a capture: {value!r}")
