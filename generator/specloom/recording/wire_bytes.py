"""From a `WireRequest` to the bytes that are sent: secrets are put in, forms and parts are written."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from urllib.parse import quote_plus

from specloom.calls.encoding import compact_json, encode
from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    Secret,
    TextBody,
    WireBody,
    WireRequest,
)
from specloom.captures.exchange import Headers, Sent

__all__ = ["AGENT", "as_sent", "as_shown"]

AGENT = (("User-Agent", "specloom"), ("Accept-Encoding", "identity"))
"""In every request. No version: servers that repeat what they were sent would answer otherwise after each update."""


def as_sent(request: WireRequest, variables: Mapping[str, str], files: Mapping[str, bytes]) -> Sent:
    """Return the request with the values of its environment variables, and the contents of its files."""
    url = request.url
    for name, secret in request.secret_query:
        url += f"{'&' if '?' in url else '?'}{encode(name)}={encode(variables[secret.variable])}"
    headers: list[tuple[str, str]] = []
    if request.basic is not None:
        pair = ":".join(variables[secret.variable] for secret in request.basic)
        headers.append(("Authorization", f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"))
    for header in request.headers:
        headers.append((header.name, "".join(_text(piece, variables) for piece in header.value)))
    content_type, body = _body(request.body, files)
    return _sent(request, url, [*headers, *content_type], body)


def as_shown(request: WireRequest, files: Mapping[str, bytes]) -> Sent:
    """Return the request as it may be printed: in the place of each credential stands `$VARIABLE`."""
    url = request.url
    for name, secret in request.secret_query:
        url += f"{'&' if '?' in url else '?'}{encode(name)}=${secret.variable}"
    headers: list[tuple[str, str]] = []
    if request.basic is not None:
        headers.append(("Authorization", "Basic " + ":".join(f"${secret.variable}" for secret in request.basic)))
    for header in request.headers:
        pieces = (f"${piece.variable}" if isinstance(piece, Secret) else piece for piece in header.value)
        headers.append((header.name, "".join(pieces)))
    content_type, body = _body(request.body, files)
    return _sent(request, url, [*headers, *content_type], body)


def _sent(request: WireRequest, url: str, headers: list[tuple[str, str]], body: bytes) -> Sent:
    stated = {name.lower() for name, _ in headers}
    usual: Headers = tuple(header for header in AGENT if header[0].lower() not in stated)
    return Sent(method=request.method, url=url, headers=(*headers, *usual), body=body)


def _text(piece: str | Secret, variables: Mapping[str, str]) -> str:
    return variables[piece.variable] if isinstance(piece, Secret) else piece


def _body(body: WireBody | None, files: Mapping[str, bytes]) -> tuple[Headers, bytes]:
    """Return the headers that only writing a body decides, and the body."""
    match body:
        case None:
            return (), b""
        case JsonBody(value):
            return (), compact_json(value).encode("utf-8", "surrogatepass")
        case FormBody(pairs):
            return (), "&".join(f"{quote_plus(key)}={quote_plus(value)}" for key, value in pairs).encode("ascii")
        case TextBody(text):
            return (), text.encode("utf-8", "surrogatepass")
        case FileBody(file):
            return (), files[file.variable]
        case MultipartBody(parts, media_type):
            return _multipart(parts, media_type, files)


def _multipart(parts: tuple[Part, ...], media_type: str, files: Mapping[str, bytes]) -> tuple[Headers, bytes]:
    """Return the Content-Type and the text of parts (RFC 7578). The boundary is made of them: the same every time."""
    written = [_part(part, files) for part in parts]
    boundary = hashlib.sha256(b"\0".join(written)).hexdigest()[:24]
    body = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), each) for each in written)
    headers = (("Content-Type", f"{media_type}; boundary={boundary}"),)
    return headers, body + b"--%b--\r\n" % boundary.encode()


def _part(part: Part, files: Mapping[str, bytes]) -> bytes:
    lines = [f'Content-Disposition: form-data; name="{_quoted(part.name)}"'] if part.name else []
    if isinstance(part.value, FileInput):
        lines[0:1] = [f'{lines[0]}; filename="{_quoted(part.value.purpose)}"'] if lines else []
        content = files[part.value.variable]
        lines.append(f"Content-Type: {part.content_type or 'application/octet-stream'}")
    else:
        content = part.value.encode("utf-8", "surrogatepass")
        lines += [f"Content-Type: {part.content_type}"] if part.content_type else []
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + content


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
