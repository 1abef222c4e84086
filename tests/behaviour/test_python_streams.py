"""Answers that come item by item, through the generated client, from a server on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from behaviour.python_package import Recorder, import_package, recorder

DOCUMENT = """\
security: []
paths:
  /chats:
    post:
      tags: [chats]
      operationId: createChat
      parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [text], properties: {text: {type: string}, stream: {type: boolean}}}
      responses:
        "200":
          description: ok
          content:
            application/json: {schema: {$ref: "#/components/schemas/Chat"}}
            text/event-stream: {schema: {$ref: "#/components/schemas/Piece"}}
        "400": {description: no, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
  /events:
    get:
      tags: [chats]
      operationId: watch
      responses:
        "200": {description: ok, content: {text/event-stream: {schema: {$ref: "#/components/schemas/Event"}}}}
  /lines:
    get:
      tags: [chats]
      operationId: export
      responses: {"200": {description: ok, content: {application/x-ndjson: {schema: {$ref: "#/components/schemas/Piece"}}}}}
  /words:
    get:
      tags: [chats]
      operationId: words
      responses: {"200": {description: ok, content: {text/event-stream: {schema: {type: string}}}}}
components:
  schemas:
    Chat: {type: object, required: [id], properties: {id: {type: string}}}
    Piece: {type: object, required: [text], properties: {text: {type: string}}}
    Event: {type: object, required: [data], properties: {event: {type: string}, data: {type: string}, id: {type: string}}}
    Problem: {type: object, properties: {reason: {type: string}}}
"""
SSE = "text/event-stream"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("streams"), DOCUMENT)


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as found:
        yield found


def chats(package: ModuleType, server: Recorder) -> Any:
    name = next(name for name in package.__all__ if name.startswith("Shop"))
    return getattr(package, name)(base_url=server.url).chats


def async_client(package: ModuleType, server: Recorder) -> Any:
    name = next(name for name in package.__all__ if name.startswith("AsyncShop"))
    return getattr(package, name)(base_url=server.url)


def events(*items: object) -> bytes:
    return b"".join(f"data: {json.dumps(item)}\n\n".encode() for item in items) + b"data: [DONE]\n\n"


def test_the_whole_answer(package: ModuleType, server: Recorder) -> None:
    """One method asks for JSON and does not mention streaming."""
    server.says({"id": "a"})
    found = chats(package, server).create_chat(text="hello")

    assert "a" == found.id
    assert {"text": "hello"} == server.last.json
    assert "application/json" == server.last.headers["accept"]


def test_the_pieces(package: ModuleType, server: Recorder) -> None:
    """The other one asks for events, tells the server so in the body, and yields what their data holds."""
    server.says(events({"text": "hel"}, {"text": "lo"}), content_type=SSE)
    found = list(chats(package, server).create_chat_stream(text="hello"))

    assert [package.models.Piece(text="hel"), package.models.Piece(text="lo")] == found
    assert {"text": "hello", "stream": True} == server.last.json
    assert server.last.headers["accept"] == SSE


def test_the_pieces_awaited(package: ModuleType, server: Recorder) -> None:
    """The same with the asynchronous client."""
    server.says(events({"text": "hel"}, {"text": "lo"}), content_type=SSE)

    async def read() -> list[str]:
        async with async_client(package, server) as client:
            return [piece.text async for piece in await client.chats.create_chat_stream(text="hello")]

    assert ["hel", "lo"] == asyncio.run(read())


def test_an_error_is_raised_before_the_first_item(package: ModuleType, server: Recorder) -> None:
    """A stream that is refused raises when it is asked for, with the documented body."""
    server.says({"reason": "full"}, status=400)
    with pytest.raises(package.BadRequestError) as raised:
        chats(package, server).create_chat_stream(text="hello")

    assert "full" == raised.value.body.reason


def test_whole_events(package: ModuleType, server: Recorder) -> None:
    """Where the schema is that of an event, the item is the event."""
    server.says(b"event: born\nid: 7\ndata: Rex\n\ndata: a\ndata: b\n\n", content_type=SSE)
    found = list(chats(package, server).watch())

    assert [("born", "Rex", "7"), ("message", "a\nb")] == [
        (found[0].event, found[0].data, found[0].id),
        (found[1].event, found[1].data),
    ]


def test_lines(package: ModuleType, server: Recorder) -> None:
    """Each line is an item; empty lines are none."""
    server.says(b'{"text": "a"}\n\n{"text": "b"}', content_type="application/x-ndjson")

    assert ["a", "b"] == [item.text for item in chats(package, server).export()]


def test_text_stays_text(package: ModuleType, server: Recorder) -> None:
    """Data that is documented as text is not read as JSON."""
    server.says(b"data: 12\n\ndata: [1\n\n", content_type=SSE)

    assert ["12", "[1"] == list(chats(package, server).words())


def test_an_idempotency_key(package: ModuleType, server: Recorder) -> None:
    """A documented header gets a key of its own for each call, unless the caller has one."""
    server.says({"id": "a"})
    section = chats(package, server)
    section.create_chat(text="hello")
    section.create_chat(text="hello")
    section.create_chat(text="hello", idempotency_key="mine")
    keys = [request.headers["idempotency-key"] for request in server.requests]

    assert 3 == len(set(keys))
    assert "mine" == keys[2]
