"""Helpers: run a snippet for real, and record what a server received from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from behaviour.request_check import Received

from specloom.targets.snippets.languages.model import LanguageNames
from specloom.verify import meaning
from specloom.verify.environment import environment

__all__ = ["RecordingServer", "environment", "meaning", "recording_server", "require_tool", "run_snippet"]

_PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
_CACHE = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
"""Where compilers keep what they made; the home folder itself holds settings that snippets must not read."""
_NOT_IN_CI = frozenset({"dotnet", "kotlin", "pwsh", "swift"})
"""Programs that no package of the system has; what they would run is parsed."""


@dataclass(slots=True)
class RecordingServer:
    """A server on loopback that answers everything and keeps what it got."""

    url: str
    requests: list[Received] = field(default_factory=list)


@contextmanager
def recording_server(status: int = 200) -> Iterator[RecordingServer]:
    """Run a server for the time of a `with` block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline or not self.parse_request():
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            recorder.requests.append(Received(self.command, self.path, tuple(self.headers.items()), body))
            text = b'{"ok": true}'
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text)
            self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    recorder = RecordingServer(url=f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield recorder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def require_tool(language: LanguageNames) -> None:
    """Skip the test where a program that snippets need is not there; in CI that is a failure."""
    if not language.command:
        pytest.skip(f"nothing runs a file of {language.label} alone")
    missing = [name for name in (language.command[0], language.tool) if not shutil.which(name, path=_PATH)]
    if not missing:
        return
    reason = f"no {missing[0]} on this machine, so that its snippets cannot be run"
    if os.environ.get("CI") and missing[0] not in _NOT_IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


def run_snippet(
    language: LanguageNames, path: Path, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Run a snippet's file as it stands, with nothing in its environment but what it needs."""
    environment = {"PATH": _PATH, "NO_PROXY": "*", "LC_ALL": "C", "XDG_CACHE_HOME": _CACHE, **variables}
    program, *options = language.command
    return subprocess.run(
        [shutil.which(program, path=_PATH) or program, *options, str(path)],
        env=environment,
        cwd=path.parent,
        capture_output=True,
        timeout=300,  # a compiler without a cache takes a minute
        check=False,
    )
