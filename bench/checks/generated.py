"""What the checks look at: an output folder, and what the generator knew when it made it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.checks.pages import Page, read_pages
from specloom.calls.model import Calls
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api

__all__ = ["Generated"]


@dataclass(frozen=True, kw_only=True)
class Generated:
    """The output of one description, written below `folder`: `python/`, `docs/`, `snippets/`."""

    folder: Path
    spec: Path
    """The root document."""
    api: Api
    calls: Calls
    diagnostics: Diagnostics

    @property
    def python(self) -> Path:
        """Where the client package stands."""
        return self.folder / "python"

    @property
    def package(self) -> str:
        """The import name of the client."""
        return next(path.parent.name for path in sorted(self.python.glob("*/__init__.py")))

    @property
    def docs(self) -> Path:
        """Where the pages stand."""
        return self.folder / "docs"

    @property
    def snippets(self) -> Path:
        """Where the snippets stand."""
        return self.folder / "snippets"

    @cached_property
    def index(self) -> list[dict[str, Any]]:
        """The entries of `snippets.json`."""
        entries: list[dict[str, Any]] = json.loads((self.snippets / "snippets.json").read_text(encoding="utf-8"))
        return entries

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every Markdown page by its path inside the docs folder."""
        return read_pages(self.docs)

    def files(self, *suffixes: str) -> Iterator[Path]:
        """Yield the files of some kinds, in order of their paths."""
        yield from sorted(path for path in self.folder.rglob("*") if path.suffix in suffixes)

    def name(self, path: Path | str) -> str:
        """Return how faults call a file: its path below the output folder."""
        return Path(path).relative_to(self.folder).as_posix()
