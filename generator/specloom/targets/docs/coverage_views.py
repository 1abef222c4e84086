"""The views of the coverage ledger: a page for people, and a file for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from specloom.ir.ledger import Ledger
from specloom.ir.ledger_record import write_record
from specloom.targets.docs.markdown import MdCell, MdCode, MdLink, MdPlain, MdWords
from specloom.text import Printable

__all__ = [
    "CaptureCount",
    "CaptureRow",
    "CountRow",
    "CoverageFile",
    "CoveragePage",
    "FaultyRow",
    "KeywordRow",
    "LedgerJson",
    "LedgerRow",
    "OriginCount",
    "PagesRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """How many parts of one kind, or schemas with one keyword, came through."""

    kind: MdWords | MdCode
    total: int
    full: int
    degraded: int
    skipped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """Why parts of an operation are not fully expressed."""

    subject: MdCode
    parts: tuple[MdCode, ...]
    """Empty for the operation as a whole."""
    coverage: MdWords
    reason: MdCell
    code: MdCode
    places: tuple[MdCode, ...]
    more: int
    """How many places there are beside those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordRow:
    """Why a keyword is not fully expressed."""

    keyword: MdCode
    coverage: MdWords
    reason: MdCell
    code: MdCode
    places: tuple[MdCode, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many examples of one kind come from where."""

    kind: MdWords
    captured: int
    from_spec: int
    from_schema: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyRow:
    """An example that does not satisfy its schema."""

    operation: MdCode
    place: MdCode
    reason: MdCell


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesRow:
    """How the list of an operation goes on, and what says so."""

    operation: MdCode
    style: MdWords
    source: MdWords
    evidence: MdCell


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureCount:
    """How many of one kind were captured."""

    kind: MdWords
    documented: int
    captured: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRow:
    """Which answers of an operation were captured."""

    operation: MdCode
    captured: tuple[MdCode, ...]
    missing: tuple[MdCode, ...]
    undocumented: tuple[MdCode, ...]
    stale: int
    deviating: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """`COVERAGE.md`."""

    template: ClassVar[str] = "docs/coverage.md.jinja"
    path: str
    title: MdPlain
    counts: tuple[CountRow, ...]
    excluded: int
    """Operations that the config does not want; not among the total."""
    origins: tuple[OriginCount, ...]
    faulty: tuple[FaultyRow, ...]
    captures: tuple[CaptureCount, ...]
    """Empty where nothing was captured."""
    captured: tuple[CaptureRow, ...]
    """Of the operations that have a capture."""
    ledger: tuple[LedgerRow, ...]
    """By operation."""
    keywords: tuple[CountRow, ...]
    places: tuple[KeywordRow, ...]
    """Where keywords are not fully expressed."""
    pages: tuple[PagesRow, ...]
    """The lists that go on, by operation."""
    unused: tuple[MdCode, ...]
    """Component schemas that were left out since nothing leads to them."""
    index_link: MdLink


class LedgerJson(Printable):
    """The ledger as the JSON text that `specloom check` compares with."""

    __slots__ = ("_captured", "_ledger", "_root")

    def __init__(self, ledger: Ledger, root: str, captured: Mapping[str, Sequence[str]]) -> None:
        self._ledger = ledger
        self._root = root
        self._captured = captured

    def printed(self) -> str:
        return write_record(self._ledger, self._root, self._captured)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFile:
    """`coverage.json`."""

    template: ClassVar[str] = "docs/coverage.json.jinja"
    path: str
    ledger: LedgerJson
