"""How fast and how often a run may ask, and how long a server wants it to wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["LONGEST_WAIT", "Limiter", "SpentError", "retry_after"]

LONGEST_WAIT = 120.0
"""Seconds; who is told to wait longer gives up."""
_LONGEST_NUMBER = 9


class SpentError(Exception):
    """The run has sent as many requests as it may."""


@dataclass(slots=True, kw_only=True)
class Limiter:
    """A bucket that holds one token: requests are spaced evenly, and there is a last one."""

    per_second: float
    most: int
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    sent: int = 0
    reserve: int = 0
    """Requests that are kept back for clean-up."""
    _next: float = field(default=0.0)

    def take(self) -> None:
        """Return when the next request may be sent; raises `SpentError` where none may."""
        if self.sent >= self.most - self.reserve:
            raise SpentError(f"the run has sent {self.most} requests, which is all that it may (max_requests)")
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
            now = self._next
        self._next = now + 1 / self.per_second
        self.sent += 1


def retry_after(value: str | None, date: str | None) -> float | None:
    """Return how many seconds `Retry-After` says (RFC 9110 §10.2.3); None where it says nothing that can be read.

    A point in time is measured from the answer's own `Date`, so that a clock that is wrong does no harm.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER:
        return float(text)
    then = _moment(text)
    if then is None:
        return None
    now = _moment(date or "") or datetime.now(UTC)
    return max(0.0, (then - now).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
