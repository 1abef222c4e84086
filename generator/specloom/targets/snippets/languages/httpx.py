"""Python: a request as a call of httpx2, the maintained line of httpx (docs/decisions/0017)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.calls.model import FileBody, FormBody, JsonBody, MultipartBody, TextBody, WireHeader, WireRequest
from specloom.targets.snippets.languages.json_facts import json_facts
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import (
    Answer,
    InexpressibleError,
    Language,
    SnippetFile,
    SnippetView,
    refuse_dot_segments,
    refuse_other_multipart,
    utf8_text,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.targets.snippets.languages.python_parts import (
    PyFile,
    PyHeader,
    PyPair,
    PyPart,
    python_files,
    python_header,
    python_pair,
    python_part,
    python_url,
)
from specloom.targets.snippets.languages.python_text import (
    PyBytes,
    PyComment,
    PyFileName,
    PyFormatted,
    PyLiteral,
    PyMethod,
    PyString,
    PyVariable,
)

__all__ = ["HTTPX", "HttpxSnippet", "plan_httpx"]

_TAKE_NO_BODY = frozenset({"DELETE", "GET", "HEAD", "OPTIONS"})
"""Methods whose functions have no argument for a body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpxSnippet(SnippetView):
    """A script that calls httpx2 once."""

    template: ClassVar[str] = "snippets/httpx.jinja"
    notes: tuple[PyComment, ...]
    uses_os: bool
    uses_sys: bool
    uses_quote: bool
    uses_urlencode: bool
    files: tuple[PyFile, ...]
    function: PyMethod | None
    method: PyString
    """Printed where httpx2 has no function for it."""
    url: PyString | PyFormatted
    user: PyVariable | None
    password: PyVariable | None
    headers: tuple[PyHeader, ...]
    json: PyLiteral | None
    text: PyBytes | None
    form: tuple[PyPair, ...] | None
    pairs: tuple[PyPair, ...] | None
    """A form in which a name stands more than once, which a dict cannot hold."""
    parts: tuple[PyPart, ...] | None
    upload: PyFileName | None
    prints_json: bool
    prints_text: bool
    prints_stream: bool
    prints_bytes: bool


def plan_httpx(file: SnippetFile, request: WireRequest, answer: Answer) -> HttpxSnippet:
    """Return the request as a call of httpx2; refuse what it cannot send."""
    refuse_dot_segments(request)
    refuse_other_multipart(request)
    if request.method != request.method.upper():
        raise InexpressibleError(f"httpx2 would send {request.method.upper()} in place of {request.method}")
    body = request.body
    form = tuple(python_pair(*pair) for pair in body.pairs) if isinstance(body, FormBody) and body.pairs else None
    repeats = isinstance(body, FormBody) and len(dict(body.pairs)) < len(body.pairs)
    has_function = PyMethod.knows(request.method) and not (body and request.method in _TAKE_NO_BODY)
    return HttpxSnippet(
        file=file,
        notes=tuple(PyComment(note) for note in file_notes(request)),
        uses_os=bool(request.variables),
        uses_sys=answer is Answer.BINARY,
        uses_quote=bool(request.secret_query),
        uses_urlencode=repeats,
        files=python_files(request),
        function=PyMethod(request.method) if has_function else None,
        method=PyString(request.method),
        url=python_url(request),
        user=None if request.basic is None else PyVariable(request.basic[0].variable),
        password=None if request.basic is None else PyVariable(request.basic[1].variable),
        headers=tuple(python_header(header) for header in request.headers if not _is_implied(header, request)),
        json=PyLiteral(body.value, margin=4) if isinstance(body, JsonBody) and _takes_json(body) else None,
        text=_text(request),
        form=None if repeats else form,
        pairs=form if repeats else None,
        parts=tuple(python_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None,
        upload=PyFileName(body.file.variable) if isinstance(body, FileBody) else None,
        prints_json=answer is Answer.JSON,
        prints_text=answer is Answer.TEXT,
        prints_stream=answer is Answer.STREAM,
        prints_bytes=answer is Answer.BINARY,
    )


def _takes_json(body: JsonBody) -> bool:
    """Return whether `json=` sends the value: not `None`, which means no body, and nothing that UTF-8 cannot carry."""
    return body.value is not None and not json_facts(body.value).has_half_characters


def _text(request: WireRequest) -> PyBytes | None:
    match request.body:
        case TextBody(text):
            return PyBytes(utf8_text(text, "the body"), margin=4)
        case JsonBody(value) as body if not _takes_json(body):
            return PyBytes(JSON.write(value), margin=4)
        case _:
            return None


def _is_implied(header: WireHeader, request: WireRequest) -> bool:
    """Return whether httpx2 sends this very header by itself."""
    if header.name.lower() != "content-type":
        return False
    match request.body:
        case JsonBody() as body:
            return _takes_json(body) and header.value == ("application/json",)
        case FormBody(pairs):
            is_dict = bool(pairs) and len(dict(pairs)) == len(pairs)
            return is_dict and header.value == ("application/x-www-form-urlencoded",)
        case _:
            return False


HTTPX = Language(
    name="httpx",
    label="Python (httpx2)",
    fence="python",
    extension="py",
    tool="python",
    command=("python",),
    comment="#",
    plan=plan_httpx,
)
