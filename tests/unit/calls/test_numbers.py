"""Numbers within bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specloom.calls.numbers import number_for
from specloom.ir.types import Bounds


@pytest.mark.parametrize(
    ("bounds", "integer", "expected"),
    [
        (Bounds(), True, 1),
        (Bounds(), False, 1.5),
        (Bounds(minimum=5), True, 5),
        (Bounds(maximum=0), True, 0),
        (Bounds(exclusive_minimum=1), True, 2),
        (Bounds(minimum=0.1, maximum=0.2), False, 0.1),
        (Bounds(exclusive_minimum=0, exclusive_maximum=1), False, 0.5),
        (Bounds(multiple_of=0.01), False, 1),
        (Bounds(multiple_of=7, minimum=50), True, 56),
        (Bounds(multiple_of=0.1, minimum=0.25, maximum=0.35), False, 0.3),
        (Bounds(minimum=3, maximum=2), True, None),
        (Bounds(exclusive_minimum=1, exclusive_maximum=2), True, None),
        (Bounds(multiple_of=2.5), True, 10),
        (Bounds(minimum=2**70), True, 2**70),
        (Bounds(minimum=-0.5, maximum=-0.4), False, -0.5),
    ],
)
def test_bounds(bounds: Bounds, integer: bool, expected: float | None) -> None:
    """A round number where one is permitted, else the nearest to a bound."""
    assert expected == number_for(bounds, 0, integer=integer, format_name=None)


@pytest.mark.parametrize(("form", "bounds"), [("int32", Bounds(minimum=2**31)), ("uint8", Bounds(minimum=256))])
def test_formats_bound_too(form: str, bounds: Bounds) -> None:
    """`int32` has a range of its own."""
    assert number_for(bounds, 0, integer=True, format_name=form) is None


def test_ordinals_differ() -> None:
    """Items that must be unique are."""
    numbers = [
        number_for(Bounds(minimum=0, maximum=4), ordinal, integer=True, format_name=None) for ordinal in range(4)
    ]

    assert 4 == len(set(numbers))


BOUND = st.one_of(st.none(), st.integers(-1000, 1000), st.decimals(-100, 100, places=2).map(float))


@settings(max_examples=300, deadline=None)
@given(low=BOUND, high=BOUND, above=BOUND, step=st.sampled_from([None, 1, 2, 0.5, 0.01, 3]), integer=st.booleans())
def test_what_is_found_keeps_to_the_bounds(
    low: float | None, high: float | None, above: float | None, step: float | None, integer: bool
) -> None:
    """Whatever the bounds: a number that breaks one is never returned."""
    bounds = Bounds(minimum=low, maximum=high, exclusive_minimum=above, multiple_of=step)
    found = number_for(bounds, 0, integer=integer, format_name=None)

    if found is not None:
        assert low is None or found >= low
        assert high is None or found <= high
        assert above is None or found > above
        assert step is None or (Fraction(str(found)) / Fraction(str(step))).denominator == 1
        assert not integer or isinstance(found, int)
