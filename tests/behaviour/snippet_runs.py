"""Helpers: run a snippet for real, and say what a server received from it and what it was meant to receive."""

from __future__ import annotations

import base64
import email.parser
import email.policy
import json
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
from urllib.parse import parse_qsl, urlsplit

import pytest
from behaviour.request_check import Received

from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Secret,
    TextBody,
    WireRequest,
)
from specloom.targets.snippets.languages.model import LanguageNames

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


def environment(request: WireRequest, folder: Path) -> dict[str, str]:
    """Return a value for each variable that a request reads: a secret full of marks, or the path of a file."""
    files = {part.variable for part in _files(request)}
    upload = folder / "an upload; with, marks.bin"
    if not upload.exists():  # snippets that run beside this one may be reading it
        upload.write_bytes(bytes(range(256)))
    return {
        name: str(upload) if name in files else f"s3cret $HOME `id` \"{name}\" 'q' %41 !! \\ end"
        for name in request.variables
    }


def _files(request: WireRequest) -> list[FileInput]:
    match request.body:
        case FileBody(file):
            return [file]
        case MultipartBody(parts):
            return [part.value for part in parts if isinstance(part.value, FileInput)]
        case _:
            return []


def meaning(request: WireRequest, received: Received, variables: Mapping[str, str]) -> tuple[object, object]:
    """Return what the request means to say and what the server was told, in forms that compare."""
    secrets = [(name, variables[secret.variable]) for name, secret in request.secret_query]
    url, target = urlsplit(request.url), urlsplit(received.target)
    sent = {name.lower(): value for name, value in received.headers}
    headers = {
        header.name.lower(): "".join(
            variables[piece.variable] if isinstance(piece, Secret) else piece for piece in header.value
        ).strip(" \t")
        for header in request.headers
    }
    if request.basic is not None:
        headers["authorization"] = _basic(*(variables[secret.variable] for secret in request.basic))
    meant = {
        "method": request.method,
        "path": url.path or "/",
        "query": [*parse_qsl(url.query, keep_blank_values=True), *secrets],
        "headers": headers,
        "body": _meant_body(request, variables),
    }
    told = {
        "method": received.method,
        "path": target.path,
        "query": parse_qsl(target.query, keep_blank_values=True),
        "headers": {name: sent.get(name) for name in headers},
        "body": _told_body(request, received),
    }
    return meant, told


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _meant_body(request: WireRequest, variables: Mapping[str, str]) -> object:
    match request.body:
        case None:
            return b""
        case JsonBody(value):
            return json.dumps(value, sort_keys=True)
        case FormBody(pairs):
            return list(pairs)
        case TextBody(text):
            return text.encode()
        case FileBody(file):
            return Path(variables[file.variable]).read_bytes()
        case MultipartBody(parts):
            return [
                (
                    part.name,
                    Path(variables[part.value.variable]).read_bytes()
                    if isinstance(part.value, FileInput)
                    else _line_feeds(part.value.encode()),
                    part.content_type,
                )
                for part in parts
            ]


def _told_body(request: WireRequest, received: Received) -> object:
    match request.body:
        case JsonBody():
            return json.dumps(json.loads(received.body), sort_keys=True)
        case FormBody():
            return parse_qsl(received.body.decode(), keep_blank_values=True)
        case MultipartBody():
            return _parts(request.body, received)
        case _:
            return received.body


def _parts(body: MultipartBody, received: Received) -> list[tuple[str, bytes, str | None]]:
    """Return the parts that arrived. A content type counts where one was asked for, case aside."""
    media_type = next(value for name, value in received.headers if name.lower() == "content-type")
    head = f"Content-Type: {media_type}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + received.body)
    found: list[tuple[str, bytes, str | None]] = []
    for part, meant in zip(message.iter_parts(), body.parts, strict=True):
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = str(part.get_param("name", header="content-disposition"))
        told = part.get("content-type")
        same = meant.content_type is not None and told is not None and _media(told) == _media(meant.content_type)
        is_file = isinstance(meant.value, FileInput)
        found.append((name, content if is_file else _line_feeds(content), meant.content_type if same else None))
    return found


def _media(text: str) -> str:
    return text.lower().replace(" ", "").replace('"', "")


def _line_feeds(content: bytes) -> bytes:
    """HTML has the line breaks of a form's text sent as CRLF; fetch does so, curl and requests do not."""
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
