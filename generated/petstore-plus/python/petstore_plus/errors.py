"""What can go wrong in a call. Written by specloom by hand, and the same for every API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import httpx2

__all__ = [
    "ApiConnectionError",
    "ApiError",
    "ApiStatusError",
    "ApiTimeoutError",
    "BadRequestError",
    "ConflictError",
    "CredentialsError",
    "DecodeError",
    "Drift",
    "ForbiddenError",
    "MissingCredentialsError",
    "NotFoundError",
    "ServerError",
    "TooManyRequestsError",
    "UnauthorizedError",
    "UnprocessableEntityError",
    "error_for_status",
]


class ApiError(Exception):
    """The base of every error that a client raises about a call."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class CredentialsError(ApiError):
    """There are no credentials for the operation, or no token could be had for them."""


class MissingCredentialsError(CredentialsError):
    """The operation needs credentials that the client was not given."""


class ApiConnectionError(ApiError):
    """No answer came: the server could not be reached, or the connection broke."""

    def __init__(self, message: str, *, was_sent: bool = True) -> None:
        self.was_sent = was_sent
        """False: the request never reached the server."""
        super().__init__(message)


class ApiTimeoutError(ApiConnectionError):
    """No answer came in time."""


class ApiStatusError(ApiError):
    """The server answered with a status that is no success."""

    def __init__(
        self, *, method: str, url: str, body: object, response: httpx2.Response
    ) -> None:
        self.method = method
        """The method of the request."""
        self.url = url
        """The address of the request, without credentials."""
        self.body = body
        """The body: the documented model, the JSON value, the text, or bytes."""
        self.response = response
        """The answer as the HTTP library has it."""
        super().__init__(f"{method} {url}: {self.status_code} {_excerpt(response)}")

    @property
    def status_code(self) -> int:
        """The status of the answer."""
        return self.response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer; their names do not depend on case."""
        return self.response.headers


class Drift(NamedTuple):
    """One place where the body of a success is not what the description says."""

    operation: str
    """Method and path, as documented: `GET /pets/{id}`."""
    status: int
    pointer: str
    """The way to the place, a JSON pointer (RFC 6901); empty for the whole body."""
    problem: str
    """`wrong type`, `missing`, `unknown field`, or `unknown value` where only some are documented."""
    expected: str
    """The documented type; that of the object for an unknown field."""
    value: object
    """What the server sent; `UNSET` where that is nothing."""


class DecodeError(ApiError):
    """A strict client got the body of a success that is not what the description says."""

    def __init__(
        self, drift: Drift, *, method: str, url: str, response: httpx2.Response
    ) -> None:
        self.drift = drift
        """The first such place."""
        self.method = method
        """The method of the request."""
        self.url = url
        """The address of the request, without credentials."""
        self.response = response
        """The answer as the HTTP library has it."""
        where = f"{drift.problem} at {drift.pointer or 'the body'}"
        super().__init__(f"{method} {url}: {where}, expected {drift.expected}")


class BadRequestError(ApiStatusError):
    """400: the server does not understand the request."""


class UnauthorizedError(ApiStatusError):
    """401: the credentials are missing or wrong."""


class ForbiddenError(ApiStatusError):
    """403: the credentials do not suffice."""


class NotFoundError(ApiStatusError):
    """404: there is nothing there."""


class ConflictError(ApiStatusError):
    """409: the request contradicts the state of things."""


class UnprocessableEntityError(ApiStatusError):
    """422: the request is understood and not acceptable."""


class TooManyRequestsError(ApiStatusError):
    """429: too many requests in too short a time."""


class ServerError(ApiStatusError):
    """5xx: the server failed."""


_BY_STATUS: dict[int, type[ApiStatusError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: TooManyRequestsError,
}


def _restored(kind: type[ApiError], args: tuple[Any, ...], known: Any) -> ApiError:
    """Return a copy of an error, whatever it was made of."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(known)
    return error


def error_for_status(status: int) -> type[ApiStatusError]:
    """Return the class of the error that a status means."""
    return _BY_STATUS.get(status, ServerError if status >= 500 else ApiStatusError)


def _excerpt(response: httpx2.Response) -> str:
    """Return the beginning of the answer's text, on one line."""
    text = " ".join(response.text.split())
    return text if len(text) <= 200 else text[:199] + "…"
