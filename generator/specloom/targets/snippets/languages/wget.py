"""GNU wget in bash: a request as the options of one command (wget 1.15 and later)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from specloom.calls.model import FileBody, FormBody, JsonBody, MultipartBody, Secret, TextBody, WireHeader, WireRequest
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    Language,
    SnippetFile,
    SnippetView,
    header_pieces,
    refuse_dot_segments,
    url_pieces,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.targets.snippets.languages.shell import ShComment, ShJson, ShString, ShWord, ShWords

__all__ = ["WGET", "WgetSnippet", "plan_wget"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WgetSnippet(SnippetView):
    """A bash file that runs wget once."""

    template: ClassVar[str] = "snippets/wget.jinja"
    notes: tuple[ShComment, ...]
    secrets: tuple[ShWords, ...]
    """The credentials in the URL, which bash has to percent-encode."""
    has_percent: bool
    """The URL may have an encoded `%`, which wget decodes where it takes the URL for one with letters of other scripts."""
    method: ShWord
    user: ShWords | None
    password: ShWords | None
    headers: tuple[ShWords, ...]
    json: ShJson | None
    text: ShString | None
    upload: ShWords | None
    url: ShWords


def plan_wget(file: SnippetFile, request: WireRequest, _: Answer) -> WgetSnippet:
    """Return the request as a wget command; refuse what wget cannot send. It prints every answer as it comes."""
    refuse_dot_segments(request)
    body = request.body
    if isinstance(body, MultipartBody):
        raise InexpressibleError("wget does not write multipart bodies")
    if request.method != request.method.upper():
        raise InexpressibleError(f"wget would send {request.method.upper()} in place of {request.method}")
    secrets = dict.fromkeys(secret for _, secret in request.secret_query)
    return WgetSnippet(
        file=file,
        notes=tuple(ShComment(note) for note in file_notes(request)),
        secrets=tuple(ShWords((secret,), required=True) for secret in secrets),
        has_percent="%25" in request.url or bool(request.secret_query),
        method=ShWord(request.method),
        user=None if request.basic is None else ShWords((request.basic[0],), required=True),
        password=None if request.basic is None else ShWords((request.basic[1],), required=True),
        headers=tuple(_header(header) for header in request.headers),
        json=ShJson(body.value, margin=2) if isinstance(body, JsonBody) else None,
        text=_text(request),
        upload=ShWords((Secret(body.file.variable),), required=True) if isinstance(body, FileBody) else None,
        url=ShWords(url_pieces(request), function="percent_encode"),
    )


def _header(header: WireHeader) -> ShWords:
    return ShWords((f"{header.name}: ", *header_pieces(header)), required=True)


def _text(request: WireRequest) -> ShString | None:
    match request.body:
        case FormBody(pairs):
            return ShString(
                urlencode([(utf8_text(name, "a field"), utf8_text(value, "a field")) for name, value in pairs])
            )
        case TextBody(text):
            return ShString(text)
        case _:
            return None


WGET = Language(
    name="wget",
    label="wget",
    fence="bash",
    extension="sh",
    tool="wget",
    command=("bash",),
    comment="#",
    plan=plan_wget,
)
