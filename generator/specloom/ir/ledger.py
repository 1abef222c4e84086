"""The coverage ledger: what of the document came through, in full, degraded or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from specloom.diagnostics import Location

__all__ = ["DOCUMENT", "Count", "Coverage", "Covered", "KeywordUse", "Ledger", "LedgerEntry", "PartKind"]


DOCUMENT = "the whole document"
"""The subject of what belongs to no operation more than to others."""


class Coverage(StrEnum):
    """How much of a part of the document came through."""

    FULL = "full"
    DEGRADED = "degraded"
    SKIPPED = "skipped"

    @property
    def rank(self) -> int:
        """How bad it is: 0 for FULL."""
        return list(Coverage).index(self)


class PartKind(StrEnum):
    """What kind of part of the document an entry is about."""

    OPERATION = "operation"
    WEBHOOK = "webhook"
    PARAMETER = "parameter"
    """Of an operation or a webhook, its callbacks included; one that several operations share counts for each."""
    MEDIA_TYPE = "media_type"
    """Of the body of a request or of a response, likewise."""
    KEYWORD = "keyword"
    """Of a schema; counted once at each place where it is written."""
    DETAIL = "detail"
    """Anything else in an operation: a response, a header, a link, a callback, its security. Not counted by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One reason why one part is not fully expressed, or was left out. A part may have several."""

    subject: str
    """The operation or webhook: `POST /v1/invoices`. Empty for a keyword, which may concern many of them."""
    kind: PartKind
    part: str = ""
    """`query parameter limit`, `response 200 text/csv`, `keyword not`; empty for the operation as a whole."""
    coverage: Coverage
    reason: str
    code: str
    """The diagnostic that tells more."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many parts of one kind came through. The sum always holds."""

    total: int = 0
    degraded: int = 0
    skipped: int = 0

    @property
    def full(self) -> int:
        """Those that are expressed as documented."""
        return self.total - self.degraded - self.skipped

    @classmethod
    def of(cls, found: Iterable[Coverage]) -> Count:
        """Count parts by what became of each."""
        listed = list(found)
        return cls(
            total=len(listed),
            degraded=listed.count(Coverage.DEGRADED),
            skipped=listed.count(Coverage.SKIPPED),
        )

    def __add__(self, other: Count) -> Count:
        return Count(
            total=self.total + other.total,
            degraded=self.degraded + other.degraded,
            skipped=self.skipped + other.skipped,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """What became of an operation or a webhook. It is degraded when any part below it is, or was left out."""

    subject: str
    coverage: Coverage
    parameters: Count = Count()
    """Those of an operation that was left out are not known, and count nowhere."""
    media_types: Count = Count()
    pages: str = ""
    """How its list goes on, and what says so: `cursor (shape: query parameter after, ...)`. A fact, not a loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordUse:
    """A keyword of JSON Schema or OpenAPI's Schema Object, and in how many schemas it stands."""

    name: str
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that the document describes and the config wants, with what became of it."""

    operations: tuple[Covered, ...] = ()
    """By subject, as all below."""
    webhooks: tuple[Covered, ...] = ()
    keywords: tuple[KeywordUse, ...] = ()
    """Of the schemas that operations and webhooks lead to."""
    entries: tuple[LedgerEntry, ...] = ()
    """Only what is not FULL; by subject, then by part."""

    @property
    def counts(self) -> dict[PartKind, Count]:
        """How many parts there are of each kind that is counted."""
        both = (*self.operations, *self.webhooks)
        return {
            PartKind.OPERATION: Count.of(each.coverage for each in self.operations),
            PartKind.WEBHOOK: Count.of(each.coverage for each in self.webhooks),
            PartKind.PARAMETER: sum((each.parameters for each in both), Count()),
            PartKind.MEDIA_TYPE: sum((each.media_types for each in both), Count()),
            PartKind.KEYWORD: sum((each.count for each in self.keywords), Count()),
        }
