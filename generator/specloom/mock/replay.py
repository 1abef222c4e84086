"""Captured answers, played back: a request in, the answer of the capture whose request is most like it out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlencode

from specloom.calls.addresses import path_of
from specloom.calls.captured import essence, form_pairs
from specloom.calls.encoding import header_text, is_header_name
from specloom.captures.model import Body, BodyKind, Capture, Captures
from specloom.ir.operation import Operation
from specloom.ir.types import JsonValue
from specloom.mock.answers import BYTES, LEFT_OUT
from specloom.mock.model import Answer, Received
from specloom.mock.preferences import Preferences, accepts

__all__ = ["Replay", "Replayed"]

_CREDENTIAL = re.compile(r"\$[A-Z_][A-Z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """An answer that was captured."""

    answer: Answer
    is_exact: bool
    """It was captured for this very request, and not for another one to the same operation."""


@dataclass(frozen=True, slots=True)
class Replay:
    """Finds answers among captures."""

    captures: Captures

    def answer(self, operation: Operation, received: Received) -> Replayed | None:
        """Return the answer to a request; None where nothing fits.

        `Prefer: code=404` chooses the status; who asks for an example of the description by its name gets none of ours. The
        capture of the same path, query and body is the one; else the success that was captured for the most similar
        request: an error is no answer to another request than its own.
        """
        preferences = Preferences.of(received)
        if preferences.example:
            return None
        code = preferences.code
        wanted = [
            each.capture for each in self.captures.of(operation.id) if code in {"", str(each.capture.response.status)}
        ]
        exact = [each for each in wanted if all(_likeness(each, operation, received))]
        fitting = exact or [each for each in wanted if code or 200 <= each.response.status < 300]
        best = max(fitting, key=lambda each: _rank(each, operation, received), default=None)
        return None if best is None else Replayed(answer=_answer(best), is_exact=bool(exact))


def _rank(capture: Capture, operation: Operation, received: Received) -> tuple[bool, tuple[bool, ...], int]:
    """Return how well a capture fits, the better the greater: by media type, by request, and by the lower status."""
    body = capture.response.body
    is_wanted = body is None or accepts(body.media_type, received.header("Accept"))
    return is_wanted, _likeness(capture, operation, received), -capture.response.status


def _likeness(capture: Capture, operation: Operation, received: Received) -> tuple[bool, bool, bool]:
    """Return whether path, query and body of two requests are equal."""
    asked = capture.request
    count = operation.template.partition("?")[0].count("/")
    return (
        _segments(path_of(asked.url), count) == _segments(received.path, count),
        sorted(_open(asked.query)) == sorted(_open(parse_qsl(received.query, keep_blank_values=True), asked.query)),
        asked.body is None if not received.body else asked.body is not None and _is_equal(asked.body, received),
    )


def _segments(path: str, count: int) -> list[str]:
    """Return the last segments of a path, decoded: what stands before them is the server's own."""
    return [unquote(segment) for segment in path.split("/")[-count:]]


def _open(pairs: Iterable[tuple[str, str]], captured: Iterable[tuple[str, str]] = ()) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a query without credentials, which are never captured."""
    secret = {name for name, value in captured if _CREDENTIAL.fullmatch(value)}
    return ((name, value) for name, value in pairs if name not in secret and not _CREDENTIAL.fullmatch(value))


def _is_equal(body: Body, received: Received) -> bool:
    text = received.body.decode("utf-8", "replace")
    match body.kind:
        case BodyKind.JSON:
            try:
                found: JsonValue = json.loads(text)
            except (ValueError, RecursionError):
                return False
            return bool(found == body.value)
        case BodyKind.FORM:
            return tuple(parse_qsl(text, keep_blank_values=True)) == form_pairs(body)
        case BodyKind.TEXT:
            return bool(text == body.value)
        case BodyKind.MULTIPART | BodyKind.BINARY:
            return True  # a boundary and bytes that no capture keeps


def _answer(capture: Capture) -> Answer:
    body = capture.response.body
    headers = [
        (name, header_text(value))
        for name, value in capture.response.headers
        if name.lower() not in LEFT_OUT and is_header_name(name)
    ]
    if body is None:
        return Answer(status=capture.response.status, headers=tuple(headers))
    is_stream = essence(body.media_type) == "text/event-stream"
    media_type = ("Content-Type", header_text(body.media_type))
    chunks = tuple(_chunks(body, is_stream=is_stream))
    return Answer(status=capture.response.status, headers=(media_type, *headers), chunks=chunks, is_stream=is_stream)


def _chunks(body: Body, *, is_stream: bool) -> Iterator[bytes]:
    match body.kind, body.value:
        case BodyKind.TEXT, str(text) if is_stream:
            yield from (f"{event}\n\n".encode("utf-8", "replace") for event in text.split("\n\n") if event.strip())
        case BodyKind.TEXT, str(text):
            yield text.encode("utf-8", "replace")
        case BodyKind.FORM, _:
            yield urlencode(form_pairs(body), errors="replace").encode()
        case BodyKind.BINARY | BodyKind.MULTIPART, _:
            yield BYTES
        case _, value:
            yield json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
