"""Sections: the operations of one part of an API, for both kinds of client.

A method of a section gathers its arguments and returns what `_send` returns. In a `Section` that is the
answer, in an `AsyncSection` a coroutine; so one method serves both, and `awaited` tells the type checker.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Concatenate, ParamSpec, Self, TypeVar, cast
from warnings import warn

from .call import Call
from .client import AsyncBaseClient, BaseClient, Receive
from .options import Options
from .request import Inputs
from .response import result
from .stream import AsyncStream, Stream
from .unset import UNSET, Unset

P = ParamSpec("P")
T = TypeVar("T")

_NONE: Mapping[str, object] = {}
_USUAL = Options()


class Section:
    """Calls that return when the answer is there."""

    _items: type[Stream[Any] | AsyncStream[Any]] = Stream

    def __init__(
        self, client: BaseClient | AsyncBaseClient, receive: Receive | None = None
    ) -> None:
        self._client = client
        self._receive = receive

    def receiving(self, receive: Receive) -> Self:
        """Return this section with other results."""
        return type(self)(self._client, receive)

    def _send(
        self,
        call: Call[T],
        *,
        path: Mapping[str, object] = _NONE,
        query: Mapping[str, object] = _NONE,
        querystring: Mapping[str, object] = _NONE,
        headers: Mapping[str, object] = _NONE,
        cookies: Mapping[str, object] = _NONE,
        body: object = UNSET,
        content_type: str | Unset = UNSET,
        options: Options | None = None,
    ) -> T:
        given = options or _USUAL
        if content_type is not UNSET:
            call = call.sending(content_type)
        inputs = Inputs(path, query, querystring, headers, cookies, body, given)
        if call.deprecated:
            text = f"{call.method} {call.path} is deprecated"
            warn(text, DeprecationWarning, stacklevel=3)
        receive = self._receive or (self._items if call.stream else result)
        return cast("T", self._client.send(call, inputs, receive))


class AsyncSection(Section):
    """Calls that are awaited: what the client's `send` returns is a coroutine here."""

    _items = AsyncStream


def awaited(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """Return a section's method as the same method of its asynchronous twin."""
    return cast("Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]", method)


def streamed(
    method: Callable[Concatenate[Any, P], Stream[T]],
) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[T]]]:
    """Return a method that streams as the same method of its asynchronous twin."""
    return cast(
        "Callable[Concatenate[Any, P], Coroutine[Any, Any, AsyncStream[T]]]", method
    )
