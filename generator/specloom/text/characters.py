"""Characters that a reader cannot see, or that reorder what he sees: written as escapes in code, removed from prose."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["escape_hidden", "remove_hidden"]

# Spelled out rather than asked of `unicodedata`, whose tables differ from one Python to the next.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\uffef-\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def escape_hidden(text: str, escape: Callable[[int], str]) -> str:
    """Return the text with each hidden character, line breaks and tabs among them, as `escape(code point)`."""
    return _HIDDEN.sub(lambda match: escape(ord(match[0])), text)


def remove_hidden(text: str) -> str:
    """Return the text without hidden characters; every kind of line break becomes a line feed, tabs stay."""
    lines = _LINE_BREAKS.sub("\n", text)
    return _HIDDEN.sub(lambda match: match[0] if match[0] in "\n\t" else "", lines)
