"""Sending: exact bytes, whole answers, closed to other hosts."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from specloom.captures.exchange import Answered, Sent
from specloom.config.job import Environment
from specloom.recording.hosts import AllowList, ForbiddenHostError
from specloom.recording.pace import Limiter
from specloom.recording.send import NoAnswerError, Sender

received: list[tuple[str, str, dict[str, str], bytes]] = []


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        received.append((self.command, self.path, dict(self.headers.items()), body))
        port = self.server.server_address[1]
        match self.path.partition("?")[0]:
            case "/away":
                self._answer(302, {"Location": "http://localhost:9/steal"})
            case "/port":
                self._answer(307, {"Location": f"http://127.0.0.1:{int(port) + 1}/"})
            case "/near" | "/again":
                self._answer(303 if self.path == "/near" else 307, {"Location": "/end"})
            case "/loop":
                self._answer(302, {"Location": "/loop"})
            case "/zip":
                self._answer(200, {"Content-Encoding": "gzip"}, gzip.compress(b"plain"))
            case "/half":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
                self.close_connection = True
            case "/cookie":
                self._answer(200, {"Set-Cookie": "a=b"})
            case _:
                self._answer(200, {}, b"end")

    do_GET = do_POST = _serve  # noqa: N815

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def url() -> Iterator[str]:
    """A server that does what its paths say."""
    received.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _send(url: str, path: str, *, method: str = "GET", body: bytes = b"", answers: tuple[int, ...] = ()) -> Answered:
    environment = Environment(name="here", server=url)
    limiter = Limiter(per_second=1000, most=20)
    sent = Sent(method=method, url=url + path, headers=(("X-Key", "k"), ("Content-Type", "text/plain")), body=body)
    with Sender(allowed=AllowList.of(environment), limiter=limiter, timeout=5) as sender:
        return sender.send(sent, lambda status: status in answers)


def test_a_request_arrives_as_it_is_written(url: str) -> None:
    _send(url, "/a%2Fb/%2E%2E/c;d=1?q=a+b%20c&e=", method="POST", body=b"\x00x")
    method, path, headers, body = received[0]

    assert ("POST", "/a%2Fb/%2E%2E/c;d=1?q=a+b%20c&e=", b"\x00x") == (method, path, body)
    assert {"Host", "X-Key", "Content-Type", "Content-Length"} == set(headers)


def test_a_redirect_to_another_host_or_port_is_not_followed(url: str) -> None:
    assert 302 == _send(url, "/away").status
    assert 307 == _send(url, "/port").status
    assert 2 == len(received)


@pytest.mark.parametrize(("path", "method", "kept"), [("/near", "GET", b""), ("/again", "POST", b"body")])
def test_one_on_the_same_host_is(url: str, path: str, method: str, kept: bytes) -> None:
    answered = _send(url, path, method="POST", body=b"body")

    assert b"end" == answered.body
    assert (method, "/end", kept) == (received[1][0], received[1][1], received[1][3])
    assert "k" == received[1][2]["X-Key"]
    assert (303 if path == "/near" else 307,) == answered.redirects


def test_one_that_is_documented_is_the_answer(url: str) -> None:
    answered = _send(url, "/near", answers=(303,))

    assert (303, ()) == (answered.status, answered.redirects)


def test_redirects_end(url: str) -> None:
    assert 302 == _send(url, "/loop").status
    assert 6 == len(received)


def test_a_coding_is_taken_off(url: str) -> None:
    assert b"plain" == _send(url, "/zip").body


def test_half_an_answer_is_none(url: str) -> None:
    with pytest.raises(NoAnswerError) as caught:
        _send(url, "/half")

    assert caught.value.may_have_arrived


def test_nobody_there() -> None:
    with pytest.raises(NoAnswerError) as caught:
        _send("http://127.0.0.1:9", "/")

    assert not caught.value.may_have_arrived


def test_another_host_is_never_asked(url: str) -> None:
    sent = Sent(method="GET", url=f"{url}/", headers=())
    allowed = AllowList.of(Environment(name="other", server="https://api.example.com"))
    limiter = Limiter(per_second=1000, most=1)
    with Sender(allowed=allowed, limiter=limiter, timeout=5) as sender, pytest.raises(ForbiddenHostError):
        sender.send(sent, lambda _: False)

    assert (0, []) == (limiter.sent, received)


def test_the_environment_names_no_proxy(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert 200 == _send(url, "/").status


def test_cookies_are_not_kept(url: str) -> None:
    environment = Environment(name="here", server=url)
    with Sender(allowed=AllowList.of(environment), limiter=Limiter(per_second=1000, most=5), timeout=5) as sender:
        for path in ("/cookie", "/"):
            sender.send(Sent(method="GET", url=url + path, headers=()), lambda _: False)

    assert "Cookie" not in received[1][2]
