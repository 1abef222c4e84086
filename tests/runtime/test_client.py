"""The clients of the runtime against a transport of the HTTP library that answers as it is told."""

from __future__ import annotations

import asyncio
import copy
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

Emitted = Callable[[str], ModuleType]
PETS = "https://pets.example.com"


class Server:
    """Answers requests one after the other, the last answer again and again, and remembers what came."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self._answers = list(answers)
        self.requests: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def pauses(emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses between attempts, which take no time."""
    taken: list[float] = []

    async def pause(seconds: float) -> None:
        taken.append(seconds)

    client = emitted("_runtime.client")
    monkeypatch.setattr(client.time, "sleep", taken.append)
    monkeypatch.setattr(asyncio, "sleep", pause)
    return taken


@pytest.fixture
def make(emitted: Emitted) -> Callable[..., Any]:
    """Return a function that makes a client of a server."""

    def made(server: Server, **settings: Any) -> Any:
        client = emitted("_runtime.client")
        auth = emitted("_runtime.auth")
        return client.BaseClient(
            client.Service(PETS, {"key": auth.Scheme("header", "X-Key", ("PETS_KEY",))}),
            secrets={"PETS_KEY": "secret"},
            settings=client.Settings(**settings),
            http_client=httpx2.Client(transport=httpx2.MockTransport(server)),
        )

    return made


@pytest.fixture
def make_async(emitted: Emitted) -> Callable[..., Any]:
    """Return a function that makes an asynchronous client of a server."""

    def made(server: Server, **settings: Any) -> Any:
        client = emitted("_runtime.client")
        return client.AsyncBaseClient(
            client.Service(PETS, {}),
            secrets={},
            settings=client.Settings(**settings),
            http_client=httpx2.AsyncClient(transport=httpx2.MockTransport(server)),
        )

    return made


@pytest.fixture
def pets(emitted: Emitted) -> Callable[[Any], Any]:
    """Return the section of a client: a call of each kind."""
    call, section, unset = (emitted(f"_runtime.{name}") for name in ("call", "section", "unset"))
    body = call.Body("json", "application/json")

    class Pets(section.Section):  # type: ignore[misc, name-defined]
        """Methods as the generator prints them."""

        def get(self, pet_id: int, *, options: Any = None) -> Any:
            found = call.Call("GET", "/pets/{id}", returns={"200": "Any"}, errors={"404": "Any"})
            return self._send(found, path={"id": pet_id}, options=options)

        def add(self, *, name: str) -> Any:
            return self._send(call.Call("POST", "/pets", returns={"201": "Any"}, body=body), body={"name": name})

        def buy(self, *, idempotency_key: Any = unset.UNSET) -> Any:
            made = call.Call("POST", "/orders", returns={"201": "Any"}, key="idempotency-key")
            return self._send(made, headers={"Idempotency-Key": idempotency_key})

        def watch(self) -> Any:
            return self._send(call.Call("GET", "/events", returns={"200": "Any"}, stream="sse"))

    class AsyncPets(section.AsyncSection):  # type: ignore[misc, name-defined]
        """The same, awaited."""

        get = section.awaited(Pets.get)
        watch = section.streamed(Pets.watch)

    return lambda client: AsyncPets(client) if "Async" in type(client).__name__ else Pets(client)


