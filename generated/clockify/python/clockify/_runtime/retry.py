"""When a request is made again, and how long to wait before."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime

from ..errors import ApiConnectionError
from .request import Request
from .uploads import Upload

_REPEATABLE = {"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "QUERY", "TRACE"}
_PASSING = {408, 425, 500, 502, 503, 504}
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 8.0
_LONGEST_WISH = 60.0


class Retries:
    """The attempts at one request.

    A request is repeated where that cannot do a thing twice: its method is idempotent (RFC 9110 §9.2.2), it carries
    an idempotency key, it never reached the server, or the server says that it did not take it. A file that can be
    read only once is sent once.
    """

    def __init__(self, request: Request, most: int) -> None:
        content = request.content
        is_once = isinstance(content, Upload) and content.size is None
        self._most = 0 if is_once else most
        self._made = 0
        self._is_safe = request.method in _REPEATABLE or request.has_key

    def after_error(self, error: ApiConnectionError) -> float | None:
        """Return the seconds to wait before the next attempt; None where there is none."""
        return self._pause() if self._is_safe or not error.was_sent else None

    def after_answer(self, status: int, headers: Mapping[str, str]) -> float | None:
        """Return the seconds to wait before the next attempt; None where the answer is final."""
        if status == 429 or (status == 503 and "retry-after" in headers):
            return self._pause(_wish(headers))
        if status in _PASSING and self._is_safe:
            return self._pause(_wish(headers))
        return None

    def _pause(self, wish: float | None = None) -> float | None:
        """Return what the server wishes, else twice as long as before, less up to a quarter so that clients spread."""
        if self._made >= self._most or (wish is not None and wish > _LONGEST_WISH):
            return None
        self._made += 1
        if wish is not None:
            return wish
        doubled: float = _FIRST_PAUSE * 2.0 ** (self._made - 1)
        return min(_LONGEST_PAUSE, doubled) * (1 - random.random() / 4)


def _wish(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that the server asks to wait: `retry-after-ms`, or `Retry-After` (RFC 9110 §10.2.3)."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    stated = headers.get("retry-after")
    seconds = _number(stated)
    if seconds is not None or stated is None:
        return seconds
    from email.utils import parsedate_to_datetime  # slow to import, and rare

    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _number(text: str | None) -> float | None:
    """Return a number that is not negative; None for anything else."""
    try:
        number = float(text or -1)
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
