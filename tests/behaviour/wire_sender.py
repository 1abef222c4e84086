"""Sends a `WireRequest` with nothing but `http.client`: what every snippet language has to amount to."""

from __future__ import annotations

import base64
import http.client
import json
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from specloom.calls.model import FileBody, FileInput, FormBody, JsonBody, MultipartBody, Secret, TextBody, WireRequest

__all__ = ["Sent", "raw_request", "send"]

BOUNDARY = "specloom-boundary"
FILE = b"\x00\x01bytes\xff"


@dataclass(frozen=True)
class Sent:
    """The answer to a request."""

    status: int
    content_type: str | None
    body: bytes


def value_of(piece: str | Secret) -> str:
    return f"secret-{piece.variable}" if isinstance(piece, Secret) else piece


def raw_request(request: WireRequest) -> tuple[str, dict[str, str], bytes | None]:
    """Return the URL, the headers and the body of a request."""
    url = request.url
    for name, secret in request.secret_query:
        url += ("&" if "?" in url else "?") + f"{quote(name, safe='')}={quote(value_of(secret), safe='')}"
    headers = {header.name: "".join(value_of(piece) for piece in header.value) for header in request.headers}
    if request.basic is not None:
        pair = ":".join(value_of(secret) for secret in request.basic)
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    match request.body:
        case None:
            return url, headers, None
        case JsonBody(value=value):
            return url, headers, json.dumps(value).encode()
        case FormBody(pairs=pairs):
            return url, headers, urlencode(pairs).encode()
        case TextBody(text=text):
            return url, headers, text.encode()
        case FileBody():
            return url, headers, FILE
        case MultipartBody():
            headers["Content-Type"] = f"multipart/form-data; boundary={BOUNDARY}"
            return url, headers, multipart(request.body)


def multipart(body: MultipartBody) -> bytes:
    lines = b""
    for part in body.parts:
        is_file = isinstance(part.value, FileInput)
        lines += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{part.name}"'.encode()
        lines += b'; filename="file.bin"' if is_file else b""
        content_type = part.content_type or ("application/octet-stream" if is_file else None)
        lines += f"\r\nContent-Type: {content_type}".encode() if content_type else b""
        value = FILE if isinstance(part.value, FileInput) else part.value.encode()
        lines += b"\r\n\r\n" + value + b"\r\n"
    return lines + f"--{BOUNDARY}--\r\n".encode()


def send(request: WireRequest) -> Sent:
    """Send a request to the loopback address that it names."""
    url, headers, body = raw_request(request)
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(request.method, target, body=body, headers=headers)
        response = connection.getresponse()
        return Sent(response.status, response.headers.get("Content-Type"), response.read())
    finally:
        connection.close()
