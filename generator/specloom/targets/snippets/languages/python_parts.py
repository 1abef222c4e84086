"""Pieces of Python that every Python snippet has, whichever library sends the request."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.calls.model import FileInput, Part, Secret, WireHeader, WireRequest
from specloom.targets.snippets.languages.errors import HandledError
from specloom.targets.snippets.languages.model import header_pieces, url_pieces, utf8_text
from specloom.targets.snippets.languages.notes import request_files
from specloom.targets.snippets.languages.python_text import (
    PyComment,
    PyFileName,
    PyFormatted,
    PyNumber,
    PyString,
    PyVariable,
)

__all__ = [
    "PyError",
    "PyFile",
    "PyHeader",
    "PyPair",
    "PyPart",
    "python_error",
    "python_files",
    "python_header",
    "python_pair",
    "python_part",
    "python_url",
]


@dataclass(frozen=True, slots=True)
class PyHeader:
    """One entry of `headers`."""

    name: PyString
    value: PyString | PyVariable | PyFormatted


@dataclass(frozen=True, slots=True)
class PyPair:
    """One field of a form."""

    name: PyString
    value: PyString


@dataclass(frozen=True, slots=True)
class PyFile:
    """A file to send: the variable for its path, and the environment variable that holds it."""

    name: PyFileName
    variable: PyVariable


@dataclass(frozen=True, slots=True, kw_only=True)
class PyPart:
    """One part of a multipart form: text, or a file."""

    name: PyString
    text: PyString | None
    file: PyFileName | None
    content_type: PyString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PyError:
    """A documented error: one status, or the first and the last of a range."""

    low: PyNumber
    high: PyNumber | None
    note: PyComment


def python_error(error: HandledError) -> PyError:
    """Return how an error is told from others."""
    high = PyNumber(error.high) if error.is_range else None
    return PyError(low=PyNumber(error.low), high=high, note=PyComment(error.note))


def python_files(request: WireRequest) -> tuple[PyFile, ...]:
    """Return the files to send, each once."""
    return tuple(PyFile(PyFileName(sent.variable), PyVariable(sent.variable)) for sent in request_files(request))


def python_header(header: WireHeader) -> PyHeader:
    """Return an entry of `headers`."""
    name = PyString(header.name)
    match header_pieces(header):
        case (Secret(variable),):
            return PyHeader(name, PyVariable(variable))
        case pieces if any(isinstance(piece, Secret) for piece in pieces):
            return PyHeader(name, PyFormatted(pieces))
        case pieces:
            return PyHeader(name, PyString("".join(piece for piece in pieces if isinstance(piece, str))))


def python_url(request: WireRequest) -> PyString | PyFormatted:
    """Return the URL; secrets in its query are percent-encoded when the snippet runs."""
    if not request.secret_query:
        return PyString(request.url)
    return PyFormatted(url_pieces(request), encoded=True)


def python_pair(name: str, value: str) -> PyPair:
    """Return a field of a form."""
    return PyPair(PyString(utf8_text(name, "a form field")), PyString(utf8_text(value, "a form field")))


def python_part(part: Part) -> PyPart:
    """Return a part of a multipart form."""
    return PyPart(
        name=PyString(utf8_text(part.name, "a part's name")),
        text=None if isinstance(part.value, FileInput) else PyString(utf8_text(part.value, "a part of the body")),
        file=PyFileName(part.value.variable) if isinstance(part.value, FileInput) else None,
        content_type=None if part.content_type is None else PyString(part.content_type),
    )
