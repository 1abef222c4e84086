"""Typed text for Markdown: CommonMark with the tables of GitHub, inert in MDX and in template engines too."""

from __future__ import annotations

import json
import posixpath
import re

from specloom.targets.docs.inline import is_web_address
from specloom.targets.docs.prose import fence, inert_block, inert_inline
from specloom.text import Printable
from specloom.text.characters import remove_hidden
from specloom.text.markdown import MdCode, MdPlain, code_span, plain_line

__all__ = [
    "MdAnchor",
    "MdCell",
    "MdCode",
    "MdFence",
    "MdIndent",
    "MdInline",
    "MdLink",
    "MdPath",
    "MdPlain",
    "MdText",
    "MdUrl",
    "MdWords",
    "YamlString",
    "fence_name",
]

_WORDS = re.compile(r"[A-Za-z0-9 ,:()'-]*")
_SLUG = re.compile(r"[A-Za-z0-9_-]+")
_RELATIVE = re.compile(r"(?:\.\./)*(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+\.md")
_VARIABLE = re.compile(r"(?<!\{)\{[A-Za-z0-9_.-]+\}(?!\})")
_URL_CHARACTERS = re.compile(r"(?:[A-Za-z0-9\-.:/?#@&+,;=%]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))+")
"""What a bare address may hold without being Markdown in part."""


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class MdText(_Text):
    """Prose of the document, in Markdown, in a place of its own."""

    __slots__ = ()

    def __init__(self, text: str, level: int = 4) -> None:
        """`level`: the highest heading the prose may have there."""
        super().__init__(inert_block(text, level))


class MdInline(_Text):
    """Prose of the document on one line, after something else."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(inert_inline(text))


class MdCell(_Text):
    """Prose of the document in a cell of a table."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(inert_inline(text, cell=True))


class MdPath(_Text):
    """The template of a path; its variables keep their braces."""

    __slots__ = ()

    def __init__(self, path: str) -> None:
        line = " ".join(remove_hidden(path).split())
        printed = ""
        position = 0
        for match in _VARIABLE.finditer(line):
            printed += _plain_piece(line[position : match.start()]) + match[0]
            position = match.end()
        super().__init__(printed + _plain_piece(line[position:]))


def _plain_piece(text: str) -> str:
    return plain_line(text) if text.strip() else text


class MdFence(_Text):
    """A fenced block of code."""

    __slots__ = ()

    def __init__(self, language: str, text: str) -> None:
        if language and not _SLUG.fullmatch(language):
            raise ValueError(f"not the name of a language: {language!r}")
        super().__init__(fence(language, text.rstrip("\n")))


def fence_name(words: str) -> str:
    """Return a language's name as the info string of a fence can have it; empty where nothing of it is left."""
    name = words.strip().lower()
    return name if _SLUG.fullmatch(name) else ""


class MdIndent(_Text):
    """The blanks before an item of a list, two a level."""

    __slots__ = ()

    def __init__(self, depth: int) -> None:
        super().__init__("  " * depth)


class MdWords(_Text):
    """Words of our own that no Markdown can be made of; anything else is refused."""

    __slots__ = ()

    def __init__(self, words: str) -> None:
        if not _WORDS.fullmatch(words):
            raise ValueError(f"not plain words: {words!r}")
        super().__init__(words)


class MdAnchor(_Text):
    """The name of a place on a page."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        if not _SLUG.fullmatch(name):
            raise ValueError(f"not an anchor: {name!r}")
        super().__init__(name)


class MdLink(_Text):
    """The relative address of one page from another."""

    __slots__ = ()

    def __init__(self, here: str, there: str) -> None:
        """Both are paths inside the docs folder."""
        address = posixpath.relpath(there, posixpath.dirname(here) or ".")
        if not _RELATIVE.fullmatch(address):
            raise ValueError(f"not the path of a page: {address!r}")
        super().__init__(address)


class MdUrl(_Text):
    """An address on the web, as a link where it can be one, else as code."""

    __slots__ = ()

    def __init__(self, url: str) -> None:
        safe = _URL_CHARACTERS.fullmatch(url) and is_web_address(url)
        super().__init__(url if safe else code_span(remove_hidden(url)))


class YamlString(_Text):
    """A string in the front matter: a double-quoted scalar on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        line = " ".join(remove_hidden(text).split())
        quoted = json.dumps(line, ensure_ascii=False)
        super().__init__(re.sub(r"\{(?=[{%#])", r"\\u007b", quoted))
