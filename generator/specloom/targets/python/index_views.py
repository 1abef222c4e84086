"""What the template of `api.md` prints: the surface of a package on one page, a line for each operation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from specloom.text import Printable
from specloom.text.markdown import MdCode, MdPlain

__all__ = ["ApiIndex", "IndexEntry", "IndexSecret", "IndexSection", "IndexedNames", "SourcePath"]

_SOURCE = re.compile(r"(?:[A-Za-z0-9_]+/)*[A-Za-z0-9_]+\.py")


@dataclass(frozen=True, slots=True)
class SourcePath(Printable):
    """The address of a module of the package, from the folder of the package."""

    path: str

    def __post_init__(self) -> None:
        if not _SOURCE.fullmatch(self.path):
            raise ValueError(f"no path of a module: {self.path!r}")

    def printed(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A method."""

    signature: MdCode
    """With what is required; `...` stands for everything else."""
    request: MdCode
    summary: MdPlain | None
    is_deprecated: bool


@dataclass(frozen=True, slots=True)
class IndexSection:
    """The methods of a section."""

    name: MdCode
    source: SourcePath
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class IndexedNames:
    """Names that one module has."""

    names: tuple[MdCode, ...]
    source: SourcePath


@dataclass(frozen=True, slots=True)
class IndexSecret:
    """An argument of the client, and the variable that it comes from when it is not given."""

    name: MdCode
    variable: MdCode


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiIndex:
    """`api.md`."""

    template: ClassVar[str] = "python/api.md.jinja"
    path: str
    title: MdPlain
    source: MdPlain
    install: MdCode
    first_line: MdCode
    """What imports the two clients."""
    client: MdCode
    async_client: MdCode
    secrets: tuple[IndexSecret, ...]
    places: tuple[MdCode, ...]
    """The arguments of the client that choose the server, or fill in its address."""
    has_webhooks: bool
    sections: tuple[IndexSection, ...]
    models: tuple[IndexedNames, ...]
    errors: tuple[MdCode, ...]
