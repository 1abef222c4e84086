"""What the readers raise: a fault of a file, with its place. Never leaves this package."""

from __future__ import annotations

from specloom.diagnostics import Code, Position

__all__ = ["ReadError"]


class ReadError(Exception):
    """A file cannot be understood. `load` turns this into a finding."""

    def __init__(
        self,
        code: Code,
        position: Position | None,
        *,
        related: tuple[tuple[str, Position], ...] = (),
        **fields: str | int,
    ) -> None:
        super().__init__(code.name)
        self.code = code
        self.position = position
        self.related = related
        self.fields: dict[str, str | int] = fields
