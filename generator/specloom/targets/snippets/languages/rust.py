"""Rust: a request with the blocking client of reqwest (0.13)."""

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
    WireHeader,
    WireRequest,
)
from specloom.targets.snippets.languages.model import (
    Answer,
    Language,
    SnippetFile,
    SnippetView,
    header_pieces,
    refuse_dot_segments,
    refuse_other_multipart,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.targets.snippets.languages.rust_text import (
    RustArguments,
    RustBytes,
    RustComment,
    RustFormatted,
    RustInput,
    RustJson,
    RustMethod,
    RustPairs,
    RustPart,
    RustRawJson,
    RustString,
    RustText,
    RustVariable,
    fits_json_macro,
)

__all__ = ["RUST", "RustSnippet", "plan_rust"]

_CHAIN = 60
"""Columns of a chain of calls that stands on one line."""


@dataclass(frozen=True, slots=True)
class RustPair:
    """A name of the query, and its value."""

    name: RustString
    value: RustVariable


@dataclass(frozen=True, slots=True)
class RustField:
    """One part of a multipart form."""

    is_text: bool
    """A text and nothing else."""
    arguments: RustArguments


@dataclass(frozen=True, slots=True, kw_only=True)
class RustSnippet(SnippetView):
    """A program that makes one request."""

    template: ClassVar[str] = "snippets/rust.jinja"
    notes: tuple[RustComment, ...]
    features: tuple[RustComment, ...]
    """What of reqwest is used, as Cargo calls it."""
    inputs: tuple[RustInput, ...]
    is_short: bool
    """The whole call stands on one line."""
    function: RustMethod | None
    method: RustBytes
    """Printed where reqwest has no function for it."""
    url: RustString
    query: tuple[RustPair, ...]
    user: RustVariable | None
    password: RustVariable | None
    headers: tuple[RustArguments, ...]
    json: RustJson | None
    text: RustText | RustRawJson | None
    form: RustPairs | None
    parts: tuple[RustField, ...] | None
    sends_part: bool
    """A part is more than a text."""
    upload: RustVariable | None
    prints_json: bool
    prints_text: bool
    prints_stream: bool
    prints_bytes: bool

    @property
    def uses_json(self) -> bool:
        """Whether anything of serde_json is imported."""
        return self.json is not None or self.prints_json


def plan_rust(file: SnippetFile, request: WireRequest, answer: Answer) -> RustSnippet:
    """Return the request as one of reqwest; refuse what it cannot send."""
    refuse_dot_segments(request)
    refuse_other_multipart(request)
    body = request.body
    is_value = isinstance(body, JsonBody) and fits_json_macro(body.value)
    headers = [header for header in request.headers if not _is_implied(header, request, is_value)]
    is_bare = not (headers or request.basic or request.secret_query or body or answer is Answer.STREAM)
    parts = tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None
    line = f'Client::new().{request.method}("{request.url}").send()?'
    return RustSnippet(
        file=file,
        notes=tuple(RustComment(note) for note in file_notes(request)),
        features=tuple(RustComment(name) for name in _features(request, answer)),
        inputs=tuple(RustInput(name) for name in request.variables),
        is_short=is_bare and RustMethod.knows(request.method) and len(line) <= _CHAIN,
        function=RustMethod(request.method) if RustMethod.knows(request.method) else None,
        method=RustBytes(request.method),
        url=RustString(request.url),
        query=tuple(RustPair(RustString(name), RustVariable(secret.variable)) for name, secret in request.secret_query),
        user=None if request.basic is None else RustVariable(request.basic[0].variable),
        password=None if request.basic is None else RustVariable(request.basic[1].variable),
        headers=tuple(_header(header) for header in headers),
        json=RustJson(body.value, margin=8) if isinstance(body, JsonBody) and is_value else None,
        text=_text(request),
        form=_form(body) if isinstance(body, FormBody) and body.pairs else None,
        parts=parts,
        sends_part=any(not part.is_text for part in parts or ()),
        upload=RustVariable(body.file.variable) if isinstance(body, FileBody) else None,
        prints_json=answer is Answer.JSON,
        prints_text=answer is Answer.TEXT,
        prints_stream=answer is Answer.STREAM,
        prints_bytes=answer is Answer.BINARY,
    )


def _features(request: WireRequest, answer: Answer) -> list[str]:
    used = {
        "blocking": True,
        "form": isinstance(request.body, FormBody),
        "json": isinstance(request.body, JsonBody) or answer is Answer.JSON,
        "multipart": isinstance(request.body, MultipartBody),
        "query": bool(request.secret_query),
    }
    return [name for name, is_used in used.items() if is_used]


def _is_implied(header: WireHeader, request: WireRequest, is_value: bool) -> bool:
    """Return whether reqwest sends this very header by itself."""
    if header.name.lower() != "content-type":
        return False
    match request.body:
        case JsonBody():
            return is_value and header.value == ("application/json",)
        case FormBody():
            return header.value == ("application/x-www-form-urlencoded",)
        case _:
            return False


def _header(header: WireHeader) -> RustArguments:
    return RustArguments((RustString(header.name), RustFormatted(header_pieces(header))), margin=8)


def _text(request: WireRequest) -> RustText | RustRawJson | None:
    match request.body:
        case TextBody(text):
            return RustText(utf8_text(text, "the body"), margin=8)
        case JsonBody(value) if not fits_json_macro(value):
            return RustRawJson(value, margin=8)
        case _:
            return None


def _form(body: FormBody) -> RustPairs:
    pairs = [(utf8_text(name, "a form field"), utf8_text(value, "a form field")) for name, value in body.pairs]
    return RustPairs(pairs, margin=8)


def _part(part: Part) -> RustField:
    name = RustString(utf8_text(part.name, "a part's name"))
    if isinstance(part.value, FileInput):
        file = RustPart(RustVariable(part.value.variable), part.content_type)
        return RustField(False, RustArguments((name, file), margin=8))
    text = RustString(utf8_text(part.value, "a part of the body"))
    if part.content_type is not None:
        return RustField(False, RustArguments((name, RustPart(text, part.content_type)), margin=8))
    return RustField(True, RustArguments((name, text), margin=8))


RUST = Language(
    name="rust", label="Rust", fence="rust", extension="rs", tool="cargo", command=(), comment="//", plan=plan_rust
)
