"""The journal of a run: what is about to be sent, then what came of it, each on the disk before anything else happens.

One JSON object a line. Whatever kills a run, the next one reads here what was made and has to be taken away again. It
holds ids as they are, since nothing else finds what they name, but no credential; only its owner can read it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from specloom.calls.values import is_object
from specloom.ir.types import JsonValue
from specloom.recording.masks import Masks

__all__ = ["BusyError", "Entry", "Event", "Journal", "JournalError", "read_journal"]


Entry = dict[str, JsonValue]


class Event(StrEnum):
    """What an entry tells."""

    RUN = "run"
    """A run began: its `id`, and `scenarios`, the hash of each scenario by label."""
    INTENT = "intent"
    """A request of `step` is about to be sent."""
    ANSWERED = "answered"
    """`step` was answered; its `outputs` name what it made. `failed` where that is not the answer it should be."""
    RESULT = "result"
    """`step` is done; its capture, if it has one, is written. `pseudonyms` are those of the scenario so far."""
    HARMLESS = "harmless"
    """`step` made nothing: it was not sent, or was refused."""
    WORKFLOW = "workflow"
    """`workflow` is done, with its `outputs`."""
    CLEANING = "cleaning"
    """`scenario` has come to its clean-up: its values may be gone from here on."""
    CLEANED = "cleaned"
    """What `step` made is gone."""
    CLEARED = "cleared"
    """All that `scenario` made is gone; `finished` says whether all of its steps are done."""


class JournalError(Exception):
    """The journal cannot be read or written."""


class BusyError(JournalError):
    """Another run is using it."""


@dataclass(slots=True, kw_only=True)
class Journal:
    """Appends entries to a file that only its owner can read. One process at a time has it."""

    file: Path
    masks: Masks
    _descriptor: int = field(default=-1)

    def open(self) -> None:
        """Make the file where there is none, and lock it; raises `JournalError`."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            self._descriptor = os.open(self.file, flags, 0o600)
        except OSError as error:
            raise JournalError(error.strerror or str(error)) from error
        _lock(self._descriptor)

    def begin(self, run: str, scenarios: dict[str, JsonValue]) -> None:
        """Forget what was there, and begin a run."""
        os.ftruncate(self._descriptor, 0)
        self.add(Event.RUN, id=run, scenarios=scenarios)

    def add(self, event: Event, **facts: JsonValue) -> None:
        """Write an entry; when this returns it is on the disk."""
        line = json.dumps({"event": event.value, **_masked(facts, self.masks)}, ensure_ascii=True) + "\n"
        os.write(self._descriptor, line.encode("ascii"))
        os.fsync(self._descriptor)

    def close(self, *, keep: bool) -> None:
        """Give the file back; take it away where nothing needs it any more."""
        if self._descriptor < 0:
            return
        if not keep:
            self.file.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = -1


def _masked(facts: Entry, masks: Masks) -> Entry:
    return {key: masks.hide(value) for key, value in facts.items()}


def _lock(descriptor: int) -> None:
    """Lock a file for as long as this process lives; raises `BusyError` where another one has it."""
    if sys.platform == "win32":
        return  # where an open file cannot be taken away by another run
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise BusyError("another run of `specloom capture` is using it") from error


def read_journal(file: Path, masks: Masks) -> list[Entry]:
    """Return the entries of a journal, credentials in their places; none where there is no file.

    A line that a kill cut off is left out: what it would have told has not happened yet.
    """
    try:
        lines = file.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise JournalError(error.strerror or str(error)) from error
    return list(_entries(lines, masks))


def _entries(lines: list[bytes], masks: Masks) -> Iterator[Entry]:
    for line in lines:
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if is_object(found) and found.get("event") in {each.value for each in Event}:
            yield {str(key): masks.show(value) for key, value in found.items()}
