"""Identifiers made from a document's words: safe in a path, stable, never dependent on order."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["is_spelled_out", "slugify", "telling_slug", "variable_name", "words"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_]+")


def words(text: str) -> tuple[str, ...]:
    """Return the words of an identifier or a phrase: `createInvoice`, `Time entry`, `X-Api-Key` -> their parts."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text)))


_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"}
)
"""Latin letters that are no letter of ASCII with an accent."""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()


def slugify(text: str) -> str:
    """Return ASCII lower-case words joined by hyphens; empty where nothing of the text can be kept."""
    return "-".join(re.findall(r"[a-z0-9]+", _plain(text).lower()))


def is_spelled_out(text: str) -> bool:
    """Return whether ASCII has all letters and digits of a text, accents aside, and there is one."""
    kept = sum(map(str.isalnum, _plain(text)))
    return kept > 0 and kept >= sum(map(str.isalnum, unicodedata.normalize("NFKC", text)))


def telling_slug(text: str, kind: str) -> str:
    """Return a slug that tells a text from others: where letters are lost, with eight digits that stand for it.

    `ユーザー` of kind `section` is `section-1e0a8c3b`, whatever other sections there are.
    """
    slug = slugify(text)
    if is_spelled_out(text):
        return slug
    digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug or kind}-{digits}"


def variable_name(text: str) -> str:
    """Return text as the name of an environment variable."""
    name = "_".join(re.findall(r"[A-Z0-9]+", text.upper().encode("ascii", "ignore").decode()))
    return name if name[:1].isalpha() else f"API_{name}".rstrip("_")
