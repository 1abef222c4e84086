"""An answer with everything that came with it, and one that is read bit by bit."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .call import Call
from .request import Request
from .response import our_errors, result

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")


class _Answer:
    """The head of an answer that is no error."""

    def __init__(
        self, call: Call[Any], request: Request, response: httpx2.Response
    ) -> None:
        if not response.is_success:
            result(call, request, response)
        self._call, self._request = call, request
        self.http_response = response
        """The answer as the HTTP library has it."""

    @property
    def status_code(self) -> int:
        """The status of the answer."""
        return self.http_response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer; their names do not depend on case."""
        return self.http_response.headers


class RawResponse(_Answer, Generic[T]):
    """An answer; `parse` makes of it what the call returns otherwise."""

    @property
    def content(self) -> bytes:
        """The body as it came."""
        return self.http_response.content

    @property
    def text(self) -> str:
        """The body as text."""
        return self.http_response.text

    def parse(self) -> T:
        """Return what the call returns."""
        from .stream import items

        given = (self._call, self._request, self.http_response)
        found: T = items(*given) if self._call.stream else result(*given)
        return found


class StreamedResponse(_Answer):
    """An answer whose body is read bit by bit."""

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Yield the body in chunks."""
        with our_errors(self._request):
            yield from self.http_response.iter_bytes(chunk_size)

    def iter_lines(self) -> Iterator[str]:
        """Yield the lines of a text, without their ends."""
        with our_errors(self._request):
            yield from self.http_response.iter_lines()

    def save(self, path: str | PathLike[str]) -> None:
        """Write the body to a file."""
        with open(path, "wb") as file:
            file.writelines(self.iter_bytes())


class AsyncStreamedResponse(_Answer):
    """An answer whose body is awaited bit by bit."""

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Yield the body in chunks."""
        with our_errors(self._request):
            async for chunk in self.http_response.aiter_bytes(chunk_size):
                yield chunk

    async def iter_lines(self) -> AsyncIterator[str]:
        """Yield the lines of a text, without their ends."""
        with our_errors(self._request):
            async for line in self.http_response.aiter_lines():
                yield line

    async def save(self, path: str | PathLike[str]) -> None:
        """Write the body to a file."""
        import asyncio

        with await asyncio.to_thread(open, path, "wb") as file:
            async for chunk in self.iter_bytes():
                await asyncio.to_thread(file.write, chunk)


def raw(call: Call[T], request: Request, response: httpx2.Response) -> RawResponse[T]:
    """Return the whole answer; an error is raised as ever."""
    return RawResponse(call, request, response)
