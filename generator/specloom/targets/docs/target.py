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
from specloom.targets.docs.llms import plan_llms
from specloom.targets.docs.markdown import MdCode
from specloom.targets.docs.names import name_pages, operation_title
from specloom.targets.docs.operation_page import OperationPlanner
from specloom.targets.docs.schema_pages import plan_schemas
from specloom.targets.docs.section_page import nested_sections, plan_section
from specloom.targets.docs.tutorials import plan_tutorials
from specloom.targets.python.surface import client_surface

__all__ = ["DocsTarget"]

LANGUAGES: list[JsonValue] = ["curl", "javascript", "python"]
EVERY_LANGUAGE = (
    *(
        "curl",
        "javascript",
        "python",
        "httpx",
        "httpie",
        "wget",
        "go",
        "java",
        "kotlin",
        "csharp",
        "php",
        "ruby",
        "rust",
    ),
    *("powershell", "swift", "httpfile", "client"),
)
"""Those that the snippets target has, in its order; a test holds it."""


class DocsTarget:
    """Plans the pages. Snippets are embedded as they were rendered."""

    name: ClassVar[str] = "docs"
    embeds_snippets: ClassVar[bool] = True
    shows_captures: ClassVar[bool] = True
    asks: ClassVar[tuple[str, ...]] = ("python", "snippets")
    options_schema: ClassVar[Mapping[str, JsonValue]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "languages": {
                "description": "The languages of the snippets on pages, in this order, or `all` that are made.",
                "anyOf": [
                    {"const": "all"},
                    {"type": "array", "uniqueItems": True, "items": {"enum": list(EVERY_LANGUAGE)}},
                ],
                "default": LANGUAGES,
            },
            "llms_full": {
                "description": "Also write llms-full.txt: the text of all operations in one file.",
                "type": "boolean",
                "default": False,
            },
        },
    }

    def plan(self, given: PlanInput, diagnostics: Diagnostics) -> Iterable[View]:  # noqa: ARG002 - the contract's
        """Return the views of all pages: the index first, then sections with their operations, then schemas."""
        names = name_pages(given.api, given.scenarios, given.names)
        planner = OperationPlanner(
            given=given,
            names=names,
            titles={each.id: operation_title(each) for each in given.api.operations},
            methods=_methods(given),
            snippets=_by_operation(given.snippets, given.options.get("languages", LANGUAGES)),
        )
        return [
            plan_index(given, names),
            plan_coverage(given),
            plan_coverage_file(given),
            *(
                plan_section(given.api, names, section, place)
                for place, (section, _) in enumerate(nested_sections(given.api.sections), start=1)
            ),
            *(planner.plan(operation) for operation in given.api.operations),
            *plan_webhooks(given, names),
            *plan_tutorials(given, names),
            *plan_schemas(given.api, names),
            plan_llms(given, names, planner, is_full=False),
            *([plan_llms(given, names, planner, is_full=True)] if given.options.get("llms_full") else []),
        ]


def _methods(given: PlanInput) -> Mapping[OperationId, tuple[MdCode, ...]]:
    """Return how the Python client that is generated beside the pages calls each operation."""
    if "python" not in given.targets:
        return {}
    surface = client_surface(given.api, given.targets["python"], given.names)
    return {each: tuple(MdCode(method.path) for method in methods) for each, methods in surface.methods.items()}


def _by_operation(
    snippets: tuple[EmbeddedSnippet, ...], languages: JsonValue
) -> Mapping[OperationId, tuple[EmbeddedSnippet, ...]]:
    """Return the snippets of the wanted languages, in the order in which these are named."""
    wanted = EVERY_LANGUAGE if languages == "all" else languages
    order = {language: place for place, language in enumerate(wanted)}
    found: defaultdict[OperationId, list[EmbeddedSnippet]] = defaultdict(list)
    for snippet in snippets:
        if snippet.key.language in order:
            found[snippet.key.operation].append(snippet)
    return {each: tuple(sorted(group, key=lambda one: order[one.key.language])) for each, group in found.items()}
