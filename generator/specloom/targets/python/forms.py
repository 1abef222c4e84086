"""What a method of a section sends: an operation, and the media types that its arguments can be written in."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.ir.operation import ContentKind, Operation

__all__ = ["RequestForm"]


@dataclass(frozen=True, slots=True)
class RequestForm:
    """An operation as one of its methods sends it."""

    operation: Operation
    """Its body has the media types of this method alone."""
    media_type: str = ""
    """The first of them; empty for the method that is called like the operation."""

    @property
    def key(self) -> str:
        """What tells it from the other methods of a section."""
        return f"{self.operation.id} {self.media_type}" if self.media_type else self.operation.id

    @property
    def word(self) -> str:
        """What the media type adds to the name of a method: its kind, and of JSON with a name of its own that one."""
        assert self.operation.body is not None, "a media type is that of a body"
        kind = self.operation.body.contents[0].kind
        detail = self.media_type.partition(";")[0].partition("+")[0].partition("/")[2].strip()
        return detail if kind is ContentKind.JSON else kind
