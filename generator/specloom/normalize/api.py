"""The whole document to an `Api`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from specloom.diagnostics import Diagnostics, codes
from specloom.ir.api import Api, Coverage, Info, LedgerEntry, Section
from specloom.ir.ids import slugify
from specloom.ir.operation import Operation
from specloom.ir.types import Alias, TypeDef
from specloom.normalize.context import BrokenError, Context, Mark
from specloom.normalize.operations import Broken, Found, OperationNormalizer, find_operations
from specloom.normalize.reach import definitions_of, recursive_aliases, split_types
from specloom.normalize.schemas.build import Schemas
from specloom.normalize.schemas.bundle import bundle
from specloom.normalize.security import normalize_schemes
from specloom.normalize.servers import normalize_servers
from specloom.source import Node
from specloom.spec import Spec

__all__ = ["Overrides", "normalize"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the config says in place of the document."""

    name: str = ""
    """The source's name; the title speaks where it is empty."""
    server: str | None = None
    credentials: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])


def normalize(spec: Spec, diagnostics: Diagnostics, overrides: Overrides | None = None) -> Api:
    """Return the API that a spec describes; what cannot be understood is reported, left out, and in the ledger."""
    given = overrides or Overrides()
    context = Context(spec, diagnostics)
    info = _info(context, given)
    schemas = Schemas(context)
    schemas.add_components()
    schemes = normalize_schemes(context, info.slug, given.credentials)
    normalizer = OperationNormalizer(schemas, schemes, given.server)
    found, broken = _find(context, "paths")
    operations, marks, ledger = _normalize_all(normalizer, found, broken)
    found_webhooks, broken = _find(context, "webhooks")
    webhooks, _, broken_webhooks = _normalize_all(normalizer, found_webhooks, broken)
    if not (operations or webhooks or ledger or broken_webhooks):
        diagnostics.report(codes.NO_OPERATIONS, spec.root.location)
    types = _sorted_types(schemas)
    ledger += broken_webhooks
    in_document = len(operations) + len(ledger)
    ledger += _degraded(operations, marks, schemas, types)
    return Api(
        info=info,
        servers=normalize_servers(context, spec.root.get("servers"), given.server) if operations else (),
        security_schemes=schemes,
        sections=_sections(context, operations),
        operations=tuple(operations),
        webhooks=tuple(replace(webhook, path="", section=webhook.section) for webhook in webhooks),
        types=types,
        split=split_types(types),
        schemas=bundle(context, schemas.places),
        ledger=tuple(sorted(ledger, key=lambda entry: (entry.subject, entry.code, entry.origin))),
        operations_in_document=in_document,
    )


def _info(context: Context, given: Overrides) -> Info:
    """Info Object (OpenAPI 3.1 §4.8.2); absent texts are empty."""
    node = context.spec.root.get("info") or Node({}, context.spec.root.location)
    title = node.text("title") or "API"
    contact = node.get("contact") or Node({}, node.location)
    licence = node.get("license") or Node({}, node.location)
    slug = slugify(given.name) or slugify(title.removesuffix("API").removesuffix("api")) or "api"
    version = node.get("version")
    return Info(
        title=title,
        slug=slug,
        version=str(version.value) if version is not None else "",
        summary=node.text("summary"),
        description=node.text("description"),
        terms_of_service=node.text("termsOfService"),
        contact=contact.text("url") or contact.text("email"),
        licence=licence.text("name"),
        source=context.spec.document.root_label,
    )


def _find(context: Context, key: str) -> tuple[list[Found], list[Broken]]:
    try:
        return find_operations(context, context.spec.root.get(key), key)
    except BrokenError as error:
        mark = Mark(error.code.name, f"`{key}` cannot be understood", error.location)
        return [], [Broken(f"everything under {key}", mark)]


def _normalize_all(
    normalizer: OperationNormalizer, found: Iterable[Found], broken: Iterable[Broken]
) -> tuple[list[Operation], dict[str, list[Mark]], list[LedgerEntry]]:
    """Return the operations, what is not fully expressed in each, and ledger entries for those left out."""
    operations: list[Operation] = []
    marks: dict[str, list[Mark]] = {}
    skipped = [_entry(each.subject, Coverage.SKIPPED, each.mark) for each in broken]
    for each in found:
        result = normalizer.normalize(each)
        if isinstance(result, Broken):
            skipped.append(_entry(result.subject, Coverage.SKIPPED, result.mark))
        else:
            operations.append(result[0])
            marks[result[0].id] = result[1]
    return operations, marks, skipped


def _entry(subject: str, coverage: Coverage, mark: Mark) -> LedgerEntry:
    return LedgerEntry(subject=subject, coverage=coverage, reason=mark.reason, code=mark.code, origin=mark.location)


def _degraded(
    operations: list[Operation], marks: Mapping[str, list[Mark]], schemas: Schemas, types: Mapping[str, TypeDef]
) -> list[LedgerEntry]:
    """Return a ledger entry for everything that an operation, or a type it uses, does not fully express."""
    entries: list[LedgerEntry] = []
    for operation in operations:
        found = list(marks[operation.id])
        if schemas.marks:
            for identifier in definitions_of(operation, types):
                found += schemas.marks.get(identifier, [])
        subject = f"{operation.method} {operation.path}"
        entries += [_entry(subject, Coverage.DEGRADED, mark) for mark in dict.fromkeys(found)]
    return entries


def _sorted_types(schemas: Schemas) -> dict[str, TypeDef]:
    recursive = recursive_aliases(schemas.types)
    return {
        identifier: replace(definition, recursive=True)
        if isinstance(definition, Alias) and identifier in recursive
        else definition
        for identifier, definition in sorted(schemas.types.items())
    }


def _sections(context: Context, operations: list[Operation]) -> tuple[Section, ...]:
    """Return the sections that have operations: by first appearance in `tags`, then by name."""
    described: dict[str, Node] = {}
    try:
        for element in context.elements(context.spec.root.get("tags"), "tags"):
            described.setdefault(element.text("name"), element)
    except BrokenError:
        pass
    by_name: dict[str, list[Operation]] = {}
    for operation in operations:
        by_name.setdefault(operation.section, []).append(operation)
    order = [name for name in described if name in by_name]
    order += sorted(name for name in by_name if name not in described)
    return tuple(
        Section(
            name=name,
            slug=slugify(name) or "section",
            title=_title(described.get(name), name),
            description=described[name].text("description") if name in described else "",
            operations=tuple(operation.id for operation in by_name[name]),
        )
        for name in order
    )


def _title(tag: Node | None, name: str) -> str:
    if tag is not None:
        return tag.text("x-displayName") or tag.text("summary") or name
    return name
