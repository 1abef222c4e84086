"""JavaScript: a request as a call of `fetch`, with no dependency (Node.js 20 and later, as an ES module).

`FormData` writes line breaks inside a text part as CRLF (HTML, "multipart/form-data encoding algorithm"); nothing but
building the body by hand would change that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

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
from specloom.targets.snippets.languages.errors import HandledError
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
from specloom.targets.snippets.languages.script import (
    JsComment,
    JsJsonText,
    JsKey,
    JsLiteral,
    JsNumber,
    JsString,
    JsTemplate,
    JsText,
    JsVariable,
    loses_digits,
)

__all__ = ["JAVASCRIPT", "JavascriptSnippet", "plan_javascript"]

_FORBIDDEN_METHODS = frozenset({"CONNECT", "TRACE", "TRACK"})
"""Fetch standard §2.2.1."""
_FORBIDDEN_HEADERS = frozenset({"connection", "content-length", "expect", "keep-alive", "transfer-encoding", "upgrade"})
"""Node's fetch sets these itself and refuses them from its caller."""

JsValue = JsString | JsTemplate | JsVariable | JsText


@dataclass(frozen=True, slots=True)
class JsHeader:
    """One entry of `headers`."""

    name: JsKey
    value: JsValue


@dataclass(frozen=True, slots=True)
class JsPair:
    """One field of a form."""

    name: JsString
    value: JsString


@dataclass(frozen=True, slots=True, kw_only=True)
class JsPart:
    """One part of a multipart form: text, or a file by the variable that holds its path."""

    name: JsString
    text: JsText | None
    file: JsVariable | None
    content_type: JsString | None


@dataclass(frozen=True, slots=True)
class JsError:
    """A documented error: one status, or the first and the last of a range."""

    low: JsNumber
    high: JsNumber | None
    note: JsComment


@dataclass(frozen=True, slots=True, kw_only=True)
class JavascriptSnippet(SnippetView):
    """An ES module that calls `fetch` once."""

    template: ClassVar[str] = "snippets/javascript.jinja"
    notes: tuple[JsComment, ...]
    method: JsString
    url: JsString | JsTemplate
    credentials: JsTemplate | None
    """User and password, joined by a colon."""
    headers: tuple[JsHeader, ...]
    json: JsLiteral | None = None
    raw_json: JsJsonText | None = None
    """A JSON text with numbers that JavaScript would round."""
    form: tuple[JsPair, ...] | None = None
    parts: tuple[JsPart, ...] | None = None
    sends_part_of_file: bool = False
    text: JsText | None = None
    upload: JsVariable | None = None
    prints_json: bool = False
    prints_text: bool = False
    prints_stream: bool = False
    prints_bytes: bool = False
    errors: tuple[JsError, ...] = ()
    """Those that are handled one by one; the others end the script."""


def plan_javascript(file: SnippetFile, request: WireRequest, answer: Answer) -> JavascriptSnippet:
    """Return the request as a call of fetch; refuse what fetch cannot send."""
    _refuse(request)
    body = request.body
    parts = tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None
    exact = isinstance(body, JsonBody) and loses_digits(body.value)
    return JavascriptSnippet(
        file=file,
        notes=tuple(JsComment(note) for note in file_notes(request)),
        method=JsString(request.method),
        url=_url(request),
        credentials=None if request.basic is None else JsTemplate((request.basic[0], ":", request.basic[1])),
        headers=tuple(JsHeader(JsKey(header.name), _value(header_pieces(header))) for header in request.headers),
        json=JsLiteral(body.value, margin=2) if isinstance(body, JsonBody) and not exact else None,
        raw_json=JsJsonText(body.value) if isinstance(body, JsonBody) and exact else None,
        form=tuple(_pair(*pair) for pair in body.pairs) if isinstance(body, FormBody) else None,
        parts=parts,
        sends_part_of_file=any(part.file is not None for part in parts or ()),
        text=JsText(utf8_text(body.text, "the body")) if isinstance(body, TextBody) else None,
        upload=JsVariable(body.file.variable) if isinstance(body, FileBody) else None,
        prints_json=answer is Answer.JSON,
        prints_text=answer is Answer.TEXT,
        prints_stream=answer is Answer.STREAM,
        prints_bytes=answer is Answer.BINARY,
    )


def _handle(view: SnippetView, errors: tuple[HandledError, ...]) -> SnippetView:
    assert isinstance(view, JavascriptSnippet), "the planner of this language made it"
    handled = (
        JsError(JsNumber(error.low), JsNumber(error.high) if error.is_range else None, JsComment(error.note))
        for error in errors
    )
    return replace(view, errors=tuple(handled))


def _refuse(request: WireRequest) -> None:
    refuse_dot_segments(request)
    refuse_other_multipart(request)
    if request.method.upper() in _FORBIDDEN_METHODS:
        raise InexpressibleError(f"fetch does not send {request.method} requests")
    if request.body is not None and request.method in {"GET", "HEAD"}:
        raise InexpressibleError(f"fetch does not send a body with {request.method}")
    for header in request.headers:
        if header.name.lower() in _FORBIDDEN_HEADERS:
            raise InexpressibleError(f"fetch does not let its caller set the header {header.name}")


def _url(request: WireRequest) -> JsString | JsTemplate:
    if not request.secret_query:
        return JsString(request.url)
    return JsTemplate(url_pieces(request), encoded=True)


def _value(pieces: tuple[str | Secret, ...]) -> JsValue:
    match pieces:
        case (Secret(variable),):
            return JsVariable(variable)
        case _ if any(isinstance(piece, Secret) for piece in pieces):
            return JsTemplate(pieces)
        case _:
            return JsString("".join(piece for piece in pieces if isinstance(piece, str)))


def _pair(name: str, value: str) -> JsPair:
    return JsPair(JsString(utf8_text(name, "a form field")), JsString(utf8_text(value, "a form field")))


def _part(part: Part) -> JsPart:
    return JsPart(
        name=JsString(utf8_text(part.name, "a part's name")),
        text=None if isinstance(part.value, FileInput) else JsText(utf8_text(part.value, "a part of the body")),
        file=JsVariable(part.value.variable) if isinstance(part.value, FileInput) else None,
        content_type=None if part.content_type is None else JsString(part.content_type),
    )


JAVASCRIPT = Language(
    name="javascript",
    label="JavaScript",
    fence="javascript",
    extension="mjs",
    tool="node",
    command=("node",),
    comment="//",
    handle=_handle,
    plan=plan_javascript,
)
