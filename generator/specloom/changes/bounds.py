"""Constraints of values, compared (JSON Schema 2020-12 Validation, 6)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from specloom.changes.model import Effect
from specloom.ir.types import Bounds

__all__ = ["BOUNDS", "bounds_changes"]

_UPPER = {
    "max-length": "max_length",
    "max-items": "max_items",
    "max-properties": "max_properties",
}
_LOWER = {
    "min-length": "min_length",
    "min-items": "min_items",
    "min-properties": "min_properties",
}
_VALUES = ("max", "exclusive-max", "min", "exclusive-min")
BOUNDS: tuple[str, ...] = (
    *(f"{name}-{word}" for name in (*_VALUES, *_UPPER, *_LOWER) for word in ("set", "unset", "increased", "decreased")),
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


def bounds_changes(old: Bounds, new: Bounds, *, is_whole: bool = False) -> Iterator[tuple[str, Effect, str]]:
    """Yield each constraint that changed: the last words of the rule, the effect, and the same in words.

    `is_whole`: the values are integers, of which those below 101 are those up to 100.
    """
    for side in ("max", "min"):
        yield from _value(side, _limit(old, side, is_whole=is_whole), _limit(new, side, is_whole=is_whole))
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


@dataclass(frozen=True, slots=True)
class _Limit:
    """The greatest or the least value, whichever keywords say it."""

    value: float
    is_exclusive: bool
    stated: float
    """As the description writes it, and whether it writes it as exclusive."""
    is_stated_exclusive: bool

    def __str__(self) -> str:
        return f"{self.stated} (exclusive)" if self.is_stated_exclusive else str(self.stated)


def _limit(bounds: Bounds, side: str, *, is_whole: bool) -> _Limit | None:
    """Return the stricter one of the limits on one side; None where there is none."""
    plain, exclusive = (
        (bounds.maximum, bounds.exclusive_maximum) if side == "max" else (bounds.minimum, bounds.exclusive_minimum)
    )
    sign = 1 if side == "max" else -1
    found: list[_Limit] = []
    if plain is not None:
        found.append(_Limit(_whole(plain, sign) if is_whole else plain, False, plain, False))
    if exclusive is not None:
        within = _whole(exclusive, sign)
        within -= sign if within == exclusive else 0
        found.append(_Limit(within if is_whole else exclusive, not is_whole, exclusive, True))
    return min(found, key=lambda each: (sign * each.value, not each.is_exclusive), default=None)


def _whole(value: float, sign: int) -> float:
    """Return the outermost integer that a limit lets through."""
    return math.floor(value) if sign > 0 else math.ceil(value)


def _value(side: str, old: _Limit | None, new: _Limit | None) -> Iterator[tuple[str, Effect, str]]:
    said = {"max": "the greatest value", "min": "the least value"}[side]
    if old is not None and new is not None:
        if (old.value, old.is_exclusive) == (new.value, new.is_exclusive):
            return
        sign = 1 if side == "max" else -1
        is_wider = (sign * new.value, not new.is_exclusive) > (sign * old.value, not old.is_exclusive)
        word = "increased" if is_wider == (side == "max") else "decreased"
        effect = Effect.WIDENS if is_wider else Effect.NARROWS
        yield f"{_name(side, new)}-{word}", effect, f"{said} was {old}, is {new}"
    elif new is not None:
        yield f"{_name(side, new)}-set", Effect.NARROWS, f"{said} is {new} now, and was not limited"
    elif old is not None:
        yield f"{_name(side, old)}-unset", Effect.WIDENS, f"{said} was {old}, and is not limited any more"


def _name(side: str, limit: _Limit) -> str:
    return f"exclusive-{side}" if limit.is_stated_exclusive else side


def _words(name: str) -> str:
    kind, _, what = name.partition("-")
    limit = {"max": "the greatest", "min": "the least"}[kind]
    return f"{limit} {'length' if what == 'length' else f'number of {what}'}"


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
