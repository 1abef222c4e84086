"""Texts of single files, by the view and the templates that they were rendered from. A table on the disk."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

from specloom.cache.packing import PackError, fingerprint

__all__ = ["Texts"]

_FILE = "texts.sqlite"
_MOST_BYTES = 1 << 29
_DIGEST = 32
"""Bytes before each text: the SHA-256 of its key and itself."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, text BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID"
)


class Texts:
    """The texts of files that were rendered before, for one run; read and written as a whole or not at all."""

    def __init__(self, folder: Path, state: str) -> None:
        """`state` stands for our code and templates."""
        self._path = folder / _FILE
        self._state = state.encode()
        self._table: sqlite3.Connection | None = None
        self._new: dict[bytes, str] = {}
        self._used: list[bytes] = []
        self.found = 0
        """How many texts did not have to be rendered."""

    def __enter__(self) -> Texts:
        with suppress(OSError, sqlite3.Error):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._table = sqlite3.connect(self._path, timeout=2)
            self._table.execute(_TABLE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._table is None:
            return
        with suppress(sqlite3.Error), closing(self._table):
            if self._new or self._used:
                self._save(self._table)

    def key_of(self, view: object, templates: str) -> bytes | None:
        """Return what a text is kept under: a hash of all that it is made of; None where that cannot be told.

        `templates` names the template, and stands for those of the user's own.
        """
        try:
            return hashlib.sha256(b"\0".join((self._state, templates.encode(), fingerprint(view)))).digest()
        except PackError:
            return None

    def get(self, key: bytes) -> str | None:
        """Return a text; None where it is not known."""
        if self._table is None:
            return None
        try:
            row = self._table.execute("SELECT text FROM texts WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        content = bytes(row[0]) if row and isinstance(row[0], bytes) else b""
        text = content[_DIGEST:]
        if content[:_DIGEST] != hashlib.sha256(key + text).digest():  # sqlite does not notice bytes that rotted
            return None
        self._used.append(key)
        self.found += 1
        return text.decode("utf-8", "surrogatepass")

    def put(self, key: bytes, text: str) -> None:
        """Keep a text, from the end of the run on."""
        self._new[key] = text

    def _save(self, table: sqlite3.Connection) -> None:
        with table:
            [now] = table.execute("SELECT coalesce(max(used), 0) + 1 FROM texts").fetchone()
            table.executemany("UPDATE texts SET used = ? WHERE key = ?", ((now, key) for key in self._used))
            rows = ((key, _sealed(key, text), now) for key, text in self._new.items())
            table.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
            [size] = table.execute("SELECT coalesce(sum(length(text) - ?), 0) FROM texts", (_DIGEST,)).fetchone()
            if size > _MOST_BYTES:
                table.execute("DELETE FROM texts WHERE used < ?", (now,))


def _sealed(key: bytes, text: str) -> bytes:
    content = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(key + content).digest() + content
