"""Numbers within bounds, exactly: computed with fractions, never with floats."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from specloom.ir.types import Bounds

__all__ = ["number_for"]

_RANGES = {
    "int8": (-(2**7), 2**7 - 1),
    "int16": (-(2**15), 2**15 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint8": (0, 2**8 - 1),
    "uint16": (0, 2**16 - 1),
    "uint32": (0, 2**32 - 1),
    "uint64": (0, 2**64 - 1),
}
_SMALL = (Fraction(1),)
_ROUND = (Fraction(10), Fraction(100), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Interval:
    low: Fraction | None
    high: Fraction | None
    low_excluded: bool = False
    high_excluded: bool = False

    def __contains__(self, value: Fraction) -> bool:
        if self.low is not None and (value < self.low or (self.low_excluded and value == self.low)):
            return False
        return self.high is None or not (value > self.high or (self.high_excluded and value == self.high))


def number_for(bounds: Bounds, ordinal: int, *, integer: bool, format_name: str | None) -> int | float | None:
    """Return a number that keeps to its bounds; None where there is none. Other ordinals give other numbers."""
    interval = _interval(bounds, format_name)
    multiple = _exact(bounds.multiple_of)
    step = _step(multiple, integer)
    for candidate in _candidates(interval, step, integer or multiple is not None):
        moved = candidate + ordinal * step
        value = moved if moved in interval else candidate - ordinal * step
        if value in interval and (multiple is None or (value / multiple).denominator == 1):
            return _plain(value)
    return None


def _interval(bounds: Bounds, format_name: str | None) -> _Interval:
    lows = [(_exact(bounds.minimum), False), (_exact(bounds.exclusive_minimum), True)]
    highs = [(_exact(bounds.maximum), False), (_exact(bounds.exclusive_maximum), True)]
    if format_name in _RANGES:
        least, most = _RANGES[format_name]
        lows.append((Fraction(least), False))
        highs.append((Fraction(most), False))
    low = max(((value, excluded) for value, excluded in lows if value is not None), default=(None, False))
    high = min(
        ((value, excluded) for value, excluded in highs if value is not None),
        key=lambda bound: (bound[0], not bound[1]),
        default=(None, False),
    )
    return _Interval(low=low[0], high=high[0], low_excluded=low[1], high_excluded=high[1])


def _step(multiple: Fraction | None, integer: bool) -> Fraction:
    """The distance between permitted values; for integers a whole number."""
    if multiple is None or multiple <= 0:
        return Fraction(1)
    return multiple * multiple.denominator if integer else multiple


def _candidates(interval: _Interval, step: Fraction, stepped: bool) -> Iterator[Fraction]:
    if not stepped:
        yield Fraction(3, 2)
    yield from (value for value in _SMALL if not stepped or (value / step).denominator == 1)
    if interval.low is not None:
        first = math.ceil(interval.low / step) * step
        yield from (first, first + step)
    yield from (value for value in _ROUND if not stepped or (value / step).denominator == 1)
    yield step
    if interval.high is not None:
        last = math.floor(interval.high / step) * step
        yield from (last, last - step)
    if not stepped and interval.low is not None and interval.high is not None:
        yield from (interval.low, interval.high, (interval.low + interval.high) / 2)


def _exact(value: int | float | None) -> Fraction | None:
    """The number as the document writes it: 0.1 is a tenth."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return Fraction(Decimal(str(value)))


def _plain(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)
