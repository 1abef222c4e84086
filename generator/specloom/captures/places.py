"""Where in an exchange a value stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from specloom.diagnostics.pointer import escape_token
from specloom.ir.types import Direction

__all__ = ["Place", "fits_pointer"]

_ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value stands."""

    root: str
    """Of which message, in words that are the same in every run: `createInvoice 201 body`."""
    direction: Direction
    pointer: str = ""
    """JSON pointer from there, with `*` for any item of a list."""
    name: str = ""
    """The last property or parameter on the way."""
    is_id: bool = False
    """It is a parameter of the path."""

    def member(self, name: str) -> Place:
        """Return the place of a property."""
        return replace(self, pointer=f"{self.pointer}/{escape_token(name)}", name=name)

    def item(self) -> Place:
        """Return the place of an item; all items of a list have the same."""
        return replace(self, pointer=f"{self.pointer}/{_ANY}")

    @property
    def text(self) -> str:
        """The place in words."""
        return f"{self.root} {self.pointer}"


def fits_pointer(pointer: str, pattern: str) -> bool:
    """Return whether a pointer is what a pattern of the config names; `*` is any step, on either side."""
    steps, wanted = pointer.split("/"), pattern.split("/")
    return len(steps) == len(wanted) and all(
        want in {_ANY, step} or (step == _ANY and want.isdecimal()) for step, want in zip(steps, wanted, strict=True)
    )
