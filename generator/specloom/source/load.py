"""Reading: a path in, a `Document` out."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from specloom import trace
from specloom.diagnostics import Diagnostics, Location, codes
from specloom.source.access import Access
from specloom.source.document import Document, SourceFile
from specloom.source.faults import ReadError
from specloom.source.json_reader import read_json
from specloom.source.limits import Limits
from specloom.source.yaml_reader import read_yaml

__all__ = ["add_text", "load", "read_into"]


def load(
    path: Path,
    diagnostics: Diagnostics,
    *,
    root: Path | None = None,
    limits: Limits | None = None,
    access: Access | None = None,
) -> Document:
    """Return the document at `path`, with the root file read; raises `Stop` where it cannot be read or parsed.

    `root` is the folder that references may not leave; by default the folder of the document.
    """
    folder = trace.real_path(root or path.parent)
    document = Document(root_label=path.name, folder=folder, access=access or Access())
    diagnostics.texts = document
    read_into(document, path, path.name, path.as_posix(), diagnostics, limits or Limits())
    diagnostics.stop_on_errors()
    return document


def read_into(
    document: Document, path: Path, label: str, display: str, diagnostics: Diagnostics, limits: Limits
) -> SourceFile | None:
    """Read a file, add it to the document and return it; report and return None where that cannot be done."""
    text = _read_text(path, label, display, diagnostics, limits)
    if text is None:
        return None
    is_json = path.suffix.lower() == ".json" or text.lstrip()[:1] == "{"
    file = SourceFile(label=label, path=path, display=display, text=text, is_json=is_json, data=None)
    return add_text(document, file, diagnostics, limits)


def add_text(document: Document, file: SourceFile, diagnostics: Diagnostics, limits: Limits) -> SourceFile | None:
    """Add a file to the document, parse it and return it; report and return None where that cannot be done.

    A file that cannot be parsed is added all the same, without data, so that the finding can show its lines.
    """
    document.files[file.label] = file
    try:
        file.data = _parse(file, limits)
        file.is_parsed = True
    except ReadError as error:
        here = Location(file.label)
        related = [(words, here, place) for words, place in error.related]
        diagnostics.report(error.code, here, error.fields, position=error.position, related=related)
        return None
    return file


def _parse(file: SourceFile, limits: Limits) -> Any:
    with _collector_paused():
        if not file.is_json:
            return read_yaml(file.text, limits)
        try:
            return read_json(file.text, limits)
        except ReadError as error:
            if error.code is not codes.SYNTAX or file.path.suffix.lower() == ".json":
                raise
            file.is_json = False  # YAML in flow style begins with a brace, too
            return read_yaml(file.text, limits)


def _read_text(path: Path, label: str, display: str, diagnostics: Diagnostics, limits: Limits) -> str | None:
    location = Location(label)
    try:
        size = trace.size_of(path)
        if not trace.is_file(path):
            diagnostics.report(codes.FILE_UNREADABLE, location, path=display, reason="it is not a file")
            return None
        if size > limits.bytes:
            diagnostics.report(
                codes.LIMIT_PASSED, location, what="the size in bytes", limit=limits.bytes, option="bytes"
            )
            return None
        return trace.read_bytes(path).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        diagnostics.report(codes.FILE_MISSING, location, path=display)
    except UnicodeDecodeError as error:
        reason = f"it is not UTF-8 text (byte {error.start})"
        diagnostics.report(codes.FILE_UNREADABLE, location, path=display, reason=reason)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        diagnostics.report(codes.FILE_UNREADABLE, location, path=display, reason=reason)
    return None


@contextmanager
def _collector_paused() -> Generator[None]:
    """Pause the garbage collector: a parse makes millions of objects and no rings, and is three times faster without."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
