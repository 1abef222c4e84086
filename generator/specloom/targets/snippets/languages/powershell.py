"""PowerShell: a request with Invoke-RestMethod, or Invoke-WebRequest where the answer is no JSON (PowerShell 7.4 and later)."""

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
from specloom.targets.snippets.languages.powershell_text import (
    PsComment,
    PsEnvironment,
    PsJoined,
    PsString,
    PsText,
    PsVariable,
)
from specloom.targets.snippets.languages.wire_text import form_text

__all__ = ["POWERSHELL", "PowershellSnippet", "plan_powershell"]

_METHODS = frozenset({"DELETE", "GET", "HEAD", "MERGE", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})


@dataclass(frozen=True, slots=True)
class PsInput:
    """An environment variable that must be set: its value, and its name."""

    variable: PsVariable
    environment: PsEnvironment


@dataclass(frozen=True, slots=True)
class PsHeader:
    """One entry of `Headers`."""

    name: PsString
    value: PsJoined


@dataclass(frozen=True, slots=True, kw_only=True)
class PsPart:
    """One part of a multipart form: text, or a file."""

    name: PsString
    text: PsText | None
    file: PsVariable | None
    content_type: PsString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PowershellSnippet(SnippetView):
    """A script that makes one request."""

    template: ClassVar[str] = "snippets/powershell.jinja"
    notes: tuple[PsComment, ...]
    inputs: tuple[PsInput, ...]
    is_usual: bool
    """PowerShell knows the method."""
    method: PsString
    url: PsJoined
    user: PsVariable | None
    password: PsVariable | None
    headers: tuple[PsHeader, ...]
    body: PsText | PsString | None
    parts: tuple[PsPart, ...] | None
    sends_files: bool
    upload: PsVariable | None
    prints_json: bool
    prints_text: bool
    prints_bytes: bool


def plan_powershell(file: SnippetFile, request: WireRequest, answer: Answer) -> PowershellSnippet:
    """Return the request as arguments of a command; refuse what it cannot send."""
    refuse_dot_segments(request)
    refuse_other_multipart(request)
    if answer is Answer.STREAM:
        raise InexpressibleError("Invoke-WebRequest shows nothing of an answer before it has all of it")
    body = request.body
    parts = tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None
    return PowershellSnippet(
        file=file,
        notes=tuple(PsComment(note) for note in file_notes(request)),
        inputs=tuple(PsInput(PsVariable(name), PsEnvironment(name)) for name in request.variables),
        is_usual=request.method in _METHODS,
        method=PsString(request.method),
        url=PsJoined(url_pieces(request), encoded=True),
        user=None if request.basic is None else PsVariable(request.basic[0].variable),
        password=None if request.basic is None else PsVariable(request.basic[1].variable),
        headers=tuple(PsHeader(PsString(each.name), PsJoined(header_pieces(each))) for each in request.headers),
        body=_body(body),
        parts=parts,
        sends_files=any(part.file is not None for part in parts or ()),
        upload=PsVariable(body.file.variable) if isinstance(body, FileBody) else None,
        prints_json=answer is Answer.JSON,
        prints_text=answer is Answer.TEXT,
        prints_bytes=answer is Answer.BINARY,
    )


def _body(body: WireBody | None) -> PsText | PsString | None:
    match body:
        case JsonBody(value):
            return PsText.of_json(value)
        case TextBody(text):
            return PsText(utf8_text(text, "the body"))
        case FormBody():
            return PsString(form_text(body))
        case _:
            return None


def _part(part: Part) -> PsPart:
    return PsPart(
        name=PsString(utf8_text(part.name, "a part's name")),
        text=None if isinstance(part.value, FileInput) else PsText(utf8_text(part.value, "a part of the body")),
        file=PsVariable(part.value.variable) if isinstance(part.value, FileInput) else None,
        content_type=None if part.content_type is None else PsString(part.content_type),
    )


POWERSHELL = Language(
    name="powershell",
    label="PowerShell",
    fence="powershell",
    extension="ps1",
    tool="pwsh",
    command=("pwsh", "-NoProfile", "-File"),
    comment="#",
    plan=plan_powershell,
)
