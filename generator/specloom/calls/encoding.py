"""Percent-encoding by RFC 3986, and text that is safe in a header. Plain text in, ASCII out."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from specloom.ir.types import JsonValue

__all__ = [
    "compact_json",
    "cookie_text",
    "encode",
    "encode_path_literal",
    "encode_reserved",
    "encode_reserved_in_path",
    "encode_url",
    "header_text",
    "is_header_name",
    "plain_text",
]

# quote() never touches the unreserved characters of RFC 3986 §2.3.
_KEPT_IF_RESERVED_ALLOWED = ":/?@!$'()*,;="
"""Reserved characters that can stand raw in a query without changing what it says: not `#`, `[`, `]`, `&`, `+`."""
_KEPT_IN_PATH = ":@!$&'()*+,;="
"""The same for a value in a path: not `/`, `?` and `#`, which end it."""
_PATH_LITERAL = "/:@!$&'()*+,;=~"
_URL = _PATH_LITERAL + "?#[]"
_TRIPLET = re.compile("%(?![0-9A-Fa-f]{2})")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_OUTSIDE_PRINTABLE = re.compile(r"[^\x20-\x7e]+|^ +| +$")


def encode(text: str) -> str:
    """Return the text with everything but RFC 3986's unreserved characters percent-encoded as UTF-8."""
    return quote(text, safe="", errors="replace")


def encode_reserved(text: str) -> str:
    """Return the text encoded for a query parameter with `allowReserved` (OpenAPI 3.2 §4.12.2)."""
    return quote(text, safe=_KEPT_IF_RESERVED_ALLOWED, errors="replace")


def encode_reserved_in_path(text: str) -> str:
    """Return the text encoded for a path parameter with `allowReserved` (OpenAPI 3.2 §4.12.2)."""
    return quote(text, safe=_KEPT_IN_PATH, errors="replace")


def cookie_text(text: str) -> str:
    """Return the text for a cookie that is not to be encoded: only what would end it, or no header can hold, is."""
    return header_text(text).replace(";", "%3B")


def encode_path_literal(text: str) -> str:
    """Return the fixed part of a path template as it may stand in a URL; what is encoded already stays.

    A `?` stays too: some documents put a fixed query into the path.
    """
    return quote(_TRIPLET.sub("%25", text), safe=_PATH_LITERAL + "?%", errors="replace")


def encode_url(text: str) -> str:
    """Return a whole URL with the characters that no URL may hold percent-encoded."""
    return quote(_TRIPLET.sub("%25", text), safe=_URL + "%", errors="replace")


def header_text(text: str) -> str:
    """Return the text as a header value: what is outside printable ASCII, and spaces at the ends, percent-encoded."""
    return _OUTSIDE_PRINTABLE.sub(lambda found: encode(found[0]), text)


def is_header_name(name: str) -> bool:
    """Return whether this is a token of RFC 9110 §5.6.2."""
    return _TOKEN.fullmatch(name) is not None


def compact_json(value: JsonValue) -> str:
    """Return the value as JSON text without spaces, keys in their order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def plain_text(value: JsonValue) -> str:
    """Return a value as it stands alone in a URL, a header or a form: strings bare, everything else as JSON."""
    return value if isinstance(value, str) else compact_json(value)
