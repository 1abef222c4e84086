"""Tokens of OAuth 2: fetched once, kept until they expire, renewed, and never shown."""

from __future__ import annotations

import asyncio
import logging
import threading
from base64 import b64decode
from collections.abc import Callable
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import httpx2
import pytest

Emitted = Callable[[str], ModuleType]
API = "https://pets.example.com/v1"
SECRET = "s3cr3t/+ value"
NAMES = {name: name.upper() for name in ("client_id", "client_secret", "username", "password", "scope", "token_url")}
PETS: Any = object()


class Server:
    """An API and its token endpoint: counts tokens, and refuses those in `refused`."""

    def __init__(self, *answers: httpx2.Response | Exception, **token: object) -> None:
        self.answers = list(answers)
        self.token: dict[str, object] = {"token_type": "Bearer", "expires_in": 3600, **token}
        self.asked: list[httpx2.Request] = []
        self.called: list[str] = []
        self.refused: set[str] = set()

    @property
    def forms(self) -> list[dict[str, list[str]]]:
        """The forms that came to the token endpoint."""
        return [parse_qs(request.content.decode()) for request in self.asked]

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.path.startswith("/v1/"):
            token = request.headers.get("authorization", "").removeprefix("Bearer ")
            self.called.append(token)
            return httpx2.Response(401 if token in self.refused else 200, json={"token": token})
        if request.url.path.startswith("/.well-known"):
            return httpx2.Response(200, json={"token_endpoint": "https://login.example.com/token"})
        self.asked.append(request)
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        return httpx2.Response(200, json={"access_token": f"token{len(self.asked)}", **self.token})


@pytest.fixture
def scheme(emitted: Emitted) -> Callable[..., Any]:
    """Return a function that makes a scheme of grants and facts."""

    def made(*grants: str, **facts: str) -> Any:
        auth = emitted("_runtime.auth")
        facts = facts or {"token_url": "/token", "scope": "a b"}
        return auth.Scheme("token", "Bearer", ("TOKEN",), auth.OAuth(grants or ("client_credentials",), NAMES, facts))

    return made


