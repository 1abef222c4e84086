"""Plans the coverage page, and the same for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from specloom.calls.capture_coverage import cover_captures
from specloom.calls.model import Calls, Chosen, ExampleOrigin
from specloom.ir.api import Api
from specloom.ir.ledger import Count, Ledger, PartKind
from specloom.ir.ledger_record import RecordedEntry, merged
from specloom.targets.base import PlanInput
from specloom.targets.docs.coverage_captures import capture_counts, capture_rows
from specloom.targets.docs.coverage_views import (
    CountRow,
    CoverageFile,
    CoveragePage,
    FaultyRow,
    KeywordRow,
    LedgerJson,
    LedgerRow,
    OriginCount,
    PagesRow,
)
from specloom.targets.docs.markdown import MdCell, MdCode, MdLink, MdPlain, MdWords
from specloom.targets.docs.names import COVERAGE, COVERAGE_RECORD, INDEX

__all__ = ["plan_coverage", "plan_coverage_file"]

_MOST_PLACES = 5
"""That a row of the page names; coverage.json has all of them."""
_COUNTED = {
    PartKind.OPERATION: "Operations",
    PartKind.WEBHOOK: "Webhooks",
    PartKind.PARAMETER: "Parameters",
    PartKind.MEDIA_TYPE: "Media types",
    PartKind.KEYWORD: "Schema keywords",
}


def plan_coverage_file(given: PlanInput) -> CoverageFile:
    """Return the ledger for programs."""
    api = given.api
    captured = cover_captures(api, given.calls.captures).by_subject()
    return CoverageFile(path=COVERAGE_RECORD, ledger=LedgerJson(api.ledger, api.info.source, captured))


def plan_coverage(given: PlanInput) -> CoveragePage:
    """Return the ledger: how much of the document came through, and where its examples come from."""
    api, calls = given.api, given.calls
    rows = merged(api.ledger.entries, api.info.source)
    found = cover_captures(api, calls.captures)
    return CoveragePage(
        path=COVERAGE,
        title=MdPlain(api.info.title),
        counts=tuple(_row(MdWords(_COUNTED[kind]), count) for kind, count in api.ledger.counts.items()),
        excluded=sum(not each.is_webhook for each in api.excluded),
        origins=(
            _count("Request bodies", calls.bodies.values()),
            _count("Response bodies", calls.responses.values()),
            _count(
                "Parameters",
                (argument.chosen for group in calls.calls.values() for call in group for argument in call.arguments),
            ),
        ),
        faulty=tuple(_faulty(api, calls)),
        captures=capture_counts(found),
        captured=capture_rows(found),
        ledger=tuple(_ledger([each for each in rows if each.kind is not PartKind.KEYWORD])),
        keywords=tuple(_keywords(api.ledger)),
        places=tuple(_keyword_rows([each for each in rows if each.kind is PartKind.KEYWORD])),
        pages=tuple(_pages(api)),
        unused=tuple(MdCode(name) for name in api.unused_schemas),
        index_link=MdLink(COVERAGE, INDEX),
    )


def _row(kind: MdWords | MdCode, count: Count) -> CountRow:
    return CountRow(kind=kind, total=count.total, full=count.full, degraded=count.degraded, skipped=count.skipped)


def _keywords(ledger: Ledger) -> Iterator[CountRow]:
    return (_row(MdCode(each.name, cell=True), each.count) for each in ledger.keywords)


def _ledger(entries: list[RecordedEntry]) -> Iterator[LedgerRow]:
    """Yield a row for each reason in an operation, with all parts that it concerns."""
    parts: dict[RecordedEntry, list[str]] = {}
    for each in entries:
        parts.setdefault(_without_part(each), []).append(each.part)
    for each, names in parts.items():
        places, more = _shown(each.places)
        yield LedgerRow(
            subject=MdCode(each.subject, cell=True),
            parts=tuple(MdCode(name, cell=True) for name in names if name),
            coverage=MdWords(each.coverage.value),
            reason=MdCell(each.reason),
            code=MdCode(each.rule, cell=True),
            places=places,
            more=more,
        )


def _without_part(entry: RecordedEntry) -> RecordedEntry:
    return RecordedEntry(
        subject=entry.subject,
        kind=PartKind.OPERATION,
        part="",
        coverage=entry.coverage,
        reason=entry.reason,
        rule=entry.rule,
        places=entry.places,
    )


def _pages(api: Api) -> Iterator[PagesRow]:
    found = {f"{one.method} {one.path}": one.pagination for one in api.operations if one.pagination is not None}
    for subject, each in sorted(found.items(), key=lambda item: item[0]):
        yield PagesRow(
            operation=MdCode(subject, cell=True),
            style=MdWords(each.style.replace("_", " ")),
            source=MdWords(each.source.value),
            evidence=MdCell(each.evidence),
        )


def _keyword_rows(entries: list[RecordedEntry]) -> Iterator[KeywordRow]:
    for each in entries:
        places, more = _shown(each.places)
        yield KeywordRow(
            keyword=MdCode(each.part.removeprefix("keyword "), cell=True),
            coverage=MdWords(each.coverage.value),
            reason=MdCell(each.reason),
            code=MdCode(each.rule, cell=True),
            places=places,
            more=more,
        )


def _shown(places: tuple[str, ...]) -> tuple[tuple[MdCode, ...], int]:
    """Return the first places, and how many more there are."""
    return tuple(MdCode(place, cell=True) for place in islice(places, _MOST_PLACES)), max(0, len(places) - _MOST_PLACES)


def _count(kind: str, chosen: Iterable[Chosen]) -> OriginCount:
    origins = [each.origin for each in chosen]
    return OriginCount(
        kind=MdWords(kind),
        captured=origins.count(ExampleOrigin.CAPTURED),
        from_spec=origins.count(ExampleOrigin.SPEC),
        from_schema=origins.count(ExampleOrigin.SYNTHESIZED),
    )


def _faulty(api: Api, calls: Calls) -> Iterator[FaultyRow]:
    """Yield the examples of ours that do not satisfy their schema, each once, by operation."""
    found: dict[tuple[str, str], str] = {}
    for (operation, media_type, _), chosen in calls.bodies.items():
        found[operation, media_type] = found.get((operation, media_type)) or chosen.fault
    for (operation, status, media_type), chosen in calls.responses.items():
        is_captured = chosen.origin is ExampleOrigin.CAPTURED
        found[operation, f"{status} {media_type}"] = "" if is_captured else chosen.fault
    for operation, group in calls.calls.items():
        for argument in (argument for call in group for argument in call.arguments):
            parameter = argument.parameter
            found[operation, f"{parameter.location.value} {parameter.wire_name}"] = argument.chosen.fault
    subjects = {each.id: f"{each.method} {each.path}" for each in api.operations}
    rows = sorted((subjects.get(operation, operation), place, fault) for (operation, place), fault in found.items())
    for subject, place, fault in rows:
        if fault:
            yield FaultyRow(operation=MdCode(subject, cell=True), place=MdCode(place, cell=True), reason=MdCell(fault))
