"""JSON values as literals of a language, laid out as that language's formatter would leave them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from specloom.ir.types import JsonValue

__all__ = ["Layout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one language writes JSON values."""

    string: Callable[[str], str]
    key: Callable[[str], str]
    number: Callable[[JsonValue], str]
    true: str
    false: str
    null: str
    width: int
    """A list of scalars stays on one line up to here."""
    step: int
    """Columns of one level."""
    last_comma: str = ","
    """After the last entry of what stands on several lines."""
    opening: str = "{"
    closing: str = "}"
    colon: str = ": "
    """Between a key and its value."""
    empty: str = "{}"
    """An object without entries."""

    def write(self, value: JsonValue, margin: int = 0, used: int = 0) -> str:
        """Return the value as a literal: lines after the first begin at `margin`; `used` columns of the first are taken."""
        match value:
            case dict() if value:
                return self._object(cast("Mapping[str, JsonValue]", value), margin)
            case list() if value:
                return self._list(cast("Sequence[JsonValue]", value), margin, used)
            case dict():
                return self.empty
            case list():
                return "[]"
            case _:
                return self._scalar(value)

    def _object(self, entries: Mapping[str, JsonValue], margin: int) -> str:
        inner = margin + self.step
        keyed = [(f"{self.key(name)}{self.colon}", entry) for name, entry in entries.items()]
        lines = [key + self.write(entry, inner, inner + len(key)) for key, entry in keyed]
        return self._spread(self.opening, lines, self.closing, margin)

    def _list(self, items: Sequence[JsonValue], margin: int, used: int) -> str:
        if all(item in ({}, []) or not isinstance(item, dict | list) for item in items):
            line = "[" + ", ".join(self.write(item) for item in items) + "]"
            if used + len(line) < self.width:
                return line
        inner = margin + self.step
        return self._spread("[", [self.write(item, inner, inner) for item in items], "]", margin)

    def _spread(self, opening: str, lines: list[str], closing: str, margin: int) -> str:
        inner = " " * (margin + self.step)
        body = (",\n" + inner).join(lines)
        return f"{opening}\n{inner}{body}{self.last_comma}\n{' ' * margin}{closing}"

    def _scalar(self, value: JsonValue) -> str:
        if isinstance(value, str):
            return self.string(value)
        if isinstance(value, bool):
            return self.true if value else self.false
        return self.null if value is None else self.number(value)
