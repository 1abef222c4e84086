"""The clients that the generated ones derive from."""

from __future__ import annotations

import copy
import os
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from typing import (
    TYPE_CHECKING,
    Any,
    NamedTuple,
    ParamSpec,
    Self,
    TypeAlias,
    TypeVar,
    cast,
)
from urllib.parse import quote

from ..errors import ApiConnectionError, Drift
from .auth import AsyncToken, Credentials, Requirements, Scheme, Way, add, choose
from .call import Body, Call
from .options import Options
from .raw import AsyncStreamedResponse, RawResponse, StreamedResponse, raw
from .request import Inputs, Request, overridden, prepare
from .response import result
from .retry import Retries
from .unset import UNSET, Unset

if TYPE_CHECKING:
    import httpx2

P = ParamSpec("P")
T = TypeVar("T")

Receive: TypeAlias = Callable[[Call[Any], Request, "httpx2.Response"], Any]
"""Makes of an answer what the caller gets."""

_NONE: Mapping[str, object] = {}


class Service(NamedTuple):
    """What is fixed about an API."""

    base_url: str
    """With variables in braces, where it has some."""
    schemes: Mapping[str, Scheme]
    base_url_variable: str = ""
    """The environment variable that says where the API is, if not there."""
    servers: Mapping[str, str] = {}
    """More addresses, by name."""
    variables: Mapping[str, str] = {}
    """What the variables of addresses are if nobody says."""

    def at(self, values: Mapping[str, str | None], server: str | None = None) -> Self:
        """Return the service at a server; of what is special in a URL, values hold only what the usual ones hold."""
        url = self.base_url if server is None else self.servers[server]
        for name, usual in self.variables.items():
            given = values.get(name)
            value = quote(usual if given is None else given, safe=":" + usual)
            url = url.replace("{" + name + "}", value)
        is_usual = server is None and not any(values.values())
        variable = self.base_url_variable if is_usual else ""
        return self._replace(base_url=url, base_url_variable=variable)


class Settings(NamedTuple):
    """What holds for every call of a client, unless the call says something else."""

    base_url: str | None = None
    timeout: float | None | Unset = UNSET
    max_retries: int = 2
    headers: Mapping[str, str] | None = None
    strict: bool = False
    on_drift: Callable[[Drift], object] | None = None


class _Client:
    """What both clients know: the address, the secrets, how to make a request."""

    def __init__(
        self,
        service: Service,
        secrets: Mapping[str, AsyncToken | None],
        settings: Settings,
    ) -> None:
        self._service = service
        if settings.base_url is None and service.base_url_variable:
            found = os.environ.get(service.base_url_variable) or None
            settings = settings._replace(base_url=found)
        self._settings = settings
        self._tokens: dict[object, httpx2.Auth] = {}
        self._secrets: dict[str, Any] = {}
        self._chosen: dict[Requirements, list[tuple[str, Way]]] = {}
        for variable, given in secrets.items():
            secret = (os.environ.get(variable) or None) if given is None else given
            if secret is not None:
                self._secrets[variable] = secret

    def with_options(
        self,
        *,
        base_url: str | None | Unset = UNSET,
        timeout: float | None | Unset = UNSET,
        max_retries: int | Unset = UNSET,
        headers: Mapping[str, str] | None = None,
        strict: bool | Unset = UNSET,
        on_drift: Callable[[Drift], object] | None | Unset = UNSET,
    ) -> Self:
        """Return a client with other settings that shares connections and credentials with this one.

        Args:
            base_url: Another address; `None` for that of the description.
            timeout: Seconds to wait; `None` waits for ever.
            max_retries: How often a failed request is made again.
            headers: Headers that are added to every request, or replace what would be sent.
            strict: Raise `DecodeError` where the body of a success is not as documented.
            on_drift: Called for every place where it is not.
        """
        given: dict[str, Any] = {
            "base_url": base_url,
            "timeout": timeout,
            "max_retries": max_retries,
            "strict": strict,
            "on_drift": on_drift,
        }
        changes = {k: v for k, v in given.items() if v is not UNSET}
        if headers is not None:
            changes["headers"] = overridden({}, self._settings.headers, headers)
        twin = copy.copy(self)
        twin.__dict__ = {k: v for k, v in self.__dict__.items() if k.startswith("_")}
        twin._settings = self._settings._replace(**changes)
        return twin

    def _prepare(self, call: Call[Any], inputs: Inputs) -> Request:
        settings = self._settings
        given_url = inputs.options.base_url or settings.base_url
        base_url = given_url or call.server or self._service.base_url
        schemes, secrets = self._service.schemes, self._secrets
        credentials = Credentials()
        if call.auth not in self._chosen:
            subject = f"{call.method} {call.path}"
            self._chosen[call.auth] = choose(call.auth, schemes, secrets, subject)
        for name, way in self._chosen[call.auth]:
            add(name, schemes[name], way, secrets, credentials)
        request = prepare(
            call,
            inputs,
            base_url,
            credentials,
            settings.headers,
            is_strict=settings.strict,
            on_drift=settings.on_drift,
        )
        pending = credentials.pending
        if pending is None or "authorization" in map(str.lower, request.headers):
            return request
        service = self._service
        name, way = pending
        key = (name, way, settings.base_url or service.base_url)
        if key not in self._tokens:
            from .tokens import Tokens

            made = Tokens(self._secrets, service.schemes[name], *key[1:])
            self._tokens.setdefault(key, made)
        return request._replace(tokens=self._tokens[key])


