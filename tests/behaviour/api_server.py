"""A loopback server that plays an API: it checks every request against the document and answers with an example.

Requests are read and validated by code that shares nothing with specloom (`api_document`, `request_check`, and the
libraries openapi-schema-validator and jsonschema). `openapi-core` (0.23) would do this too, but cannot be installed beside the
openapi-spec-validator that specloom needs (it wants one below 0.9); tried in an environment of its own, it also gives up
on path styles `label` and `matrix`, on numbers and bytes in parts of a multipart body, and on formats it does not know.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

from behaviour.api_document import Document
from behaviour.request_check import Matched, Received, RequestCheck

from specloom.calls.model import Calls

__all__ = ["ApiServer", "Received"]

BYTES = b"\x89PNG\r\n\x1a\n\x00\x01\xff"


@dataclass(frozen=True)
class Answer:
    """What the server sends back."""

    status: int
    content_type: str | None = None
    body: bytes = b""


@dataclass
class ApiServer:
    """`with ApiServer(path, calls) as server:` generate with `server.url`, send, then look at `requests` and `problems`."""

    spec: Path
    calls: Calls | None = None
    base_path: str = ""
    """The API's paths are mounted below this."""
    requests: list[Received] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    """`POST /v1/pets: query parameter 'limit' ...`, of all requests so far."""

    def __post_init__(self) -> None:
        self._document = Document(self.spec)
        self._check = RequestCheck(self._document, self.base_path)
        self._lock = threading.Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> ApiServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The address to generate with: `--server`."""
        return f"http://127.0.0.1:{self._http.server_port}{self.base_path}"

    def answer(self, received: Received) -> Answer:
        """Record a request, and return the documented success answer, or a list of what is wrong with it."""
        matched = self._check.match(received)
        problems = self._check.problems(received, matched) if matched else ["no such operation"]
        with self._lock:
            self.requests.append(received)
            self.problems += [f"{received.method} {received.target}: {problem}" for problem in problems]
        if problems or matched is None:
            return Answer(400 if matched else 404, "application/json", json.dumps({"problems": problems}).encode())
        return self._success(matched)

    def _success(self, matched: Matched) -> Answer:
        responses = dict(self._document.items(matched.operation.child("responses")))
        documented = sorted(status for status in responses if status[0] == "2")
        status = next(iter(documented), "default")
        number = int(status) if status.isdecimal() else 200
        contents = dict(self._document.items(responses[status].child("content"))) if status in responses else {}
        if not contents:
            return Answer(number if documented else 204)
        media_type = next(iter(contents))
        return Answer(number, _sent_type(media_type), self._example(matched, status, media_type))

    def _example(self, matched: Matched, status: str, media_type: str) -> bytes:
        """Return the body that the call stage chose for a response; bytes where it has none."""
        for (operation, of, media), chosen in (self.calls.responses if self.calls else {}).items():
            calls = self.calls.calls.get(operation, ()) if self.calls else ()
            if (of.upper(), media) != (status.upper(), media_type) or not calls:
                continue
            if (calls[0].operation.path, calls[0].operation.method.lower()) == (matched.path, matched.method):
                return _encoded(chosen.value, media_type)
        return b"{}" if "json" in media_type else BYTES


def _encoded(value: Any, media_type: str) -> bytes:
    text = value if isinstance(value, str) and "json" not in media_type else json.dumps(value, ensure_ascii=False)
    return text.encode()


def _sent_type(media_type: str) -> str:
    return "application/octet-stream" if "*" in media_type else media_type


def _handler(server: ApiServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            headers = tuple(self.headers.items())
            received = Received(self.command, self.path, headers, self._body())
            answer = server.answer(received)
            self.send_response(answer.status)
            if answer.content_type is not None:
                self.send_header("Content-Type", answer.content_type)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        def _body(self) -> bytes:
            if (self.headers.get("Transfer-Encoding") or "").lower() != "chunked":
                return self.rfile.read(int(self.headers.get("Content-Length") or 0))
            chunks = []
            while (size := int(self.rfile.readline().strip() or b"0", 16)) > 0:
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(chunks)

        do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = do_QUERY = _answer  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing: tests look at `requests`."""

    return Handler
