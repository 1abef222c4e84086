"""The lines of a file around a finding, drawn so that nothing in them can act on the reader's terminal.

A description may be hostile: its lines are shown with control characters, escape sequences and characters that turn
the direction of writing replaced by harmless ones of the same width, so that the carets still stand under the node.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.diagnostics.model import Position, SourceTexts

__all__ = ["Marks", "frame", "harmless"]

_TAB = 4
_WINDOW = 100
"""Columns of a line that are shown; of a longer one, those around the node."""
_NEAR = 400
"""Characters on either side of a node that are looked at."""
_BEFORE = 30
"""Columns that stay in view left of the node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The characters that a frame is drawn with."""

    corner: str
    bar: str
    cut: str

    @classmethod
    def of(cls, encoding: str | None) -> Marks:
        """Return box-drawing characters where the encoding has them, else ASCII."""
        try:
            "┌─│…".encode(encoding or "ascii")
        except (LookupError, UnicodeEncodeError):
            return cls(corner="-->", bar="|", cut="...")
        return cls(corner="┌─", bar="│", cut="…")


def harmless(text: str) -> str:
    """Return text in which nothing can act on a terminal: control and format characters become U+FFFD or pictures."""
    return "".join(map(_harmless_char, text))


def _harmless_char(char: str) -> str:
    if char in "\n\t":
        return " "
    match unicodedata.category(char):
        case "Cc" if ord(char) < 0x20:
            return chr(0x2400 + ord(char))
        case "Cc" | "Cf" | "Cs" | "Zl" | "Zp" | "Co" | "Cn":
            return "\N{REPLACEMENT CHARACTER}"
        case _:
            return char


def frame(
    texts: SourceTexts, file: str, position: Position, marks: Marks, *, around: int, words: str = ""
) -> Iterator[str]:
    """Yield the lines of a code frame: numbered lines of the file, carets and `words` under the node."""
    numbers = range(max(1, position.line - around), position.line + around + 1)
    lines = {number: line for number in numbers if (line := texts.line(file, number)) is not None}
    if position.line not in lines:
        return
    lines = {number: line for number, line in lines.items() if number == position.line or line.strip()}
    lines, position, is_inside = _near(lines, position)
    width = len(str(max(lines)))
    cells = _Cells(lines[position.line], position, is_inside=is_inside)
    for number, line in lines.items():
        shown = cells.shown(line, marks.cut)
        yield f"{number:>{width}} {marks.bar} {shown}".rstrip()
        if number == position.line:
            yield f"{' ' * width} {marks.bar} {cells.carets(marks.cut)} {words}".rstrip()


def _near(lines: dict[int, str], position: Position) -> tuple[dict[int, str], Position, bool]:
    """Return the part of long lines around a node, where it stands in it, and whether something is cut off on its left.

    A minified document is one line of millions of characters, which nobody measures for each finding.
    """
    start = max(0, position.column - 1 - _NEAR)
    end = position.column - 1 + _NEAR
    near = {number: line[start:end] for number, line in lines.items()}
    return near, replace(position, column=position.column - start), start > 0


class _Cells:
    """The window of columns that a frame shows, and where the node stands in it."""

    def __init__(self, line: str, position: Position, *, is_inside: bool) -> None:
        start = min(position.column - 1, len(line))
        self._left = _width(line[:start])
        self._right = max(self._left + 1, _width(line[: start + position.length]))
        total = _width(line)
        self._from = 0 if total <= _WINDOW else max(0, min(self._left - _BEFORE, total - _WINDOW))
        self._is_cut = self._from > 0 or is_inside

    def shown(self, line: str, cut: str) -> str:
        """Return the part of a line that lies in the window, tabs as spaces, with marks where it was cut."""
        text = _expanded(line)
        begin = _index_at(text, self._from)
        end = _index_at(text, self._from + _WINDOW)
        return (cut if self._is_cut else "") + text[begin:end] + (cut if end < len(text) else "")

    def carets(self, cut: str) -> str:
        """Return the carets under the node, as far as it lies in the window."""
        right = min(self._right, self._from + _WINDOW)
        indent = self._left - self._from + (len(cut) if self._is_cut else 0)
        return " " * indent + "^" * max(1, right - self._left)


def _expanded(line: str) -> str:
    """Return a line with harmless characters and with spaces for tabs."""
    done: list[str] = []
    column = 0
    for char in line:
        piece = " " * (_TAB - column % _TAB) if char == "\t" else _harmless_char(char)
        done.append(piece)
        column += len(piece) if char == "\t" else _char_width(piece)
    return "".join(done)


def _width(text: str) -> int:
    return sum(map(_char_width, _expanded(text)))


def _char_width(char: str) -> int:
    """Return how many columns a terminal gives a character."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _index_at(text: str, column: int) -> int:
    """Return the index of the first character at or after a column."""
    reached = 0
    for index, char in enumerate(text):
        if reached >= column:
            return index
        reached += _char_width(char)
    return len(text)
