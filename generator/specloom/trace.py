"""What a run asks of the disk, written down: a later run can ask the same, and knows whether any answer has changed.

Whatever a build reads goes through here; a test watches what is opened. Outside `traced` nothing is written down.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

__all__ = [
    "Question",
    "Trace",
    "answer",
    "fitting",
    "is_file",
    "kind_of",
    "read_bytes",
    "real_path",
    "size_of",
    "spoil",
    "traced",
]

Question = tuple[str, str, str]
"""What was asked (`text`, `kind`, `list`, `real`, `size`), of which path, and a pattern where there is one."""


@dataclass(slots=True)
class Trace:
    """The questions of one run, each with its first answer."""

    answers: dict[Question, str] = field(default_factory=dict[Question, str])
    is_spoilt: bool = False
    """Something was asked that another run cannot ask again, or the answer to one question changed meanwhile."""

    def note(self, question: Question, found: str) -> None:
        """Take down an answer."""
        if self.answers.setdefault(question, found) != found:
            self.is_spoilt = True

    def texts(self) -> Mapping[Path, str]:
        """Return the files that were read, or looked for in vain: the SHA-256 of their bytes, or why there are none."""
        return {Path(path): found for (what, path, _), found in self.answers.items() if what == "text"}


_CURRENT: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextmanager
def traced() -> Generator[Trace]:
    """Give the trace of what the body asks."""
    trace = Trace()
    token = _CURRENT.set(trace)
    try:
        yield trace
    finally:
        _CURRENT.reset(token)


def spoil() -> None:
    """Say that the result depends on something that is not on the disk."""
    trace = _CURRENT.get()
    if trace is not None:
        trace.is_spoilt = True


def read_bytes(path: Path) -> bytes:
    """Return the content of a file; raises `OSError`."""
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        _note("text", path, _failed(error))
        raise
    _note("text", path, hashlib.sha256(content).hexdigest())
    return content


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; raises `OSError`."""
    try:
        size = os.stat(path).st_size
    except (OSError, ValueError) as error:
        _note("size", path, _failed(error))
        raise
    _note("size", path, str(size))
    return size


def kind_of(path: Path) -> str:
    """Return `file`, `folder`, `other`, or empty where nothing is there; raises `OSError` where that cannot be told."""
    try:
        kind = "file" if path.is_file() else "folder" if path.is_dir() else "other" if path.exists() else ""
    except (OSError, ValueError) as error:
        _note("kind", path, _failed(error))
        raise
    _note("kind", path, kind)
    return kind


def is_file(path: Path) -> bool:
    """Return whether a file is there; raises `OSError` where that cannot be told."""
    return kind_of(path) == "file"


def real_path(path: Path) -> Path:
    """Return a path without symbolic links; raises `OSError` or `RuntimeError`."""
    try:
        real = path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        _note("real", path, _failed(error))
        raise
    _note("real", path, str(real))
    return real


def fitting(folder: Path, pattern: str) -> list[Path]:
    """Return the files in a folder whose names fit a pattern, sorted."""
    found = sorted(path for path in folder.glob(pattern) if path.is_file())
    _note("list", folder, "\0".join(map(str, found)), pattern)
    return found


def answer(question: Question) -> str:
    """Return what the disk says now."""
    what, path, pattern = question
    asks: dict[str, Callable[[Path], object]] = {
        "text": read_bytes,
        "size": size_of,
        "kind": kind_of,
        "real": real_path,
        "list": lambda folder: fitting(folder, pattern),
    }
    with traced() as trace, suppress(OSError, RuntimeError, ValueError):
        asks[what](Path(path))
    return trace.answers[question]


def _note(what: str, path: Path, found: str, pattern: str = "") -> None:
    trace = _CURRENT.get()
    if trace is not None:
        trace.note((what, str(path), pattern), found)


def _failed(error: Exception) -> str:
    return f"! {type(error).__name__} {getattr(error, 'errno', None)}"
