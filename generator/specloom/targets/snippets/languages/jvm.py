"""What Java and Kotlin share: a request with `java.net.http`, which is part of the platform (Java 17 and later)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote_plus, urlsplit

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
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    SnippetFile,
    SnippetView,
    header_pieces,
    refuse_other_multipart,
    url_pieces,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.text import Printable
from specloom.text.characters import remove_hidden

__all__ = ["JvmComment", "JvmDialect", "JvmImport", "JvmSnippet", "JvmWord", "plan_jvm"]

_WRITTEN_BY_JAVA = frozenset({"connection", "content-length", "expect", "host", "upgrade"})
"""jdk.internal.net.http.common.Utils.DISALLOWED_HEADERS_SET."""
_HOST = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*)|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?")
_PATH = re.compile(r"(?:[A-Za-z0-9_.!~*'();:@&=+$,/-]|%[0-9A-Fa-f]{2})*")
_QUERY = re.compile(r"(?:[A-Za-z0-9_.!~*'();:@&=+$,/?\[\]-]|%[0-9A-Fa-f]{2})*")
_IMPORT = re.compile(r"[a-z]+(\.[a-z]+)*(\.[A-Z][A-Za-z0-9]*)+")
_BUILDERS = frozenset({"POST", "PUT"})
_BYTES = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class JvmDialect:
    """The typed text of one language."""

    string: Callable[[str], Printable]
    text: Callable[[str, int], Printable]
    """A text whose lines are kept, with the column that they begin at."""
    json: Callable[[JsonValue, int], Printable]
    value: Callable[[Sequence[str | Secret]], Printable]
    url: Callable[[Sequence[str | Secret]], Printable]
    margin: int
    """The column of a body's lines."""


@dataclass(frozen=True, slots=True)
class JvmHeader:
    """A header to add."""

    name: Printable
    value: Printable


@dataclass(frozen=True, slots=True)
class JvmPair:
    """A field of a form: `name=`, encoded, and the value, not yet encoded."""

    name: Printable
    value: Printable


@dataclass(frozen=True, slots=True, kw_only=True)
class JvmPart:
    """One part of a multipart form: its headers and a text, or its name, its type and the variable of a file's path."""

    headers: Printable
    name: Printable
    content_type: Printable
    text: Printable | None
    file: Printable | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JvmSnippet(SnippetView):
    """A program that sends one request."""

    imports: tuple[JvmImport, ...]
    notes: tuple[JvmComment, ...]
    builder: JvmWord | None
    """`GET`, `POST` ...: the builder's own method for it."""
    method: Printable
    takes_body: bool
    """The builder's method has an argument."""
    url: Printable
    user: Printable | None
    password: Printable | None
    headers: tuple[JvmHeader, ...]
    has_body: bool
    body: Printable | None
    has_lines: bool
    form: tuple[JvmPair, ...] | None
    parts: tuple[JvmPart, ...] | None
    upload: Printable | None
    adds_files: bool
    reads_environment: bool
    prints_text: bool
    prints_bytes: bool


class JvmWord(Printable):
    """A name of ours in capital letters."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        if not re.fullmatch(r"[A-Z]+", text):
            raise ValueError(f"not a word of capital letters: {text!r}")
        self._text = text

    def printed(self) -> str:
        return self._text


class JvmImport(Printable):
    """A class of the platform."""

    __slots__ = ("_text",)

    def __init__(self, name: str) -> None:
        if not _IMPORT.fullmatch(name):
            raise ValueError(f"not a class of the platform: {name!r}")
        self._text = name

    def printed(self) -> str:
        return self._text


class JvmComment(Printable):
    """What stands after `// ` on one line. A backslash is doubled: Java reads `\\u000a` in a comment as a line break."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = " ".join(remove_hidden(text).split()).replace("\\", "\\\\")

    def printed(self) -> str:
        return self._text


SomeSnippet = TypeVar("SomeSnippet", bound=JvmSnippet)


