"""The HTTP library, behind one small interface: a request goes out, its answer comes back, errors are ours."""

from __future__ import annotations

from typing import Any

import httpx2

from ..errors import ApiConnectionError, ApiTimeoutError
from .request import Request
from .unset import UNSET, Unset
from .uploads import AsyncUpload, Upload

_DEFAULT_TIMEOUT = 60.0
_NEVER_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)


class Transport:
    """Sends requests and waits for the answer."""

    def __init__(self, http_client: httpx2.Client | None) -> None:
        self._is_own = http_client is None
        self._http = http_client or httpx2.Client(timeout=_DEFAULT_TIMEOUT)

    def send(
        self, request: Request, timeout: float | None | Unset, streams: bool
    ) -> httpx2.Response:
        """Return the answer, whatever its status; raise `ApiConnectionError` where none comes.

        One that `streams` is returned as soon as its headers are there.
        """
        try:
            built = _built(self._http, request, timeout)
            response = self._http.send(built, stream=streams, **_guards(request))
            if streams and not response.is_success:
                response.read()
            return response
        except httpx2.RequestError as error:
            raise connection_error(request, error) from error

    def close(self) -> None:
        """Close the connections, unless they belong to an HTTP client of yours."""
        if self._is_own:
            self._http.close()


class AsyncTransport:
    """Sends requests; the answer is awaited."""

    def __init__(self, http_client: httpx2.AsyncClient | None) -> None:
        self._is_own = http_client is None
        self._http = http_client or httpx2.AsyncClient(timeout=_DEFAULT_TIMEOUT)

    async def send(
        self, request: Request, timeout: float | None | Unset, streams: bool
    ) -> httpx2.Response:
        """Return the answer, whatever its status; raise `ApiConnectionError` where none comes.

        One that `streams` is returned as soon as its headers are there.
        """
        try:
            built = _built(self._http, request, timeout)
            response = await self._http.send(built, stream=streams, **_guards(request))
            if streams and not response.is_success:
                await response.aread()
            return response
        except httpx2.RequestError as error:
            raise connection_error(request, error) from error

    async def close(self) -> None:
        """Close the connections, unless they belong to an HTTP client of yours."""
        if self._is_own:
            await self._http.aclose()


def _built(
    http: httpx2.Client | httpx2.AsyncClient,
    request: Request,
    timeout: float | None | Unset,
) -> httpx2.Request:
    """Return the library's request."""
    found: dict[str, Any] = {
        "method": request.method,
        "url": request.url,
        "headers": request.headers,
        "content": request.content,
    }
    if isinstance(upload := request.content, Upload):
        if upload.size is not None:
            found["headers"] = {**request.headers, "Content-Length": str(upload.size)}
        if isinstance(http, httpx2.AsyncClient):
            found["content"] = AsyncUpload(upload)
    if timeout is not UNSET:
        found["timeout"] = timeout
    built = http.build_request(**found)
    built.method = request.method  # the library writes it in capitals
    return built


def _guards(request: Request) -> dict[str, Any]:
    """Return what gets the token of a request, and keeps its secrets from another host that the answer leads to."""
    guards: dict[str, Any] = {"auth": request.tokens} if request.tokens else {}
    return {**guards, "follow_redirects": False} if request.has_secret else guards


def connection_error(
    request: Request, error: httpx2.RequestError
) -> ApiConnectionError:
    """Return our error for one of the HTTP library's."""
    timed_out = isinstance(error, httpx2.TimeoutException)
    kind = ApiTimeoutError if timed_out else ApiConnectionError
    reason = str(error) or type(error).__name__
    purpose = error.request.extensions.get("purpose", "")
    return kind(
        f"{request.method} {request.public_url}: {purpose}{reason}",
        was_sent=not purpose and not isinstance(error, _NEVER_SENT),
    )
