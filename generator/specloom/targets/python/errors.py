"""The classes of errors that a generated client raises, by status: those of its module `errors`."""

from __future__ import annotations

__all__ = ["ANY_STATUS_ERROR", "error_class"]

ANY_STATUS_ERROR = "ApiStatusError"
"""The base of all of them."""

_BY_STATUS = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "TooManyRequestsError",
}
_SERVER = 500


def error_class(status: int) -> str:
    """Return the name of the class of the error that a status means; a test holds it against the runtime."""
    return _BY_STATUS.get(status, "ServerError" if status >= _SERVER else ANY_STATUS_ERROR)
