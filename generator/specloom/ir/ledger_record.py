"""The ledger as it is committed (`coverage.json`): one line for each operation, keyword and entry, so that a diff shows
what became better or worse and nothing else. It holds pointers and no lines: a line added above changes nothing in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from specloom.diagnostics import Location
from specloom.ir.ledger import Count, Coverage, Covered, Ledger, LedgerEntry, PartKind

__all__ = [
    "COUNTED",
    "FILE_NAME",
    "Record",
    "RecordError",
    "RecordedEntry",
    "merged",
    "place_in",
    "read_record",
    "write_record",
]

FILE_NAME = "coverage.json"
_FORMAT = 1
COUNTED = {
    PartKind.OPERATION: "operations",
    PartKind.WEBHOOK: "webhooks",
    PartKind.PARAMETER: "parameters",
    PartKind.MEDIA_TYPE: "media_types",
    PartKind.KEYWORD: "keywords",
}
"""What the kinds that are counted are called in JSON."""


class RecordError(ValueError):
    """The text is not a ledger that specloom wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEntry:
    """Entries of one part that differ only in their place."""

    subject: str
    kind: PartKind
    part: str
    coverage: Coverage
    reason: str
    rule: str
    places: tuple[str, ...]
    """`#/components/schemas/Pet/not`; `common.yaml#/Pet` in another file than the description's own. Sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a committed ledger says."""

    covered: Mapping[PartKind, Mapping[str, Coverage]]
    """Operations and webhooks by subject."""
    entries: tuple[RecordedEntry, ...]
    captured: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """The answers of which there are captures, by subject of the operation: `200 application/json`."""


def place_in(location: Location, root: str) -> str:
    """Return a place as the ledger writes it; `root` is the label of the description's own file."""
    return f"{'' if location.file == root else location.file}#{location.pointer}"


def merged(entries: Iterable[LedgerEntry], root: str) -> list[RecordedEntry]:
    """Return entries in their order, those of one part and reason as one."""
    places: dict[tuple[str, PartKind, str, Coverage, str, str], set[str]] = {}
    for each in entries:
        key = (each.subject, each.kind, each.part, each.coverage, each.code, each.reason)
        places.setdefault(key, set()).add(place_in(each.origin, root))
    return [
        RecordedEntry(
            subject=subject,
            kind=kind,
            part=part,
            coverage=coverage,
            reason=reason,
            rule=rule,
            places=tuple(sorted(found)),
        )
        for (subject, kind, part, coverage, rule, reason), found in places.items()
    ]


def write_record(ledger: Ledger, root: str, captured: Mapping[str, Sequence[str]] | None = None) -> str:
    """Return the JSON text; keys sorted, ASCII. `captured`: answers by operation, as in `Record`."""
    entries = [_line(_entry(each)) for each in merged(ledger.entries, root)]
    parts = {
        **({"captured": _members(captured)} if captured else {}),
        "entries": _listed(entries, "[]"),
        "format": _line(_FORMAT),
        "keywords": _members({each.name: _count(each.count) for each in ledger.keywords}),
        "operations": _members({each.subject: _covered(each) for each in ledger.operations}),
        "totals": _members({COUNTED[kind]: _count(count) for kind, count in ledger.counts.items()}),
        "webhooks": _members({each.subject: _covered(each) for each in ledger.webhooks}),
    }
    return _listed([f"{_line(key)}: {text}" for key, text in sorted(parts.items())], "{}") + "\n"


def _line(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _members(values: Mapping[str, Any]) -> str:
    return _listed([f"{_line(key)}: {_line(value)}" for key, value in sorted(values.items())], "{}")


def _listed(lines: Sequence[str], brackets: str) -> str:
    return "\n".join((brackets[0], ",\n".join(lines), brackets[1])) if lines else brackets


def _count(count: Count) -> dict[str, int]:
    return {"total": count.total, **{each.value: getattr(count, each.value) for each in Coverage}}


def _covered(each: Covered) -> dict[str, Any]:
    totals = {"parameters": each.parameters.total, "media_types": each.media_types.total}
    return {"coverage": each.coverage.value, **totals, **({"pages": each.pages} if each.pages else {})}


def _entry(each: RecordedEntry) -> dict[str, Any]:
    return {
        "subject": each.subject,
        "kind": each.kind.value,
        "part": each.part,
        "coverage": each.coverage.value,
        "reason": each.reason,
        "rule": each.rule,
        "places": list(each.places),
    }


def read_record(text: str) -> Record:
    """Return what a committed ledger says; raise `RecordError` where it is none."""
    try:
        value = json.loads(text)
        if value["format"] != _FORMAT:
            raise RecordError(f"its format is {value['format']!r}, not {_FORMAT}")
        return Record(
            covered={
                kind: {subject: Coverage(told["coverage"]) for subject, told in value[COUNTED[kind]].items()}
                for kind in (PartKind.OPERATION, PartKind.WEBHOOK)
            },
            entries=tuple(_read_entries(value["entries"])),
            captured={subject: tuple(map(str, told)) for subject, told in value.get("captured", {}).items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise error if isinstance(error, RecordError) else RecordError("it is not a coverage.json") from error


def _read_entries(listed: list[Any]) -> Iterator[RecordedEntry]:
    for told in listed:
        yield RecordedEntry(
            subject=str(told["subject"]),
            kind=PartKind(told["kind"]),
            part=str(told["part"]),
            coverage=Coverage(told["coverage"]),
            reason=str(told["reason"]),
            rule=str(told["rule"]),
            places=tuple(str(place) for place in told["places"]),
        )
