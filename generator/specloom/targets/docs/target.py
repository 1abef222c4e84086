"""The docs target: Markdown pages for the API, its sections, operations and schemas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import ClassVar

from specloom.diagnostics import Diagnostics
from specloom.ir.operation import OperationId
from specloom.ir.types import JsonValue
from specloom.targets.base import EmbeddedSnippet, PlanInput, View
from specloom.targets.docs.coverage_page import plan_coverage, plan_coverage_file
from specloom.targets.docs.incoming import plan_webhooks
from specloom.targets.docs.index_page import plan_index
from specloom.targets.docs.names import name_pages
from specloom.targets.docs.operation_page import OperationPlanner
from specloom.targets.docs.schema_pages import plan_schemas
from specloom.targets.docs.section_page import plan_section

__all__ = ["DocsTarget"]


class DocsTarget:
    """Plans the pages. Snippets are embedded as they were rendered."""

    name: ClassVar[str] = "docs"
    embeds_snippets: ClassVar[bool] = True
    options_schema: ClassVar[Mapping[str, JsonValue]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {},
    }

    def plan(self, given: PlanInput, diagnostics: Diagnostics) -> Iterable[View]:  # noqa: ARG002 - the contract's
        """Return the views of all pages: the index first, then sections with their operations, then schemas."""
        names = name_pages(given.api)
        snippets: defaultdict[OperationId, list[EmbeddedSnippet]] = defaultdict(list)
        for snippet in given.snippets:
            snippets[snippet.key.operation].append(snippet)
        planner = OperationPlanner(given=given, names=names)
        return [
            plan_index(given.api, names),
            plan_coverage(given),
            plan_coverage_file(given.api),
            *(plan_section(given.api, names, section) for section in given.api.sections),
            *(planner.plan(operation, tuple(snippets[operation.id])) for operation in given.api.operations),
            *plan_webhooks(given, names),
            *plan_schemas(given.api, names),
        ]
