"""HTTPie in bash: a request as the items of one command (HTTPie 3.0 and later).

In an item the first of `:`, `;`, `=` and `@` ends the name, and a backslash before such a sign is dropped. What would be
changed by that is sent as a whole with `--raw`, or refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, cast
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
    WireHeader,
    WireRequest,
)
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    Language,
    SnippetFile,
    SnippetView,
    has_dot_segments,
    header_pieces,
    refuse_other_multipart,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.targets.snippets.languages.shell import ShComment, ShJson, ShString, ShWord, ShWords
from specloom.text.characters import remove_hidden

__all__ = ["HTTPIE", "HttpieSnippet", "plan_httpie"]

_METHOD = re.compile(r"[A-Z]+")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_FIELD = re.compile(r"[^-:;=@\\][^:;=@\\]*")
_DROPPED_BACKSLASH = re.compile(r"\\(.)", re.DOTALL)
_JSON_LINE = replace(JSON, width=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpieSnippet(SnippetView):
    """A bash file that runs `http` once."""

    template: ClassVar[str] = "snippets/httpie.jinja"
    notes: tuple[ShComment, ...]
    as_is: bool
    """The path has dot segments, which HTTPie would resolve."""
    is_stream: bool
    is_form: bool
    is_multipart: bool
    user: ShWords | None
    json: ShJson | None
    raw: ShString | None
    method: ShWord
    url: ShString
    items: tuple[ShWord | ShWords, ...]
    """What to add to the query, headers, fields of the body."""


def plan_httpie(file: SnippetFile, request: WireRequest, answer: Answer) -> HttpieSnippet:
    """Return the request as a command of HTTPie; refuse what that cannot send."""
    refuse_other_multipart(request)
    if not _METHOD.fullmatch(request.method):
        raise InexpressibleError("HTTPie takes a method of capital letters alone")
    body = request.body
    fields = _fields(request)
    return HttpieSnippet(
        file=file,
        notes=tuple(ShComment(note) for note in file_notes(request)),
        as_is=has_dot_segments(request),
        is_stream=answer is Answer.STREAM,
        is_form=isinstance(body, FormBody) and bool(fields),
        is_multipart=isinstance(body, MultipartBody),
        user=None if request.basic is None else ShWords((request.basic[0], ":", request.basic[1]), required=True),
        json=ShJson(body.value, margin=2) if isinstance(body, JsonBody) and not fields else None,
        raw=None if fields else _raw(request),
        method=ShWord(request.method),
        url=ShString(request.url),
        items=(
            *(_secret_query(name, secret) for name, secret in request.secret_query),
            *(_header(header) for header in request.headers if not _is_implied(header, request)),
            *fields,
        ),
    )


def _is_implied(header: WireHeader, request: WireRequest) -> bool:
    """Return whether HTTPie sends this very header by itself."""
    is_json = isinstance(request.body, JsonBody) and header.value == ("application/json",)
    return is_json and header.name.lower() == "content-type"


def _keeps(text: str) -> bool:
    """Return whether HTTPie leaves every backslash of an item's value alone."""
    return not any(sign in ":;=@" for sign in _DROPPED_BACKSLASH.findall(text))


def _header(header: WireHeader) -> ShWord | ShWords:
    """Return `Name:value`; a blank in between where the value begins like a sign of HTTPie's own."""
    pieces = header_pieces(header)
    if header.name.startswith("-"):
        raise InexpressibleError(f"HTTPie takes the header {header.name} for an option")
    if not all(isinstance(piece, Secret) or _keeps(piece) for piece in pieces):
        raise InexpressibleError(f"HTTPie drops a backslash from the header {header.name}")
    if not pieces:
        return ShWord(f"{header.name};")
    begins = pieces[0] if isinstance(pieces[0], str) else ""
    blank = " " if begins.startswith(("=", "@")) else ""
    if len(pieces) == 1 and begins:
        return ShWord(f"{header.name}:{blank}{begins}")
    return ShWords((f"{header.name}:{blank}", *pieces), required=True)


def _secret_query(name: str, secret: Secret) -> ShWords:
    if not _FIELD.fullmatch(name):
        raise InexpressibleError(f"HTTPie cannot send a query parameter with the name {name!r}")
    return ShWords((f"{name}==", secret), required=True)


def _fields(request: WireRequest) -> tuple[ShWord | ShWords, ...]:
    """Return the items that make the body; none where it is to be sent as a whole."""
    match request.body:
        case JsonBody(value):
            return _json_fields(value)
        case FormBody(pairs) if _is_in_order(pairs) and all(_FIELD.fullmatch(name) for name, _ in pairs):
            return tuple(_form_field(*pair) for pair in pairs)
        case MultipartBody(parts):
            return tuple(_part(part) for part in parts)
        case FileBody(file):
            return (ShWords(("@", Secret(file.variable)), required=True),)
        case _:
            return ()


def _json_fields(value: JsonValue) -> tuple[ShWord, ...]:
    """Return `name=text` and `name:=json` for an object whose entries are short."""
    if not isinstance(value, dict):
        return ()
    entries = cast("Mapping[str, JsonValue]", value)
    if not all(_KEY.fullmatch(name) for name in entries):
        return ()
    fields = [_text(name, entry) or f"{name}:={_JSON_LINE.write(entry)}" for name, entry in entries.items()]
    return () if any("\n" in field for field in fields) else tuple(ShWord(field) for field in fields)


def _text(name: str, value: JsonValue) -> str:
    """Return `name=text`; empty where the entry is no text that can stand there."""
    is_text = isinstance(value, str) and _is_taken_as_it_is(value) and value == remove_hidden(value)
    return f"{name}={value}" if is_text else ""


def _is_taken_as_it_is(text: str) -> bool:
    return not text.startswith(("=", "@")) and _keeps(text)


def _form_field(name: str, value: str) -> ShWord:
    """Return a field of a form; as a JSON string, which HTTPie takes for a text, where `name=text` says something else."""
    return ShWord(_text(name, utf8_text(value, "a field")) or f"{name}:={_JSON_LINE.write(value)}")


def _is_in_order(pairs: tuple[tuple[str, str], ...]) -> bool:
    """Return whether equal names follow each other, since HTTPie moves them together."""
    names = [name for name, _ in pairs]
    return names == sorted(names, key=names.index)


def _raw(request: WireRequest) -> ShString | None:
    match request.body:
        case FormBody(pairs):
            return ShString(
                urlencode([(utf8_text(name, "a field"), utf8_text(value, "a field")) for name, value in pairs])
            )
        case TextBody(text):
            return ShString(text)
        case _:
            return None


def _part(part: Part) -> ShWord | ShWords:
    if not _FIELD.fullmatch(part.name):
        raise InexpressibleError(f"HTTPie cannot send a part of a form with the name {part.name!r}")
    if isinstance(part.value, FileInput):
        suffix = "" if part.content_type is None else f";type={part.content_type}"
        return ShWords((f"{part.name}@", Secret(part.value.variable), suffix), required=True)
    if part.content_type is not None:
        raise InexpressibleError("HTTPie gives a content type to the files of a form alone, not to a text")
    if not _is_taken_as_it_is(part.value):
        raise InexpressibleError(f"HTTPie reads signs of its own in the text of {part.name!r}")
    return ShWord(f"{part.name}={part.value}")


HTTPIE = Language(
    name="httpie",
    label="HTTPie",
    fence="bash",
    extension="sh",
    tool="http",
    command=("bash",),
    comment="#",
    plan=plan_httpie,
)
