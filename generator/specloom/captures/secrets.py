"""Credentials that specloom knows, in whatever encoding they stand in a text."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus

__all__ = ["SHORTEST", "KnownSecrets"]

SHORTEST = 5
"""A credential with fewer characters is part of too many harmless texts to be looked for; its own place is hidden anyway."""


@dataclass(slots=True)
class KnownSecrets:
    """The values of environment variables that must not be written."""

    values: Mapping[str, str]
    """By variable."""
    _pattern: re.Pattern[str] | None = field(init=False, default=None)
    _variables: dict[str, str] = field(init=False, default_factory=dict[str, str])

    def __post_init__(self) -> None:
        """Make the one expression that finds all of them."""
        for variable, value in self.values.items():
            for form in _forms(value) if len(value) >= SHORTEST else ():
                self._variables.setdefault(form.lower(), variable)
        if self._variables:
            longest_first = sorted(self._variables, key=lambda form: (-len(form), form))
            self._pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)

    def hide(self, text: str) -> tuple[str, int]:
        """Return the text with `$VARIABLE` in place of each credential, and how many there were."""
        if self._pattern is None:
            return text, 0
        return self._pattern.subn(lambda found: f"${self._variables[found[0].lower()]}", text)

    def variable(self, value: str) -> str:
        """Return the variable that holds just this value, however short it is; empty where none does."""
        return next((variable for variable, each in self.values.items() if each == value), "")

    def found_in(self, text: str) -> str:
        """Return the variable whose value stands in the text in some encoding; empty where there is none."""
        found = self._pattern.search(text) if self._pattern else None
        return self._variables[found[0].lower()] if found else ""


def _forms(value: str) -> Iterator[str]:
    """Yield the ways in which a value may be written."""
    data = value.encode("utf-8", "surrogateescape")
    yield value
    yield quote(value, safe="", errors="surrogateescape")
    yield quote(value, errors="surrogateescape")
    yield quote_plus(value, errors="surrogateescape")
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    yield html.escape(value)
    yield data.hex()
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        for before in range(3):
            yield from _inside_base64(encode(b"\0" * before + data).decode(), before, len(data))


def _inside_base64(encoded: str, before: int, length: int) -> Iterator[str]:
    """Yield the characters that only the value decides, whatever stands around it: six bits each."""
    first = -(-before * 8 // 6)
    last = (before + length) * 8 // 6
    if last - first >= SHORTEST:
        yield encoded[first:last]
