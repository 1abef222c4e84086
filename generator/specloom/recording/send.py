"""Sends requests and returns answers, whole; never to a host that is not allowed, never faster than is allowed."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from urllib.parse import urljoin

import httpx2

from specloom.captures.exchange import Answered, Sent
from specloom.recording.hosts import AllowList, origin_of
from specloom.recording.pace import Limiter

__all__ = ["NoAnswerError", "Sender"]

_MOST_BYTES = 64 * 1024 * 1024
_MOST_REDIRECTS = 5
_REPEATING = frozenset({307, 308})
_REDIRECTS = frozenset({301, 302, 303, *_REPEATING})
_OF_THE_BODY = frozenset({"content-type", "content-length", "content-encoding", "transfer-encoding"})
_PIECE = 65536


class NoAnswerError(Exception):
    """No answer came, or not the whole of it. The message is ours: nothing of the request is in it."""

    def __init__(self, reason: str, *, may_have_arrived: bool) -> None:
        super().__init__(reason)
        self.may_have_arrived = may_have_arrived
        """The server may have done what it was asked to."""


@dataclass(slots=True, kw_only=True)
class Sender:
    """`with Sender(...) as sender:` sends while the block runs."""

    allowed: AllowList
    limiter: Limiter
    timeout: float
    """Seconds that an answer may take, from its first byte to its last as well."""
    clock: Callable[[], float] = time.monotonic
    _client: httpx2.Client = field(init=False)

    def __enter__(self) -> Sender:
        # Proxies and .netrc of the environment would lead requests, and credentials, past the list of hosts.
        self._client = httpx2.Client(trust_env=False, follow_redirects=False, timeout=self.timeout, headers={})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, sent: Sent, is_answer: Callable[[int], bool]) -> Answered:
        """Return the answer; raises `NoAnswerError`, `ForbiddenHostError` and `SpentError`.

        A redirect that is documented (`is_answer`) is the answer. Any other is followed within its origin alone, five
        times at most; beyond that it is the answer, too.
        """
        answered, redirects = self._once(sent), tuple[int, ...]()
        for _ in range(_MOST_REDIRECTS):
            target = _target(sent, answered)
            if target is None or is_answer(answered.status):
                break
            sent, redirects = target, (*redirects, answered.status)
            answered = self._once(sent)
        return replace(answered, redirects=redirects)

    def _once(self, sent: Sent) -> Answered:
        self.allowed.check(sent.url)
        self.limiter.take()
        request = httpx2.Request(sent.method, sent.url, headers=list(sent.headers), content=sent.body or None)
        _keep_target(request, sent.url)
        try:
            return self._received(request)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
            raise NoAnswerError(_told(error), may_have_arrived=False) from error
        except (httpx2.TransportError, httpx2.DecodingError) as error:
            raise NoAnswerError(_told(error), may_have_arrived=True) from error
        finally:
            self._client.cookies.clear()

    def _received(self, request: httpx2.Request) -> Answered:
        deadline = self.clock() + self.timeout
        response = self._client.send(request, stream=True)
        try:
            body = bytearray()
            for piece in response.iter_bytes(_PIECE):
                body += piece
                if len(body) > _MOST_BYTES:
                    raise NoAnswerError(f"the answer is larger than {_MOST_BYTES} bytes", may_have_arrived=True)
                if self.clock() > deadline:
                    raise NoAnswerError("the answer took too long (timeout)", may_have_arrived=True)
        finally:
            response.close()
        return Answered(status=response.status_code, headers=tuple(response.headers.multi_items()), body=bytes(body))


def _keep_target(request: httpx2.Request, url: str) -> None:
    """Send the path and the query as they are written: the library would normalise them."""
    _, _, rest = url.partition("://")
    slash = min((place for mark in "/?" if (place := rest.find(mark)) >= 0), default=len(rest))
    target = rest[slash:].partition("#")[0]
    request.extensions["target"] = (target if target.startswith("/") else f"/{target}").encode("ascii")


def _target(sent: Sent, answered: Answered) -> Sent | None:
    """Return the request that a redirect asks for (RFC 9110 §15.4); None where there is none that may be followed."""
    location = answered.header("Location")
    if answered.status not in _REDIRECTS or not location:
        return None
    url = urljoin(sent.url, location).partition("#")[0]
    try:
        if origin_of(url) != origin_of(sent.url) or not url.isascii():
            return None
    except ValueError:
        return None
    if answered.status in _REPEATING or sent.method in ("GET", "HEAD"):
        return Sent(method=sent.method, url=url, headers=sent.headers, body=sent.body)
    headers = tuple((name, value) for name, value in sent.headers if name.lower() not in _OF_THE_BODY)
    return Sent(method="GET", url=url, headers=headers)


def _told(error: Exception) -> str:
    """Return why no answer came, in words of ours: those of the library may repeat what was sent."""
    match error:
        case httpx2.ConnectTimeout() | httpx2.ReadTimeout() | httpx2.WriteTimeout() | httpx2.PoolTimeout():
            return "no answer in time (timeout)"
        case httpx2.ConnectError():
            return "it cannot be connected to"
        case httpx2.RemoteProtocolError():
            return "the connection ended before the answer did, or what came is not HTTP"
        case httpx2.LocalProtocolError():
            return "HTTP cannot carry the request: a header has a character that none may have"
        case httpx2.DecodingError():
            return "the answer cannot be decompressed"
        case _:
            return "the connection broke"
