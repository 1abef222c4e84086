"""The clients that the generated ones derive from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import httpx2

from .auth import Scheme, authorize
from .call import Call
from .options import Options
from .request import Inputs, Request, prepare
from .response import connection_error, result
from .unset import UNSET, Unset

__all__ = ["AsyncBaseClient", "BaseClient", "Service"]

T = TypeVar("T")

_DEFAULT_TIMEOUT = 60.0


@dataclass(frozen=True, slots=True)
class Service:
    """What is fixed about an API."""

    base_url: str
    schemes: Mapping[str, Scheme]


class _Client:
    """What both clients know: the address, the secrets, how to make a request."""

    def __init__(
        self,
        service: Service,
        secrets: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | None | Unset,
    ) -> None:
        self._service = service
        self._given_url = base_url
        self._timeout = timeout
        self._secrets: dict[str, str] = {}
        for variable, given in secrets.items():
            secret = (os.environ.get(variable) or None) if given is None else given
            if secret is not None:
                self._secrets[variable] = secret

    def _prepare(self, call: Call[Any], inputs: Inputs) -> Request:
        given_url = inputs.options.base_url or self._given_url
        base_url = given_url or call.server or self._service.base_url
        subject = f"{call.method} {call.path}"
        credentials = authorize(
            call.auth, self._service.schemes, self._secrets, subject
        )
        return prepare(call, inputs, base_url, credentials)

    def _built(
        self,
        http: httpx2.Client | httpx2.AsyncClient,
        request: Request,
        options: Options,
    ) -> httpx2.Request:
        """Return a request as the HTTP library has it."""
        timeout = self._timeout if options.timeout is UNSET else options.timeout
        settings: dict[str, Any] = {} if timeout is UNSET else {"timeout": timeout}
        built = http.build_request(
            request.method,
            request.url,
            headers=request.headers,
            content=request.content,
            files=request.parts,
            **settings,
        )
        built.method = request.method  # the library writes it in capitals
        return built


class BaseClient(_Client):
    """A client whose calls return when the answer is there."""

    def __init__(
        self,
        service: Service,
        *,
        secrets: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | None | Unset,
        http_client: httpx2.Client | None,
    ) -> None:
        super().__init__(service, secrets, base_url, timeout)
        self._owned = http_client is None
        self._http = http_client or httpx2.Client(timeout=_DEFAULT_TIMEOUT)

    def send(self, call: Call[T], inputs: Inputs) -> T:
        """Make a call and return what it returns."""
        request = self._prepare(call, inputs)
        try:
            sent = self._built(self._http, request, inputs.options)
            response = self._http.send(sent)
        except httpx2.TransportError as error:
            raise connection_error(request, error) from error
        return result(call, request, response)

    def close(self) -> None:
        """Close the connections, unless they belong to an HTTP client of yours."""
        if self._owned:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class AsyncBaseClient(_Client):
    """A client whose calls are awaited."""

    def __init__(
        self,
        service: Service,
        *,
        secrets: Mapping[str, str | None],
        base_url: str | None,
        timeout: float | None | Unset,
        http_client: httpx2.AsyncClient | None,
    ) -> None:
        super().__init__(service, secrets, base_url, timeout)
        self._owned = http_client is None
        self._http = http_client or httpx2.AsyncClient(timeout=_DEFAULT_TIMEOUT)

    async def send(self, call: Call[T], inputs: Inputs) -> T:
        """Make a call and return what it returns."""
        request = self._prepare(call, inputs)
        try:
            sent = self._built(self._http, request, inputs.options)
            response = await self._http.send(sent)
        except httpx2.TransportError as error:
            raise connection_error(request, error) from error
        return result(call, request, response)

    async def close(self) -> None:
        """Close the connections, unless they belong to an HTTP client of yours."""
        if self._owned:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()
