"""Plans the index."""

from __future__ import annotations

from specloom.ir.api import Api, Section
from specloom.targets.base import PlanInput
from specloom.targets.docs.authentication import describe_addresses, describe_flow, describe_scheme
from specloom.targets.docs.markdown import (
    MdCell,
    MdCode,
    MdFence,
    MdInline,
    MdLink,
    MdPlain,
    MdText,
    MdUrl,
    YamlString,
)
from specloom.targets.docs.names import COVERAGE, INDEX, SCHEMAS, WEBHOOKS, PageNames
from specloom.targets.docs.operation_page import describe_server
from specloom.targets.docs.page_views import (
    IndexPage,
    SchemeEntry,
    SectionRow,
)
from specloom.targets.docs.section_page import nested_sections
from specloom.targets.docs.tutorials import list_tutorials

__all__ = ["plan_index"]


def plan_index(given: PlanInput, names: PageNames) -> IndexPage:
    """Return the index: what the API is, where it is, how to be let in, and its sections."""
    api, info = given.api, given.api.info
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
                addresses=describe_addresses(scheme),
                flows=tuple(describe_flow(flow) for flow in scheme.flows),
            )
            for scheme in api.security_schemes
        ),
        exports=_exports(api),
        sections=tuple(_section(section, depth, names) for section, depth in nested_sections(api.sections)),
        tutorials=list_tutorials(given.scenarios, names, INDEX),
        coverage=MdLink(INDEX, COVERAGE),
        schemas=MdLink(INDEX, SCHEMAS),
        webhooks=MdLink(INDEX, WEBHOOKS) if api.webhooks else None,
    )


def _section(section: Section, depth: int, names: PageNames) -> SectionRow:
    described = section.description.strip()
    return SectionRow(
        title=MdPlain(section.title),
        page=MdLink(INDEX, names.sections[section.name]),
        levels=range(depth),
        description=MdCell(described.split("\n\n")[0]) if described else None,
        operations=len(section.operations),
    )


def _exports(api: Api) -> MdFence | None:
    variables = dict.fromkeys(each.variable for scheme in api.security_schemes for each in scheme.credentials)
    return MdFence("bash", "\n".join(f"export {name}='...'" for name in variables)) if variables else None
