"""What a language of snippets is, and what it is given."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar
from urllib.parse import quote, unquote, urlsplit

from specloom.calls.model import Call, MultipartBody, Secret, WireHeader, WireRequest
from specloom.ir.types import JsonValue
from specloom.targets.base import PlanInput, SnippetKey
from specloom.targets.snippets.languages.errors import HandledError

__all__ = [
    "Answer",
    "CallPlan",
    "ClientLanguage",
    "InexpressibleError",
    "Language",
    "LanguageNames",
    "SnippetFile",
    "SnippetView",
    "has_dot_segments",
    "header_pieces",
    "number_text",
    "refuse_dot_segments",
    "refuse_other_multipart",
    "url_pieces",
    "utf8_text",
]

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FIELD_VALUE = re.compile(r"[\t\x20-\x7e]*")


class InexpressibleError(ValueError):
    """A request cannot be written in a language; the message ends the sentence "it cannot be written: ..."."""


class Answer(Enum):
    """What the snippet does with a success answer."""

    JSON = "json"
    TEXT = "text"
    STREAM = "stream"
    """Text that arrives bit by bit (server-sent events, lines of JSON): to be printed as it comes."""
    BINARY = "binary"
    NOTHING = "nothing"
    """There is no body to parse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetFile:
    """Which snippet a file holds, where it stands, and what running it takes."""

    key: SnippetKey
    path: str
    label: str
    fence: str
    tool: str
    variables: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetView:
    """The part that the view of every language has."""

    template: ClassVar[str]
    file: SnippetFile

    @property
    def path(self) -> str:
        """Posix path inside the snippets folder."""
        return self.file.path


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageNames:
    """What a language is called, and what runs it."""

    name: str
    """In file names and in the config: `curl`."""
    label: str
    """For readers: `JavaScript`."""
    fence: str
    """Info string of a Markdown fence: `bash`."""
    extension: str
    tool: str
    """The program that must be there: the one that runs the file, or the one that the file calls."""
    command: tuple[str, ...]
    """What runs the file: these words and then its path; empty where nothing runs one file alone."""
    comment: str
    """What stands before a comment: `#`."""
    handle: Callable[[SnippetView, tuple[HandledError, ...]], SnippetView] | None = None
    """Puts what is done with documented errors into a view of this language; None: it has no such variant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(LanguageNames):
    """One language, and the function that puts a request into its view."""

    plan: Callable[[SnippetFile, WireRequest, Answer], SnippetView]
    """May raise `InexpressibleError`."""


CallPlan = Callable[[SnippetFile, Call], SnippetView]
"""Puts a call into the view of a language; may raise `InexpressibleError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLanguage(LanguageNames):
    """A language in which a client of ours is called, rather than an HTTP library."""

    start: Callable[[PlanInput], CallPlan | None]
    """Return what plans the calls of one API; None where no such client is generated."""


def header_pieces(header: WireHeader) -> tuple[str | Secret, ...]:
    """Return a header's value without blanks at its ends, which HTTP drops anyway (RFC 9110 §5.5).

    Raises `InexpressibleError` where name or value is not what HTTP allows.
    """
    if not _TOKEN.fullmatch(header.name):
        raise InexpressibleError(f"{header.name!r} is not the name of a header")
    pieces = list(header.value)
    if not all(isinstance(piece, Secret) or _FIELD_VALUE.fullmatch(piece) for piece in pieces):
        raise InexpressibleError(f"the header {header.name!r} holds characters that headers cannot carry")
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip(" \t")
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip(" \t")
    return tuple(piece for piece in pieces if piece != "")


def url_pieces(request: WireRequest) -> tuple[str | Secret, ...]:
    """Return the URL with its secrets, whose values are still to be percent-encoded."""
    pieces: list[str | Secret] = []
    literal = request.url
    for name, secret in request.secret_query:
        literal += f"{'&' if '?' in request.url or pieces else '?'}{quote(name, safe='')}="
        pieces += [literal, secret]
        literal = ""
    return tuple(pieces) or (literal,)


def utf8_text(text: str, what: str) -> str:
    """Return the text; raise `InexpressibleError` where it cannot be sent as UTF-8 because it holds half a character."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InexpressibleError(f"{what} holds a lone surrogate, which UTF-8 cannot carry")
    return text


def number_text(value: JsonValue) -> str:
    """Return an `int` or a `float` in the digits that JSON, JavaScript and Python share."""
    if isinstance(value, float) and not math.isfinite(value):
        raise InexpressibleError("a number is too large for JSON's usual readers")
    return repr(value)


def refuse_other_multipart(request: WireRequest) -> None:
    """Raise `InexpressibleError` where files stand in a multipart body that is no form: HTTP libraries write forms alone."""
    body = request.body
    if isinstance(body, MultipartBody) and body.media_type != MultipartBody(()).media_type:
        raise InexpressibleError(f"a file cannot be put into a body of {body.media_type}, only into a form")


def has_dot_segments(request: WireRequest) -> bool:
    """Return whether the path has a segment `.` or `..`, written in whatever way."""
    return any(unquote(segment) in {".", ".."} for segment in urlsplit(request.url).path.split("/"))


def refuse_dot_segments(request: WireRequest) -> None:
    """Raise `InexpressibleError` where the path has a segment `.` or `..`, which HTTP libraries resolve on their own."""
    if has_dot_segments(request):
        raise InexpressibleError("the path has a segment of dots alone, which this language's HTTP library removes")
