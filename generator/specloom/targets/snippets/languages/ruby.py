"""Ruby: a request with Net::HTTP, which comes with it (Ruby 3.0 and later)."""

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
    Secret,
    TextBody,
    WireBody,
    WireHeader,
    WireRequest,
)
from specloom.targets.snippets.languages.model import (
    Answer,
    Language,
    SnippetFile,
    SnippetView,
    header_pieces,
    refuse_other_multipart,
    url_pieces,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.targets.snippets.languages.ruby_text import (
    RubyClass,
    RubyComment,
    RubyDisposition,
    RubyFormatted,
    RubyJson,
    RubyString,
    RubyText,
    RubyVariable,
)
from specloom.targets.snippets.languages.wire_text import disposition

__all__ = ["RUBY", "RubySnippet", "plan_ruby"]


@dataclass(frozen=True, slots=True)
class RubyHeader:
    """A header."""

    name: RubyString
    value: RubyVariable | RubyFormatted


@dataclass(frozen=True, slots=True)
class RubyPair:
    """One field of a form."""

    name: RubyString
    value: RubyString


@dataclass(frozen=True, slots=True, kw_only=True)
class RubyPart:
    """One part of a multipart form: text, or a file."""

    name: RubyString
    disposition: RubyDisposition
    """The header that names it, for a part that is written by hand."""
    text: RubyText | None
    file: RubyVariable | None
    content_type: RubyString | None
    type_header: RubyString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubySnippet(SnippetView):
    """A script that makes one request."""

    template: ClassVar[str] = "snippets/ruby.jinja"
    notes: tuple[RubyComment, ...]
    uses_erb: bool
    uses_json: bool
    url: RubyFormatted
    request_class: RubyClass | None
    method: RubyString
    """Printed where Net::HTTP has no class for it."""
    user: RubyVariable | None
    password: RubyVariable | None
    headers: tuple[RubyHeader, ...]
    body: RubyJson | RubyText | None
    pairs: tuple[RubyPair, ...] | None
    parts: tuple[RubyPart, ...] | None
    by_hand: bool
    """Net::HTTP gives no content type to a text."""
    upload: RubyVariable | None
    prints_json: bool
    prints_text: bool
    prints_stream: bool
    prints_bytes: bool


def plan_ruby(file: SnippetFile, request: WireRequest, answer: Answer) -> RubySnippet:
    """Return the request as one of Net::HTTP; refuse what it cannot send."""
    refuse_other_multipart(request)
    body = request.body
    parts = tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None
    return RubySnippet(
        file=file,
        notes=tuple(RubyComment(note) for note in file_notes(request)),
        uses_erb=bool(request.secret_query),
        uses_json=isinstance(body, JsonBody) or answer is Answer.JSON,
        url=RubyFormatted(url_pieces(request), encoded=True),
        request_class=RubyClass(request.method) if RubyClass.knows(request.method) else None,
        method=RubyString(request.method),
        user=None if request.basic is None else RubyVariable(request.basic[0].variable),
        password=None if request.basic is None else RubyVariable(request.basic[1].variable),
        headers=tuple(_header(header) for header in request.headers),
        body=_body(body),
        pairs=tuple(_pair(*pair) for pair in body.pairs) if isinstance(body, FormBody) else None,
        parts=parts,
        by_hand=any(part.text is not None and part.content_type is not None for part in parts or ()),
        upload=RubyVariable(body.file.variable) if isinstance(body, FileBody) else None,
        prints_json=answer is Answer.JSON,
        prints_text=answer is Answer.TEXT,
        prints_stream=answer is Answer.STREAM,
        prints_bytes=answer is Answer.BINARY,
    )


def _header(header: WireHeader) -> RubyHeader:
    match header_pieces(header):
        case (Secret(variable),):
            return RubyHeader(RubyString(header.name), RubyVariable(variable))
        case pieces:
            return RubyHeader(RubyString(header.name), RubyFormatted(pieces))


def _body(body: WireBody | None) -> RubyJson | RubyText | None:
    match body:
        case JsonBody(value):
            return RubyJson(value)
        case TextBody(text):
            return RubyText(utf8_text(text, "the body"), len("request.body = "))
        case _:
            return None


def _pair(name: str, value: str) -> RubyPair:
    return RubyPair(RubyString(utf8_text(name, "a form field")), RubyString(utf8_text(value, "a form field")))


def _part(part: Part) -> RubyPart:
    file = part.value.variable if isinstance(part.value, FileInput) else None
    return RubyPart(
        name=RubyString(utf8_text(part.name, "a part's name")),
        disposition=RubyDisposition(disposition(part), file),
        text=None if isinstance(part.value, FileInput) else RubyText(utf8_text(part.value, "a part of the body"), 4),
        file=None if file is None else RubyVariable(file),
        content_type=None if part.content_type is None else RubyString(part.content_type),
        type_header=None if part.content_type is None else RubyString(f"Content-Type: {part.content_type}"),
    )


RUBY = Language(
    name="ruby", label="Ruby", fence="ruby", extension="rb", tool="ruby", command=("ruby",), comment="#", plan=plan_ruby
)