@pytest.fixture
def make(emitted: Emitted, scheme: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that makes a client of a server, with the client's identifier and secret if nothing else."""

    def made(server: Server, *, given: Any = PETS, of: Any = None, is_async: bool = False, **settings: Any) -> Any:
        client = emitted("_runtime.client")
        transport = httpx2.MockTransport(server)
        http: Any = httpx2.AsyncClient if is_async else httpx2.Client
        return (client.AsyncBaseClient if is_async else client.BaseClient)(
            client.Service(API, {"oauth": of or scheme()}),
            secrets={"CLIENT_ID": "me", "CLIENT_SECRET": SECRET} if given is PETS else given,
            settings=client.Settings(**settings),
            http_client=http(transport=transport),
        )

    return made


class TestClientCredentials:
    """RFC 6749 §4.4."""

    def test_a_token_is_fetched_once(self, make: Callable[..., Any]) -> None:
        """The secret goes by HTTP Basic, encoded as §2.3.1 says; the token endpoint is relative to the server."""
        server = Server()
        client = make(server)

        assert ["token1", "token1"] == [client.request("GET", "/pets")["token"] for _ in range(2)]
        assert "https://pets.example.com/token" == str(server.asked[0].url)
        assert [{"grant_type": ["client_credentials"], "scope": ["a b"]}] == server.forms
        basic = b64decode(server.asked[0].headers["authorization"].removeprefix("Basic ")).decode()
        assert "me:s3cr3t%2F%2B+value" == basic

    def test_the_secret_in_the_form(self, make: Callable[..., Any], scheme: Callable[..., Any]) -> None:
        """Where the document says so."""
        server = Server()
        make(server, of=scheme(token_url="/token", client_auth="client_secret_post")).request("GET", "/pets")

        assert "authorization" not in server.asked[0].headers
        assert (["me"], [SECRET]) == (server.forms[0]["client_id"], server.forms[0]["client_secret"])

    def test_a_given_token_wins(self, make: Callable[..., Any]) -> None:
        """Nothing is fetched."""
        server = Server()
        make(server, given={"TOKEN": "mine", "CLIENT_ID": "me", "CLIENT_SECRET": SECRET}).request("GET", "/pets")

        assert (["mine"], []) == (server.called, server.asked)

    def test_what_is_missing(self, make: Callable[..., Any], emitted: Emitted) -> None:
        """The message names every way; an undocumented call goes without."""
        choose = emitted("_runtime.auth").choose
        schemes = make(Server(), given={})._service.schemes
        with pytest.raises(
            emitted("errors").MissingCredentialsError, match="set TOKEN, or CLIENT_ID and CLIENT_SECRET"
        ):
            choose(("oauth",), schemes, {}, "GET /pets")

    def test_other_scopes_and_another_endpoint(self, make: Callable[..., Any]) -> None:
        """What the caller says is asked for, and where."""
        server = Server()
        given = {"CLIENT_ID": "me", "CLIENT_SECRET": SECRET, "SCOPE": "", "TOKEN_URL": "https://login.example.com/t"}
        make(server, given=given).request("GET", "/pets")

        assert "https://login.example.com/t" == str(server.asked[0].url)
        assert "scope" not in server.forms[0]

    def test_a_header_of_the_caller(self, make: Callable[..., Any]) -> None:
        """Who says what Authorization is gets no token."""
        server = Server()
        make(server, headers={"authorization": "Bearer own"}).request("GET", "/pets")

        assert (["own"], []) == (server.called, server.asked)

    def test_twins_share_the_token(self, make: Callable[..., Any]) -> None:
        """Unless they have another address: that is another service."""
        server = Server()
        client = make(server)
        client.with_options(timeout=1).request("GET", "/pets")
        client.request("GET", "/pets")
        client.with_options(base_url="https://sandbox.example.com/v1").request("GET", "/pets")

        assert ["token1", "token1", "token2"] == server.called
        assert "https://sandbox.example.com/token" == str(server.asked[1].url)


class TestRenewal:
    """A token that has expired, or is refused."""

    def test_expiry(self, make: Callable[..., Any], emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is renewed a little before its end."""
        clock = [1000.0]
        monkeypatch.setattr(emitted("_runtime.tokens").time, "monotonic", lambda: clock[0])
        server = Server(expires_in="100")
        client = make(server)
        for now in (0, 89, 91):
            clock[0] = 1000.0 + now
            client.request("GET", "/pets")

        assert ["token1", "token1", "token2"] == server.called

    def test_refused(self, make: Callable[..., Any]) -> None:
        """One that was kept is renewed and the request repeated, once."""
        server = Server()
        client = make(server)
        client.request("GET", "/pets")
        server.refused = {"token1"}
        client.request("GET", "/pets")

        assert ["token1", "token1", "token2"] == server.called

    def test_refused_at_once(self, make: Callable[..., Any], emitted: Emitted) -> None:
        """A fresh one is not renewed, and the one after that neither."""
        server = Server()
        server.refused = {"token1", "token2", "token3"}
        client = make(server)
        for expected in (["token1"], ["token1", "token1", "token2"]):
            with pytest.raises(emitted("errors").UnauthorizedError):
                client.request("GET", "/pets")

            assert expected == server.called

    def test_refresh_token(self, make: Callable[..., Any]) -> None:
        """It is used where there is one (§6); where it is no good any more, the secrets are."""
        server = Server(refresh_token="again")
        client = make(server)
        client.request("GET", "/pets")
        server.refused = {"token1"}
        client.request("GET", "/pets")
        server.refused = {"token1", "token2"}
        server.answers = [httpx2.Response(400, json={"error": "invalid_grant"})]
        client.request("GET", "/pets")

        grants = [form["grant_type"][0] for form in server.forms]
        assert ["client_credentials", "refresh_token", "refresh_token", "client_credentials"] == grants
        assert ["again"] == server.forms[1]["refresh_token"]

    def test_asynchronous(self, make: Callable[..., Any]) -> None:
        """The same, awaited."""
        server = Server()

        async def run() -> None:
            async with make(server, is_async=True) as client:
                await client.request("GET", "/pets")
                server.refused = {"token1"}
                await client.request("GET", "/pets")

        asyncio.run(run())

        assert ["token1", "token1", "token2"] == server.called


class TestTogether:
    """Calls at the same time."""

    def test_threads(self, make: Callable[..., Any]) -> None:
        """One of them fetches."""
        server = Server()
        client = make(server)
        threads = [threading.Thread(target=client.request, args=("GET", "/pets")) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert (1, {"token1"}) == (len(server.asked), set(server.called))

    def test_tasks(self, make: Callable[..., Any]) -> None:
        """One of them fetches."""
        server = Server()

        async def run() -> None:
            async with make(server, is_async=True) as client:
                await asyncio.gather(*(client.request("GET", "/pets") for _ in range(8)))

        asyncio.run(run())

        assert (1, {"token1"}) == (len(server.asked), set(server.called))


class TestOtherWays:
    """The password grant, OpenID Connect, a function of the caller's."""

    def test_password(self, make: Callable[..., Any], scheme: Callable[..., Any]) -> None:
        """User name and password go into the form (§4.3.2)."""
        server = Server()
        of = scheme("password", token_url="/token")
        make(server, of=of, given={"USERNAME": "ann", "PASSWORD": SECRET}).request("GET", "/pets")

        assert [{"grant_type": ["password"], "username": ["ann"], "password": [SECRET]}] == server.forms

    def test_discovery(self, make: Callable[..., Any], scheme: Callable[..., Any]) -> None:
        """The token endpoint is the one that the discovery document names, which is read once."""
        server = Server()
        client = make(server, of=scheme(discovery_url="https://id.example.com/.well-known/openid-configuration"))
        client.request("GET", "/pets")
        server.refused = {"token1"}
        client.request("GET", "/pets")

        assert ["https://login.example.com/token"] * 2 == [str(request.url) for request in server.asked]

    def test_a_function(self, make: Callable[..., Any]) -> None:
        """It is asked before each request, and again where its token is refused."""
        tokens = iter(["one", "two", "three"])
        server = Server()
        client = make(server, given={"TOKEN": lambda: next(tokens)})
        client.request("GET", "/pets")
        server.refused = {"two"}
        client.request("GET", "/pets")

        assert ["one", "two", "three"] == server.called

    def test_a_coroutine(self, make: Callable[..., Any]) -> None:
        """An asynchronous client awaits it."""
        server = Server()

        async def token() -> str:
            return "awaited"

        async def run() -> None:
            async with make(server, is_async=True, given={"TOKEN": token}) as client:
                await client.request("GET", "/pets")

        asyncio.run(run())

        assert ["awaited"] == server.called

    def test_a_function_without_a_token(self, make: Callable[..., Any], emitted: Emitted) -> None:
        """There is none, and that is said."""
        client = make(Server(), given={"TOKEN": lambda: None})

        with pytest.raises(emitted("errors").CredentialsError, match="is empty"):
            client.request("GET", "/pets")

    def test_one_loop_after_the_other(self, make: Callable[..., Any]) -> None:
        """A client outlives the loop that it was first used in, also where tasks wait for one token."""

        async def token() -> str:
            await asyncio.sleep(0)
            return "late"

        client = make(Server(), is_async=True, given={"TOKEN": token})

        async def run() -> None:
            await asyncio.gather(*(client.request("GET", "/pets") for _ in range(3)))

        asyncio.run(run())
        asyncio.run(run())


class TestFaults:
    """What the token endpoint refuses, and what never shows."""

    @pytest.mark.parametrize(
        "answer",
        [
            httpx2.Response(401, json={"error": "invalid_client", "error_description": f"who is {SECRET}?"}),
            httpx2.Response(400, text=f"bad {SECRET}"),
            httpx2.Response(200, json={"access_token": None, "secret": SECRET}),
            httpx2.Response(200, json=[SECRET]),
            httpx2.Response(200, json={"access_token": SECRET, "expires_in": "never"}),
        ],
    )
    def test_no_token(
        self,
        answer: httpx2.Response,
        make: Callable[..., Any],
        emitted: Emitted,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """The error says what failed; no secret is in it, nor in what is logged or printed."""
        caplog.set_level(logging.DEBUG)
        server = Server(answer)
        client = make(server)
        with pytest.raises(emitted("errors").CredentialsError, match=r"https://pets\.example\.com/token") as caught:
            client.request("GET", "/pets")

        assert str(answer.status_code) in str(caught.value)
        shown = f"{client!r}{vars(caught.value)}{caught.value!r}{caplog.text}{list(client._tokens.values())!r}"
        assert SECRET not in shown

    @pytest.mark.parametrize("fault", [httpx2.Response(503), httpx2.Response(429), httpx2.ReadTimeout("slow")])
    def test_a_passing_fault(
        self,
        fault: httpx2.Response | Exception,
        make: Callable[..., Any],
        emitted: Emitted,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The request was never sent, so it is made again, whatever its method."""
        monkeypatch.setattr(emitted("_runtime.client").time, "sleep", lambda _: None)
        server = Server(fault)

        assert {"token": "token2"} == make(server).request("POST", "/pets")

    def test_a_lasting_fault(self, make: Callable[..., Any], emitted: Emitted) -> None:
        """The message says that it is about the token."""
        client = make(Server(httpx2.ConnectError("refused")), max_retries=0)
        with pytest.raises(emitted("errors").ApiConnectionError, match="no token: refused"):
            client.request("GET", "/pets")


class TestOtherHosts:
    """Where an HTTP client of the caller's follows redirects."""

    def test_keys_stay(self, emitted: Emitted) -> None:
        """A key in a header is not sent on; the answer is an error with its status."""
        hosts: list[tuple[str, bool]] = []

        def serve(request: httpx2.Request) -> httpx2.Response:
            hosts.append((request.url.host, "secret" in str(request.headers.values())))
            return httpx2.Response(302, headers={"Location": "https://other.example.com/"})

        client, auth = emitted("_runtime.client"), emitted("_runtime.auth")
        transport = httpx2.MockTransport(serve)
        made: Any = client.BaseClient(
            client.Service(API, {"key": auth.Scheme("header", "X-Key", ("KEY",))}),
            secrets={"KEY": "secret"},
            settings=client.Settings(),
            http_client=httpx2.Client(transport=transport, follow_redirects=True),
        )
        with pytest.raises(emitted("errors").ApiStatusError, match="302"):
            made.request("GET", "/pets")

        assert [("pets.example.com", True)] == hosts

    def test_tokens_stay(self, emitted: Emitted) -> None:
        """The HTTP library takes Authorization from what goes to another host."""
        seen: list[str | None] = []

        def serve(request: httpx2.Request) -> httpx2.Response:
            seen.append(request.headers.get("authorization"))
            if request.url.host == "other.example.com":
                return httpx2.Response(200, json={})
            return httpx2.Response(302, headers={"Location": "https://other.example.com/"})

        client, auth = emitted("_runtime.client"), emitted("_runtime.auth")
        made = client.BaseClient(
            client.Service(API, {"token": auth.Scheme("token", "Bearer", ("TOKEN",))}),
            secrets={"TOKEN": "secret"},
            settings=client.Settings(),
            http_client=httpx2.Client(transport=httpx2.MockTransport(serve), follow_redirects=True),
        )
        made.request("GET", "/pets")

        assert ["Bearer secret", None] == seen
