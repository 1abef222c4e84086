"""Multipart bodies that are no form: their parts one after the other, with a boundary between them (RFC 2046)."""

from __future__ import annotations

from collections.abc import Iterable
from os import urandom
from typing import TypeAlias

Part: TypeAlias = tuple[str | None, bytes, str | None]
"""File name, content and media type of one part."""


def joined(media_type: str, parts: Iterable[tuple[str, Part]]) -> tuple[bytes, str]:
    """Return the whole body, and its media type with the boundary. A part without a name is told by its place."""
    boundary = urandom(16).hex()
    written = [_head(name, part) + b"\r\n\r\n" + part[1] for name, part in parts]
    body = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), each) for each in written)
    essence = media_type.partition(";")[0].strip()
    return (
        body + b"--%b--\r\n" % boundary.encode(),
        f"{essence}; boundary={boundary}",
    )


def _head(name: str, part: Part) -> bytes:
    file_name, _, media_type = part
    lines = [f"Content-Type: {media_type or 'text/plain'}"]
    if name:
        named = f'; filename="{_escaped(file_name)}"' if file_name else ""
        lines.insert(
            0, f'Content-Disposition: form-data; name="{_escaped(name)}"{named}'
        )
    return "\r\n".join(lines).encode()


def _escaped(text: str) -> str:
    """Return text for a quoted parameter of a header (WHATWG HTML, multipart/form-data)."""
    pairs = {"\\": "\\\\", '"': "%22", "\r": "%0D", "\n": "%0A"}
    return "".join(pairs.get(character, character) for character in text)
