"""An API with a state: things that are made, read, changed and deleted. It checks its key, and knows what is left."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote
from uuid import uuid4

__all__ = ["CLIENT", "KEY", "SPEC", "Things", "serve"]

KEY = "the-key-of-the-things-7Hq2"
CLIENT = ("a-client", "s3cret of/the+client")
"""What `POST /token` gives a token for (RFC 6749 §4.4); each is another."""
SPEC = """\
openapi: 3.1.0
info: {title: Things API, version: "1"}
servers: [{url: http://127.0.0.1:1}]
security: [{Key: []}]
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{name: color, in: query, schema: {type: string}}]
      responses:
        "200":
          description: All of them.
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Thing"}}}}
    post:
      operationId: createThing
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/NewThing"}}}
      responses:
        "201": &thing
          description: The thing.
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
        "400": {description: It has no name.}
  /things/{thingId}:
    parameters: [{name: thingId, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getThing
      responses: {"200": *thing, "404": {description: There is none.}}
    put:
      operationId: replaceThing
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/NewThing"}}}
      responses: {"200": *thing, "404": {description: There is none.}}
    delete:
      operationId: deleteThing
      responses: {"204": {description: It is gone.}, "404": {description: There is none.}}
components:
  securitySchemes: {Key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    NewThing:
      type: object
      required: [name]
      properties: {name: {type: string}, color: {type: string}}
    Thing:
      type: object
      required: [id, name]
      properties: {id: {type: string, format: uuid}, name: {type: string}, color: {type: string}}
"""


@dataclass(slots=True)
class Things:
    """What the API knows, and what it was asked."""

    url: str
    things: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    odd: list[int] = field(default_factory=list[int])
    """Statuses with which the next creations answer, without a body, although they create."""
    keeps: bool = False
    """Nothing can be deleted."""
    more: dict[str, Any] = field(default_factory=dict[str, Any])
    """What is in every answer that tells of a new thing, as Python's JSON writes it."""
    requests: list[str] = field(default_factory=list[str])
    tokens: list[str] = field(default_factory=list[str])
    """That were given."""
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def serve() -> Iterator[Things]:
    """Serve the API on a free port of loopback while the block runs."""
    state = Things("")

    class Handler(_Handler):
        things = state

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    things: Things

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.partition("?")[0]
        with self.things.lock:
            self.things.requests.append(f"{self.command} {path}")
            if path == "/token":
                status, answer = self._token(body)
            else:
                status, answer = self._answer(path, body) if self._is_known() else (401, None)
            if status == 201 and self.things.odd:
                status, answer = self.things.odd.pop(0), None
        text = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        if status == 503:
            self.send_header("Retry-After", "0")
        if status == 302:
            self.send_header("Location", "/things")
        if text:
            self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_DELETE = _serve  # noqa: N815

    def _is_known(self) -> bool:
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        return self.headers.get("X-Key") == KEY or token in self.things.tokens

    def _token(self, body: bytes) -> tuple[int, Any]:
        pair = ":".join(quote(each, safe="") for each in CLIENT).encode()
        if (
            self.headers.get("Authorization") != "Basic " + b64encode(pair).decode()
            or b"client_credentials" not in body
        ):
            return 401, {"error": "invalid_client"}
        self.things.tokens.append(f"token-{uuid4().hex}")
        return 200, {"access_token": self.things.tokens[-1], "token_type": "Bearer", "expires_in": 3600}

    def _answer(self, path: str, body: bytes) -> tuple[int, Any]:
        things = self.things.things
        if path == "/moved":
            return 302, None
        if path == "/things":
            if self.command == "GET":
                return 200, list(things.values())
            given = json.loads(body)
            if "name" not in given:
                return 400, None
            thing = {"id": str(uuid4()), **given}
            things[thing["id"]] = thing
            return 201, thing | self.things.more
        key = path.removeprefix("/things/")
        if key not in things:
            return 404, None
        if self.command == "DELETE" and self.things.keeps:
            return 403, None
        if self.command == "DELETE":
            del things[key]
            return 204, None
        if self.command == "PUT":
            things[key] |= json.loads(body)
        return 200, things[key]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""
