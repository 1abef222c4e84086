"""The coverage ledger in reports: a line for people, and the `ledger` object of `--json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specloom.diagnostics import Location, SourceTexts
from specloom.diagnostics.place import Place
from specloom.ir.api import Excluded
from specloom.ir.ledger import Count, Coverage, Ledger, LedgerEntry, PartKind
from specloom.ir.ledger_record import COUNTED

__all__ = ["count_excluded", "in_words", "ledgers_as_json", "place_as_json"]


def count_excluded(excluded: Iterable[Excluded]) -> int:
    """Return how many operations the config does not want: they are not in the ledger's sum."""
    return sum(not each.is_webhook for each in excluded)


def in_words(ledger: Ledger, excluded: Iterable[Excluded]) -> str:
    """Return what came through, in one line."""
    unwanted = count_excluded(excluded)
    count = ledger.counts[PartKind.OPERATION]
    operations = f"{count.total} operation{'' if count.total == 1 else 's'}"
    left_out = f"; {unwanted} excluded by the config" if unwanted else ""
    return f"{operations}: {count.full} full, {count.degraded} degraded, {count.skipped} skipped{left_out}"


def ledgers_as_json(ledgers: Iterable[tuple[Ledger, SourceTexts]], excluded: int) -> dict[str, Any]:
    """Return the sums over all sources by kind, and every entry with the place where it is (docs/exit-codes.md)."""
    listed = list(ledgers)
    sums = {key: _as_json(sum((ledger.counts[kind] for ledger, _ in listed), Count())) for kind, key in COUNTED.items()}
    sums["operations"]["excluded"] = excluded
    entries = [_entry(entry, texts) for ledger, texts in listed for entry in ledger.entries]
    return {**sums, "entries": entries}


def _as_json(count: Count) -> dict[str, int]:
    return {"total": count.total, **{each.value: getattr(count, each.value) for each in Coverage}}


def _entry(entry: LedgerEntry, texts: SourceTexts) -> dict[str, Any]:
    """Return one entry, with its place as findings have it."""
    return {
        "subject": entry.subject,
        "kind": entry.kind.value,
        "part": entry.part,
        "coverage": entry.coverage.value,
        "reason": entry.reason,
        "rule": entry.code,
        **place_as_json(entry.origin, texts),
    }


def place_as_json(location: Location, texts: SourceTexts) -> dict[str, Any]:
    """Return where a node stands, under the names that findings have for it."""
    place = Place.of(location, None, texts)
    return {
        "file": place.display,
        "line": place.position.line if place.position else None,
        "column": place.position.column if place.position else None,
        "pointer": location.pointer,
    }
