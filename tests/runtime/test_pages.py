"""Iterators over lists that come page by page, of both clients, against a transport that answers as it is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import httpx2
import pytest

Emitted = Callable[[str], ModuleType]
Handler = Callable[[httpx2.Request], httpx2.Response]
PETS = "https://pets.example.com/v1"


class Walker:
    """A client of each kind, and the iterator of a list that goes on in a given way."""

    def __init__(self, emitted: Emitted, handler: Handler, *pages: Any, **more: Any) -> None:
        self.emitted = emitted
        self.handler = handler
        self.requests: list[httpx2.Request] = []
        self.pages = emitted("_runtime.pages").Pages(*pages, **more)
        self.returns = "Any"

    def _asked(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.handler(request)

    def pager(self, *, is_async: bool, **values: Any) -> Any:
        """Return the iterator."""
        call, section, client, paged = (
            self.emitted(f"_runtime.{each}") for each in ("call", "section", "client", "pages")
        )
        auth = self.emitted("_runtime.auth")
        body = call.Body("json", "application/json", required=False) if self.pages.place == "body" else None
        made = call.Call("POST" if body else "GET", "/pets", returns={"200": self.returns}, auth=("key",), body=body)

        def find(self: Any, *, options: Any = None, **given: Any) -> Any:
            if body:
                return self._send(made, body=given, options=options)
            return self._send(made, query=given, options=options)

        prefix = "Async" if is_async else ""
        kind = httpx2.AsyncClient if is_async else httpx2.Client
        http: Any = kind(transport=httpx2.MockTransport(self._asked))
        made_client = getattr(client, f"{prefix}BaseClient")(
            client.Service(PETS, {"key": auth.Scheme("query", "api_key", ("PETS_KEY",))}),
            secrets={"PETS_KEY": "secret"},
            settings=client.Settings(max_retries=0),
            http_client=http,
        )
        pets = getattr(section, f"{prefix}Section")(made_client)
        iterate = paged.async_paged if is_async else paged.paged
        return iterate(find, self.pages)(pets, **values)

    def items(self, *, is_async: bool = False, **values: Any) -> list[Any]:
        """Return all items."""
        pager = self.pager(is_async=is_async, **values)
        return asyncio.run(_gathered(pager)) if is_async else list(pager)

    def queries(self) -> list[dict[str, str]]:
        """Return the query of each request, without the key."""
        return [{k: v for k, v in dict(each.url.params).items() if k != "api_key"} for each in self.requests]


async def _gathered(pager: Any) -> list[Any]:
    return [item async for item in pager]


def answers(*listed: Any, headers: tuple[dict[str, str], ...] = ()) -> Handler:
    """Return what answers one thing after the other, and fails when it is asked for more."""
    left: Iterator[Any] = iter(listed)
    heads = iter(headers)

    def handle(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=next(left), headers=next(heads, {}))

    return handle


both = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@both
class TestStyles:
    """Each style, from the first page to the last."""

    def test_page(self, emitted: Emitted, is_async: bool) -> None:
        walker = Walker(emitted, answers([1, 2], [3], []), "page", "query", "page", first=1)

        assert walker.items(is_async=is_async, size=2) == [1, 2, 3]
        assert walker.queries() == [{"size": "2"}, {"size": "2", "page": "2"}, {"size": "2", "page": "3"}]

    def test_page_given(self, emitted: Emitted, is_async: bool) -> None:
        """It begins where the caller says; then the total cannot be counted."""
        pages = ("page", "query", "page")
        handler = answers({"data": [5], "total": 3}, {"data": [6], "total": 3}, {"data": []})
        walker = Walker(emitted, handler, *pages, items=("data",), first=1, total=("total",))

        assert walker.items(is_async=is_async, page=3) == [5, 6]
        assert walker.queries() == [{"page": "3"}, {"page": "4"}, {"page": "5"}]

    def test_offset(self, emitted: Emitted, is_async: bool) -> None:
        """It moves by what came, and ends where all has come."""
        handler = answers({"data": [1, 2], "total": 3}, {"data": [3], "total": 3})
        walker = Walker(emitted, handler, "offset", "query", "offset", items=("data",), total=("total",))

        assert walker.items(is_async=is_async) == [1, 2, 3]
        assert walker.queries() == [{}, {"offset": "2"}]

    def test_cursor(self, emitted: Emitted, is_async: bool) -> None:
        """A page may be empty and lead on all the same."""
        handler = answers(
            {"data": [1], "meta": {"next": "a"}}, {"data": [], "meta": {"next": "b"}}, {"data": [2], "meta": {}}
        )
        walker = Walker(emitted, handler, "cursor", "query", "after", items=("data",), next=("meta", "next"))

        assert walker.items(is_async=is_async, after="start") == [1, 2]
        assert walker.queries() == [{"after": "start"}, {"after": "a"}, {"after": "b"}]

    def test_last_item(self, emitted: Emitted, is_async: bool) -> None:
        handler = answers({"data": [{"id": "x"}], "more": True}, {"data": [{"id": "y"}], "more": False})
        walker = Walker(
            emitted, handler, "cursor", "query", "after", items=("data",), item_key="id", has_more=("more",)
        )

        assert walker.items(is_async=is_async) == [{"id": "x"}, {"id": "y"}]
        assert walker.queries() == [{}, {"after": "x"}]

    def test_body(self, emitted: Emitted, is_async: bool) -> None:
        """A search moves on in its body."""
        handler = answers({"hits": [1], "next": "b"}, {"hits": [2], "next": None})
        walker = Walker(emitted, handler, "cursor", "body", "cursor", items=("hits",), next=("next",))

        assert walker.items(is_async=is_async, words="cat") == [1, 2]
        assert [json.loads(each.content) for each in walker.requests] == [
            {"words": "cat"},
            {"words": "cat", "cursor": "b"},
        ]

    def test_next_url(self, emitted: Emitted, is_async: bool) -> None:
        """The credentials go along once; what the caller asked for is in the address already."""
        handler = answers({"data": [1], "next": "/v1/pets?page=b%2F&api_key=secret&q={x}"}, {"data": [2]})
        walker = Walker(emitted, handler, "next_url", items=("data",), next=("next",))

        assert walker.items(is_async=is_async, size=1) == [1, 2]
        assert walker.queries() == [{"size": "1"}, {"page": "b/", "q": "{x}"}]
        assert [each.url.params["api_key"] for each in walker.requests] == ["secret", "secret"]
        assert str(walker.requests[1].url).count("api_key") == 1

    def test_link(self, emitted: Emitted, is_async: bool) -> None:
        """RFC 8288: the target of the relation `next`."""
        link = f'<{PETS}/pets?page=1>; rel="first", <{PETS}/pets?page=2>; title="a, b"; rel="last next"'
        walker = Walker(emitted, answers([1], [2], headers=({"Link": link}, {"Link": "<>; rel"})), "link")

        assert walker.items(is_async=is_async) == [1, 2]
        assert walker.queries() == [{}, {"page": "2"}]

    def test_by_page(self, emitted: Emitted, is_async: bool) -> None:
        pager = Walker(emitted, answers([1, 2], [3], []), "page", "query", "page", first=1).pager(is_async=is_async)

        assert (asyncio.run(_gathered(pager.by_page())) if is_async else list(pager.by_page())) == [[1, 2], [3]]

    def test_a_failed_page_is_asked_for_again(self, emitted: Emitted, is_async: bool) -> None:
        """Nothing is skipped where a caller goes on after an error."""
        replies = iter([httpx2.Response(200, json=[1]), httpx2.Response(500), httpx2.Response(200, json=[2])])
        walker = Walker(emitted, lambda _: next(replies, httpx2.Response(200, json=[])), "page", "query", "page")
        pager = walker.pager(is_async=is_async)
        error = emitted("errors").ServerError

        async def walk() -> list[int]:
            found = [await anext(pager)]
            with pytest.raises(error):
                await anext(pager)
            return [*found, *[item async for item in pager]]

        if is_async:
            assert asyncio.run(walk()) == [1, 2]
        else:
            found = [next(pager)]
            with pytest.raises(error):
                next(pager)
            assert [*found, *pager] == [1, 2]
        assert walker.queries() == [{}, {"page": "1"}, {"page": "1"}, {"page": "2"}]


class TestEnds:
    """Where an iteration ends."""

    def test_lazy(self, emitted: Emitted) -> None:
        """Nothing is asked for before it is wanted."""
        walker = Walker(emitted, answers([1, 2]), "page", "query", "page", first=1)
        pager = walker.pager(is_async=False)

        assert not walker.requests
        assert (next(pager), next(pager), len(walker.requests)) == (1, 2, 1)

    def test_a_ring_of_cursors(self, emitted: Emitted) -> None:
        """A server that leads back to where it was."""
        replies = {None: "a", "a": "b", "b": "a"}

        def handle(request: httpx2.Request) -> httpx2.Response:
            cursor = request.url.params.get("cursor")
            return httpx2.Response(200, json={"data": [cursor], "next": replies[cursor]})

        walker = Walker(emitted, handle, "cursor", "query", "cursor", items=("data",), next=("next",))

        assert walker.items() == [None, "a", "b"]

    def test_the_same_address_again(self, emitted: Emitted) -> None:
        handle = answers(*[{"data": [1], "next": "?page=2"}] * 2)
        walker = Walker(emitted, handle, "next_url", items=("data",), next=("next",))

        assert walker.items() == [1, 1]

    def test_a_server_that_does_not_count(self, emitted: Emitted) -> None:
        """It sends the first page whatever it is asked for."""
        walker = Walker(emitted, lambda _: httpx2.Response(200, json=[{"id": 1}]), "page", "query", "page", first=1)

        assert walker.items() == [{"id": 1}]
        assert len(walker.requests) == 2

    @pytest.mark.parametrize("body", [None, {}, [], "text", {"data": None}, {"data": {}}, {"data": [], "next": 3.5}])
    @pytest.mark.parametrize("style", ["page", "offset", "cursor", "next_url", "link"])
    def test_what_is_not_as_documented(self, style: str, body: object, emitted: Emitted) -> None:
        """It ends, and never raises."""
        walker = Walker(emitted, answers(body), style, "query", "at", items=("data",), next=("next",))

        assert walker.items() == []

    def test_is_last(self, emitted: Emitted) -> None:
        walker = Walker(
            emitted, answers({"v": [1], "isLast": True}), "offset", "query", "at", items=("v",), is_last=("isLast",)
        )

        assert walker.items() == [1]

    @pytest.mark.parametrize(
        "target", ["https://evil.example/v1/pets", "http://pets.example.com/v1/pets", "//pets.example.com:8443/v1/pets"]
    )
    def test_another_server(self, target: str, emitted: Emitted) -> None:
        """Credentials do not go there; the items of the page before are not lost."""
        walker = Walker(emitted, answers({"data": [1], "next": target}), "next_url", items=("data",), next=("next",))
        pager = walker.pager(is_async=False)

        assert next(pager) == 1
        with pytest.raises(emitted("errors").ApiError, match="another server") as found:
            next(pager)
        assert "secret" not in str(found.value)
        assert len(walker.requests) == 1

    def test_a_key_that_the_server_repeats(self, emitted: Emitted) -> None:
        """It does not show where the address cannot be followed."""
        target = "http://me:secret@pets.example.com/v1/pets?api_key=secret&page=2"
        walker = Walker(emitted, answers({"data": [1], "next": target}), "next_url", items=("data",), next=("next",))

        with pytest.raises(emitted("errors").ApiError, match=r"http://pets.example.com/v1/pets\?page=2") as found:
            walker.items()
        assert "secret" not in str(found.value)

    def test_an_address_that_is_none(self, emitted: Emitted) -> None:
        """A number is no address: the list ends."""
        walker = Walker(emitted, answers({"data": [1], "next": 5}), "next_url", items=("data",), next=("next",))

        assert walker.items() == [1]

    def test_models(self, emitted: Emitted) -> None:
        """Places are names on the wire, also where an answer is a model."""
        walker = Walker(
            emitted,
            answers({"petName": "b", "petOwners": [{"name": "Ann"}]}, {"petName": "b", "petOwners": []}),
            "cursor",
            "query",
            "cursor",
            items=("petOwners",),
            next=("petName",),
        )
        walker.returns = "Pet"

        assert [owner.name for owner in walker.items()] == ["Ann"]
        assert walker.queries() == [{}, {"cursor": "b"}]

    def test_options(self, emitted: Emitted) -> None:
        """They hold for every page."""
        options = emitted("_runtime.options").Options(headers={"X-Trace": "7"}, query={"debug": True})
        walker = Walker(emitted, answers([1], []), "page", "query", "page", first=1)

        assert walker.items(options=options) == [1]
        assert [each.headers["x-trace"] for each in walker.requests] == ["7", "7"]
        assert walker.queries()[1] == {"page": "2", "debug": "true"}
