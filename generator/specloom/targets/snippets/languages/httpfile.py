"""`.http` files: a request as editors send it (REST Client of VS Code, Visual Studio; JetBrains but for the variables).

Environment variables are `{{$processEnv NAME}}`, which the first two know. Nothing percent-encodes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

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
from specloom.targets.snippets.languages.httpfile_text import HttpBody, HttpComment, HttpJson, HttpMethod, HttpValue
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    Language,
    SnippetFile,
    SnippetView,
    header_pieces,
    refuse_dot_segments,
    refuse_other_multipart,
    url_pieces,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes

__all__ = ["HTTPFILE", "HttpfileSnippet", "plan_httpfile"]


@dataclass(frozen=True, slots=True)
class HttpHeader:
    """One line of the head."""

    name: HttpValue
    value: HttpValue


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpPart:
    """One part of a multipart form: text, or a file by the variable that holds its path."""

    name: HttpValue
    text: HttpBody | None
    file: HttpValue | None
    content_type: HttpValue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpfileSnippet(SnippetView):
    """A file of one request."""

    template: ClassVar[str] = "snippets/httpfile.jinja"
    notes: tuple[HttpComment, ...]
    method: HttpMethod
    url: HttpValue
    user: HttpValue | None
    password: HttpValue | None
    headers: tuple[HttpHeader, ...]
    text: HttpBody | HttpJson | None
    parts: tuple[HttpPart, ...] | None
    boundary: HttpValue
    upload: HttpValue | None


def plan_httpfile(file: SnippetFile, request: WireRequest, _: Answer) -> HttpfileSnippet:
    """Return the request as a file; refuse what editors would change. They show every answer."""
    refuse_dot_segments(request)
    refuse_other_multipart(request)
    body = request.body
    return HttpfileSnippet(
        file=file,
        notes=tuple(HttpComment(note) for note in file_notes(request)),
        method=HttpMethod(request.method),
        url=HttpValue(url_pieces(request), "the URL"),
        user=None if request.basic is None else HttpValue((request.basic[0],), "the user"),
        password=None if request.basic is None else HttpValue((request.basic[1],), "the password"),
        headers=tuple(
            HttpHeader(
                HttpValue((header.name,), "a header"), HttpValue(header_pieces(header), f"the header {header.name}")
            )
            for header in request.headers
        ),
        text=_text(request),
        parts=tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None,
        boundary=HttpValue((_boundary(request),), "the boundary"),
        upload=HttpValue((Secret(body.file.variable),), "the file") if isinstance(body, FileBody) else None,
    )


def _text(request: WireRequest) -> HttpBody | HttpJson | None:
    match request.body:
        case JsonBody(value):
            return HttpJson(value)
        case FormBody(pairs):
            fields = [(utf8_text(name, "a field"), utf8_text(value, "a field")) for name, value in pairs]
            return HttpBody(urlencode(fields), "the form")
        case TextBody(text):
            return HttpBody(text, "the body")
        case _:
            return None


def _boundary(request: WireRequest) -> str:
    """Return a boundary that no text of the body contains."""
    parts = request.body.parts if isinstance(request.body, MultipartBody) else ()
    texts = [part.value for part in parts if isinstance(part.value, str)]
    boundary = "boundary"
    while any(boundary in text for text in texts):
        boundary += "-"
    return boundary


def _part(part: Part) -> HttpPart:
    if '"' in part.name:
        raise InexpressibleError(f"a part of the form has the name {part.name!r}")
    return HttpPart(
        name=HttpValue((part.name,), "the name of a part"),
        text=None if isinstance(part.value, FileInput) else HttpBody(part.value, f"the part {part.name!r}"),
        file=HttpValue((Secret(part.value.variable),), "the file") if isinstance(part.value, FileInput) else None,
        content_type=None if part.content_type is None else HttpValue((part.content_type,), "the type of a part"),
    )


HTTPFILE = Language(
    name="httpfile",
    label=".http",
    fence="http",
    extension="http",
    tool="",
    command=(),
    comment="#",
    plan=plan_httpfile,
)
