"""Runs snippets against a mock, several at once, and says what came of each."""

from __future__ import annotations

import hashlib
import json
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from specloom.ir.pagination import Pagination
from specloom.mock import Mock, MockServer, Received
from specloom.mock.service import Exchange
from specloom.verify.environment import environment
from specloom.verify.meaning import differences, meaning
from specloom.verify.memory import Memory
from specloom.verify.model import PLACEHOLDER, Outcome, Result, Snippet
from specloom.verify.pages import as_last_page, is_last_page
from specloom.verify.tools import Tools

__all__ = ["Proof"]

_SECONDS = 300
"""A compiler without a cache takes a minute."""
_LONGEST_COMPLAINT = 400
_PAGES = 2
"""That a loop sees: one that goes on, and the last."""
_SURROUNDINGS = {"NO_PROXY": "*", "LC_ALL": "C"}


@dataclass(slots=True, kw_only=True)
class Proof:
    """The proof of the snippets of one API."""

    mock: Mock
    folder: Path
    """Where the snippets are written and run."""
    packages: Path
    """Where Python finds the client, for snippets that use it."""
    client_variable: str
    """The environment variable that says where the client finds its server."""
    tools: Tools
    memory: Memory
    basis: str = ""
    """Changes when anything else changes that decides an outcome: the description, the client."""
    jobs: int = 4
    _loops: dict[str, Pagination] = field(default_factory=dict[str, Pagination])
    _errors: dict[str, str] = field(default_factory=dict[str, str])
    _exchanges: dict[str, list[Exchange]] = field(default_factory=dict[str, list[Exchange]])
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def results(self, snippets: Sequence[Snippet]) -> Iterator[Result]:
        """Yield what came of each snippet, in their order, as soon as it is known."""
        with MockServer(self._answer) as server, ThreadPoolExecutor(self.jobs) as pool:
            waiting = [
                pool.submit(self._prove, snippet, f"r{index:06}", server.url) for index, snippet in enumerate(snippets)
            ]
            try:
                for one in waiting:
                    yield one.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        self.memory.tidy()

    def _answer(self, received: Received) -> Exchange:
        """Answer a request, and keep it under the first segment of its path, which tells whose it is."""
        token, slash, target = received.target.removeprefix("/").partition("/")
        if not slash:
            token, question, target = token.partition("?")
            slash = f"/{question}"
        received = replace(received, target=slash + target)
        exchange = replace(self.mock.exchange(_asking(received, self._errors.get(token, ""))), received=received)
        with self._lock:
            sent, pages = self._exchanges.setdefault(token, []), self._loops.get(token)
            if pages is not None and is_last_page(pages, len(sent)):
                exchange = replace(exchange, answer=as_last_page(exchange.answer, pages))
            sent.append(exchange)
        return exchange

    def _prove(self, snippet: Snippet, token: str, url: str) -> Result:
        reason = self.tools.missing(snippet.command, snippet.tool)
        if reason:
            return Result(snippet=snippet, outcome=Outcome.NOT_RUN, problem=reason)
        key = self._key(snippet)
        if self.memory.knows(key):
            return Result(snippet=snippet, outcome=Outcome.OK, is_remembered=True)
        place = self.folder / snippet.path
        place.parent.mkdir(parents=True, exist_ok=True)
        base = f"{url}/{token}"
        place.write_text(snippet.text.replace(PLACEHOLDER, base), encoding="utf-8", newline="")
        variables = environment(snippet.call.request, place.parent)
        if snippet.is_loop and snippet.call.operation.pagination is not None:
            self._loops[token] = snippet.call.operation.pagination
        self._errors[token] = snippet.error
        own = {self.client_variable: base, "PYTHONPATH": str(self.packages)} if snippet.uses_client else {}
        complaint = self._run(snippet, place, {**variables, **own})
        outcome, problem = self._judged(snippet, self._exchanges.pop(token, []), variables, complaint)
        if outcome is Outcome.OK:
            self.memory.keep(key)
        return Result(snippet=snippet, outcome=outcome, problem=problem)

    def _key(self, snippet: Snippet) -> str:
        """Return the hash of all that decides what comes of a snippet."""
        facts = [self.basis, snippet.path, snippet.text, self.tools.fingerprint(snippet.command, snippet.tool)]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def _run(self, snippet: Snippet, place: Path, variables: dict[str, str]) -> str:
        """Run a file with nothing in its environment but what it needs; return its complaint, if it has one."""
        program, *options = snippet.command
        try:
            done = subprocess.run(
                [self.tools.find(program) or program, *options, str(place)],
                env={**_SURROUNDINGS, "PATH": self.tools.path, "XDG_CACHE_HOME": self.tools.cache, **variables},
                cwd=place.parent,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"it did not end within {_SECONDS} seconds"
        said = done.stderr.decode(errors="replace").strip()
        return f"it ended with {done.returncode}: {said[-_LONGEST_COMPLAINT:]}" if done.returncode else ""

    @staticmethod
    def _judged(
        snippet: Snippet, exchanges: list[Exchange], variables: dict[str, str], complaint: str
    ) -> tuple[Outcome, str]:
        if not exchanges:
            return Outcome.FAILED, complaint or "it sent nothing"
        if len(exchanges) > (_PAGES if snippet.is_loop else 1):
            return Outcome.DIFFERS, f"it sent {len(exchanges)} requests in place of {_PAGES if snippet.is_loop else 1}"
        meant, told = meaning(snippet.call.request, exchanges[0].received, variables)
        if snippet.uses_client:
            _allow_narrower(meant["headers"], told["headers"])
        if snippet.is_loop and all(pair in told["query"] for pair in meant["query"]):
            meant["query"] = told["query"]  # with the page that is meant
        found = "; ".join(differences(meant, told))
        if found:
            return Outcome.DIFFERS, found
        faults = "; ".join(str(fault) for exchange in exchanges for fault in exchange.verdict.faults)
        if faults:
            return Outcome.REJECTED, faults
        return (Outcome.FAILED, complaint) if complaint else (Outcome.OK, "")


def _asking(received: Received, status: str) -> Received:
    """Return a request as one that prefers the answer of this status; as it is, where there is none."""
    return replace(received, headers=(*received.headers, ("Prefer", f"code={status}"))) if status else received


def _allow_narrower(meant: dict[str, str], told: dict[str, str]) -> None:
    """A method of a client asks for the one answer that it reads; a snippet takes any of the documented ones."""
    if told.get("accept") in meant.get("accept", "").split(", "):
        meant["accept"] = told["accept"]
