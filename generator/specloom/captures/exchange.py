"""What went over the wire: a request as it was sent and the answer as it came, secrets and all. Never written to a disk."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Answered", "Exchange", "Headers", "Sent"]

Headers = tuple[tuple[str, str], ...]
"""In order, as they were sent; names may repeat."""


def _header(headers: Headers, name: str) -> str | None:
    """Return the values of a header, joined as HTTP does (RFC 9110 §5.3); None where it is not there."""
    values = [value for key, value in headers if key.lower() == name.lower()]
    return ", ".join(values) if values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request."""

    method: str
    url: str
    """Complete and encoded, the query with it."""
    headers: Headers
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """Return the value of a header; None where it is not there."""
        return _header(self.headers, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An answer, whole."""

    status: int
    headers: Headers
    body: bytes
    """Without transfer and content coding."""
    redirects: tuple[int, ...] = ()
    """The statuses of the redirects that were followed to it."""

    def header(self, name: str) -> str | None:
        """Return the value of a header; None where it is not there."""
        return _header(self.headers, name)

    @property
    def media_type(self) -> str:
        """The media type of the body without parameters, lower case; empty where there is none."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer."""

    sent: Sent
    answered: Answered
    path_values: tuple[tuple[str, str], ...] = ()
    """The values of the path's parameters, decoded, by wire name."""
