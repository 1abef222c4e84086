"""Helpers: a client package made of an inline description, imported, and a server that records what it is sent."""

from __future__ import annotations

import importlib
import itertools
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

from builds import build_files

__all__ = ["Answer", "Recorded", "Recorder", "generate", "import_package", "recorder"]

_NUMBERS = itertools.count(1)
HEAD = """\
openapi: 3.1.0
info: {title: %s, version: "1"}
servers: [{url: "http://127.0.0.1:9"}]
"""


def generate(folder: Path, paths: str, name: str = "Shop") -> Path:
    """Write the package that a description makes and return the folder it stands in."""
    spec = folder / "spec.yaml"
    spec.write_text(HEAD % name + paths, encoding="utf-8")
    for path, text in build_files(spec, "python").items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder / "python"


def import_package(folder: Path, paths: str) -> ModuleType:
    """Return the imported package of a description, under a name that no other test uses."""
    name = f"shop{next(_NUMBERS)}"
    root = generate(folder, paths, name)
    sys.path.insert(0, str(root))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(root))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A request as it came over the wire."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        """The path, without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query, as it was sent."""
        return self.target.partition("?")[2]

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says next."""

    body: Any = None
    status: int = 200
    content_type: str = "application/json"
    delay: float = 0

    @property
    def content(self) -> bytes:
        """The body as it is sent."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(slots=True)
class Recorder:
    """A server on loopback that keeps its requests and gives the answer it is told to give."""

    url: str
    answer: Answer = field(default_factory=lambda: Answer({}))
    requests: list[Recorded] = field(default_factory=list[Recorded])

    @property
    def last(self) -> Recorded:
        """The request that came last."""
        return self.requests[-1]

    def says(self, body: Any = None, status: int = 200, content_type: str = "application/json") -> None:
        """Set the answer to the requests that follow."""
        self.answer = Answer(body, status, content_type)


@contextmanager
def recorder() -> Iterator[Recorder]:
    """Run a recording server while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            body = self._chunks() if "chunked" in self.headers.get("transfer-encoding", "") else self._counted()
            headers = {name.lower(): value for name, value in self.headers.items()}
            state.requests.append(Recorded(self.command, self.path, headers, body))
            threading.Event().wait(state.answer.delay)
            content = b"" if state.answer.status == 204 else state.answer.content
            self.send_response(state.answer.status)
            self.send_header("Content-Type", state.answer.content_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _counted(self) -> bytes:
            return self.rfile.read(int(self.headers.get("content-length") or 0))

        def _chunks(self) -> bytes:
            """Read to the end: a connection that is closed with something unread is reset."""
            found = b""
            while size := int(self.rfile.readline() or b"0", 16):
                found += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return found

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return self.handle_any
            raise AttributeError(name)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state = Recorder(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
