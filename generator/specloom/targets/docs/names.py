"""Where every page stands: sections, operations and schemas as paths inside the docs folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from specloom.ir.api import Api
from specloom.ir.ledger_record import FILE_NAME
from specloom.ir.operation import Operation, OperationId
from specloom.ir.types import TypeDef, TypeId
from specloom.published import NO_NAMES, NameBook
from specloom.scenarios.model import Scenario
from specloom.slugs import Candidates, unique_slugs
from specloom.targets.naming import published_operation_slugs, published_slugs

__all__ = [
    "COVERAGE",
    "COVERAGE_RECORD",
    "INDEX",
    "LLMS",
    "LLMS_FULL",
    "SCHEMAS",
    "TUTORIALS",
    "WEBHOOKS",
    "PageNames",
    "name_pages",
    "operation_title",
    "schema_title",
]

INDEX = "index.md"
COVERAGE = "COVERAGE.md"
COVERAGE_RECORD = FILE_NAME
SCHEMAS = "schemas/README.md"
WEBHOOKS = "webhooks.md"
TUTORIALS = "tutorials/README.md"
LLMS = "llms.txt"
LLMS_FULL = "llms-full.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNames:
    """The paths of all pages."""

    operations: Mapping[OperationId, str]
    sections: Mapping[str, str]
    """By the section's name; the path of its README."""
    schemas: Mapping[TypeId, str]
    """Of the definitions that the document's author named."""
    tutorials: Mapping[str, str] = field(default_factory=dict[str, str])
    """By the label of the scenario."""


def name_pages(api: Api, scenarios: Iterable[Scenario] = (), book: NameBook = NO_NAMES) -> PageNames:
    """Return the paths of all pages; no two are equal on a file system that ignores case."""
    folders = published_slugs(
        (
            Candidates(section.name, (section.slug, f"{section.slug}-section", f"{section.slug}-{section.name}"))
            for section in api.sections
        ),
        book.scope("docs/sections"),
        reserved=("schemas", "tutorials"),
    )
    files = published_operation_slugs(api.operations, book.scope("docs/operations"))
    components = [definition for definition in api.types.values() if definition.component]
    pages = published_slugs(
        (Candidates(definition.id, (schema_title(definition), definition.id), "schema") for definition in components),
        book.scope("docs/schemas"),
        reserved=("readme", "index"),
    )
    tutorials = unique_slugs(
        (Candidates(each.label, (each.title, f"{each.title}-{each.label}"), "tutorial") for each in scenarios),
        reserved=("readme", "index"),
    )
    return PageNames(
        operations={
            operation.id: f"{folders[operation.section]}/{files[operation.id]}.md" for operation in api.operations
        },
        sections={name: f"{folder}/README.md" for name, folder in folders.items()},
        schemas={identifier: f"schemas/{page}.md" for identifier, page in pages.items()},
        tutorials={label: f"tutorials/{page}.md" for label, page in tutorials.items()},
    )


def schema_title(definition: TypeDef) -> str:
    """Return a definition's name as its author wrote it."""
    return definition.hint[-1] if definition.hint else definition.id


def operation_title(operation: Operation) -> str:
    """Return what an operation is called on a page: its summary, or else its method and path."""
    return " ".join(operation.summary.split()) or f"{operation.method} {operation.path}"
