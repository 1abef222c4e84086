"""curl in bash: a request as the options of one command (curl 7.76 and later; 7.87 where a secret is in the query)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

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
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    Language,
    SnippetFile,
    SnippetView,
    has_dot_segments,
    header_pieces,
    refuse_other_multipart,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.targets.snippets.languages.shell import ShComment, ShJson, ShString, ShWord, ShWords

__all__ = ["CURL", "CurlSnippet", "plan_curl"]

_STARTS_A_CURL_FORM_SYNTAX = ('"', "@", "<", "(", " ", "\t", "\n", "\r", "\v", "\f")


@dataclass(frozen=True, slots=True, kw_only=True)
class CurlPart:
    """One part of a form: either literal text, or text with options of curl's own (a file, a content type)."""

    literal: ShString | None = None
    with_options: ShString | ShWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurlSnippet(SnippetView):
    """A bash file that runs curl once."""

    template: ClassVar[str] = "snippets/curl.jinja"
    notes: tuple[ShComment, ...]
    is_head: bool
    literal_url: bool
    """The URL has brackets, which curl would expand."""
    as_is: bool
    """The path has dot segments, which curl would resolve."""
    is_stream: bool
    to_stdout: bool
    """The answer is bytes, which curl does not write to a terminal unasked."""
    method: ShWord
    url: ShString
    query: tuple[ShWords, ...]
    user: ShWords | None
    headers: tuple[ShWords, ...]
    json: ShJson | None = None
    form: tuple[ShString, ...] = ()
    is_empty: bool = False
    """A form without fields."""
    parts: tuple[CurlPart, ...] = ()
    text: ShString | None = None
    upload: ShWords | None = None


def plan_curl(file: SnippetFile, request: WireRequest, answer: Answer) -> CurlSnippet:
    """Return the request as a curl command; refuse what curl cannot send."""
    refuse_other_multipart(request)
    body = request.body
    return CurlSnippet(
        file=file,
        notes=tuple(ShComment(note) for note in file_notes(request)),
        is_head=request.method == "HEAD",
        literal_url=any(character in request.url for character in "[]{}"),
        as_is=has_dot_segments(request),
        is_stream=answer is Answer.STREAM,
        to_stdout=answer is Answer.BINARY,
        method=ShWord(request.method),
        url=ShString(request.url),
        query=tuple(ShWords((f"{quote(name, safe='')}=", secret)) for name, secret in request.secret_query),
        user=None if request.basic is None else ShWords((request.basic[0], ":", request.basic[1])),
        headers=tuple(_header(header) for header in request.headers),
        json=ShJson(body.value, margin=2) if isinstance(body, JsonBody) else None,
        form=tuple(_pair(name, value) for name, value in body.pairs) if isinstance(body, FormBody) else (),
        is_empty=isinstance(body, FormBody) and not body.pairs,
        parts=tuple(_part(part) for part in body.parts) if isinstance(body, MultipartBody) else (),
        text=ShString(body.text) if isinstance(body, TextBody) else None,
        upload=_file_contents(body.file) if isinstance(body, FileBody) else None,
    )


def _header(header: WireHeader) -> ShWords:
    """Return `Name: value`; curl sends a header without a value only when it is written `Name;`."""
    pieces = header_pieces(header)
    return ShWords((f"{header.name}: ", *pieces) if pieces else (f"{header.name};",))


def _pair(name: str, value: str) -> ShString:
    """Return a form field for `--data-urlencode`, which encodes what follows the `=` and nothing before it."""
    if not name:
        raise InexpressibleError("a form field has no name")
    return ShString(f"{quote(name, safe='')}={value}")


def _file_contents(file: FileInput) -> ShWords:
    return ShWords(("@", Secret(file.variable)), required=True)


def _part(part: Part) -> CurlPart:
    """Return a part for `--form-string`, or for `--form` where it is a file or has a content type of its own."""
    if not part.name or "=" in part.name:
        raise InexpressibleError(f"curl cannot send a part of a form with the name {part.name!r}")
    suffix = "" if part.content_type is None else f";type={part.content_type}"
    if isinstance(part.value, FileInput):
        words = (f'{part.name}=@"', Secret(part.value.variable), f'"{suffix}')
        return CurlPart(with_options=ShWords(words, required=True))
    if part.content_type is None:
        return CurlPart(literal=ShString(f"{part.name}={part.value}"))
    return CurlPart(with_options=ShString(f"{part.name}={_form_word(part.value)}{suffix}"))


def _form_word(text: str) -> str:
    """Return a value as `--form` reads it: as it is where that is safe, else in quotes of curl's own."""
    if text and ";" not in text and not text.startswith(_STARTS_A_CURL_FORM_SYNTAX) and not text[-1].isspace():
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


CURL = Language(
    name="curl",
    label="curl",
    fence="bash",
    extension="sh",
    tool="curl",
    command=("bash",),
    comment="#",
    plan=plan_curl,
)
