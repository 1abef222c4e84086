"""What is proved, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specloom.calls.model import Call

__all__ = ["PLACEHOLDER", "Outcome", "Result", "Snippet"]

PLACEHOLDER = "http://127.0.0.1:9"
"""The server that snippets are made for; in each it is replaced by an address of its own on the mock."""


class Outcome(StrEnum):
    """What came of one snippet; the later, the worse."""

    OK = "ok"
    """The mock accepted its request, which was the one that was meant, and it ended without an error."""
    NOT_RUN = "not run"
    """The program that runs it is not there."""
    FAILED = "failed"
    """It ended with an error, or sent nothing."""
    REJECTED = "rejected"
    """It sent what the description does not allow."""
    DIFFERS = "differs"
    """It sent something else than the neutral request says."""

    @property
    def is_wrong(self) -> bool:
        """Return whether this is a fault of the snippet."""
        return self not in (Outcome.OK, Outcome.NOT_RUN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A file that makes a call."""

    call: Call
    variant: str
    """The name of the call, or of what is made of it: `errors`, `pages`."""
    language: str
    path: str
    """Inside of the folder of snippets."""
    text: str
    tool: str
    """The program that must be there."""
    command: tuple[str, ...]
    """What runs the file: these words and then its path; empty where nothing can."""

    is_loop: bool = False
    """It makes the call again and again, for all pages of a list."""
    error: str = ""
    """The documented error that it is answered with, and should end well for all that; empty: the success."""

    @property
    def uses_client(self) -> bool:
        """Return whether a client of ours knows the server, and not the snippet."""
        return PLACEHOLDER not in self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a snippet."""

    snippet: Snippet
    outcome: Outcome
    problem: str = ""
    """Why it is not OK."""
    is_remembered: bool = False
    """It was right in a run before, and nothing has changed since."""
