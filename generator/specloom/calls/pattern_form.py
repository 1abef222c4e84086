"""Regular expressions of ECMA-262 in the spelling of a stricter engine: what its Annex B permits is escaped.

A pattern in, the same pattern out, as far as this module knows how to say it. Whoever uses it compiles the result.
"""

from __future__ import annotations

import re

__all__ = ["engine_form"]

_TOKEN = re.compile(
    r"(?P<octal>\\0[0-7]{1,2})"
    r"|(?P<unit>\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
    r"|(?P<kind>\\(?:[wWdDsS]|[pP]\{[^{}]*\}))"
    r"|(?P<code>\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}))"
    r"|(?P<escape>\\.)"
    r"|(?P<quantifier>\{[0-9]*(?:,[0-9]*)?\})"
    r"|(?P<other>.)",
    re.DOTALL,
)
_BEYOND = r"\u{10000}-\u{10FFFF}"
"""What two code units stand for together; a class of an engine of characters has no halves of them."""


def engine_form(pattern: str) -> str:
    """Return a pattern that means the same, with every literal brace and hyphen escaped, and no octal numbers."""
    found: list[str] = []
    position = 0
    while position < len(pattern):
        if pattern[position] == "[":
            text, position = _class(pattern, position)
        else:
            match = _match(pattern, position)
            text, position = _outside(match, is_first=not found), match.end()
        found.append(text)
    return "".join(found)


def _match(pattern: str, position: int) -> re.Match[str]:
    found = _TOKEN.match(pattern, position)
    if found is None:
        raise AssertionError("any character is a token")
    return found


def _outside(match: re.Match[str], *, is_first: bool) -> str:
    text = match[0]
    match match.lastgroup:
        case "octal":
            return _hexadecimal(text)
        case "quantifier":
            return text if not is_first and text != "{}" and text != "{,}" else re.sub("([{}])", r"\\\1", text)
        case "escape":
            return r"\z" if text == r"\Z" else text
        case "other":
            return f"\\{text}" if text in "{}" else text
        case _:
            return text


def _class(pattern: str, start: int) -> tuple[str, int]:
    """Return a class of characters and where it ends. A hyphen beside `\\w` is one; halves of characters are whole ones."""
    position = start + (2 if pattern.startswith("[^", start) else 1)
    found = [pattern[start:position]]
    has_units = False
    is_after_kind = False
    while position < len(pattern) and pattern[position] != "]":
        match = _match(pattern, position)
        kind, text = match.lastgroup, match[0]
        position = match.end() if kind != "quantifier" else position + 1
        if kind == "unit":
            has_units = True
            position = _after_unit(pattern, position, found)
        elif text == "-":
            before_kind = position < len(pattern) and _match(pattern, position).lastgroup == "kind"
            found.append(r"\-" if is_after_kind or before_kind else "-")
        else:
            found.append(_inside(text, kind))
        is_after_kind = kind == "kind"
    return "".join([*found, _BEYOND if has_units else "", pattern[position : position + 1]]), position + 1


def _after_unit(pattern: str, position: int, found: list[str]) -> int:
    """Return where to go on after a half of a character, and leave out the range that it begins or ends."""
    if found[-1] == "-" and len(found) > 2:
        found.append(r"\uD7FF")
        return position
    if pattern.startswith("-", position) and not pattern.startswith("-]", position):
        return _match(pattern, position + 1).end()
    return position


def _inside(text: str, kind: str | None) -> str:
    if kind == "octal":
        return _hexadecimal(text)
    if kind == "quantifier":
        return r"\{"
    return f"\\{text}" if text in ("[", "{", "}", "&", "~") else text


def _hexadecimal(octal: str) -> str:
    return f"\\x{int(octal[1:], 8):02x}"
