"""PHP: a request with the curl extension (PHP 8.0 and later)."""

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
    WireRequest,
)
from specloom.targets.snippets.languages.model import (
    Answer,
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
from specloom.targets.snippets.languages.php_text import (
    PhpComment,
    PhpEnvironment,
    PhpJoined,
    PhpJson,
    PhpString,
    PhpText,
    PhpVariable,
)
from specloom.targets.snippets.languages.wire_text import disposition, form_text, is_plain_form

__all__ = ["PHP", "PhpSnippet", "plan_php"]


@dataclass(frozen=True, slots=True)
class PhpInput:
    """A variable, and the environment variable that it is read from."""

    variable: PhpVariable
    environment: PhpEnvironment


@dataclass(frozen=True, slots=True)
class PhpPair:
    """One field of a form."""

    name: PhpString
    value: PhpString


@dataclass(frozen=True, slots=True, kw_only=True)
class PhpPart:
    """One part of a multipart form: text, or a file."""

    name: PhpString
    disposition: PhpString
    """The header that names it, for a part that is written by hand."""
    text: PhpText | None
    file: PhpVariable | None
    content_type: PhpString | None
    type_header: PhpString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhpSnippet(SnippetView):
    """A script that runs curl once."""

    template: ClassVar[str] = "snippets/php.jinja"
    notes: tuple[PhpComment, ...]
    inputs: tuple[PhpInput, ...]
    url: PhpJoined
    is_get: bool
    """Nothing says otherwise, so that the method need not be named."""
    is_head: bool
    as_is: bool
    """The path has dot segments, which curl would resolve."""
    method: PhpString
    user: PhpVariable | None
    password: PhpVariable | None
    headers: tuple[PhpJoined, ...]
    body: PhpJson | PhpText | PhpString | None
    pairs: tuple[PhpPair, ...] | None
    parts: tuple[PhpPart, ...] | None
    sends_array: bool
    """The parts can be given as an array; else they are written by hand."""
    upload: PhpVariable | None
    prints_json: bool
    prints_text: bool
    prints_stream: bool
    prints_bytes: bool


def plan_php(file: SnippetFile, request: WireRequest, answer: Answer) -> PhpSnippet:
    """Return the request as options of curl; refuse what it cannot send."""
    refuse_other_multipart(request)
    body = request.body
    return PhpSnippet(
        file=file,
        notes=tuple(PhpComment(note) for note in file_notes(request)),
        inputs=tuple(PhpInput(PhpVariable(name), PhpEnvironment(name)) for name in request.variables),
        url=PhpJoined(url_pieces(request), encoded=True),
        is_get=request.method == "GET" and body is None,
        is_head=request.method == "HEAD" and body is None,
        as_is=has_dot_segments(request),
        method=PhpString(request.method),
        user=None if request.basic is None else PhpVariable(request.basic[0].variable),
        password=None if request.basic is None else PhpVariable(request.basic[1].variable),
        headers=tuple(PhpJoined(_header(header.name, header_pieces(header))) for header in request.headers),
        body=_body(body),
        pairs=_pairs(body) if isinstance(body, FormBody) and _is_array(body) else None,
        parts=tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None,
        sends_array=isinstance(body, MultipartBody) and is_plain_form(body),
        upload=PhpVariable(body.file.variable) if isinstance(body, FileBody) else None,
        prints_json=answer is Answer.JSON,
        prints_text=answer is Answer.TEXT,
        prints_stream=answer is Answer.STREAM,
        prints_bytes=answer is Answer.BINARY,
    )


def _header(name: str, pieces: tuple[str | Secret, ...]) -> tuple[str | Secret, ...]:
    """Return `Name: value`; curl sends a header without a value only when it is written `Name;`."""
    match pieces:
        case ():
            return (f"{name};",)
        case (str(first), *others):
            return (f"{name}: {first}", *others)
        case _:
            return (f"{name}: ", *pieces)


def _body(body: WireBody | None) -> PhpJson | PhpText | PhpString | None:
    match body:
        case JsonBody(value):
            return PhpJson(value, margin=4)
        case TextBody(text):
            return PhpText(utf8_text(text, "the body"), margin=4)
        case FormBody() if not _is_array(body):
            return PhpString(form_text(body))
        case _:
            return None


def _is_array(body: FormBody) -> bool:
    """Return whether an array can hold the fields: there are some, and none has the name of another."""
    return len(dict(body.pairs)) == len(body.pairs) > 0


def _pairs(body: FormBody) -> tuple[PhpPair, ...]:
    return tuple(
        PhpPair(PhpString(utf8_text(name, "a form field")), PhpString(utf8_text(value, "a form field")))
        for name, value in body.pairs
    )


def _part(part: Part) -> PhpPart:
    return PhpPart(
        name=PhpString(utf8_text(part.name, "a part's name")),
        disposition=PhpString(disposition(part)),
        text=None if isinstance(part.value, FileInput) else PhpText(utf8_text(part.value, "a part of the body"), 8),
        file=PhpVariable(part.value.variable) if isinstance(part.value, FileInput) else None,
        content_type=None if part.content_type is None else PhpString(part.content_type),
        type_header=None if part.content_type is None else PhpString(f"Content-Type: {part.content_type}"),
    )


PHP = Language(
    name="php", label="PHP", fence="php", extension="php", tool="php", command=("php",), comment="//", plan=plan_php
)
