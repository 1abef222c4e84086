"""A call and its values become an HTTP request."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import Drift
from .auth import Credentials
from .bodies import payload, query_text
from .call import Call
from .encode import encode
from .options import Options
from .styles import (
    Style,
    cookie_text,
    header_value,
    pairs,
    path_literal,
    path_segment,
    quoted,
)
from .unset import UNSET
from .uploads import Upload

if TYPE_CHECKING:
    import httpx2

Values = Mapping[str, object]

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_USER = re.compile(r"(?<=//)[^/?#]*@")
_DOTS = {".": "%2E", "..": "%2E%2E"}  # as they are they would mean another path
_USUAL = {
    "path": Style("simple"),
    "query": Style("form", explode=True),
    "header": Style("simple"),
    "cookie": Style("form", explode=True),
}


class Inputs(NamedTuple):
    """The values of one call, by name on the wire."""

    path: Values
    query: Values
    querystring: Values
    headers: Values
    cookies: Values
    body: object
    options: Options


class Request(NamedTuple):
    """One HTTP request."""

    method: str
    url: str
    public_url: str
    """Without credentials, for messages."""
    headers: dict[str, str]
    content: bytes | Upload | None
    has_key: bool
    """An idempotency key goes with it: the server does once what it gets twice."""
    is_strict: bool = False
    """An answer that is not as documented is an error."""
    on_drift: Callable[[Drift], object] | None = None
    """Is told where an answer is not as documented."""
    has_secret: bool = False
    """A header holds one that the HTTP library would send to another host."""
    tokens: httpx2.Auth | None = None
    """Where it gets a token."""


def prepare(
    call: Call[Any],
    inputs: Inputs,
    base_url: str,
    credentials: Credentials,
    usual_headers: Mapping[str, str] | None = None,
    *,
    is_strict: bool = False,
    on_drift: Callable[[Drift], object] | None = None,
) -> Request:
    """Return the request of a call."""
    address = base_url.rstrip("/") + _path(call, inputs.path)
    sent_url = _with_query(address, _query(call, inputs))
    secret = [f"{quoted(name)}={quoted(value)}" for name, value in credentials.query]
    written = payload(call.body, inputs.body, inputs.options.body)
    headers = {**credentials.headers, "Accept": call.accept}
    if written.media_type is not None:
        headers["Content-Type"] = written.media_type
    for name, value in _given(inputs.headers):
        if value is None:
            continue
        headers[name] = header_value(encode(value), _style(call, "header", name))
    if call.key and call.key not in map(str.lower, headers):
        headers[call.key] = _fresh_key()
    cookies = _cookies(call, inputs, credentials)
    if cookies:
        headers["Cookie"] = cookies
    headers = overridden(headers, usual_headers, inputs.options.headers)
    lower = set(map(str.lower, headers))
    return Request(
        method=call.method,
        url=_with_query(sent_url, secret),
        public_url=_USER.sub("", sent_url, 1) if "@" in sent_url else sent_url,
        headers=headers,
        content=written.content,
        has_key="idempotency-key" in lower or bool(call.key),
        is_strict=is_strict,
        on_drift=on_drift,
        has_secret=bool(credentials.headers.keys() - {"Authorization"}),
    )


def _fresh_key() -> str:
    from uuid import uuid4

    return str(uuid4())


def _style(call: Call[Any], location: str, name: str) -> Style:
    return call.styles.get((location, name), _USUAL[location])


def _given(values: Values) -> list[tuple[str, object]]:
    return [(name, value) for name, value in values.items() if value is not UNSET]


def _path(call: Call[Any], values: Values) -> str:
    """Return the path with its variables replaced."""
    fixed, names = _template(call.path)
    pieces = [fixed[0]]
    for name, literal in zip(names, fixed[1:], strict=True):
        value = values[name]
        if isinstance(value, str) and not call.styles:
            written = quoted(value)
        else:
            written = path_segment(name, encode(value), _style(call, "path", name))
        if not written:
            raise ValueError(f"{call.method} {call.path}: {name!r} is empty")
        pieces += (written, literal)
    path = "".join(pieces)
    if "." not in path:
        return path
    return "/".join(_DOTS.get(segment, segment) for segment in path.split("/"))


@lru_cache(maxsize=1024)
def _template(path: str) -> tuple[list[str], list[str]]:
    """Return what is fixed in a path, as it stands in a URL, and the names of the variables between."""
    pieces = _VARIABLE.split(path)
    return [path_literal(piece) for piece in pieces[::2]], pieces[1::2]


def _query(call: Call[Any], inputs: Inputs) -> list[str]:
    """Return the pairs of the query, encoded."""
    written: list[str] = []
    for name, value in _given(inputs.query):
        style = _style(call, "query", name)
        made = pairs(name, encode(value), style)
        written += [pair.encoded(style.allow_reserved) for pair in made]
    if call.query is not None:
        for _, value in _given(inputs.querystring):
            written.append(query_text(call.query, value))
    for name, value in _given(inputs.options.query):
        made = pairs(name, encode(value), _USUAL["query"])
        written += [pair.encoded() for pair in made]
    return written


def _with_query(url: str, query: list[str]) -> str:
    written = "&".join(pair for pair in query if pair)
    return url + ("&" if "?" in url else "?") + written if written else url


def _cookies(call: Call[Any], inputs: Inputs, credentials: Credentials) -> str:
    """Return the Cookie header."""
    written = [f"{name}={cookie_text(value)}" for name, value in credentials.cookies]
    for name, value in _given(inputs.cookies):
        style = _style(call, "cookie", name)
        made = pairs(name, encode(value), style)
        if style.name == "cookie":
            written += [cookie_text(f"{pair.key}={pair.value}") for pair in made]
        else:
            written += [pair.encoded() for pair in made]
    return "; ".join(written)


def overridden(
    headers: dict[str, str], *levels: Mapping[str, str] | None
) -> dict[str, str]:
    """Return headers with those of each level in their place, whatever their case."""
    for more in filter(None, levels):
        replaced = {name.lower() for name in more}
        kept = {k: v for k, v in headers.items() if k.lower() not in replaced}
        headers = {**kept, **more}
    return headers
