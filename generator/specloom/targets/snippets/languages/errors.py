"""What a snippet does with the errors that an operation documents: what of it every language needs."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.calls.model import Call
from specloom.ir.operation import Response

__all__ = ["ERRORS_VARIANT", "HandledError", "handled_errors"]

ERRORS_VARIANT = "errors"

_RANGE = 100
_PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    412: "Precondition Failed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}
"""RFC 9110 §15 and RFC 6585 §4. Here rather than from the standard library, whose words change with its version; and not
the description's words, so that one of them reworded changes no code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledError:
    """A documented error: one status, or a range of them."""

    low: int
    high: int
    """The last status of a range; the same as `low` for one status."""
    note: str
    """What to call it: `404 Not Found`."""

    @property
    def is_range(self) -> bool:
        """Whether this is more than one status."""
        return self.high > self.low


def handled_errors(call: Call) -> tuple[HandledError, ...]:
    """Return the errors that the call's operation documents by status, single ones first; `default` says nothing of its own."""
    found = [_handled(response) for response in call.operation.errors if response.status[0] in "45"]
    return tuple(sorted(found, key=lambda error: (error.is_range, error.low)))


def _handled(response: Response) -> HandledError:
    low = int(response.status.replace("X", "0"))
    is_range = response.status.endswith("XX")
    return HandledError(
        low=low,
        high=low + _RANGE - 1 if is_range else low,
        note=response.status if is_range else f"{low} {_PHRASES.get(low, '')}".rstrip(),
    )