def answer(status: int, json: object = None, **headers: str) -> httpx2.Response:
    """Return an answer; underscores in the names of headers are hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx2.Response(status, json=json, headers=named)


def events() -> httpx2.Response:
    """Return a stream of two events, with what surrounds them in practice."""
    text = ': hello\n\ndata: {"id": 1}\n\nevent: pet\ndata: {"id":\ndata: 2}\n\ndata: [DONE]\n\n'
    return httpx2.Response(200, text=text, headers={"Content-Type": "text/event-stream; charset=utf-8"})


class TestRetries:
    """What is made again, how often, and after which pause."""

    @pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
    def test_passing_fault(
        self, status: int, make: Callable[..., Any], pets: Callable[[Any], Any], pauses: list[float]
    ) -> None:
        """A read is repeated, with pauses that grow."""
        server = Server(answer(status), answer(status), answer(200, {"id": 1}))

        assert pets(make(server)).get(1) == {"id": 1}
        assert len(server.requests) == 3
        assert 0.375 <= pauses[0] <= 0.5 < 0.75 <= pauses[1] <= 1.0

    def test_final_fault(
        self, make: Callable[..., Any], pets: Callable[[Any], Any], pauses: list[float], emitted: Emitted
    ) -> None:
        """What will not get better is told at once, and so is what did not after as many attempts as allowed."""
        errors = emitted("errors")
        missing, down = Server(answer(404, {"why": "gone"})), Server(answer(503))

        with pytest.raises(errors.NotFoundError) as found:
            pets(make(missing)).get(1)
        with pytest.raises(errors.ServerError):
            pets(make(down, max_retries=4)).get(1)

        assert (len(missing.requests), len(down.requests), len(pauses)) == (1, 5, 4)
        assert found.value.body == {"why": "gone"}

    @pytest.mark.parametrize("status", [408, 500, 502, 504])
    def test_a_write_is_not_repeated(
        self, status: int, make: Callable[..., Any], pets: Callable[[Any], Any], emitted: Emitted
    ) -> None:
        """A POST that may have been carried out is not sent twice."""
        server = Server(answer(status), answer(201))

        with pytest.raises(emitted("errors").ApiStatusError):
            pets(make(server)).add(name="Rex")

        assert len(server.requests) == 1

    @pytest.mark.parametrize(
        "first",
        [answer(429), answer(503, retry_after="0"), httpx2.ConnectError("refused"), httpx2.ConnectTimeout("slow")],
        ids=["429", "503", "refused", "slow"],
    )
    def test_a_write_that_was_not_taken(
        self,
        first: httpx2.Response | Exception,
        make: Callable[..., Any],
        pets: Callable[[Any], Any],
        pauses: list[float],
    ) -> None:
        """A POST that was certainly not carried out is sent again."""
        server = Server(first, answer(201, {"id": 7}))

        assert pets(make(server)).add(name="Rex") == {"id": 7}
        assert [request.content for request in server.requests] == [b'{"name":"Rex"}'] * 2
        assert len(pauses) == 1

    def test_a_broken_write(self, make: Callable[..., Any], pets: Callable[[Any], Any], emitted: Emitted) -> None:
        """A connection that breaks after a POST was sent leaves open whether it was carried out."""
        server = Server(httpx2.ReadError("reset"))

        with pytest.raises(emitted("errors").ApiConnectionError) as found:
            pets(make(server)).add(name="Rex")

        assert len(server.requests) == 1
        assert found.value.was_sent

    def test_idempotency_key(self, make: Callable[..., Any], pets: Callable[[Any], Any], pauses: list[float]) -> None:
        """With a key a POST is repeated, always with the same key; another call has another one, or the given one."""
        server = Server(answer(500), httpx2.ReadTimeout("slow"), answer(201))
        orders = pets(make(server))

        orders.buy()
        orders.buy()
        orders.buy(idempotency_key="mine")

        keys = [request.headers["idempotency-key"] for request in server.requests]
        assert len(pauses) == 2
        assert len(keys) == 5
        assert keys[0] == keys[1] == keys[2] != keys[3]
        assert len(keys[3]) == 36
        assert keys[4] == "mine"

    @pytest.mark.parametrize(
        ("headers", "pause"),
        [
            ({"retry_after": "7"}, 7.0),
            ({"retry_after": "0.25"}, 0.25),
            ({"retry_after_ms": "1500", "retry_after": "9"}, 1.5),
            ({"retry_after": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0.0),
        ],
    )
    def test_the_server_says_when(
        self,
        headers: dict[str, str],
        pause: float,
        make: Callable[..., Any],
        pets: Callable[[Any], Any],
        pauses: list[float],
    ) -> None:
        """`Retry-After` in seconds or as a date, and `retry-after-ms`."""
        pets(make(Server(answer(429, **headers), answer(200)))).get(1)

        assert pauses == [pause]

    @pytest.mark.parametrize("wish", ["soon", "-1", "nan", "inf", "Thu, 99 Foo", "1 Jan 99999999999999999999 00:00:00"])
    def test_nonsense_wish(
        self, wish: str, make: Callable[..., Any], pets: Callable[[Any], Any], pauses: list[float]
    ) -> None:
        """A wish that means nothing is none."""
        pets(make(Server(answer(429, retry_after=wish), answer(200)))).get(1)

        assert 0.375 <= pauses[0] <= 0.5

    def test_a_long_wish(
        self, make: Callable[..., Any], pets: Callable[[Any], Any], pauses: list[float], emitted: Emitted
    ) -> None:
        """Nobody sleeps for an hour unasked: the error tells."""
        with pytest.raises(emitted("errors").TooManyRequestsError):
            pets(make(Server(answer(429, retry_after="3600")))).get(1)

        assert pauses == []

    def test_a_key_of_null(self, make: Callable[..., Any], pets: Callable[[Any], Any]) -> None:
        """`None` is no key: as the text `null` it would make one order of all."""
        server = Server(answer(201))
        pets(make(server)).buy(idempotency_key=None)

        assert len(server.requests[0].headers["idempotency-key"]) == 36

    @pytest.mark.usefixtures("pauses")
    def test_a_key_that_is_not_documented(self, make: Callable[..., Any]) -> None:
        """A request that is given a key may be repeated, whatever the description says."""
        server = Server(answer(500), answer(201))
        make(server).request("POST", "/beta", headers={"Idempotency-Key": "mine"})

        assert [request.headers["idempotency-key"] for request in server.requests] == ["mine", "mine"]

    def test_options(self, make: Callable[..., Any], pets: Callable[[Any], Any], emitted: Emitted) -> None:
        """A call can say how often."""
        server = Server(answer(500))

        with pytest.raises(emitted("errors").ServerError):
            pets(make(server)).get(1, options=emitted("_runtime.options").Options(max_retries=0))

        assert len(server.requests) == 1

    def test_async(self, make_async: Callable[..., Any], pets: Callable[[Any], Any], pauses: list[float]) -> None:
        """The same, awaited."""
        server = Server(answer(500), httpx2.ReadError("reset"), answer(200, {"id": 1}))

        assert asyncio.run(pets(make_async(server)).get(1)) == {"id": 1}
        assert len(pauses) == 2


class TestOptions:
    """Settings of a client, of a twin, of one call."""

    def test_twin(self, make: Callable[..., Any]) -> None:
        """A twin has settings of its own, and the same credentials and connections."""
        server = Server(answer(200))
        client = make(server)
        twin = client.with_options(base_url="https://eu.example.com", headers={"X-Team": "a"}, timeout=1.5)
        again = twin.with_options(base_url=None, headers={"X-Trace": "t"})

        for each in (client, twin, again):
            each.request("GET", "/pets")

        urls = [str(request.url) for request in server.requests]
        assert urls == [f"{PETS}/pets", "https://eu.example.com/pets", f"{PETS}/pets"]
        assert [request.headers.get("X-Team") for request in server.requests] == [None, "a", "a"]
        assert [request.headers.get("X-Trace") for request in server.requests] == [None, None, "t"]
        assert {request.headers["X-Key"] for request in server.requests} == {"secret"}
        assert [request.extensions["timeout"]["read"] for request in server.requests] == [5.0, 1.5, 1.5]

    def test_headers_are_one_whatever_their_case(self, make: Callable[..., Any], emitted: Emitted) -> None:
        """A header of a call replaces that of its client, and that of a twin the one of the first client."""
        server = Server(answer(200))
        client = make(server, headers={"X-Team": "client"})
        options = emitted("_runtime.options").Options(headers={"x-team": "call"})
        client.request("GET", "/pets", options=options)
        client.with_options(headers={"x-TEAM": "twin"}).request("GET", "/pets")

        assert [request.headers.get_list("X-Team") for request in server.requests] == [["call"], ["twin"]]

    @pytest.mark.usefixtures("pauses")
    def test_undocumented(self, make: Callable[..., Any]) -> None:
        """What the description does not know is called with the same credentials and retries."""
        server = Server(answer(503), answer(200, {"ok": True}))
        client = make(server)

        assert client.request("put", "/beta/{x}", query={"q": [1, 2]}, json={"a": None}) == {"ok": True}

        sent = server.requests[-1]
        assert (sent.method, str(sent.url), sent.content) == (
            "PUT",
            f"{PETS}/beta/%7Bx%7D?q=1&q=2",
            b'{"a":null}',
        )
        assert sent.headers["X-Key"] == "secret"

    @pytest.mark.parametrize(
        "path", ["pets", ".evil.example/pets", "@evil.example/pets", ":99/pets", "https://evil.example"]
    )
    def test_undocumented_stays_at_the_server(self, path: str, make: Callable[..., Any]) -> None:
        """A path without a slash before it does not lead to another host, to which credentials would go."""
        server = Server(answer(200))
        make(server).request("GET", path)

        assert server.requests[0].url.host == "pets.example.com"
        assert server.requests[0].url.port is None

    @pytest.mark.parametrize("secret", ["", "a\nb", "sécret"])
    def test_a_secret_that_no_header_can_hold(self, secret: str, make: Callable[..., Any], emitted: Emitted) -> None:
        """It is told without being shown; the line end of a file is no part of a secret."""
        server = Server(answer(200))
        client = make(server)
        client._secrets["PETS_KEY"] = "secret\n"
        client.request("GET", "/pets")
        client._secrets["PETS_KEY"] = secret

        assert server.requests[0].headers["X-Key"] == "secret"
        with pytest.raises(emitted("errors").CredentialsError, match="the secret for key is empty, or no header"):
            client.request("GET", "/pets")
        assert len(server.requests) == 1

    def test_a_password_in_the_address(self, make: Callable[..., Any], emitted: Emitted) -> None:
        """It is sent, and not shown."""
        server = Server(answer(404))

        with pytest.raises(emitted("errors").NotFoundError) as found:
            make(server, base_url="https://me:secret@pets.example.com").request("GET", "/pets")

        assert found.value.url == f"{PETS}/pets"
        assert "secret" not in str(found.value)
        assert server.requests[0].headers["Authorization"].startswith("Basic ")

    @pytest.mark.parametrize("value", [float("nan"), [float("inf")]])
    def test_no_json(self, value: object, make: Callable[..., Any]) -> None:
        """What JSON has no word for is not sent."""
        with pytest.raises(ValueError, match="not JSON compliant"):
            make(Server(answer(200))).request("POST", "/pets", json=value)

    def test_an_empty_object(self, emitted: Emitted) -> None:
        """One that is given is sent, also where the body is optional; fields that are all unset are no body."""
        bodies, unset = emitted("_runtime.bodies"), emitted("_runtime.unset").UNSET
        spec = emitted("_runtime.call").Body("json", "application/json", required=False)

        assert bodies.payload(spec, {}, {}).content == b"{}"
        assert bodies.payload(spec, {"a": unset}, {}).content is None


class TestAnswers:
    """The whole answer, and the body as it comes."""

    def test_raw(self, make: Callable[..., Any], pets: Callable[[Any], Any], emitted: Emitted) -> None:
        """Status, headers and body, and what the call returns otherwise; errors are raised as ever."""
        client = make(Server(answer(200, {"id": 1}, x_request_id="r1"), answer(404)))

        found = client.raw(pets(client).get)(1)

        assert (found.status_code, found.headers["X-Request-Id"], found.parse()) == (200, "r1", {"id": 1})
        assert found.content == found.text.encode() == b'{"id":1}'
        with pytest.raises(emitted("errors").NotFoundError):
            client.raw(pets(client).get)(2)

    @pytest.mark.parametrize(
        ("content_type", "content", "value"),
        [
            ("image/png", b"\x89PNG\xff", b"\x89PNG\xff"),
            ("application/octet-stream", b"abc", b"abc"),
            ("application/octet-stream; charset=utf-8", "ü".encode(), "ü"),
            ("text/html; charset=iso-8859-1", b"\xfc", "ü"),
            ("image/svg+xml", b"<svg>", "<svg>"),
            ("text/plain", b"abc", "abc"),
            ("application/json", b"{", "{"),
            ("", b"abc", "abc"),
        ],
    )
    def test_what_is_no_json(
        self, make: Callable[..., Any], content_type: str, content: bytes, value: str | bytes
    ) -> None:
        """Where nothing is documented, text is a string, and what is no text is bytes as they came."""
        client = make(Server(httpx2.Response(200, content=content, headers={"Content-Type": content_type})))

        assert client.request("GET", "/files/1") == value

    @pytest.mark.parametrize("fault", [httpx2.DecodingError("not gzip"), httpx2.TooManyRedirects("21 of them")])
    def test_an_answer_that_cannot_be_read(
        self, make: Callable[..., Any], emitted: Emitted, fault: httpx2.RequestError
    ) -> None:
        """Whatever the HTTP library cannot do is an error of ours, with the call in its message."""
        client = make(Server(fault), max_retries=0)

        with pytest.raises(emitted("errors").ApiConnectionError, match=r"GET .*/pets"):
            client.request("GET", "/pets")

    def test_download(self, make: Callable[..., Any], pets: Callable[[Any], Any], tmp_path: Path) -> None:
        """A body goes to a file without being held as a whole, and is closed after the block."""

        def chunks() -> Iterator[bytes]:
            yield b"one\n"
            yield b"two\n"

        client = make(Server(httpx2.Response(200, content=chunks())))

        with client.streaming(pets(client).get)(1) as response:
            assert not response.http_response.is_stream_consumed
            response.save(tmp_path / "pet")

        assert (tmp_path / "pet").read_bytes() == b"one\ntwo\n"
        assert response.http_response.is_closed

    def test_download_that_fails(self, make: Callable[..., Any], pets: Callable[[Any], Any], emitted: Emitted) -> None:
        """An error has its body."""
        client = make(Server(answer(404, {"why": "gone"})))

        with pytest.raises(emitted("errors").NotFoundError) as found, client.streaming(pets(client).get)(1):
            pass

        assert found.value.body == {"why": "gone"}

    def test_async_download(self, make_async: Callable[..., Any], pets: Callable[[Any], Any], tmp_path: Path) -> None:
        """The same, awaited."""

        async def save() -> None:
            client = make_async(Server(httpx2.Response(200, content=b"text")))
            async with client.streaming(pets(client).get)(1) as response:
                await response.save(tmp_path / "pet")
            raw = await client.raw(pets(client).get)(1)
            assert raw.status_code == 200

        asyncio.run(save())

        assert (tmp_path / "pet").read_bytes() == b"text"

    def test_events(self, make: Callable[..., Any], pets: Callable[[Any], Any]) -> None:
        """Server-sent events are items; comments, and the mark that many APIs end with, are none."""
        with pets(make(Server(events()))).watch() as items:
            assert list(items) == [{"id": 1}, {"id": 2}]

        assert items.http_response.is_closed

    def test_async_events(self, make_async: Callable[..., Any], pets: Callable[[Any], Any]) -> None:
        """The same, awaited."""

        async def read() -> list[object]:
            return [item async for item in await pets(make_async(Server(events()))).watch()]

        assert asyncio.run(read()) == [{"id": 1}, {"id": 2}]

    def test_lines(self, make: Callable[..., Any], pets: Callable[[Any], Any]) -> None:
        """Lines of JSON, with or without record separators (RFC 7464); one that is no JSON stays text."""
        text = '{"id": 1}\n\n\x1e{"id": 2}\noops\n'
        server = Server(httpx2.Response(200, text=text, headers={"Content-Type": "application/x-ndjson"}))

        assert list(pets(make(server)).watch()) == [{"id": 1}, {"id": 2}, "oops"]

    def test_lines_end_at_line_feeds(
        self, make: Callable[..., Any], make_async: Callable[..., Any], pets: Callable[[Any], Any]
    ) -> None:
        """Other line ends of Unicode may stand inside a text of JSON, and a mark of the byte order before all."""
        content = '\ufeff{"id": "a\u2028b\x85"}\r\n{"id": 2}'.encode()

        def server() -> Server:
            chunks = (content[at : at + 1] for at in range(len(content)))
            return Server(
                httpx2.Response(200, content=b"".join(chunks), headers={"Content-Type": "application/x-ndjson"})
            )

        async def read() -> list[object]:
            return [item async for item in await pets(make_async(server())).watch()]

        assert list(pets(make(server())).watch()) == [{"id": "a\u2028b\x85"}, {"id": 2}]
        assert asyncio.run(read()) == [{"id": "a\u2028b\x85"}, {"id": 2}]

    def test_events_end_with_their_mark(self, make: Callable[..., Any], pets: Callable[[Any], Any]) -> None:
        """After it nothing is waited for; a mark of the byte order hides no event."""
        content = '\ufeffdata: {"id": 1}\n\ndata: [DONE]\n\ndata: {"id": 2}\n\n'.encode()
        server = Server(httpx2.Response(200, content=content, headers={"Content-Type": "text/event-stream"}))

        assert list(pets(make(server)).watch()) == [{"id": 1}]

    @pytest.mark.parametrize("fault", [httpx2.ReadError("reset"), httpx2.ReadTimeout("slow")])
    def test_a_stream_that_breaks(
        self,
        make: Callable[..., Any],
        pets: Callable[[Any], Any],
        emitted: Emitted,
        fault: httpx2.RequestError,
        tmp_path: Path,
    ) -> None:
        """An error of ours, after the items before it."""

        def chunks() -> Iterator[bytes]:
            yield b'data: {"id": 1}\n\n'
            raise fault

        def client() -> Any:
            return make(Server(httpx2.Response(200, content=chunks(), headers={"Content-Type": "text/event-stream"})))

        items = iter(pets(client()).watch())
        assert next(items) == {"id": 1}
        with pytest.raises(emitted("errors").ApiConnectionError, match=r"GET .*/events: "):
            next(items)
        found, broken = client(), pytest.raises(emitted("errors").ApiConnectionError, match=r"GET .*/pets/1: ")
        with found.streaming(pets(found).get)(1) as response, broken:
            response.save(tmp_path / "pet")

    def test_raw_events(
        self, make: Callable[..., Any], make_async: Callable[..., Any], pets: Callable[[Any], Any]
    ) -> None:
        """The head of a stream, and its items."""

        async def read() -> list[object]:
            client = make_async(Server(events()))
            found = await client.raw(pets(client).watch)()
            return [item async for item in found.parse()]

        client = make(Server(events()))
        assert list(client.raw(pets(client).watch)().parse()) == [{"id": 1}, {"id": 2}]
        assert asyncio.run(read()) == [{"id": 1}, {"id": 2}]

    def test_errors_travel(self, make: Callable[..., Any], pets: Callable[[Any], Any], emitted: Emitted) -> None:
        """An error can be copied and pickled, as a pool of processes does."""
        with pytest.raises(emitted("errors").NotFoundError) as found:
            pets(make(Server(answer(404, {"why": "gone"})))).get(1)

        for error in (copy.copy(found.value), pickle.loads(pickle.dumps(found.value))):
            assert (type(error), str(error)) == (type(found.value), str(found.value))
            assert (error.status_code, error.body) == (404, {"why": "gone"})

    def test_nested_too_deep(self, make: Callable[..., Any]) -> None:
        """A success never raises: what cannot be read stays text."""
        content = b"[" * 100_000
        server = Server(httpx2.Response(200, content=content, headers={"Content-Type": "application/json"}))

        assert make(server).request("GET", "/pets") == content.decode()
