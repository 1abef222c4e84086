"""A proxy on loopback that notes which snippet got which answer: the first segment of the path is the snippet's number."""

from __future__ import annotations

import http.client
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

__all__ = ["Proxy", "Seen"]

_OWN = frozenset({"connection", "content-length", "host", "keep-alive", "transfer-encoding"})
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer that went through; `status` is 0 where there was none."""

    status: int
    violations: str = ""
    """What Prism found wrong with the request."""
    problem: str = ""
    """What Prism says of a failure of its own."""


@dataclass
class Proxy:
    """Forwards everything to one port."""

    port: int
    """Of the server behind it."""
    seen: dict[int, list[Seen]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, number: int) -> str:
        """Return the base URL for a snippet."""
        return f"http://127.0.0.1:{self._server.server_port}/{number}"


def _handler(proxy: Proxy) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def forward(self) -> None:
            number, _, rest = self.path.removeprefix("/").partition("/")
            body, headers = self._body(), {k: v for k, v in self.headers.items() if k.lower() not in _OWN}
            connection = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=_SECONDS)
            self.close_connection = True
            try:
                connection.request(self.command, f"/{rest}", body or None, headers)
                answer = connection.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException):
                proxy.seen[_number(number)].append(Seen(0))
                return
            finally:
                connection.close()
            problem = content.decode(errors="replace")[:500] if answer.status >= 500 else ""
            proxy.seen[_number(number)].append(Seen(answer.status, answer.getheader("sl-violations") or "", problem))
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _OWN:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        def _body(self) -> bytes:
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            found = b""
            while size := int(self.rfile.readline(), 16):
                found += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return found

        do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = forward  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    return Handler


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else -1
