"""Wire equivalence: what a request means to say and what a server was told, in forms that compare.

Where HTTP lets languages spell one thing in several ways they may: percent-encoding of what needs none (RFC 3986 §6.2.2),
pairs of a query as a form writes them, spaces in JSON, the boundary of a multipart body and the line ends of its texts.
"""

from __future__ import annotations

import base64
import email.parser
import email.policy
import json
import re
from collections.abc import Iterator, Mapping
from email.message import Message
from itertools import zip_longest
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    Secret,
    TextBody,
    WireRequest,
)
from specloom.mock.model import Received

__all__ = ["differences", "meaning"]

Meaning = dict[str, Any]
"""Method, path, query, headers and body."""

_ALWAYS = ("authorization", "cookie")
"""Headers that must not be there where they are not meant."""
_TRIPLET = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = re.compile("[A-Za-z0-9._~-]")
_LONGEST = 300


def meaning(request: WireRequest, received: Received, variables: Mapping[str, str]) -> tuple[Meaning, Meaning]:
    """Return what the request means to say and what the server was told."""
    return _meant(request, variables), _told(request, received)


def differences(meant: Meaning, told: Meaning) -> Iterator[str]:
    """Yield each thing in which the two differ, in words."""
    for key in ("method", "path", "query", "body"):
        if meant[key] != told[key]:
            yield f"{key}: meant {_shown(meant[key])}, sent {_shown(told[key])}"
    for name in sorted({*meant["headers"], *told["headers"]}):
        wanted, sent = meant["headers"].get(name), told["headers"].get(name)
        if wanted != sent:
            yield f"header {name}: meant {_shown(wanted)}, sent {_shown(sent)}"


def _shown(value: object) -> str:
    text = "nothing" if value in (None, b"", []) else repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


def _meant(request: WireRequest, variables: Mapping[str, str]) -> Meaning:
    url = urlsplit(request.url)
    headers = {
        header.name.lower(): "".join(
            variables[piece.variable] if isinstance(piece, Secret) else piece for piece in header.value
        ).strip(" \t")
        for header in request.headers
    }
    if request.basic is not None:
        headers["authorization"] = _basic(*(variables[secret.variable] for secret in request.basic))
    secrets = [(name, variables[secret.variable]) for name, secret in request.secret_query]
    return {
        "method": request.method,
        "path": _normal(url.path or "/"),
        "query": [*parse_qsl(url.query, keep_blank_values=True), *secrets],
        "headers": headers,
        "body": _meant_body(request, variables),
    }


def _told(request: WireRequest, received: Received) -> Meaning:
    sent = {name.lower(): value for name, value in received.headers}
    wanted = [header.name.lower() for header in request.headers] + (["authorization"] if request.basic else [])
    path, _, query = received.target.partition("?")
    return {
        "method": received.method,
        "path": _normal(path),
        "query": parse_qsl(query, keep_blank_values=True),
        "headers": {name: sent[name] for name in (*wanted, *_ALWAYS) if name in sent},
        "body": _told_body(request, received),
    }


def _normal(path: str) -> str:
    """Return a path with every triplet in upper case, and none that stands for an unreserved character."""

    def spelled(triplet: re.Match[str]) -> str:
        character = chr(int(triplet[1], 16))
        return character if _UNRESERVED.fullmatch(character) else triplet[0].upper()

    return _TRIPLET.sub(spelled, path)


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
            return [_meant_part(part, variables) for part in parts]


def _meant_part(part: Part, variables: Mapping[str, str]) -> tuple[str, bytes, str | None]:
    if isinstance(part.value, FileInput):
        return part.name, Path(variables[part.value.variable]).read_bytes(), part.content_type
    return part.name, _line_feeds(part.value.encode()), part.content_type


def _told_body(request: WireRequest, received: Received) -> object:
    """Return what arrived, read as it was meant; as it is where it cannot be read so."""
    try:
        match request.body:
            case JsonBody():
                return json.dumps(json.loads(received.body), sort_keys=True)
            case FormBody():
                return parse_qsl(received.body.decode(), keep_blank_values=True)
            case MultipartBody(parts):
                return list(_told_parts(parts, received))
            case _:
                return received.body
    except (ValueError, RecursionError):
        return received.body


def _told_parts(meant: tuple[Part, ...], received: Received) -> Iterator[tuple[str, bytes, str | None]]:
    """Yield the parts that arrived. A content type counts where one was asked for, case aside."""
    head = f"Content-Type: {received.header('Content-Type')}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + received.body)
    parts = cast("list[Message]", message.get_payload()) if message.is_multipart() else []
    for part, wanted in zip_longest(parts, meant[: len(parts)]):
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        name = str(part.get_param("name", header="content-disposition"))
        told, stated = part.get("content-type"), wanted.content_type if wanted else None
        is_same = stated is not None and told is not None and _media(str(told)) == _media(stated)
        is_file = wanted is not None and isinstance(wanted.value, FileInput)
        yield name, content if is_file else _line_feeds(content), stated if is_same else None


def _media(text: str) -> str:
    return text.lower().replace(" ", "").replace('"', "")


def _line_feeds(content: bytes) -> bytes:
    """HTML has the line breaks of a form's text sent as CRLF; fetch does so, curl and requests do not."""
    return content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
