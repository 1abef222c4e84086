"""The pairs of a query, a form or a Cookie header as they came, and which of them are accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, unquote_plus

__all__ = ["Pair", "Pairs"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One `key=value`."""

    key: str
    """Decoded."""
    raw: str
    """The value, not decoded: a comma that is encoded belongs to the value."""


@dataclass(slots=True)
class Pairs:
    """All pairs, in order."""

    pairs: tuple[Pair, ...]
    decode: Callable[[str], str]
    used: set[int] = field(default_factory=set[int])

    @classmethod
    def of_query(cls, text: str) -> Pairs:
        """Return the pairs of a query or of a body in its form (a plus sign is a space)."""
        return cls(_split(text, "&", unquote_plus), unquote_plus)

    @classmethod
    def of_cookies(cls, text: str, *, is_encoded: bool = True) -> Pairs:
        """Return the pairs of a Cookie header (RFC 6265 §4.2.1), percent-encoded or as they stand."""
        decode = unquote if is_encoded else str
        return cls(_split(text, ";", decode), decode)

    @classmethod
    def of_fields(cls, fields: list[tuple[str, str]]) -> Pairs:
        """Return fields that something else has decoded: their commas, blanks and bars may all be delimiters."""
        return cls(tuple(Pair(name, quote(text, safe=",| ")) for name, text in fields), unquote)

    def take(self, wanted: Callable[[str], bool]) -> list[Pair]:
        """Return the pairs with these keys that nobody has taken before."""
        found = [index for index, pair in enumerate(self.pairs) if index not in self.used and wanted(pair.key)]
        self.used.update(found)
        return [self.pairs[index] for index in found]

    @property
    def unused(self) -> list[str]:
        """The keys that nobody has taken, each once."""
        left = (pair.key for index, pair in enumerate(self.pairs) if index not in self.used)
        return list(dict.fromkeys(left))


def _split(text: str, separator: str, decode: Callable[[str], str]) -> tuple[Pair, ...]:
    split = (piece.strip().partition("=") for piece in text.split(separator) if piece.strip())
    return tuple(Pair(decode(key), raw) for key, _, raw in split)
