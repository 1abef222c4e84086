"""What a mock is given and what it says of it: a request as it came over the wire, and everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specloom.ir.operation import Operation
from specloom.ir.types import JsonValue

__all__ = ["Answer", "Fault", "Place", "Received", "Verdict"]


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it came over the wire."""

    method: str
    target: str
    """Path and query, raw."""
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def path(self) -> str:
        """The raw path."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The raw query, without its question mark."""
        return self.target.partition("?")[2]

    def header(self, name: str) -> str | None:
        """Return the value of a header; None where it is not there."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Place(StrEnum):
    """Which part of a request a fault is in."""

    REQUEST = "request"
    """The method or the path: no operation is meant."""
    SECURITY = "security"
    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that the description does not allow."""

    status: int
    """The answer that it deserves (RFC 9110 §15.5): 400, 401, 404, 405, 415 or 422."""
    place: Place
    name: str = ""
    """Of the parameter."""
    pointer: str = ""
    """Where in its value, or in the body: a JSON pointer."""
    value: JsonValue = None
    """What stands there; None where nothing does, or nobody should see it."""
    detail: str

    def __str__(self) -> str:
        """Return the fault in a line: `query parameter limit: "x" is not of type "integer"`."""
        what = f"{self.place} parameter {self.name}" if self.name else str(self.place)
        return f"{what}{f' at {self.pointer}' if self.pointer else ''}: {self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Which operation a request is for, and what is wrong with it."""

    operation: Operation | None
    faults: tuple[Fault, ...] = ()
    allowed: tuple[str, ...] = ()
    """The methods that the path has, where the request's is none of them."""
    secret_names: frozenset[str] = frozenset()
    """Query parameters whose values nobody should see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    """Without those that frame the body."""
    chunks: tuple[bytes, ...] = ()
    """The body; several pieces where it is a stream, each of them one event."""
    is_stream: bool = False