def plan_jvm(
    view: type[SomeSnippet], dialect: JvmDialect, file: SnippetFile, request: WireRequest, answer: Answer
) -> SomeSnippet:
    """Return the request as a program; refuse what `java.net.http` cannot send."""
    _refuse(request)
    body, text = request.body, _body(request, dialect)
    parts = tuple(_part(part, dialect) for part in body.parts) if isinstance(body, MultipartBody) else None
    shortcut = (
        request.method if request.method in _BUILDERS or (body is None and request.method in {"GET", "DELETE"}) else ""
    )
    return view(
        file=file,
        imports=tuple(JvmImport(name) for name in sorted(set(_imports(request)))),
        notes=tuple(JvmComment(note) for note in file_notes(request)),
        builder=JvmWord(shortcut) if shortcut else None,
        method=dialect.string(request.method),
        takes_body=shortcut in _BUILDERS,
        url=dialect.url(url_pieces(request)),
        user=None if request.basic is None else dialect.value((request.basic[0],)),
        password=None if request.basic is None else dialect.value((request.basic[1],)),
        headers=tuple(
            JvmHeader(dialect.string(header.name), dialect.value(header_pieces(header))) for header in request.headers
        ),
        has_body=body is not None,
        body=text,
        has_lines=text is not None and "\n" in text.printed(),
        form=tuple(_pair(*pair, dialect) for pair in body.pairs) if isinstance(body, FormBody) else None,
        parts=parts,
        upload=dialect.value((Secret(body.file.variable),)) if isinstance(body, FileBody) else None,
        adds_files=any(part.file is not None for part in parts or ()),
        reads_environment=bool(request.variables),
        prints_text=answer in {Answer.JSON, Answer.TEXT},
        prints_bytes=answer in {Answer.STREAM, Answer.BINARY},
    )


def _refuse(request: WireRequest) -> None:
    refuse_other_multipart(request)
    if request.method == "CONNECT":
        raise InexpressibleError("java.net.http sends CONNECT to proxies alone")
    for header in request.headers:
        if header.name.lower() in _WRITTEN_BY_JAVA:
            raise InexpressibleError(f"java.net.http does not let its caller set the header {header.name}")
    url = urlsplit(request.url)
    if not (_HOST.fullmatch(url.netloc) and _PATH.fullmatch(url.path) and _QUERY.fullmatch(url.query)):
        raise InexpressibleError("java.net.URI refuses a character of the URL")


def _imports(request: WireRequest) -> Iterator[str]:
    """Yield the classes that the program uses, some of them twice."""
    yield from ("java.net.URI", "java.net.http.HttpClient", "java.net.http.HttpRequest")
    yield "java.net.http.HttpResponse.BodyHandlers"
    if request.body is not None or request.method not in {"GET", "DELETE"}:
        yield "java.net.http.HttpRequest.BodyPublishers"
    if request.secret_query or (isinstance(request.body, FormBody) and request.body.pairs):
        yield from ("java.net.URLEncoder", "java.nio.charset.StandardCharsets")
    if request.basic is not None:
        yield from ("java.nio.charset.StandardCharsets", "java.util.Base64")
    if isinstance(request.body, FileBody):
        yield "java.nio.file.Path"
    if isinstance(request.body, MultipartBody):
        yield from ("java.net.http.HttpRequest.BodyPublisher", "java.util.UUID")
        if any(isinstance(part.value, FileInput) for part in request.body.parts):
            yield "java.nio.file.Path"


def _body(request: WireRequest, dialect: JvmDialect) -> Printable | None:
    match request.body:
        case JsonBody(value):
            return dialect.json(value, dialect.margin)
        case TextBody(text):
            return dialect.text(utf8_text(text, "the body"), dialect.margin)
        case _:
            return None


def _pair(name: str, value: str, dialect: JvmDialect) -> JvmPair:
    return JvmPair(dialect.string(f"{quote_plus(utf8_text(name, 'a form field'))}="), dialect.string(value))


def _part(part: Part, dialect: JvmDialect) -> JvmPart:
    """Return a part; its name is written as browsers do (HTML, "multipart/form-data encoding algorithm")."""
    name = part.name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
    suffix = "" if part.content_type is None else f"\r\nContent-Type: {part.content_type}"
    return JvmPart(
        headers=dialect.string(f'Content-Disposition: form-data; name="{name}"{suffix}'),
        name=dialect.string(name),
        content_type=dialect.string(part.content_type or _BYTES),
        text=None if isinstance(part.value, FileInput) else dialect.string(part.value),
        file=dialect.value((Secret(part.value.variable),)) if isinstance(part.value, FileInput) else None,
    )
