"""What whole runs made: found again where everything that they asked of the disk has the same answer.

For each set of settings there are a few entries, the newest first: a branch that is left and entered again finds its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from specloom.cache.disk import keep_small, write
from specloom.cache.packing import UnpackError, packed, unpacked
from specloom.trace import Question, Trace, answer

__all__ = ["Results"]

_MOST_ENTRIES = 8
_MOST_BYTES = 1 << 30
"""Of all results together."""


@dataclass(frozen=True, slots=True)
class _Entry:
    answers: dict[Question, str]
    result: str
    """The SHA-256 of the file that holds it."""


class Results:
    """The results in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: dict[Question, str] = {}

    def find(self, key: str) -> tuple[Any, Trace] | None:
        """Return what a run with these settings made, and what it had asked; None where an answer is different now."""
        for entry in self._entries(key):
            if all(self._answer(question) == found for question, found in entry.answers.items()):
                made = self._read(entry.result)
                if made is not None:
                    with suppress(OSError):
                        os.utime(self._path(entry.result))
                    return made, Trace(dict(entry.answers))
        return None

    def keep(self, key: str, made: object, trace: Trace) -> None:
        """Keep what a run made; not where nobody could tell whether it is still so."""
        if trace.is_spoilt:
            return
        content = packed(made)
        name = hashlib.sha256(content).hexdigest()
        others = [each for each in self._entries(key) if each.answers != trace.answers]
        entries = [_Entry(trace.answers, name), *others][:_MOST_ENTRIES]
        listed = [
            {"answers": [[*question, found] for question, found in each.answers.items()], "result": each.result}
            for each in entries
        ]
        with suppress(OSError):
            write(self._path(name), content)
            write(self._folder / f"{key}.json", json.dumps(listed).encode())
            keep_small(self._folder, _MOST_BYTES)

    def _entries(self, key: str) -> Iterator[_Entry]:
        try:
            listed = json.loads((self._folder / f"{key}.json").read_bytes())
            for each in listed:
                answers = {(what, path, pattern): found for what, path, pattern, found in each["answers"]}
                yield _Entry(answers, str(each["result"]))
        except (OSError, ValueError, TypeError, KeyError):
            return

    def _answer(self, question: Question) -> str:
        if question not in self._asked:
            self._asked[question] = answer(question)
        return self._asked[question]

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.made"

    def _read(self, name: str) -> object | None:
        try:
            content = self._path(name).read_bytes()
            return unpacked(content) if hashlib.sha256(content).hexdigest() == name else None
        except (OSError, UnpackError):
            return None
