"""Plans the index and the coverage page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.calls.model import Calls, Chosen, ExampleOrigin
from specloom.ir.api import Api, Coverage
from specloom.targets.base import PlanInput
from specloom.targets.docs.authentication import describe_scheme
from specloom.targets.docs.markdown import (
    MdCell,
    MdCode,
    MdFence,
    MdInline,
    MdLink,
    MdPlain,
    MdText,
    MdUrl,
    MdWords,
    YamlString,
)
from specloom.targets.docs.names import COVERAGE, INDEX, SCHEMAS, PageNames
from specloom.targets.docs.operation_page import describe_server
from specloom.targets.docs.page_views import (
    CoveragePage,
    FaultyRow,
    IndexPage,
    LedgerRow,
    OriginCount,
    SchemeEntry,
    SectionRow,
)

__all__ = ["plan_coverage", "plan_index"]


def plan_index(api: Api, names: PageNames) -> IndexPage:
    """Return the index: what the API is, where it is, how to be let in, and its sections."""
    info = api.info
    return IndexPage(
        path=INDEX,
        yaml_title=YamlString(info.title),
        title=MdPlain(info.title),
        version=MdCode(info.version) if info.version.strip() else None,
        summary=MdInline(info.summary) if info.summary.strip() else None,
        description=MdText(info.description, level=2) if info.description.strip() else None,
        terms_of_service=MdUrl(info.terms_of_service) if info.terms_of_service else None,
        contact=MdUrl(info.contact) if info.contact else None,
        licence=MdPlain(info.licence) if info.licence.strip() else None,
        servers=tuple(describe_server(server) for server in api.servers),
        schemes=tuple(
            SchemeEntry(
                scheme=describe_scheme(scheme),
                description=MdInline(scheme.description) if scheme.description.strip() else None,
            )
            for scheme in api.security_schemes
        ),
        exports=_exports(api),
        sections=tuple(
            SectionRow(
                title=MdPlain(section.title),
                page=MdLink(INDEX, names.sections[section.name]),
                description=MdCell(section.description.strip().split("\n\n")[0])
                if section.description.strip()
                else None,
                operations=len(section.operations),
            )
            for section in api.sections
        ),
        coverage=MdLink(INDEX, COVERAGE),
        schemas=MdLink(INDEX, SCHEMAS),
    )


def _exports(api: Api) -> MdFence | None:
    variables = dict.fromkeys(each.variable for scheme in api.security_schemes for each in scheme.credentials)
    return MdFence("bash", "\n".join(f"export {name}='...'" for name in variables)) if variables else None


def plan_coverage(given: PlanInput) -> CoveragePage:
    """Return the ledger: how much of the document came through, and where its examples come from."""
    api, calls = given.api, given.calls
    left_out = {entry.subject for entry in api.ledger if entry.coverage is Coverage.SKIPPED}
    skipped = len(left_out)
    degraded = len({entry.subject for entry in api.ledger if entry.coverage is Coverage.DEGRADED} - left_out)
    return CoveragePage(
        path=COVERAGE,
        title=MdPlain(api.info.title),
        total=api.operations_in_document,
        full=api.operations_in_document - degraded - skipped,
        degraded=degraded,
        skipped=skipped,
        origins=(
            _count("Request bodies", calls.bodies.values()),
            _count("Response bodies", calls.responses.values()),
            _count(
                "Parameters",
                (argument.chosen for group in calls.calls.values() for call in group for argument in call.arguments),
            ),
        ),
        faulty=tuple(_faulty(api, calls)),
        ledger=tuple(
            LedgerRow(
                subject=MdCode(subject, cell=True),
                coverage=MdWords(coverage.value),
                reason=MdCell(reason),
                code=MdCode(code, cell=True),
            )
            for subject, coverage, reason, code in dict.fromkeys(
                (entry.subject, entry.coverage, entry.reason, entry.code) for entry in api.ledger
            )
        ),
        index_link=MdLink(COVERAGE, INDEX),
    )


def _count(kind: str, chosen: Iterable[Chosen]) -> OriginCount:
    origins = [each.origin for each in chosen]
    return OriginCount(
        kind=MdWords(kind),
        captured=origins.count(ExampleOrigin.CAPTURED),
        from_spec=origins.count(ExampleOrigin.SPEC),
        from_schema=origins.count(ExampleOrigin.SYNTHESIZED),
    )


def _faulty(api: Api, calls: Calls) -> Iterator[FaultyRow]:
    """Yield the examples that do not satisfy their schema, each once, by operation."""
    found: dict[tuple[str, str], str] = {}
    for (operation, media_type, _), chosen in calls.bodies.items():
        found[operation, media_type] = found.get((operation, media_type)) or chosen.fault
    for (operation, status, media_type), chosen in calls.responses.items():
        found[operation, f"{status} {media_type}"] = chosen.fault
    for operation, group in calls.calls.items():
        for argument in (argument for call in group for argument in call.arguments):
            parameter = argument.parameter
            found[operation, f"{parameter.location.value} {parameter.wire_name}"] = argument.chosen.fault
    subjects = {each.id: f"{each.method} {each.path}" for each in api.operations}
    rows = sorted((subjects.get(operation, operation), place, fault) for (operation, place), fault in found.items())
    for subject, place, fault in rows:
        if fault:
            yield FaultyRow(operation=MdCode(subject, cell=True), place=MdCode(place, cell=True), reason=MdCell(fault))
