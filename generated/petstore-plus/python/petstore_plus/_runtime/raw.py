"""An answer with everything that came with it, and one that is read bit by bit."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, Generic, TypeVar

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
        """Write the body to a file, which is there when all of it is."""
        with _replacing(path) as file:
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
        """Write the body to a file, which is there when all of it is."""
        import asyncio

        with _replacing(path) as file:
            async for chunk in self.iter_bytes():
                await asyncio.to_thread(file.write, chunk)


@contextmanager
def _replacing(path: str | PathLike[str]) -> Generator[IO[bytes]]:
    """Open a new file that takes the place of another one when the block ends well, and is removed otherwise."""
    target = os.path.realpath(path)
    is_special = os.path.exists(target) and not os.path.isfile(target)
    partial = target if is_special else f"{target}.{os.urandom(4).hex()}.part"
    try:
        with open(partial, "wb") as file:
            yield file
        os.replace(partial, target)
    finally:
        if not is_special:
            with suppress(FileNotFoundError):
                os.remove(partial)


def raw(call: Call[T], request: Request, response: httpx2.Response) -> RawResponse[T]:
    """Return the whole answer; an error is raised as ever."""
    return RawResponse(call, request, response)
