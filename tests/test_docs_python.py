"""Every example of docs/python.md runs, as it stands on the page, with the client of petstore-plus and a server on loopback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
CLIENT = ROOT / "generated" / "petstore-plus" / "python"
EXAMPLES = re.findall(
    r"^## ([^\n]+)|^```python\n(.*?)^```$", (ROOT / "docs" / "python.md").read_text("utf-8"), re.M | re.S
)
PET = {"id": 7, "name": "Rex", "kind": "dog", "status": "adopted"}
ANSWERS: dict[str, tuple[int, str, Any]] = {
    "/pets/7": (200, "application/json", PET),
    "/pets/404": (404, "application/problem+json", {"title": "No such pet", "status": 404}),
    "/pets/7/photo": (200, "image/png", b"\x89PNG"),
    "/pets/7/documents": (201, "text/plain", b"doc-1"),
    "/pets/events": (200, "text/event-stream", b'data: {"what": "adopted", "petId": 7}\n\ndata: [DONE]\n\n'),
    "/orders": (200, "application/json", {"items": []}),
    "/stock/legacy": (200, "application/json", {"count": 3}),
}


class Shop(BaseHTTPRequestHandler):
    """Answers by path, whatever the method."""

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        status, media_type, body = ANSWERS[self.path.partition("?")[0]]
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Shop) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def examples() -> Iterator[Any]:
    """Yield the blocks, each called by the heading that it stands below."""
    heading = "The generated Python client"
    for title, block in EXAMPLES:
        heading = title or heading
        if block:
            yield pytest.param(block, id=heading.split(",")[0].lower().replace(" ", "-"))


@pytest.mark.parametrize("block", list(examples()))
def test_an_example_runs(block: str, url: str, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "token.txt").write_text("secret")
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PETSTORE_PLUS_")}
    settings |= {"PYTHONPATH": str(CLIENT), "PETSTORE_PLUS_BASE_URL": url, "PETSTORE_PLUS_TOKEN": "secret"}
    command = [sys.executable, "-W", "error::ResourceWarning", "-c", block]
    done = subprocess.run(command, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False, timeout=60)

    assert 0 == done.returncode, done.stderr


def test_there_are_examples_of_every_section() -> None:
    assert len(list(examples())) >= 10
