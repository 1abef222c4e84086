"""Multipart bodies: their parts one after the other, with a boundary between them (RFC 2046)."""

from __future__ import annotations

from collections.abc import Iterable
from os import urandom
from typing import TypeAlias

from .uploads import Piece, Upload, content_of

Part: TypeAlias = tuple[str | None, Piece, str | None]
"""File name, content and media type of one part."""


def joined(
    media_type: str, parts: Iterable[tuple[str, Part]]
) -> tuple[bytes | Upload, str]:
    """Return the whole body, and its media type with the boundary. A part without a name is told by its place."""
    boundary = urandom(16).hex()
    written: list[Piece] = []
    for name, part in parts:
        head = f"--{boundary}\r\n{_head(name, part)}\r\n\r\n"
        written += (head.encode(), part[1], b"\r\n")
    written.append(f"--{boundary}--\r\n".encode())
    essence = media_type.partition(";")[0].strip()
    return content_of(written), f"{essence}; boundary={boundary}"


def _head(name: str, part: Part) -> str:
    """Return the headers of a part; without a media type it is plain text."""
    file_name, _, media_type = part
    lines: list[str] = []
    if name:
        named = f'; filename="{_escaped(file_name)}"' if file_name else ""
        lines.append(f'Content-Disposition: form-data; name="{_escaped(name)}"{named}')
    if media_type or not name:
        lines.append(f"Content-Type: {media_type or 'text/plain'}")
    return "\r\n".join(lines)


def _escaped(text: str) -> str:
    """Return text for a quoted parameter of a header (WHATWG HTML, multipart/form-data)."""
    pairs = {"\\": "\\\\", '"': "%22", "\r": "%0D", "\n": "%0A"}
    return "".join(pairs.get(character, character) for character in text)
