"""The documented answers of an API, with their examples; and the one that tells what is wrong with a request (RFC 9457)."""

from __future__ import annotations

import http
import json
from collections.abc import Iterator
from dataclasses import dataclass

from specloom.calls.encoding import header_text, is_header_name, plain_text
from specloom.calls.examples import Chooser, Need
from specloom.calls.model import Calls, Variant
from specloom.calls.styles import header_value
from specloom.ir.operation import Content, ContentKind, Header, Operation, Response
from specloom.ir.types import Direction, JsonValue
from specloom.mock.model import Answer, Fault, Place, Received
from specloom.mock.preferences import Preferences, accepted

__all__ = ["BYTES", "LEFT_OUT", "Answers", "problem"]

BYTES = b"\x89PNG\r\n\x1a\n\x00\x01\xff"
"""What a binary answer holds: bytes that are no text."""
LEFT_OUT = frozenset(
    {"connection", "content-encoding", "content-length", "content-type", "date", "keep-alive", "location"}
    | {"server", "set-cookie", "trailer", "transfer-encoding", "upgrade"}
)
"""Headers that frame the body, and those that would send a client elsewhere or keep something in it."""
_LONGEST_VALUE = 200
_RANKS = (404, 405, 401, 415, 400, 422)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers requests to an API."""

    calls: Calls
    chooser: Chooser

    def answer(self, operation: Operation, received: Received) -> Answer:
        """Return the answer that a request prefers: the first success, where it does not say."""
        wanted = Preferences.of(received)
        found = _response(operation, wanted.code)
        if found is None:
            return problem([_not_there("code", wanted.code)]) if wanted.code else Answer(status=204)
        status, response = found
        content = accepted(response.contents, received.header("Accept"))
        headers = tuple(self._headers(operation, response))
        if content is None:
            return Answer(status=status, headers=headers)
        if wanted.example and wanted.example not in {example.name for example in content.examples}:
            return problem([_not_there("example", wanted.example)])
        chunks, is_stream = self._body(operation, response, content, wanted.example)
        media_type = "application/octet-stream" if "*" in content.media_type else content.media_type
        return Answer(
            status=status, headers=(("Content-Type", media_type), *headers), chunks=chunks, is_stream=is_stream
        )

    def _body(
        self, operation: Operation, response: Response, content: Content, name: str
    ) -> tuple[tuple[bytes, ...], bool]:
        """Return the pieces of a body, and whether they come one after the other."""
        chosen = self.calls.responses.get((operation.id, response.status, content.media_type))
        value: JsonValue = chosen.value if chosen else None
        if name:
            value = next(example.value for example in content.examples if example.name == name)
        elif chosen is None:
            return (BYTES,), False
        if content.kind is ContentKind.JSON:
            return (json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"),), False
        text = plain_text(value).encode("utf-8", "replace")
        match content.kind:
            case ContentKind.SSE:
                return tuple(event + b"\n\n" for event in text.split(b"\n\n") if event.strip()), True
            case ContentKind.NDJSON:
                return tuple(text.splitlines(keepends=True)), True
            case _:
                return (text,), False

    def _headers(self, operation: Operation, response: Response) -> Iterator[tuple[str, str]]:
        for header in response.headers:
            if header.wire_name.lower() not in LEFT_OUT and is_header_name(header.wire_name):
                subject = f"{operation.method} {operation.path}, response {response.status}"
                yield header.wire_name, header_text(self._header(header, subject))

    def _header(self, header: Header, subject: str) -> str:
        need = Need(
            type=header.type,
            examples=(),
            direction=Direction.RESPONSE,
            name=header.wire_name,
            subject=subject,
            origin=header.origin,
            flat=header.media_type is None,
        )
        value = self.chooser.choose(need, Variant.FULL).value
        return header_value(value, explode=False) if header.media_type is None else plain_text(value)


def problem(faults: list[Fault], *, status: int = 0, allowed: tuple[str, ...] = ()) -> Answer:
    """Return a problem that lists faults (RFC 9457); its status is that of the gravest."""
    status = status or min((fault.status for fault in faults), key=_RANKS.index)
    value = {
        "type": "about:blank",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": "; ".join(map(str, faults)),
        "errors": [_as_json(fault) for fault in faults],
    }
    headers = [("Content-Type", "application/problem+json")]
    headers += [("Allow", ", ".join(allowed))] if allowed else []
    headers += [("WWW-Authenticate", "Bearer")] if status == http.HTTPStatus.UNAUTHORIZED else []
    text = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
    return Answer(status=status, headers=tuple(headers), chunks=(text,))


def _as_json(fault: Fault) -> dict[str, JsonValue]:
    shown = json.dumps(fault.value, ensure_ascii=False)
    value = fault.value if len(shown) <= _LONGEST_VALUE else shown[:_LONGEST_VALUE] + " ..."
    return {
        "in": fault.place.value,
        "name": fault.name,
        "pointer": fault.pointer,
        "value": value,
        "detail": fault.detail,
    }


def _not_there(what: str, value: str) -> Fault:
    detail = f"Prefer asks for {what}={value}, and the operation documents no such answer"
    return Fault(status=400, place=Place.HEADER, name="Prefer", value=value, detail=detail)


def _response(operation: Operation, code: str) -> tuple[int, Response] | None:
    """Return a documented answer and its status: the one of this code, or the first success; None where there is none."""
    by_status = {response.status: response for response in operation.responses}
    if code:
        response = by_status.get(code) or by_status.get(f"{code[:1]}XX") or by_status.get("default")
        return (int(code), response) if response is not None and _is_status(code) else None
    for response in (*operation.successes, *operation.responses):
        if response.status.isdecimal():
            return int(response.status), response
        if response.is_success or response.status == "default":
            return http.HTTPStatus.OK, response
    return None


def _is_status(code: str) -> bool:
    return (
        code.isascii()
        and code.isdecimal()
        and int(code) in {status.value for status in http.HTTPStatus if status >= 200}
    )
