"""Lines and positions of scenarios beside those of the description, for the findings about either."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.diagnostics import Location, Position, SourceTexts
from specloom.source import Document

__all__ = ["TextsBeside"]


@dataclass(frozen=True, slots=True)
class TextsBeside:
    """The texts of one document, and those of all others."""

    own: Document
    others: SourceTexts

    def _of(self, file: str) -> SourceTexts:
        return self.own if file in self.own.files else self.others

    def position(self, location: Location) -> Position | None:
        """Return line and column of a location."""
        return self._of(location.file).position(location)

    def written_at(self, location: Location) -> Location:
        """Return where a node is written."""
        return self._of(location.file).written_at(location)

    def line(self, file: str, number: int) -> str | None:
        """Return a line of a file without its end; None beyond the end."""
        return self._of(file).line(file, number)

    def display(self, file: str) -> str:
        """Return the path of a file as the user would write it."""
        return self._of(file).display(file)
