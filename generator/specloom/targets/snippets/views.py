"""The view of `snippets.json`; each language has the view of its own files in its module."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import SnippetFile
from specloom.text import Printable

__all__ = ["SnippetIndex", "SnippetList"]


class SnippetList(Printable):
    """The list of snippets as a JSON text, for programs that run or embed them."""

    __slots__ = ("_entries",)

    def __init__(self, files: Iterable[SnippetFile]) -> None:
        self._entries = [
            {
                "operation": file.key.operation,
                "variant": file.key.variant,
                "language": file.key.language,
                "path": file.path,
                "environment": list(file.variables),
                "tool": file.tool,
            }
            for file in files
        ]

    def printed(self) -> str:
        return JSON.write(self._entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetIndex:
    """`snippets.json`."""

    template: ClassVar[str] = "snippets/index.json.jinja"
    entries: SnippetList

    @property
    def path(self) -> str:
        """Posix path inside the snippets folder."""
        return "snippets.json"
