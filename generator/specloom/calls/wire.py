"""The request that a call makes, byte for byte as far as it is ours to say. Values in; `WireRequest` out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from specloom.calls.bodies import content_type, form_pairs, wire_body
from specloom.calls.credentials import Credentials
from specloom.calls.encoding import (
    compact_json,
    cookie_text,
    encode,
    encode_path_literal,
    encode_reserved,
    encode_reserved_in_path,
    encode_url,
    header_text,
    is_header_name,
    plain_text,
)
from specloom.calls.model import Argument, BodyValue, Secret, WireHeader, WireRequest
from specloom.calls.multipart import is_json_type
from specloom.calls.strings import readable
from specloom.calls.styles import header_value, pairs, path_segment
from specloom.ir.operation import Operation, Parameter, ParameterLocation, Server, Style
from specloom.ir.types import JsonValue

__all__ = ["WireInput", "wire_request"]

_FORM = "application/x-www-form-urlencoded"
_VARIABLE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WireInput:
    """Everything that decides a request."""

    operation: Operation
    server: Server
    arguments: tuple[Argument, ...]
    body: BodyValue | None
    credentials: Credentials
    accept: tuple[str, ...]
    """Media types of the success answers."""


def wire_request(given: WireInput) -> WireRequest:
    """Return the one request that all languages send."""
    body = wire_body(given.body.content, given.body.chosen.value) if given.body else None
    headers = _Headers(list(given.credentials.headers))
    if given.credentials.basic is not None:
        headers.taken.add("authorization")
    if given.accept and given.accept != ("*/*",):
        headers.add("Accept", ", ".join(given.accept))
    if given.body is not None and body is not None:
        headers.add("Content-Type", content_type(given.body.content, body))
        headers.taken.add("content-type")
    for argument in _in(given, ParameterLocation.HEADER):
        headers.add(argument.parameter.wire_name, _header_text(argument))
    _add_cookies(headers, given)
    return WireRequest(
        method=given.operation.method,
        url=_url(given),
        secret_query=tuple(given.credentials.query),
        headers=tuple(headers.found),
        basic=given.credentials.basic,
        body=body,
    )


@dataclass(slots=True)
class _Headers:
    """Headers in order, each name once without regard to case (RFC 9110 §5.1); what is no header name is left out."""

    found: list[WireHeader]
    taken: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        self.taken.update(header.name.lower() for header in self.found)

    def add(self, name: str, text: str | None) -> None:
        if text is not None:
            self.add_pieces(name, (header_text(text),))

    def add_pieces(self, name: str, pieces: tuple[str | Secret, ...]) -> None:
        if name.lower() not in self.taken and is_header_name(name):
            self.taken.add(name.lower())
            self.found.append(WireHeader(name, pieces))


def _in(given: WireInput, location: ParameterLocation) -> Iterator[Argument]:
    return (argument for argument in given.arguments if argument.parameter.location is location)


def _url(given: WireInput) -> str:
    values = {argument.parameter.wire_name: argument for argument in _in(given, ParameterLocation.PATH)}
    base = encode_url(given.server.url)
    url = base + _path(given.operation.template, values)
    query = "&".join(_query(given))
    if not query:
        return url
    return url + ("&" if "?" in url else "?") + query


def _path(template: str, values: dict[str, Argument]) -> str:
    """Return the path with each variable replaced. A variable is never empty, and a dot alone never a whole segment."""
    pieces = _VARIABLE.split(template)
    written = [
        _variable(piece, values.get(piece)) if index % 2 else encode_path_literal(piece)
        for index, piece in enumerate(pieces)
    ]
    segments = "".join(written).split("/")
    return "/".join(segment.replace(".", "%2E") if segment in (".", "..") else segment for segment in segments)


def _variable(name: str, argument: Argument | None) -> str:
    if argument is None:
        return encode(readable(name))
    parameter, value = argument.parameter, argument.chosen.value
    encoder = encode_reserved_in_path if parameter.allow_reserved else encode
    if parameter.media_type is not None:
        text = encoder(_content_text(parameter.media_type, value))
    else:
        text = path_segment(parameter.wire_name, value, parameter.style, parameter.explode, encoder)
    return text or encode(readable(name))


def _query(given: WireInput) -> Iterator[str]:
    """Yield `key=value`, encoded, in the order of the parameters; what a credential gives is not given twice."""
    secret = {name for name, _ in given.credentials.query}
    for argument in _in(given, ParameterLocation.QUERY):
        parameter = argument.parameter
        if parameter.wire_name in secret:
            continue
        encoder = encode_reserved if parameter.allow_reserved else encode
        if parameter.media_type is not None:
            yield f"{encode(parameter.wire_name)}={encoder(_content_text(parameter.media_type, argument.chosen.value))}"
        else:
            for pair in pairs(parameter.wire_name, argument.chosen.value, parameter.style, parameter.explode):
                yield pair.encoded(encoder)
    for argument in _in(given, ParameterLocation.QUERYSTRING):
        yield from _whole_query(argument.parameter, argument.chosen.value)


def _whole_query(parameter: Parameter, value: JsonValue) -> Iterator[str]:
    """Yield the query string as one value of a media type: a form as its pairs, all else percent-encoded (§4.12.1)."""
    media_type = parameter.media_type or ""
    if media_type.partition(";")[0].strip().lower() == _FORM:
        yield from (pair.encoded() for pair in form_pairs(parameter.encodings, value))
    else:
        yield encode(_content_text(media_type, value))


def _content_text(media_type: str, value: JsonValue) -> str:
    """Return a value as the media type of its parameter says."""
    return compact_json(value) if is_json_type(media_type) else plain_text(value)


def _header_text(argument: Argument) -> str:
    parameter, value = argument.parameter, argument.chosen.value
    if parameter.media_type is not None:
        return _content_text(parameter.media_type, value)
    return header_value(value, parameter.explode)


def _add_cookies(headers: _Headers, given: WireInput) -> None:
    """Put all cookies into one header (RFC 6265 §5.4); an exploded value makes several cookies."""
    cookies: list[tuple[str | Secret, ...]] = [
        (f"{encode(name)}=", secret) for name, secret in given.credentials.cookies
    ]
    taken = {name for name, _ in given.credentials.cookies}
    for argument in _in(given, ParameterLocation.COOKIE):
        parameter = argument.parameter
        if parameter.wire_name in taken:
            continue
        if parameter.media_type is not None:
            text = _content_text(parameter.media_type, argument.chosen.value)
            cookies.append((f"{encode(parameter.wire_name)}={encode(text)}",))
            continue
        found = pairs(parameter.wire_name, argument.chosen.value, parameter.style, parameter.explode)
        if parameter.style is Style.COOKIE:
            cookies += [(f"{cookie_text(pair.key)}={cookie_text(pair.value)}",) for pair in found]
        else:
            cookies += [(pair.encoded(),) for pair in found]
    if cookies:
        headers.add_pieces("Cookie", _joined(cookies))


def _joined(cookies: list[tuple[str | Secret, ...]]) -> tuple[str | Secret, ...]:
    """Return the pieces of all cookies with `; ` between, neighbouring texts as one piece."""
    pieces: list[str | Secret] = []
    for index, cookie in enumerate(cookies):
        for piece in ("; ", *cookie) if index else cookie:
            if pieces and isinstance(piece, str) and isinstance(pieces[-1], str):
                pieces[-1] += piece
            else:
                pieces.append(piece)
    return tuple(pieces)
