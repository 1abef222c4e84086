"""Where a reader finds a node: a file as the user writes it, line and column."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.diagnostics.model import Finding, Location, Position, SourceTexts

__all__ = ["Place", "place_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a file."""

    file: str
    """Its label."""
    display: str
    """Its path as the user would write it."""
    position: Position | None

    @classmethod
    def of(cls, location: Location, position: Position | None, texts: SourceTexts) -> Place:
        """Return where a location is written; its position is looked up unless it is known."""
        written = texts.written_at(location)
        return cls(
            file=written.file,
            display=texts.display(written.file),
            position=position or texts.position(written),
        )


def place_of(finding: Finding, texts: SourceTexts) -> Place | None:
    """Return where a finding stands; None where it is about no file."""
    return Place.of(finding.location, finding.position, texts) if finding.location is not None else None
