"""C#: a request with `HttpClient`, as a file of top-level statements (.NET 8 and later; .NET 10 runs the file as it is)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlsplit

from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    Secret,
    TextBody,
    WireHeader,
    WireRequest,
)
from specloom.targets.snippets.languages.csharp_text import (
    CsComment,
    CsJson,
    CsMethod,
    CsString,
    CsText,
    CsUsing,
    CsValue,
)
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    Language,
    SnippetFile,
    SnippetView,
    has_dot_segments,
    header_pieces,
    refuse_other_multipart,
    url_pieces,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes

__all__ = ["CSHARP", "CsharpSnippet", "plan_csharp"]

_OF_CONTENT = frozenset({
    "allow", "content-disposition", "content-encoding", "content-language", "content-location", "content-md5",
    "content-range", "content-type", "expires", "last-modified",
})  # fmt: skip
"""Headers that .NET keeps with the body (`HttpHeaderType.Content`)."""
_MEDIA_TYPE = re.compile(
    r"""[\w!#$%&'*+.^`|~-]+/[\w!#$%&'*+.^`|~-]+(; ?[\w.-]+=([\w.+-]+|"[\w .:/?=+'-]*"))*""", re.ASCII
)
_CHANGED_BY_URI = re.compile(r"%(?:2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])|[^!#-;=?-~]")
"""Escapes of characters that need none, which `Uri` decodes, and characters that it escapes."""


@dataclass(frozen=True, slots=True)
class CsHeader:
    """A header to add."""

    name: CsString
    value: CsValue


@dataclass(frozen=True, slots=True)
class CsPair:
    """A field of a form."""

    name: CsString
    value: CsString


@dataclass(frozen=True, slots=True, kw_only=True)
class CsPart:
    """One part of a multipart form: text, or a file by the variable that holds its path."""

    name: CsString
    text: CsString | None
    file: CsValue | None
    content_type: CsString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CsharpSnippet(SnippetView):
    """A program that sends one request."""

    template: ClassVar[str] = "snippets/csharp.jinja"
    usings: tuple[CsUsing, ...]
    notes: tuple[CsComment, ...]
    method: CsMethod
    url: CsValue
    as_is: bool
    """The URL has something in it that `Uri` would write in another way."""
    user: CsValue | None
    password: CsValue | None
    headers: tuple[CsHeader, ...]
    body_headers: tuple[CsHeader, ...]
    content_type: CsString | None
    text: CsText | CsJson | None
    form: tuple[CsPair, ...] | None
    parts: tuple[CsPart, ...] | None
    upload: CsValue | None
    reads_environment: bool
    prints_text: bool
    prints_bytes: bool


def plan_csharp(file: SnippetFile, request: WireRequest, answer: Answer) -> CsharpSnippet:
    """Return the request as a program; refuse what `HttpClient` cannot send."""
    _refuse(request)
    body = request.body
    headers = [(header.name.lower(), header) for header in request.headers]
    content_types = [CsString(_media_type(_literal(header))) for name, header in headers if name == "content-type"]
    parts = tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None
    return CsharpSnippet(
        file=file,
        usings=tuple(CsUsing(name) for name in _usings(request)),
        notes=tuple(CsComment(note) for note in file_notes(request)),
        method=CsMethod(request.method),
        url=CsValue(url_pieces(request), encoded=True),
        as_is=has_dot_segments(request) or _is_changed(request.url),
        user=None if request.basic is None else CsValue((request.basic[0],)),
        password=None if request.basic is None else CsValue((request.basic[1],)),
        headers=tuple(
            CsHeader(CsString(header.name), CsValue(header_pieces(header)))
            for name, header in headers
            if name not in _OF_CONTENT
        ),
        body_headers=tuple(
            CsHeader(CsString(header.name), CsValue(header_pieces(header)))
            for name, header in headers
            if name in _OF_CONTENT and name != "content-type"
        ),
        content_type=content_types[0] if content_types else None,
        text=_text(request),
        form=tuple(_pair(*pair) for pair in body.pairs) if isinstance(body, FormBody) else None,
        parts=parts,
        upload=CsValue((Secret(body.file.variable),)) if isinstance(body, FileBody) else None,
        reads_environment=bool(request.variables),
        prints_text=answer in {Answer.JSON, Answer.TEXT},
        prints_bytes=answer in {Answer.STREAM, Answer.BINARY},
    )


def _refuse(request: WireRequest) -> None:
    refuse_other_multipart(request)
    if request.method == "CONNECT":
        raise InexpressibleError("HttpClient sends CONNECT to proxies alone")
    for header in request.headers:
        if header.name.lower() == "content-length":
            raise InexpressibleError("HttpClient writes the header Content-Length itself")
        if header.name.lower() in _OF_CONTENT and request.body is None:
            raise InexpressibleError(f"HttpClient sends the header {header.name} with a body alone")


def _is_changed(url: str) -> bool:
    parts = urlsplit(url)
    return _CHANGED_BY_URI.search(f"{parts.path}?{parts.query}") is not None


def _usings(request: WireRequest) -> Iterator[str]:
    is_typed = any(header.name.lower() == "content-type" for header in request.headers)
    has_typed_parts = isinstance(request.body, MultipartBody) and any(part.content_type for part in request.body.parts)
    if request.basic is not None or has_typed_parts or (is_typed and not isinstance(request.body, FormBody)):
        yield "System.Net.Http.Headers"
    if request.basic is not None:
        yield "System.Text"


def _text(request: WireRequest) -> CsText | CsJson | None:
    match request.body:
        case JsonBody(value):
            return CsJson(value, margin=4)
        case TextBody(text):
            return CsText(text, margin=4)
        case _:
            return None


def _literal(header: WireHeader) -> str:
    return "".join(piece for piece in header_pieces(header) if isinstance(piece, str))


def _media_type(text: str) -> str:
    if not _MEDIA_TYPE.fullmatch(text):
        raise InexpressibleError(f".NET does not take {text!r} for a media type")
    return text


def _pair(name: str, value: str) -> CsPair:
    return CsPair(CsString(utf8_text(name, "a form field")), CsString(utf8_text(value, "a form field")))


def _part(part: Part) -> CsPart:
    return CsPart(
        name=CsString(part.name),
        text=None if isinstance(part.value, FileInput) else CsString(part.value),
        file=CsValue((Secret(part.value.variable),)) if isinstance(part.value, FileInput) else None,
        content_type=None if part.content_type is None else CsString(_media_type(part.content_type)),
    )


CSHARP = Language(
    name="csharp",
    label="C#",
    fence="csharp",
    extension="cs",
    tool="dotnet",
    command=("dotnet", "run"),
    comment="//",
    plan=plan_csharp,
)
