"""Tokens that are fetched when they are needed and kept until they expire, or asked of a function of yours."""

from __future__ import annotations

import threading
import time
from base64 import b64encode
from collections.abc import AsyncGenerator, Generator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote_plus

import httpx2

from ..errors import ApiConnectionError, CredentialsError
from .auth import Scheme, Way, held

if TYPE_CHECKING:
    import asyncio

Flow: TypeAlias = Generator[httpx2.Request, httpx2.Response, None]
AsyncFlow: TypeAlias = AsyncGenerator[httpx2.Request, httpx2.Response]


class Tokens(httpx2.Auth):
    """Puts the token of one scheme into requests, for a client and its twins; a new one where the one it kept is refused."""

    def __init__(
        self, secrets: Mapping[str, Any], scheme: Scheme, way: Way, base_url: str
    ) -> None:
        self._scheme, self._base_url = scheme.name, httpx2.URL(base_url + "/")
        self._lock = threading.Lock()
        self._turns: dict[asyncio.AbstractEventLoop, asyncio.Lock] = {}
        self._value: Any = None
        self._end = 0.0
        self._provide = secrets[way[0]] if way == scheme.variables else None
        if scheme.oauth is not None and self._provide is None:
            grants, variables, facts = scheme.oauth
            given = {k: secrets[v] for k, v in variables.items() if v in secrets}
            self._facts: dict[str, str] = {**facts, **given}
            self._grant = grants[scheme.ways().index(way) - 1]

    def sync_auth_flow(self, request: httpx2.Request) -> Flow:
        """Fetch a token where there is none, one thread at a time, and send."""
        refused, may_repeat = None, True
        while may_repeat:
            with self._lock:
                may_repeat = self._keeps(refused) and refused is None
                while self._value is None:
                    answer = yield self._asked(request)
                    answer.read()
                    self._accept(answer)
                refused = self._value
            secret = held(refused, "a token")
            request.headers["Authorization"] = f"{self._scheme} {secret}"
            response = yield request
            may_repeat = may_repeat and response.status_code == 401

    async def async_auth_flow(self, request: httpx2.Request) -> AsyncFlow:
        """Fetch a token where there is none, one task at a time, and send."""
        import asyncio

        here = asyncio.get_running_loop()
        if here not in self._turns:
            self._turns = {here: asyncio.Lock()}  # a lock belongs to one loop
        turn = self._turns[here]
        refused, may_repeat = None, True
        while may_repeat:
            async with turn:
                may_repeat = self._keeps(refused) and refused is None
                if hasattr(self._value, "__await__"):
                    self._value = (await self._value) or ""
                while self._value is None:
                    answer = yield self._asked(request)
                    await answer.aread()
                    self._accept(answer)
                refused = self._value
            secret = held(refused, "a token")
            request.headers["Authorization"] = f"{self._scheme} {secret}"
            response = yield request
            may_repeat = may_repeat and response.status_code == 401

    def _keeps(self, refused: object) -> bool:
        """Return whether a token is there already; forget one that has expired or was refused."""
        if self._provide is not None:
            self._value = self._provide() or ""
        elif self._value == refused or time.monotonic() >= self._end:
            self._value = None
        return self._value is not None

    def _asked(self, cause: httpx2.Request) -> httpx2.Request:
        """Return the request for a token (RFC 6749 §4.3.2, §4.4.2, §6), or for the document that says where to ask."""
        facts, headers = self._facts, {"Accept": "application/json"}
        url, form = facts.get("token_url"), {"grant_type": self._grant}
        if not url:
            url, form = facts["discovery_url"], {}
        elif refresh := facts.get("refresh_token"):
            url = facts.get("refresh_url") or url
            form = {"grant_type": "refresh_token", "refresh_token": refresh}
        else:
            names = ("username", "password") if self._grant == "password" else ()
            form |= {name: facts.get(name, "") for name in ("scope", *names)}
        if form:
            names = ("client_id", "client_secret")
            client = {name: facts[name] for name in names if facts.get(name)}
            if len(client) == 2 and facts.get("client_auth") != "client_secret_post":
                pair = ":".join(map(quote_plus, client.values())).encode()
                headers["Authorization"] = f"Basic {b64encode(pair).decode()}"
            else:
                form |= client
        return httpx2.Request(
            "POST" if form else "GET",
            self._base_url.join(url),
            data={name: value for name, value in form.items() if value} or None,
            headers=headers,
            extensions={**cause.extensions, "purpose": "no token: "},
        )

    def _accept(self, answer: httpx2.Response) -> None:
        """Take what came back; raise `CredentialsError` where that is no token."""
        facts, said = self._facts, _json_object(answer)
        is_token = bool(facts.get("token_url"))
        found = said.get("access_token" if is_token else "token_endpoint")
        if answer.is_success and found and is_token:
            self._value = str(found)
            lasts = float(said.get("expires_in") or "inf")
            self._end = time.monotonic() + lasts - min(30, lasts / 10)
            facts.update({k: v for k, v in said.items() if k == "refresh_token" and v})
        elif answer.is_success and found:
            facts["token_url"] = str(found)
        elif is_token and facts.pop("refresh_token", ""):
            return  # the next request is made without it
        else:
            told = [said.get(name, "") for name in ("error", "error_description")]
            reason = " ".join(map(str, (answer.status_code, *told))).rstrip()
            for name in ("client_secret", "password"):
                reason = reason.replace(facts.get(name) or "\0", "***")
            message = f"no token from {answer.request.url}: {reason}"
            if answer.status_code == 429 or answer.is_server_error:
                raise ApiConnectionError(message, was_sent=False)
            raise CredentialsError(message)


def _json_object(answer: httpx2.Response) -> dict[str, Any]:
    try:
        found = dict[str, Any](answer.json())
        return found if float(found.get("expires_in") or 1) > 0 else {}
    except (TypeError, ValueError):
        return {}
