"""A mock of one API, without a network: a request in, an answer out, with the verdict that led to it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from specloom.calls.examples import Chooser
from specloom.calls.givens import Givens
from specloom.calls.model import Calls
from specloom.calls.schema_check import SchemaChecker
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.mock.answers import Answers, problem
from specloom.mock.check import RequestCheck
from specloom.mock.model import Answer, Fault, Place, Received, Verdict
from specloom.mock.replay import Replay
from specloom.mock.trouble import Trouble

__all__ = ["Exchange", "Mock"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request, what was said of it, and what went back."""

    received: Received
    verdict: Verdict
    answer: Answer
    wait: float
    """Seconds that the answer is held back."""

    @property
    def shown_target(self) -> str:
        """Path and query, without the keys in it."""
        path, question, query = self.received.target.partition("?")
        pairs = query.split("&") if question else []
        return path + question + "&".join(map(self._shown, pairs))

    def _shown(self, pair: str) -> str:
        name, equals, _ = pair.partition("=")
        return f"{name}{equals}***" if name in self.verdict.secret_names else pair


@dataclass(slots=True)
class Mock:
    """Plays an API. May be asked by several threads."""

    api: Api
    calls: Calls
    validates: bool = True
    """Answer wrong requests with what is wrong with them; without it as if they were right."""
    trouble: Trouble = field(default_factory=Trouble)
    replay: Replay | None = None
    """Captured answers, which come before those of the description."""
    only_captures: bool = False
    """Answer 501 where nothing was captured."""
    _check: RequestCheck = field(init=False)
    _answers: Answers = field(init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Make what checks and what answers."""
        self._check = RequestCheck(self.api)
        chooser = Chooser(Givens(self.api, SchemaChecker(self.api.schemas), Diagnostics()))
        self._answers = Answers(calls=self.calls, chooser=chooser)

    def exchange(self, received: Received) -> Exchange:
        """Return the answer to a request, and why it is the one."""
        with self._lock:
            verdict = self._check.verdict(received)
            answer = self._answer(received, verdict)
        wait, fails = self.trouble.draw()
        if fails and answer.status < 400:
            fault = Fault(status=self.trouble.error_status, place=Place.REQUEST, detail="an error was asked for")
            answer = problem([fault], status=self.trouble.error_status)
        return Exchange(received=received, verdict=verdict, answer=answer, wait=wait)

    def _answer(self, received: Received, verdict: Verdict) -> Answer:
        operation = verdict.operation
        replayed = self.replay.answer(operation, received) if self.replay and operation else None
        if replayed is not None and replayed.is_exact:
            return replayed.answer  # a wrong request as well: the API really answered it so
        if operation is None or (verdict.faults and self.validates):
            return problem(list(verdict.faults), allowed=verdict.allowed)
        if replayed is not None:
            return replayed.answer
        if self.only_captures:
            detail = f"no answer of {operation.method} {operation.path} was captured that fits this request"
            return problem([Fault(status=501, place=Place.REQUEST, detail=detail)], status=501)
        return self._answers.answer(operation, received)
