"""Typed text for Markdown that every target may need: what is shown character for character, as text and as inline code."""

from __future__ import annotations

import re

from specloom.text import Printable
from specloom.text.characters import remove_hidden

__all__ = ["MdCode", "MdPlain", "code_span", "plain_line"]

_PUNCTUATION = re.compile(r"[\\`*\[\]#|~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|!(?=\[)")
_EVALUATED = re.compile(r"\{[{%#]|[}%#]\}")
_PIPE_AFTER_BACKSLASH = re.compile(r"\\\|")


def code_span(text: str, *, cell: bool = False, bare_pipes: bool = True) -> str:
    """Return text as inline code on one line.

    `cell`: it stands in a table, where a pipe must be escaped. `bare_pipes`: a pipe may stand as it is otherwise. Where
    backticks will not do (text that template engines evaluate, a pipe that would end a cell) it is HTML of entities.
    """
    line = " ".join(text.split("\n"))
    pipes = "|" in line and (_PIPE_AFTER_BACKSLASH.search(line) is not None if cell else not bare_pipes)
    if pipes or not line.strip() or _EVALUATED.search(line):
        encoded = "".join(f"&#{ord(char)};" if char.isascii() and not char.isalnum() else char for char in line)
        return f"<code>{encoded}</code>"
    ticks = "`" * (1 + max((len(run) for run in re.findall(r"`+", line)), default=0))
    padded = f" {line} " if line[0] in "` " or line[-1] in "` " else line
    return ticks + (padded.replace("|", "\\|") if cell else padded) + ticks


def plain_line(text: str) -> str:
    """Return text on one line with nothing in it that Markdown, HTML or a template engine would act on."""
    line = " ".join(remove_hidden(text).split())
    escaped = _PUNCTUATION.sub(lambda match: "\\" + match[0], line.replace("&", "&amp;"))
    return escaped.replace("<", "&lt;").replace(">", "&gt;").replace("{", "&#123;").replace("}", "&#125;")


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class MdPlain(_Text):
    """A name or a title, which is not Markdown: shown character for character."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(plain_line(text))


class MdCode(_Text):
    """Inline code: any text, character for character."""

    __slots__ = ()

    def __init__(self, text: str, *, cell: bool = False) -> None:
        super().__init__(code_span(remove_hidden(text), cell=cell))
