"""The request of a capture as one that can be sent again: credentials come from their environment variables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from specloom.calls.captured import form_pairs
from specloom.calls.encoding import is_header_name
from specloom.calls.model import FormBody, JsonBody, Part, Secret, TextBody, WireBody, WireHeader, WireRequest
from specloom.calls.model import MultipartBody as Multipart
from specloom.calls.values import is_array, is_object
from specloom.captures.model import Body, BodyKind, Capture
from specloom.ir.types import JsonValue

__all__ = ["captured_request"]

_VARIABLE = re.compile(r"\$([A-Z_][A-Z0-9_]*)")
_PLAIN_URL = re.compile(r"https?://[^/?#\s]+[!\"$-~]*", re.IGNORECASE)
_OF_THE_LIBRARY = frozenset(
    {"accept-encoding", "connection", "content-length", "host", "transfer-encoding", "user-agent"}
)


def captured_request(capture: Capture, variables: Collection[str]) -> WireRequest | None:
    """Return the request; None where a part of it was not kept, or it is none that anybody should send.

    `variables`: those that hold credentials. No other variable of the reader's is ever asked for: a file of captures is
    written by whoever wrote it.
    """
    request = capture.request
    body = _body(request.body) if request.body is not None else None
    if (request.body is not None and body is None) or not _PLAIN_URL.fullmatch(request.url):
        return None
    url, secret_query = _without_secrets(request.url, variables)
    is_multipart = isinstance(body, Multipart)
    return WireRequest(
        method=request.method,
        url=url,
        secret_query=secret_query,
        headers=tuple(
            WireHeader(name, tuple(_pieces(value, variables)))
            for name, value in request.headers
            if is_header_name(name) and name.lower() not in _left_out(is_multipart=is_multipart)
        ),
        body=body,
    )


def _left_out(*, is_multipart: bool) -> frozenset[str]:
    """Return the headers that whoever sends the request makes; with the boundary, the content type is one of them."""
    return _OF_THE_LIBRARY | {"content-type"} if is_multipart else _OF_THE_LIBRARY


def _pieces(value: str, variables: Collection[str]) -> Iterator[str | Secret]:
    """Yield a header's value, with a secret in the place of each variable that holds a credential."""
    place = 0
    for match in _VARIABLE.finditer(value):
        if match[1] in variables:
            if match.start() > place:
                yield value[place : match.start()]
            yield Secret(match[1])
            place = match.end()
    if place < len(value):
        yield value[place:]


def _without_secrets(url: str, variables: Collection[str]) -> tuple[str, tuple[tuple[str, Secret], ...]]:
    """Return a URL without the credentials in its query, and these."""
    kept: list[str] = []
    secrets: list[tuple[str, Secret]] = []
    base, _, query = url.partition("?")
    for pair in query.split("&") if query else []:
        name, _, value = pair.partition("=")
        match = _VARIABLE.fullmatch(unquote(value))
        if match is not None and match[1] in variables:
            secrets.append((unquote(name), Secret(match[1])))
        else:
            kept.append(pair)
    return base + ("?" + "&".join(kept) if kept else ""), tuple(secrets)


def _body(body: Body) -> WireBody | None:
    """Return a body as it is sent; None where it was cut, or holds files."""
    if body.is_cut:
        return None
    match body.kind, body.value:
        case BodyKind.JSON, value:
            return JsonBody(value)
        case BodyKind.FORM, _:
            return FormBody(form_pairs(body))
        case BodyKind.TEXT, str(text):
            return TextBody(text)
        case BodyKind.MULTIPART, value if is_array(value):
            parts = [_part(each) for each in value]
            return Multipart(tuple(each for each in parts if each is not None)) if None not in parts else None
        case _:
            return None


def _part(told: JsonValue) -> Part | None:
    if not is_object(told):
        return None
    match told.get("name"), told.get("value"):
        case str(name), str(value):
            return Part(name, value)
        case _:
            return None
