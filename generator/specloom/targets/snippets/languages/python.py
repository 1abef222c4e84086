"""Python: a request as a call of the `requests` library (2.27 and later)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from specloom.calls.model import (
    FileBody,
    FormBody,
    JsonBody,
    MultipartBody,
    TextBody,
    WireHeader,
    WireRequest,
)
from specloom.targets.snippets.languages.errors import HandledError
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
    PyError,
    PyFile,
    PyHeader,
    PyPair,
    PyPart,
    python_error,
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

__all__ = ["PYTHON", "PythonSnippet", "plan_python"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PythonSnippet(SnippetView):
    """A script that calls `requests` once."""

    template: ClassVar[str] = "snippets/python.jinja"
    notes: tuple[PyComment, ...]
    uses_os: bool
    uses_sys: bool
    uses_quote: bool
    files: tuple[PyFile, ...]
    function: PyMethod | None
    method: PyString
    """Printed where requests has no function for it."""
    url: PyString | PyFormatted
    user: PyVariable | None
    password: PyVariable | None
    headers: tuple[PyHeader, ...]
    json: PyLiteral | None = None
    null: bool = False
    """The body is the JSON text `null`, which `json=None` would not send."""
    form: tuple[PyPair, ...] | None = None
    parts: tuple[PyPart, ...] | None = None
    text: PyBytes | None = None
    upload: PyFileName | None = None
    prints_json: bool = False
    prints_text: bool = False
    prints_stream: bool = False
    prints_bytes: bool = False
    errors: tuple[PyError, ...] = ()
    """Those that are handled one by one; the others end the script."""


def plan_python(file: SnippetFile, request: WireRequest, answer: Answer) -> PythonSnippet:
    """Return the request as a call of requests; refuse what it cannot send."""
    refuse_dot_segments(request)
    refuse_other_multipart(request)
    if request.method != request.method.upper():
        raise InexpressibleError(f"requests would send {request.method.upper()} in place of {request.method}")
    body = request.body
    is_null = isinstance(body, JsonBody) and body.value is None
    return PythonSnippet(
        file=file,
        notes=tuple(PyComment(note) for note in file_notes(request)),
        uses_os=bool(request.variables),
        uses_sys=answer is Answer.BINARY,
        uses_quote=bool(request.secret_query),
        files=python_files(request),
        function=PyMethod(request.method) if PyMethod.knows(request.method) else None,
        method=PyString(request.method),
        url=python_url(request),
        user=None if request.basic is None else PyVariable(request.basic[0].variable),
        password=None if request.basic is None else PyVariable(request.basic[1].variable),
        headers=tuple(python_header(header) for header in request.headers if not _is_implied(header, request)),
        json=PyLiteral(body.value, margin=4) if isinstance(body, JsonBody) and not is_null else None,
        null=is_null,
        form=tuple(python_pair(*pair) for pair in body.pairs) if isinstance(body, FormBody) else None,
        parts=tuple(python_part(part) for part in body.parts) if isinstance(body, MultipartBody) else None,
        text=PyBytes(utf8_text(body.text, "the body"), margin=4) if isinstance(body, TextBody) else None,
        upload=PyFileName(body.file.variable) if isinstance(body, FileBody) else None,
        prints_json=answer is Answer.JSON,
        prints_text=answer is Answer.TEXT,
        prints_stream=answer is Answer.STREAM,
        prints_bytes=answer is Answer.BINARY,
    )


def _handle(view: SnippetView, errors: tuple[HandledError, ...]) -> SnippetView:
    assert isinstance(view, PythonSnippet), "the planner of this language made it"
    return replace(view, errors=tuple(map(python_error, errors)))


def _is_implied(header: WireHeader, request: WireRequest) -> bool:
    """Return whether requests sends this very header by itself."""
    if header.name.lower() != "content-type":
        return False
    match request.body:
        case JsonBody(value):
            return value is not None and header.value == ("application/json",)
        case FormBody(pairs):
            return bool(pairs) and header.value == ("application/x-www-form-urlencoded",)
        case _:
            return False


PYTHON = Language(
    name="python",
    label="Python",
    fence="python",
    extension="py",
    tool="python",
    command=("python",),
    comment="#",
    handle=_handle,
    plan=plan_python,
)