class BaseClient(_Client):
    """A client whose calls return when the answer is there."""

    def __init__(
        self,
        service: Service,
        *,
        secrets: Mapping[str, AsyncToken | None],
        settings: Settings,
        http_client: httpx2.Client | None,
    ) -> None:
        from .transport import Transport  # with it comes the HTTP library

        super().__init__(service, secrets, settings)
        self._transport = Transport(http_client)

    def send(self, call: Call[Any], inputs: Inputs, receive: Receive = result) -> Any:
        """Make a call, again where that is safe and may help, and return what `receive` makes of the answer."""
        request = self._prepare(call, inputs)
        timeout = inputs.options.timeout
        timeout = self._settings.timeout if timeout is UNSET else timeout
        streams = call.stream is not None or receive is StreamedResponse
        most = inputs.options.max_retries
        retries = Retries(request, self._settings.max_retries if most is None else most)
        while True:
            try:
                response = self._transport.send(request, timeout, streams)
            except ApiConnectionError as error:
                pause = retries.after_error(error)
                if pause is None:
                    raise
            else:
                pause = retries.after_answer(response.status_code, response.headers)
                if pause is None:
                    return receive(call, request, response)
                response.close()
            time.sleep(pause)

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] = _NONE,
        headers: Mapping[str, str] | None = None,
        json: object = UNSET,
        options: Options | None = None,
    ) -> Any:
        """Call what the description does not know, with the same credentials and retries; return the JSON, text or bytes."""
        return self.send(
            *_undocumented(self._service, method, path, query, headers, json, options)
        )

    def raw(self, method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
        """Return a method of a section so that it returns the whole answer: status, headers, body, `parse()`."""
        return cast("Callable[P, RawResponse[T]]", _receiving(method, raw))

    def streaming(
        self, method: Callable[P, object]
    ) -> Callable[P, AbstractContextManager[StreamedResponse]]:
        """Return a method of a section for a `with` block that reads or saves the body as it comes."""
        send = _receiving(method, StreamedResponse)

        @contextmanager
        def opened(*args: P.args, **kwargs: P.kwargs) -> Generator[StreamedResponse]:
            found = cast("StreamedResponse", send(*args, **kwargs))
            try:
                yield found
            finally:
                found.http_response.close()

        return opened

    def close(self) -> None:
        """Close the connections, unless they belong to an HTTP client of yours."""
        self._transport.close()

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
        secrets: Mapping[str, AsyncToken | None],
        settings: Settings,
        http_client: httpx2.AsyncClient | None,
    ) -> None:
        from .transport import AsyncTransport  # with it comes the HTTP library

        super().__init__(service, secrets, settings)
        self._transport = AsyncTransport(http_client)

    async def send(
        self, call: Call[Any], inputs: Inputs, receive: Receive = result
    ) -> Any:
        """Make a call, again where that is safe and may help, and return what `receive` makes of the answer."""
        request = self._prepare(call, inputs)
        timeout = inputs.options.timeout
        timeout = self._settings.timeout if timeout is UNSET else timeout
        streams = call.stream is not None or receive is AsyncStreamedResponse
        most = inputs.options.max_retries
        retries = Retries(request, self._settings.max_retries if most is None else most)
        while True:
            try:
                response = await self._transport.send(request, timeout, streams)
            except ApiConnectionError as error:
                pause = retries.after_error(error)
                if pause is None:
                    raise
            else:
                pause = retries.after_answer(response.status_code, response.headers)
                if pause is None:
                    return receive(call, request, response)
                await response.aclose()
            await _sleep(pause)

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] = _NONE,
        headers: Mapping[str, str] | None = None,
        json: object = UNSET,
        options: Options | None = None,
    ) -> Any:
        """Call what the description does not know, with the same credentials and retries; return the JSON, text or bytes."""
        return await self.send(
            *_undocumented(self._service, method, path, query, headers, json, options)
        )

    def raw(
        self, method: Callable[P, Coroutine[Any, Any, T]]
    ) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
        """Return a method of a section so that it returns the whole answer: status, headers, body, `parse()`."""
        return cast(
            "Callable[P, Coroutine[Any, Any, RawResponse[T]]]", _receiving(method, raw)
        )

    def streaming(
        self, method: Callable[P, Coroutine[Any, Any, object]]
    ) -> Callable[P, AbstractAsyncContextManager[AsyncStreamedResponse]]:
        """Return a method of a section for an `async with` block that reads or saves the body as it comes."""
        send = _receiving(method, AsyncStreamedResponse)

        @asynccontextmanager
        async def opened(
            *args: P.args, **kwargs: P.kwargs
        ) -> AsyncGenerator[AsyncStreamedResponse]:
            found = cast("AsyncStreamedResponse", await send(*args, **kwargs))
            try:
                yield found
            finally:
                await found.http_response.aclose()

        return opened

    async def close(self) -> None:
        """Close the connections, unless they belong to an HTTP client of yours."""
        await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()


