"""What the requests carry that the API makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar, cast

from .codec import decode

T = TypeVar("T")


class Parser(NamedTuple, Generic[T]):
    """Reads the body of a webhook: as it came, or read as JSON already."""

    expression: str

    def __call__(self, payload: bytes | str | Mapping[str, object]) -> T:
        """Return what a body says; raise `ValueError` where it is no JSON."""
        if isinstance(payload, Mapping):
            payload = json.dumps(dict(payload))
        return cast("T", decode(self.expression, payload))
