"""Items that come one after the other: server-sent events and lines of JSON."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast

from .call import Call
from .request import Request
from .response import decoded, documented, our_errors, result

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")

_END = "[DONE]"  # what many APIs send as the last event; it is no item


class _Items(Generic[T]):
    """What both kinds of stream know: how a piece of text becomes an item."""

    def __init__(
        self, call: Call[Any], request: Request, response: httpx2.Response
    ) -> None:
        if not response.is_success:
            result(call, request, response)
        self.http_response = response
        """The answer as the HTTP library has it."""
        self._kind = call.stream
        media_type = response.headers.get("content-type", "").partition(";")[0]
        self._is_events = media_type.strip().lower() == "text/event-stream"
        self._expression = documented(call.returns, response.status_code) or "Any"
        self._given = (call, request, response)
        response.encoding = "utf-8-sig"  # of both kinds, whatever the header says

    def _of_line(self, line: str) -> list[T]:
        return [self._decoded(line)] if line.strip("\x1e \t\r") else []

    def _of_event(self, event: httpx2.ServerSentEvent) -> list[T]:
        if self._kind == "sse":
            return [self._decoded(event.data)] if event.data else []
        named = {"event": event.event, "data": event.data}
        more = {"id": event.id or None, "retry": event.retry}
        given = {name: value for name, value in more.items() if value is not None}
        return [self._decoded(json.dumps({**named, **given}))]

    def _decoded(self, text: str) -> T:
        if self._expression == "str":
            return cast("T", text.rstrip("\r"))
        content = text.strip("\x1e\r")
        return cast("T", decoded(self._expression, content, *self._given))


class Stream(_Items[T]):
    """The items of an answer as they come. Read it to its end, use it in a `with` block, or close it."""

    def __iter__(self) -> Iterator[T]:
        with self, our_errors(self._given[1]):
            if self._is_events:
                import httpx2

                for event in httpx2.EventSource(self.http_response):
                    if event.data == _END:
                        return
                    yield from self._of_event(event)
                return
            rest = ""
            for text in self.http_response.iter_text():
                *lines, rest = (rest + text).split("\n")
                for line in lines:
                    yield from self._of_line(line)
            yield from self._of_line(rest)

    def close(self) -> None:
        """Stop reading."""
        self.http_response.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class AsyncStream(_Items[T]):
    """The items of an answer, awaited. Read it to its end, use it in an `async with` block, or close it."""

    async def __aiter__(self) -> AsyncIterator[T]:
        async with self:
            with our_errors(self._given[1]):
                if self._is_events:
                    import httpx2

                    async for event in httpx2.EventSource(self.http_response):
                        if event.data == _END:
                            return
                        for item in self._of_event(event):
                            yield item
                    return
                rest = ""
                async for text in self.http_response.aiter_text():
                    *lines, rest = (rest + text).split("\n")
                    for line in lines:
                        for item in self._of_line(line):
                            yield item
                for item in self._of_line(rest):
                    yield item

    async def close(self) -> None:
        """Stop reading."""
        await self.http_response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()


def items(call: Call[Any], request: Request, response: httpx2.Response) -> Any:
    """Return the items of an answer to a client of either kind."""
    import httpx2

    if isinstance(response.stream, httpx2.AsyncByteStream):
        return AsyncStream[Any](call, request, response)
    return Stream[Any](call, request, response)
