"""What a request wants to be answered: the headers Prefer (RFC 7240) and Accept (RFC 9110 §12.5.1), read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from specloom.ir.operation import Content
from specloom.mock.model import Received

__all__ = ["Preferences", "accepted", "accepts"]

_PREFERENCE = re.compile(r'\s*([!#$%&\'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"([^"]*)"|([^\s,;"]+))')
_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """`Prefer: code=404, example=cat`; empty texts where nothing is said."""

    code: str = ""
    example: str = ""

    @classmethod
    def of(cls, received: Received) -> Preferences:
        """Return what the headers of a request say."""
        text = ",".join(value for name, value in received.headers if name.lower() == "prefer")
        found = {name.lower(): quoted or bare for name, quoted, bare in _PREFERENCE.findall(text)}
        return cls(code=found.get("code", ""), example=found.get("example", ""))


def accepted(contents: tuple[Content, ...], accept: str | None) -> Content | None:
    """Return the content that a request likes best; the first where it likes none: an answer is better than none."""
    return max(contents, key=lambda content: _quality(content.media_type, accept), default=None)


def accepts(media_type: str, accept: str | None) -> bool:
    """Return whether a request likes a media type at all."""
    return _quality(media_type, accept) > 0


def _quality(media_type: str, accept: str | None) -> float:
    ranges = [_range(text) for text in (accept or "*/*").split(",")]
    essence = media_type.partition(";")[0].strip().lower()
    fitting = [(len(pattern.rstrip("*")), worth) for pattern, worth in ranges if _fits(pattern, essence)]
    return max(fitting, default=(0, 0.0))[1]


def _range(text: str) -> tuple[str, float]:
    essence, *parameters = (piece.strip().lower() for piece in text.split(";"))
    stated = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    return essence, float(stated) if _QUALITY.fullmatch(stated) else 1.0


def _fits(pattern: str, essence: str) -> bool:
    if pattern == "*/*" or "*" in essence:
        return True
    return essence.startswith(pattern[:-1]) if pattern.endswith("/*") else essence == pattern
