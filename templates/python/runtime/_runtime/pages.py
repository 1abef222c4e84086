"""Lists that come page by page: an iterator asks for the next page when it is wanted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, TypeVar, cast

import httpx2

from ..errors import ApiError
from .call import Call
from .encode import encode
from .kinds import is_object
from .request import Inputs, Request
from .response import result
from .section import Section
from .unset import UNSET

P = ParamSpec("P")
T = TypeVar("T")
W = TypeVar("W")
Turn = tuple[Call[Any], Inputs]
Answer = tuple[Any, list[Any], Request, httpx2.Response]


class Pages(NamedTuple, Generic[T]):
    """How a list of `T` goes on; places in an answer are names on the wire, inside one another."""

    style: str
    """`page`, `offset`, `cursor`, `next_url` or `link`."""
    place: str = ""
    """`query` or `body`: there `name` says which page is meant."""
    name: str = ""
    items: tuple[str, ...] = ()
    first: int = 0
    next: tuple[str, ...] = ()
    item_key: str = ""
    """The property of the last item that is the next cursor."""
    has_more: tuple[str, ...] = ()
    is_last: tuple[str, ...] = ()
    total: tuple[str, ...] = ()


class _Walk(Generic[T]):
    """Where an iteration stands."""

    def __init__(self, client: Any, start: Turn, pages: Pages[T]) -> None:
        self._client, self._pages = client, pages
        self._turns = _turns(*start, pages, client._service.schemes.values())
        self._answer: Answer | None = None
        self._page: list[T] | None = None
        self._left: list[T] = []

    def _asked(self) -> Turn | None:
        """Return what asks for the next page, or again for one that did not come; None after the last."""
        answer, self._answer = self._answer, None
        try:
            return self._turns.send(answer)
        except StopIteration:
            return None

    def _received(
        self, call: Call[Any], request: Request, response: httpx2.Response
    ) -> list[T]:
        answer = result(call, request, response)
        found = _at(answer, self._pages.items)
        items = cast("list[T]", found if isinstance(found, list) else [])
        if items == self._page and self._pages.style in ("page", "offset"):
            items = []  # the server does not know the parameter: it would never end
        self._page, self._answer = items, (answer, items, request, response)
        return items


class Pager(_Walk[T], Iterator[T]):
    """The items of all pages; a page is asked for when its first item is wanted."""

    def by_page(self) -> Iterator[list[T]]:
        """Yield the items in lists, one for each page."""
        while turn := self._asked():
            if page := self._client.send(*turn, self._received):
                yield page

    def __next__(self) -> T:
        self._left = self._left or next(self.by_page())[::-1]
        return self._left.pop()


class AsyncPager(_Walk[T], AsyncIterator[T]):
    """The items of all pages, awaited; a page is asked for when its first item is wanted."""

    async def by_page(self) -> AsyncIterator[list[T]]:
        """Yield the items in lists, one for each page."""
        while turn := self._asked():
            if page := await self._client.send(*turn, self._received):
                yield page

    async def __anext__(self) -> T:
        self._left = self._left or (await anext(self.by_page()))[::-1]
        return self._left.pop()


def paged(
    method: Callable[Concatenate[Any, P], object], pages: Pages[T]
) -> Callable[Concatenate[Any, P], Pager[T]]:
    """Return a method that yields what a method lists, from all pages."""
    return _iterating(Pager[T], method, pages)


def async_paged(
    method: Callable[Concatenate[Any, P], object], pages: Pages[T]
) -> Callable[Concatenate[Any, P], AsyncPager[T]]:
    """Return a method that yields what a method lists, from all pages, awaited."""
    return _iterating(AsyncPager[T], method, pages)


def _iterating(
    kind: Callable[[Any, Any, Pages[T]], W],
    method: Callable[Concatenate[Any, P], Any],
    pages: Pages[T],
) -> Callable[Concatenate[Any, P], W]:
    @wraps(method)
    def iterate(section: Any, /, *args: P.args, **kwargs: P.kwargs) -> W:
        return kind(section._client, method(_NOTING, *args, **kwargs), pages)

    return iterate


class _Noting:
    """Stands for a client that tells what it is asked to send."""

    def send(self, *asked: object) -> object:
        return asked[:2]


_NOTING = Section(cast("Any", _Noting()))


def _at(value: Any, path: tuple[str, ...]) -> Any:
    """Return what a path leads to in a decoded answer; None where it leads nowhere."""
    for name in path:
        if is_object(value):
            value = value.get(name)
        else:
            field = getattr(value, "__fields__", {}).get(name)
            value = getattr(value, field.name) if field else None
    return None if value is UNSET else value


def _turns(
    call: Call[Any], inputs: Inputs, pages: Pages[Any], schemes: Any
) -> Generator[Turn, Answer | None, None]:
    """Yield what to ask for, until an answer does not lead on, or only to where it has been."""
    counts, is_body = pages.style in ("page", "offset"), pages.place == "body"
    values: Any = encode((inputs.body if is_body else inputs.query) or {})
    at: Any = values.get(pages.name, pages.first if counts else None)
    seen, count = {at}, int(at) - pages.first if counts else 0
    if count and pages.style == "page":
        count = -(2**63)  # nobody knows how many items are on the pages before
    while True:
        while (told := (yield call, inputs)) is None:
            pass
        answer, items, request, response = told
        total, is_last = _at(answer, pages.total), _at(answer, pages.is_last)
        count += len(items)
        if counts and isinstance(total, int) and count >= total:
            return
        if _at(answer, pages.has_more) is False or (pages.is_last and is_last is True):
            return
        if counts:
            at = int(at) + (1 if pages.style == "page" else len(items)) if items else ""
        elif pages.style == "link":
            links = [(one.get("rel", ""), one) for one in response.links.values()]
            at = next(
                (one["url"] for rel, one in links if "next" in rel.lower().split()), ""
            )
        elif pages.item_key:
            at = encode(_at(items[-1], (pages.item_key,))) if items else ""
        else:
            at = encode(_at(answer, pages.next))
        if not isinstance(at, str | int) or at == "" or at in seen:
            return
        seen.add(at)
        if pages.style in ("link", "next_url"):
            if not isinstance(at, str):
                return
            call, inputs = _followed(call, inputs, request, at, schemes)
        elif is_body:
            inputs = inputs._replace(body={**values, pages.name: at})
        else:
            inputs = inputs._replace(query={**inputs.query, pages.name: at})


def _followed(
    call: Call[Any], inputs: Inputs, request: Request, target: str, schemes: Any
) -> Turn:
    """Return what asks for an address; credentials go with it, so it must be one of the same server."""
    here = httpx2.URL(request.url)
    there = here.join(target).copy_with(userinfo=here.userinfo)
    for scheme in schemes:  # a key in the address would go twice, and show in errors
        if scheme.kind == "query" and scheme.name in there.params:
            there = there.copy_remove_param(scheme.name)
    if (there.scheme, there.host, there.port) != (here.scheme, here.host, here.port):
        other = there.copy_with(userinfo=b"")
        problem = f"the next page is said to be at another server: {other}"
        raise ApiError(f"{request.method} {request.public_url}: {problem}")
    path = there.raw_path.decode().replace("{", "%7B").replace("}", "%7D")
    base = str(there.copy_with(raw_path=b"/"))
    options = replace(inputs.options, base_url=base, query={})
    inputs = inputs._replace(path={}, query={}, querystring={}, options=options)
    return call._replace(path=path), inputs
