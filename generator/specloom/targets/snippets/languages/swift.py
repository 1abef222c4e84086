"""Swift: a request with URLSession (Swift 5.7 and later; a stream takes Apple's Foundation)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    TextBody,
    WireBody,
    WireRequest,
)
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
from specloom.targets.snippets.languages.swift_text import (
    SwiftComment,
    SwiftDisposition,
    SwiftEnvironment,
    SwiftFormatted,
    SwiftString,
    SwiftText,
    SwiftVariable,
)
from specloom.targets.snippets.languages.wire_text import disposition, form_text

__all__ = ["SWIFT", "SwiftSnippet", "plan_swift"]

_OWN_HEADERS = frozenset({"connection", "content-length", "host", "transfer-encoding"})
"""URLSession sets these itself, whatever its caller says (URLRequest, "Reserved HTTP Headers")."""


@dataclass(frozen=True, slots=True)
class SwiftInput:
    """A constant, and the environment variable that it is read from."""

    variable: SwiftVariable
    environment: SwiftEnvironment


@dataclass(frozen=True, slots=True)
class SwiftHeader:
    """A header."""

    name: SwiftString
    value: SwiftFormatted


@dataclass(frozen=True, slots=True, kw_only=True)
class SwiftPart:
    """One part of a multipart form: text, or a file."""

    disposition: SwiftDisposition
    type_header: SwiftString | None
    text: SwiftText | None
    file: SwiftVariable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SwiftSnippet(SnippetView):
    """A script that makes one request."""

    template: ClassVar[str] = "snippets/swift.jinja"
    notes: tuple[SwiftComment, ...]
    inputs: tuple[SwiftInput, ...]
    url: SwiftFormatted
    is_get: bool
    method: SwiftString
    credentials: SwiftFormatted | None
    """User and password, joined by a colon."""
    headers: tuple[SwiftHeader, ...]
    body: SwiftText | SwiftString | None
    parts: tuple[SwiftPart, ...] | None
    upload: SwiftVariable | None
    prints_text: bool
    prints_stream: bool
    prints_bytes: bool


def plan_swift(file: SnippetFile, request: WireRequest, answer: Answer) -> SwiftSnippet:
    """Return the request as one of URLSession; refuse what it cannot send."""
    _refuse(request)
    body = request.body
    return SwiftSnippet(
        file=file,
        notes=tuple(SwiftComment(note) for note in file_notes(request)),
        inputs=tuple(SwiftInput(SwiftVariable(name), SwiftEnvironment(name)) for name in request.variables),
        url=SwiftFormatted(url_pieces(request), encoded=True),
        is_get=request.method == "GET",
        method=SwiftString(request.method),
        credentials=None if request.basic is None else SwiftFormatted((request.basic[0], ":", request.basic[1])),
        headers=tuple(
            SwiftHeader(SwiftString(each.name), SwiftFormatted(header_pieces(each))) for each in request.headers
        ),
        body=_body(body),
        parts=tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None,
        upload=SwiftVariable(body.file.variable) if isinstance(body, FileBody) else None,
        prints_text=answer in (Answer.JSON, Answer.TEXT),
        prints_stream=answer is Answer.STREAM,
        prints_bytes=answer is Answer.BINARY,
    )


def _refuse(request: WireRequest) -> None:
    refuse_dot_segments(request)
    refuse_other_multipart(request)
    if request.body is not None and request.method == "GET":
        raise InexpressibleError("URLSession does not send a body with GET")
    for header in request.headers:
        if header.name.lower() in _OWN_HEADERS:
            raise InexpressibleError(f"URLSession does not let its caller set the header {header.name}")


def _body(body: WireBody | None) -> SwiftText | SwiftString | None:
    match body:
        case JsonBody(value):
            return SwiftText.of_json(value)
        case TextBody(text):
            return SwiftText(utf8_text(text, "the body"))
        case FormBody():
            return SwiftString(form_text(body))
        case _:
            return None


def _part(part: Part) -> SwiftPart:
    file = part.value.variable if isinstance(part.value, FileInput) else None
    return SwiftPart(
        disposition=SwiftDisposition(disposition(part), file),
        type_header=None if part.content_type is None else SwiftString(f"Content-Type: {part.content_type}\r\n"),
        text=None if isinstance(part.value, FileInput) else SwiftText(utf8_text(part.value, "a part of the body")),
        file=None if file is None else SwiftVariable(file),
    )


SWIFT = Language(
    name="swift",
    label="Swift",
    fence="swift",
    extension="swift",
    tool="swift",
    command=("swift",),
    comment="//",
    plan=plan_swift,
)
