"""Holds a value that was read against its schema. Values in, faults out, each with its place in the value."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.diagnostics.pointer import escape_token
from specloom.ir.types import Direction, JsonValue, Type
from specloom.mock.model import Fault, Place
from specloom.mock.reading import Reader

__all__ = ["value_faults"]


def value_faults(reader: Reader, type_: Type, value: JsonValue, place: Place, name: str = "") -> Iterator[Fault]:
    """Yield a fault for each part of a value that its schema does not allow."""
    for problem in reader.checker.problems(reader.pointer(type_), value, Direction.REQUEST):
        yield Fault(
            status=422,
            place=place,
            name=name,
            pointer="".join(f"/{escape_token(str(step))}" for step in problem.path),
            value=_at(value, problem.path),
            detail=problem.message,
        )


def _at(value: JsonValue, path: tuple[str | int, ...]) -> JsonValue:
    for step in path:
        value = value[step]
    return value
