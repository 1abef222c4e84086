"""Prose of a document inside Python source: docstrings and comments."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from specloom.targets.python.literals import visible
from specloom.text import Printable

__all__ = ["PyComment", "PyDoc", "PyDocCode", "PyTitle"]

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def _harmless(text: str) -> str:
    """Return the text with every backslash doubled, every triple quote broken, and what nobody would see escaped.

    Line breaks stay; the indentation that all lines share goes, as do spaces at their ends.
    """
    cleaned = inspect.cleandoc(_BREAKS.sub("\n", text).expandtabs(4))
    lines = ("".join(_shown(character) for character in line.rstrip()) for line in cleaned.split("\n"))
    return "\n".join(lines).replace('"""', '\\"\\"\\"').strip()


def _shown(character: str) -> str:
    """Return a character, or the text of its escape: an escape in prose is there to be read, so it is escaped itself."""
    escape = visible(character)
    return escape if escape == character or character == "\\" else "\\" + escape


@dataclass(frozen=True, slots=True)
class PyDoc(Printable):
    """A paragraph or several inside a docstring whose quotes the template writes.

    It never begins or ends with a quotation mark or a backslash, so it can stand directly beside those quotes.
    """

    text: str

    @property
    def is_long(self) -> bool:
        """Return whether it has several lines; the closing quotes then stand on a line of their own."""
        return "\n" in self.printed()

    def printed(self) -> str:
        text = _harmless(self.text)
        if text.startswith('"'):
            text = "\\" + text
        if text.endswith(('"', "\\")):
            text += "."
        return text


@dataclass(frozen=True, slots=True)
class PyDocCode(Printable):
    """Code on lines of its own inside a docstring: what the docstring then holds is the code, character for character."""

    code: Printable

    def printed(self) -> str:
        return self.code.printed().replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


@dataclass(frozen=True, slots=True)
class PyTitle(Printable):
    """A title inside a docstring, on one line, without the full stop at its end."""

    text: str

    def printed(self) -> str:
        return PyDoc(" ".join(self.text.split()).rstrip(".")).printed()


@dataclass(frozen=True, slots=True)
class PyComment(Printable):
    """Text after a `#`, on one line."""

    text: str

    def printed(self) -> str:
        return " ".join(_harmless(self.text).replace("\\\\", "\\").split())
