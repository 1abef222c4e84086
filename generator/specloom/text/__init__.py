"""Typed text: what a template may print.

Text from a document is hostile. It reaches a template only inside a `Printable`, a value that knows the one right way
to write itself in its language: `PyString("a'b")` prints `"a'b"`, `MdCell("a|b")` prints `a\\|b`. The render stage refuses
to print anything else, so a bare string cannot be forgotten unescaped. This package imports nothing of ours.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

__all__ = ["Printable", "Rendered"]


class Printable(ABC):
    """A value that a template may print, because it carries its own encoder.

    A subclass either *encodes* what it holds (a string literal, a Markdown cell) or *refuses* at construction what its
    language would not read as that thing (an identifier, a type expression). There is deliberately no subclass that
    holds an arbitrary string and prints it unchanged.
    """

    __slots__ = ()

    @abstractmethod
    def printed(self) -> str:
        """Return the text as it stands in the output."""


@dataclass(frozen=True, slots=True)
class Rendered(Printable):
    """Text that the render stage itself produced from a template, for embedding in another file.

    Only `specloom.render` may make one (`tests/architecture` holds that).
    """

    text: str

    def printed(self) -> str:
        return self.text
