"""Go: a request with `net/http`, with no dependency (Go 1.16 and later)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote_plus

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
from specloom.targets.snippets.languages.go_text import (
    GoComment,
    GoImport,
    GoJson,
    GoMethod,
    GoString,
    GoText,
    GoValue,
)
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    Language,
    SnippetFile,
    SnippetView,
    header_pieces,
    refuse_other_multipart,
    url_pieces,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes

__all__ = ["GO", "GoSnippet", "plan_go"]

_WRITTEN_BY_GO = frozenset({"content-length", "trailer", "transfer-encoding"})
"""Headers of a request that net/http leaves out, since it writes them itself (`reqWriteExcludeHeader`)."""
_BYTES = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class GoHeader:
    """A header to set."""

    name: GoString
    value: GoValue


@dataclass(frozen=True, slots=True)
class GoPair:
    """A field of a form: `name=`, encoded, and the value, not yet encoded."""

    name: GoString
    value: GoString


@dataclass(frozen=True, slots=True, kw_only=True)
class GoPart:
    """One part of a multipart form: text, or a file by the variable that holds its path."""

    name: GoString
    text: GoText | None
    file: GoValue | None
    content_type: GoString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoSnippet(SnippetView):
    """A program that sends one request."""

    template: ClassVar[str] = "snippets/go.jinja"
    imports: tuple[GoImport, ...]
    notes: tuple[GoComment, ...]
    method: GoMethod
    url: GoValue
    host: GoValue | None
    user: GoValue | None
    password: GoValue | None
    headers: tuple[GoHeader, ...]
    has_body: bool
    json: GoJson | None
    text: GoText | None
    form: tuple[GoPair, ...]
    is_empty: bool
    """A form without fields."""
    parts: tuple[GoPart, ...] | None
    upload: GoValue | None
    reads_environment: bool
    adds_files: bool
    adds_parts: bool
    """Parts that have a content type, files among them."""
    prints_body: bool


def plan_go(file: SnippetFile, request: WireRequest, answer: Answer) -> GoSnippet:
    """Return the request as a program; refuse what net/http cannot send."""
    _refuse(request)
    body = request.body
    hosts = [GoValue(header_pieces(header)) for header in request.headers if header.name.lower() == "host"]
    parts = tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None
    return GoSnippet(
        file=file,
        imports=tuple(GoImport(path) for path in sorted(set(_imports(request, answer)))),
        notes=tuple(GoComment(note) for note in file_notes(request)),
        method=GoMethod(request.method),
        url=GoValue(url_pieces(request), encoded=True),
        host=hosts[0] if hosts else None,
        user=None if request.basic is None else GoValue((request.basic[0],)),
        password=None if request.basic is None else GoValue((request.basic[1],)),
        headers=tuple(
            GoHeader(GoString(header.name), GoValue(header_pieces(header)))
            for header in request.headers
            if header.name.lower() != "host"
        ),
        has_body=body is not None,
        json=GoJson(body.value) if isinstance(body, JsonBody) else None,
        text=GoText(body.text) if isinstance(body, TextBody) else None,
        form=tuple(_pair(*pair) for pair in body.pairs) if isinstance(body, FormBody) else (),
        is_empty=isinstance(body, FormBody) and not body.pairs,
        parts=parts,
        upload=GoValue((Secret(body.file.variable),)) if isinstance(body, FileBody) else None,
        reads_environment=bool(request.variables),
        adds_files=any(part.file is not None for part in parts or ()),
        adds_parts=any(part.file is not None or part.content_type is not None for part in parts or ()),
        prints_body=answer is not Answer.NOTHING,
    )


def _refuse(request: WireRequest) -> None:
    refuse_other_multipart(request)
    if request.method == "CONNECT":
        raise InexpressibleError("net/http sends CONNECT to proxies alone")
    for header in request.headers:
        if header.name.lower() in _WRITTEN_BY_GO:
            raise InexpressibleError(f"net/http writes the header {header.name} itself")


def _imports(request: WireRequest, answer: Answer) -> Iterator[str]:
    """Yield the packages that the program uses, some of them twice."""
    yield from ("io", "log", "net/http")
    yield "fmt" if answer is Answer.NOTHING else "os"
    if request.variables:
        yield "os"
    if request.secret_query:
        yield "net/url"
    match request.body:
        case JsonBody() | TextBody():
            yield "strings"
        case FormBody(pairs):
            yield from ("net/url", "strings") if pairs else ("strings",)
        case MultipartBody(parts):
            yield from ("bytes", "mime/multipart")
            if any(isinstance(part.value, FileInput) for part in parts):
                yield from ("fmt", "net/textproto", "path/filepath")
            elif any(part.content_type is not None for part in parts):
                yield from ("fmt", "net/textproto")
        case FileBody():
            yield "bytes"
        case None:
            pass


def _pair(name: str, value: str) -> GoPair:
    return GoPair(GoString(f"{quote_plus(utf8_text(name, 'a form field'))}="), GoString(value))


def _part(part: Part) -> GoPart:
    is_file = isinstance(part.value, FileInput)
    content_type = part.content_type or (_BYTES if is_file else None)
    return GoPart(
        name=GoString(part.name),
        text=None if isinstance(part.value, FileInput) else GoText(part.value),
        file=GoValue((Secret(part.value.variable),)) if isinstance(part.value, FileInput) else None,
        content_type=None if content_type is None else GoString(content_type),
    )


GO = Language(
    name="go",
    label="Go",
    fence="go",
    extension="go",
    tool="go",
    command=("go", "run"),
    comment="//",
    plan=plan_go,
)
