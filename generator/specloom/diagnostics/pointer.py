"""The tokens of a JSON pointer (RFC 6901 §3, §4)."""

from __future__ import annotations

__all__ = ["escape_token", "tokens_of", "unescape_token"]


def escape_token(text: str) -> str:
    """Return a key as a token of a pointer."""
    return text.replace("~", "~0").replace("/", "~1")


def unescape_token(token: str) -> str:
    """Return the key that a token stands for."""
    return token.replace("~1", "/").replace("~0", "~")


def tokens_of(pointer: str) -> list[str]:
    """Return the keys on the way of a pointer; none for the whole document."""
    return [unescape_token(token) for token in pointer.split("/")[1:]]
