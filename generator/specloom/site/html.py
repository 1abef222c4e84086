"""Typed text for HTML: each class writes what it holds so that it cannot leave its place."""

from __future__ import annotations

import html
import json
import posixpath
import re
from urllib.parse import quote

from specloom.text import Printable

__all__ = ["HtmlAddress", "HtmlText", "HtmlWord", "ScriptData", "relative_address"]

_WORD = re.compile(r"[A-Za-z0-9_-]+")


def relative_address(here: str, there: str) -> str:
    """Return the address of one file of the site from another; both are paths inside it."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class HtmlText(_Text):
    """Text between tags, or the value of an attribute in double quotes: character for character."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(html.escape(text))


class HtmlWord(_Text):
    """A class, an id or a key; anything else is refused."""

    __slots__ = ()

    def __init__(self, word: str) -> None:
        if not _WORD.fullmatch(word):
            raise ValueError(f"not one word: {word!r}")
        super().__init__(word)


class HtmlAddress(_Text):
    """The relative address of a file of the site, with a fragment where one is given."""

    __slots__ = ()

    def __init__(self, here: str, there: str, fragment: str = "") -> None:
        address = "" if fragment and here == there else quote(relative_address(here, there), safe="/._~-")
        super().__init__(address + (f"#{quote(fragment, safe='._~-')}" if fragment else ""))


class ScriptData(_Text):
    """A value as JavaScript: JSON in ASCII, with nothing in it that could end a script element."""

    __slots__ = ()

    def __init__(self, value: object) -> None:
        text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
        super().__init__(text.replace("<", "\\u003c"))
