"""One step against the server: its request is sent until there is an answer that can be used, or no hope of one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from specloom.captures.exchange import Answered, Exchange
from specloom.ir.operation import Operation
from specloom.recording.credentials import Keyring
from specloom.recording.hosts import ForbiddenHostError
from specloom.recording.pace import LONGEST_WAIT, SpentError, retry_after
from specloom.recording.requests import Prepared
from specloom.recording.send import NoAnswerError, Sender
from specloom.scenarios.criteria import holds
from specloom.scenarios.expressions import Context
from specloom.scenarios.model import OnFailure, Step

__all__ = ["Attempt", "Sending", "is_in_doubt", "made_nothing", "may_repeat"]

_SAFE_TO_REPEAT = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"})
"""RFC 9110 §9.2.2: sent twice they do what they do once."""
_BUSY = frozenset({429, 503})
"""Says that nothing was done, and often when to come again."""
_PASSING = frozenset({502, 504})
_MOST_TRIES = 4
_PAUSE = 0.5
"""Seconds before the second try; before each further one twice as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What came of it."""

    exchange: Exchange | None
    """The last one; None where there was no answer."""
    is_success: bool
    reason: str = ""
    """Why it is none."""
    may_have_arrived: bool = False
    """There was no answer, and the server may have done what it was asked to."""
    is_final: bool = False
    """It must not be sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How requests are sent and tried again."""

    sender: Sender
    keyring: Keyring
    sleep: Callable[[float], None] = time.sleep

    def attempt(self, step: Step, prepared: Prepared, context: Context, *, is_maker: bool = False) -> Attempt:
        """Return what came of a step. One that makes something (`is_maker`) is not sent again after a 503: who knows."""
        left = {each.name: each.retries for each in step.on_failure}
        tries = 0
        while True:
            tries += 1
            found = self._once(step, prepared, context)
            is_doubtful = is_maker and is_in_doubt(found)
            wait = None if found.is_success or is_doubtful else self._pause(step, found, context, tries, left)
            if wait is None:
                return found
            if wait > LONGEST_WAIT:
                return replace(found, reason=f"{found.reason}, and wants {wait:.0f} seconds of patience")
            self.sleep(wait)

    def pause_as_asked(self, found: Attempt) -> bool:
        """Wait as long as an answer asks; return whether that is a time that one can wait."""
        wait = (_asked(found.exchange.answered) if found.exchange else None) or 0
        if wait <= LONGEST_WAIT:
            self.sleep(wait)
        return wait <= LONGEST_WAIT

    def _once(self, step: Step, prepared: Prepared, context: Context) -> Attempt:
        sent = prepared.sent(self.keyring)
        try:
            answered = self.sender.send(sent, lambda status: _is_documented(step.operation, status))
        except NoAnswerError as error:
            return Attempt(exchange=None, is_success=False, reason=str(error), may_have_arrived=error.may_have_arrived)
        except (ForbiddenHostError, SpentError) as error:
            return Attempt(exchange=None, is_success=False, reason=str(error), is_final=True)
        exchange = Exchange(sent=sent, answered=answered, path_values=prepared.path_values)
        return _judged(step, exchange, replace(context, exchange=exchange))

    def _pause(self, step: Step, found: Attempt, context: Context, tries: int, left: dict[str, int]) -> float | None:
        """Return how long to wait before the next try; None where there is none."""
        answered = found.exchange.answered if found.exchange else None
        stated = next((each for each in step.on_failure if _fits(each, found, context)), None)
        if stated is not None:
            if not left[stated.name]:
                return None
            left[stated.name] -= 1
            return max(stated.wait, _asked(answered) or 0)
        if tries >= _MOST_TRIES or not _is_hopeful(step, found):
            return None
        return _asked(answered) if answered and _asked(answered) is not None else _PAUSE * 2 ** (tries - 1)


def may_repeat(step: Step) -> bool:
    """Return whether a request does the same when it is sent twice."""
    return step.operation.method in _SAFE_TO_REPEAT


def is_in_doubt(attempt: Attempt) -> bool:
    """Return whether a request that makes something may have done so, although nothing says it: no answer, or a 503."""
    if attempt.exchange is None:
        return attempt.may_have_arrived
    return attempt.exchange.answered.status == 503 and not attempt.is_success


def made_nothing(attempt: Attempt) -> bool:
    """Return whether the server cannot have made anything: the request did not get there, or was refused (4xx, 503)."""
    if attempt.exchange is None:
        return not attempt.may_have_arrived
    status = attempt.exchange.answered.status
    return not attempt.is_success and (400 <= status < 500 or status == 503)


def _judged(step: Step, exchange: Exchange, context: Context) -> Attempt:
    status = exchange.answered.status
    if not step.criteria:
        is_success = status // 100 == 2 or (status // 100 == 3 and _is_documented(step.operation, status))
        return Attempt(exchange=exchange, is_success=is_success, reason="" if is_success else f"it answered {status}")
    failed = next((each for each in step.criteria if not holds(each, context)), None)
    reason = "" if failed is None else f"it answered {status}, and {failed.condition!r} does not hold"
    return Attempt(exchange=exchange, is_success=failed is None, reason=reason)


def _is_documented(operation: Operation, status: int) -> bool:
    return any(response.status in (str(status), f"{status // 100}XX") for response in operation.responses)


def _is_hopeful(step: Step, found: Attempt) -> bool:
    """Return whether another try may help, and can do no harm."""
    if found.exchange is None:
        return not found.is_final and (may_repeat(step) or not found.may_have_arrived)
    status = found.exchange.answered.status
    has_time = found.exchange.answered.header("Retry-After") is not None
    return (status in _BUSY and (status == 429 or has_time or may_repeat(step))) or (
        status in _PASSING and may_repeat(step)
    )


def _asked(answered: Answered | None) -> float | None:
    return None if answered is None else retry_after(answered.header("Retry-After"), answered.header("Date"))


def _fits(failure: OnFailure, found: Attempt, context: Context) -> bool:
    """Return whether this is what the scenario says of such a failure; without an answer none of its criteria hold."""
    if found.exchange is None:
        return False
    after = replace(context, exchange=found.exchange)
    return all(holds(each, after) for each in failure.criteria)
