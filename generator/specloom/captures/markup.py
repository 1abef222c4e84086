"""XML and HTML without the secrets in it: elements, attributes and settings with the name of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from specloom.captures.names import NAMING, VALUES, is_secret_name

__all__ = ["hide_markup"]

_PIECE = re.compile(
    r"<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)"
    r"|(?P<other><!--.*?(?:-->|\Z)|<[!?][^<>]*>?)"
    r"|</(?P<end>[A-Za-z_][\w.:-]{0,200})\s*>"
    r"|<(?P<start>[A-Za-z_][\w.:-]{0,200})(?P<attributes>(?:[^<>\"']{1,2000}+|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,200}+)>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[A-Za-z_][\w.:-]{0,200})(?P<is>\s*=\s*)(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s\"'<>/]+))"
)
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements of HTML that have no end tag."""
_MOST = 50_000
_DEEPEST = 200

Hide = Callable[[str], str]
"""Takes a secret; returns what is written in its place."""


def hide_markup(text: str, hide: Hide) -> str:
    """Return a text with what `hide` makes of each secret that its markup names; a text without markup as it is."""
    if "<" not in text or ">" not in text:
        return text
    return "".join(_pieces(text, hide))


def _pieces(text: str, hide: Hide) -> Iterator[str]:
    """Yield the text, piece by piece."""
    inside: list[tuple[str, bool]] = []
    named = ""
    """The text of the last element that names a setting: its value stands in the next one."""
    for count, found in enumerate(_PIECE.finditer(text)):
        if count == _MOST:
            yield hide(text[found.start() :])
            return
        is_secret = bool(inside) and inside[-1][1]
        match found.lastgroup:
            case "end":
                inside = _without(inside, found["end"])
                yield found[0]
            case "attributes":
                shown, is_named = _attributes(found["attributes"], hide, is_hidden=is_secret)
                name = _local(found["start"])
                below = is_secret or is_named or is_secret_name(name)
                if named and name.lower() not in NAMING:
                    below, named = True, ""
                if not found["attributes"].endswith("/") and name.lower() not in _EMPTY:
                    inside.append((found["start"], below))
                yield f"<{found['start']}{shown}>"
            case "data":
                yield f"<![CDATA[{hide(found['data'])}]]>" if is_secret and found["data"].strip() else found[0]
            case "text":
                element = _local(inside[-1][0]).lower() if inside else ""
                if element in NAMING:
                    named = found[0] if is_secret_name(found[0].strip()) else ""
                yield hide(found[0]) if is_secret and found[0].strip() else found[0]
            case _:
                yield found[0]


def _attributes(text: str, hide: Hide, *, is_hidden: bool) -> tuple[str, bool]:
    """Return the attributes of a tag as they may be shown, and whether they say that the element is a secret."""
    pairs = [
        (_local(found["name"]), found["a"] or found["b"] or found["c"] or "") for found in _ATTRIBUTE.finditer(text)
    ]
    is_named = any(name.lower() in NAMING and is_secret_name(value) for name, value in pairs)

    def shown(found: re.Match[str]) -> str:
        name = _local(found["name"])
        value = found["a"] or found["b"] or found["c"]
        is_value = (is_named or is_hidden) and name.lower() in VALUES
        if not value or not (is_value or is_secret_name(name)):
            return found[0]
        return f'{found["name"]}{found["is"]}"{hide(value)}"'

    return _ATTRIBUTE.sub(shown, text), is_named


def _without(inside: list[tuple[str, bool]], name: str) -> list[tuple[str, bool]]:
    """Return the elements that are still open behind an end tag; one that nothing began ends nothing."""
    last = len(inside)
    at = next((index for index in reversed(range(max(0, last - _DEEPEST), last)) if inside[index][0] == name), None)
    return inside if at is None else inside[:at]


def _local(name: str) -> str:
    return name.rpartition(":")[2]
