"""Identifiers made from a document's words: safe in a path, stable, never dependent on order."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["slugify", "words"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_]+")


def words(text: str) -> tuple[str, ...]:
    """Return the words of an identifier or a phrase: `createInvoice`, `Time entry`, `X-Api-Key` -> their parts."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text)))


def slugify(text: str) -> str:
    """Return ASCII lower-case words joined by hyphens; empty where nothing of the text can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
