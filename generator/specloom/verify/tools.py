"""The programs that run snippets: which of them are there, and what tells one version from another."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["Tools"]

_PYTHON_PACKAGES = ("httpx2", "msgspec", "requests")


@dataclass(slots=True)
class Tools:
    """Finds programs, once each. The Python that runs specloom goes before others: it has the packages."""

    path: str = field(default_factory=lambda: os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    cache: str = field(default_factory=lambda: os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache"))
    """Where compilers keep what they made; the home folder itself holds settings that snippets must not read."""
    _found: dict[str, str | None] = field(default_factory=dict[str, str | None])

    def find(self, program: str) -> str | None:
        """Return the path of a program; None where it is not there."""
        if program not in self._found:
            self._found[program] = shutil.which(program, path=self.path)
        return self._found[program]

    def missing(self, command: tuple[str, ...], tool: str) -> str:
        """Return why a snippet cannot be run, in words; empty where it can be."""
        if not command:
            return "nothing runs a file of it alone"
        absent = next((name for name in (command[0], tool) if self.find(name) is None), None)
        return f"there is no {absent} on this machine" if absent else ""

    def fingerprint(self, command: tuple[str, ...], tool: str) -> str:
        """Return a text that changes when one of the programs, or a package that Python snippets use, does."""
        told = [*command]
        for name in dict.fromkeys((command[0], tool)):
            found = self.find(name)
            if found is not None:
                facts = Path(found).resolve().stat()
                told += [found, str(facts.st_size), str(facts.st_mtime_ns)]
        if tool == "python":
            told += [f"{name}=={_version(name)}" for name in _PYTHON_PACKAGES]
        return hashlib.sha256("\0".join(told).encode()).hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
