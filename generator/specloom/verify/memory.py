"""Which snippets were right before: a file of hashes in the cache, so that a run can go on where another one ended."""

from __future__ import annotations

import contextlib
import re
import threading
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Memory"]

_KEY = re.compile("[0-9a-f]{64}")


@dataclass(slots=True)
class Memory:
    """One hash a line, each written as soon as it is known. Without a file nothing is kept."""

    file: Path | None
    resumes: bool = False
    _known: set[str] = field(default_factory=set[str])
    _kept: set[str] = field(default_factory=set[str])
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        """Read what is known, or begin anew; a cache that cannot be used is done without."""
        if self.file is None:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if self.resumes and self.file.exists():
                lines = self.file.read_text(encoding="ascii", errors="replace").splitlines()
                self._known = {line for line in lines if _KEY.fullmatch(line)}
            else:
                self.file.write_text("", encoding="ascii")
        except OSError:
            self.file = None

    def knows(self, key: str) -> bool:
        """Return whether what has this hash was right before."""
        found = key in self._known
        if found:
            with self._lock:
                self._kept.add(key)
        return found

    def keep(self, key: str) -> None:
        """Note that what has this hash is right."""
        with self._lock:
            self._kept.add(key)
            if self.file is not None:
                with contextlib.suppress(OSError), self.file.open("a", encoding="ascii") as file:
                    file.write(f"{key}\n")

    def tidy(self) -> None:
        """Drop the hashes of what is no longer there."""
        if self.file is not None:
            with contextlib.suppress(OSError):
                self.file.write_text("".join(f"{key}\n" for key in sorted(self._kept)), encoding="ascii")
