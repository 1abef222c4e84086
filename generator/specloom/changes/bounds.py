"""Constraints of values, compared (JSON Schema 2020-12 Validation, 6)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from specloom.changes.model import Effect
from specloom.ir.types import Bounds

__all__ = ["BOUNDS", "bounds_changes"]

_UPPER = {
    "max": "maximum",
    "exclusive-max": "exclusive_maximum",
    "max-length": "max_length",
    "max-items": "max_items",
    "max-properties": "max_properties",
}
_LOWER = {
    "min": "minimum",
    "exclusive-min": "exclusive_minimum",
    "min-length": "min_length",
    "min-items": "min_items",
    "min-properties": "min_properties",
}
BOUNDS: tuple[str, ...] = (
    *(f"{name}-{word}" for name in (*_UPPER, *_LOWER) for word in ("set", "unset", "increased", "decreased")),
    *(
        "multiple-of-set",
        "multiple-of-unset",
        "multiple-of-changed",
        "multiple-of-generalized",
        "multiple-of-specialized",
    ),
    *("pattern-added", "pattern-removed", "pattern-changed", "unique-items-set", "unique-items-unset"),
)
"""The last words of all rules about them."""
_NO_LENGTH = {"min-length": 0, "min-items": 0, "min-properties": 0}
"""Saying this says nothing."""


def bounds_changes(old: Bounds, new: Bounds) -> Iterator[tuple[str, Effect, str]]:
    """Yield each constraint that changed: the last words of the rule, the effect, and the same in words."""
    for name, attribute in (_UPPER | _LOWER).items():
        nothing = _NO_LENGTH.get(name)
        before, after = getattr(old, attribute), getattr(new, attribute)
        before, after = (None if before == nothing else before), (None if after == nothing else after)
        if before == after:
            continue
        if before is None:
            yield f"{name}-set", Effect.NARROWS, f"{_words(name)} is {after} now, and was not limited"
        elif after is None:
            yield f"{name}-unset", Effect.WIDENS, f"{_words(name)} was {before}, and is not limited any more"
        else:
            is_more = after > before
            effect = Effect.WIDENS if is_more == (name in _UPPER) else Effect.NARROWS
            word = "increased" if is_more else "decreased"
            yield f"{name}-{word}", effect, f"{_words(name)} was {before}, is {after}"
    yield from _multiple(old.multiple_of, new.multiple_of)
    yield from _pattern(old.pattern, new.pattern)
    if old.unique_items != new.unique_items:
        if new.unique_items:
            yield "unique-items-set", Effect.NARROWS, "items must differ from each other now"
        else:
            yield "unique-items-unset", Effect.WIDENS, "items may be the same now"


def _words(name: str) -> str:
    kind, _, what = name.removeprefix("exclusive-").partition("-")
    limit = {"max": "the greatest", "min": "the least"}[kind]
    what = {"length": "length", "": "value"}.get(what, f"number of {what}")
    return f"{limit} {what}{' (exclusive)' if name.startswith('exclusive') else ''}"


def _multiple(old: float | None, new: float | None) -> Iterator[tuple[str, Effect, str]]:
    if old == new:
        return
    if old is None:
        yield "multiple-of-set", Effect.NARROWS, f"must be a multiple of {new} now"
    elif new is None:
        yield "multiple-of-unset", Effect.WIDENS, f"need not be a multiple of {old} any more"
    elif _divides(new, old):
        yield "multiple-of-generalized", Effect.WIDENS, f"was a multiple of {old}, is one of {new}"
    elif _divides(old, new):
        yield "multiple-of-specialized", Effect.NARROWS, f"was a multiple of {old}, is one of {new}"
    else:
        yield "multiple-of-changed", Effect.CHANGES, f"was a multiple of {old}, is one of {new}"


def _divides(one: float, other: float) -> bool:
    """Return whether a number is a multiple of another as they are written: 0.1 is one of 0.01."""
    return one != 0 and Fraction(str(other)) % Fraction(str(one)) == 0


def _pattern(old: str | None, new: str | None) -> Iterator[tuple[str, Effect, str]]:
    if old == new:
        return
    if old is None:
        yield "pattern-added", Effect.NARROWS, f"must match {new!r} now"
    elif new is None:
        yield "pattern-removed", Effect.WIDENS, f"need not match {old!r} any more"
    else:
        yield "pattern-changed", Effect.CHANGES, f"matched {old!r}, matches {new!r}"
