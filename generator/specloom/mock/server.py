"""The HTTP of a mock, on the standard library's server (docs/decisions/0018-mock.md): raw targets in, answers out."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from specloom.mock.model import Answer, Received
from specloom.mock.service import Exchange

__all__ = ["MockServer"]

_LOOPBACK = "127.0.0.1"
_LARGEST_BODY = 64 * 1024 * 1024
_NO_BODY = frozenset({204, 304})
_SIZE = re.compile(rb"[0-9A-Fa-f]{1,8}")


class _TooLargeError(ValueError):
    """The body is larger than a mock wants to hold."""


class MockServer:
    """`with MockServer(answer) as server:` serves at `server.url` until the block ends."""

    def __init__(self, answer: Callable[[Received], Exchange], *, host: str = _LOOPBACK, port: int = 0) -> None:
        """Bind the address; raises `OSError` where that cannot be done. Port 0 is any free one."""
        self._http = _Server((host, port), partial(_Handler, answer))
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._host = host

    @property
    def url(self) -> str:
        """Where it listens, without a slash at the end."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._http.server_port}"

    def __enter__(self) -> MockServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def wait(self) -> None:
        """Return when the process is interrupted, by raising `KeyboardInterrupt`."""
        while self._thread.is_alive():
            self._thread.join(timeout=0.5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    """Serves one connection."""

    protocol_version = "HTTP/1.1"
    server_version = "specloom-mock"
    sys_version = ""
    timeout = 60
    disable_nagle_algorithm = True

    def __init__(self, answer: Callable[[Received], Exchange], *connection: Any) -> None:
        self._answer = answer
        super().__init__(*connection)

    def handle_one_request(self) -> None:
        """Serve a request of whatever method; the base class knows only those that it has functions for."""
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            self._serve()
        except (TimeoutError, ConnectionError):
            self.close_connection = True

    def _serve(self) -> None:
        try:
            body = self._body()
        except ValueError:
            self.close_connection = True
            self.send_error(400)
            return
        target = self.raw_requestline.split()[1].decode("latin-1")
        received = Received(self.command, _origin_form(target), tuple(self.headers.items()), body)
        exchange = self._answer(received)
        if exchange.wait:
            time.sleep(exchange.wait)
        self._send(exchange.answer)

    def _body(self) -> bytes:
        if (self.headers.get("Transfer-Encoding") or "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= _LARGEST_BODY:
            raise _TooLargeError
        return self.rfile.read(length)

    def _chunk(self) -> bytes:
        """Return the next piece of a chunked body (RFC 9112 §7.1); empty at its end."""
        size = self.rfile.readline(1000).partition(b";")[0].strip()
        if not _SIZE.fullmatch(size) or int(size, 16) > _LARGEST_BODY:
            raise _TooLargeError
        chunk = self.rfile.read(int(size, 16))
        while self.rfile.readline(65537).strip() and not chunk:
            pass  # trailers
        return chunk

    def _send(self, sent: Answer) -> None:
        has_body = sent.status not in _NO_BODY
        streams = sent.is_stream and self.request_version != "HTTP/1.0"
        self.send_response(sent.status)
        for name, value in sent.headers:
            self.send_header(name, value)
        if has_body and streams:
            self.send_header("Transfer-Encoding", "chunked")
        elif has_body:
            self.send_header("Content-Length", str(sum(map(len, sent.chunks))))
        self.end_headers()
        if not has_body or self.command == "HEAD":
            return
        for chunk in sent.chunks:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(chunk), chunk) if streams else chunk)
            self.wfile.flush()
        if streams:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing: whoever started the server does."""


def _origin_form(target: str) -> str:
    """Return path and query of a target, which proxies are sent as a whole URL (RFC 9112 §3.2.2)."""
    return re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "", target) or "/"
