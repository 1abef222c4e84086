"""Plans `llms.txt`, a list of the pages for language models (https://llmstxt.org), and `llms-full.txt`, their text."""

from __future__ import annotations

from specloom.ir.api import Api, Section
from specloom.targets.base import PlanInput
from specloom.targets.docs.markdown import MdInline, MdLink, MdPlain
from specloom.targets.docs.names import INDEX, LLMS, LLMS_FULL, SCHEMAS, WEBHOOKS, PageNames
from specloom.targets.docs.operation_page import OperationPlanner
from specloom.targets.docs.page_views import LlmsPage, LlmsSection
from specloom.targets.docs.section_page import describe_operation
from specloom.targets.docs.tutorials import list_tutorials

__all__ = ["plan_llms"]


def plan_llms(given: PlanInput, names: PageNames, planner: OperationPlanner, *, is_full: bool) -> LlmsPage:
    """Return the list of all pages by section; `is_full`: with the text of every operation."""
    api = given.api
    here = LLMS_FULL if is_full else LLMS
    about = api.info.summary or api.info.description.strip().split("\n\n")[0]
    return LlmsPage(
        path=here,
        title=MdPlain(api.info.title),
        summary=MdInline(about) if about.strip() else None,
        index=MdLink(here, INDEX),
        schemas=MdLink(here, SCHEMAS),
        webhooks=MdLink(here, WEBHOOKS) if api.webhooks else None,
        tutorials=list_tutorials(given.scenarios, names, here),
        sections=tuple(_section(api, names, section, here, planner if is_full else None) for section in api.sections),
    )


def _section(api: Api, names: PageNames, section: Section, here: str, planner: OperationPlanner | None) -> LlmsSection:
    known = {operation.id: operation for operation in api.operations}
    operations = tuple(known[each] for each in section.operations if each in known)
    return LlmsSection(
        title=MdPlain(section.title),
        page=MdLink(here, names.sections[section.name]),
        operations=tuple(describe_operation(operation, names, here) for operation in operations),
        pages=tuple(planner.plan(operation, here) for operation in operations) if planner else (),
    )
