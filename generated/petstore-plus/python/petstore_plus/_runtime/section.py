"""Sections: the operations of one part of an API, for both kinds of client.

A method of a section gathers its arguments and returns what `_send` returns. In a `Section` that is the
answer, in an `AsyncSection` a coroutine; so one method serves both, and `awaited` tells the type checker.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from .call import Call
from .client import AsyncBaseClient, BaseClient
from .options import Options
from .request import Inputs
from .unset import UNSET

__all__ = ["AsyncSection", "Section", "awaited"]

P = ParamSpec("P")
T = TypeVar("T")

_NONE: Mapping[str, object] = {}
_USUAL = Options()


class Section:
    """Calls that return when the answer is there."""

    def __init__(self, client: BaseClient) -> None:
        self._client = client

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
        options: Options | None = None,
    ) -> T:
        given = options or _USUAL
        inputs = Inputs(path, query, querystring, headers, cookies, body, given)
        return self._client.send(call, inputs)


class AsyncSection:
    """Calls that are awaited."""

    def __init__(self, client: AsyncBaseClient) -> None:
        self._client = client

    async def _send(
        self,
        call: Call[T],
        *,
        path: Mapping[str, object] = _NONE,
        query: Mapping[str, object] = _NONE,
        querystring: Mapping[str, object] = _NONE,
        headers: Mapping[str, object] = _NONE,
        cookies: Mapping[str, object] = _NONE,
        body: object = UNSET,
        options: Options | None = None,
    ) -> T:
        given = options or _USUAL
        inputs = Inputs(path, query, querystring, headers, cookies, body, given)
        return await self._client.send(call, inputs)


def awaited(
    method: Callable[Concatenate[Any, P], T],
) -> Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]:
    """Return a section's method as the same method of its asynchronous twin."""
    return cast("Callable[Concatenate[Any, P], Coroutine[Any, Any, T]]", method)