async def _sleep(seconds: float) -> None:
    import asyncio  # here, because it is a fifth of what the client imports

    await asyncio.sleep(seconds)


def _receiving(method: Callable[P, Any], receive: Receive) -> Callable[P, Any]:
    """Return a bound method of a section, of a twin of that section with other results."""
    bound: Any = method
    twin = bound.__self__.receiving(receive)
    return cast("Callable[P, Any]", getattr(twin, bound.__name__))


def _rooted(path: str) -> str:
    """Return a path that cannot go on with the host of the address before it."""
    return path if path[:1] in ("", "/", "?") else f"/{path}"


def _undocumented(
    service: Service,
    method: str,
    path: str,
    query: Mapping[str, object],
    headers: Mapping[str, str] | None,
    body: object,
    options: Options | None,
) -> tuple[Call[Any], Inputs]:
    """Return a call and its inputs; any of the API's schemes is good enough, and so is none."""
    call: Call[Any] = Call(
        method.upper(),
        _rooted(path).replace("{", "%7B").replace("}", "%7D"),
        returns={"2XX": "Any"},
        auth=(*service.schemes, ()),
        accept="*/*",
        body=None if body is UNSET else Body("json", "application/json"),
    )
    options = options or Options()
    return call, Inputs({}, query, {}, dict(headers or {}), {}, body, options)
