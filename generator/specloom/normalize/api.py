"""The whole document to an `Api`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from specloom.diagnostics import Diagnostics, codes
from specloom.ir.api import Api, Info
from specloom.ir.choices import Names, PageChoice, Selection
from specloom.ir.ids import slugify
from specloom.ir.operation import Operation
from specloom.ir.types import Alias, TypeDef
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.ledger import Read, make_ledger, with_pages
from specloom.normalize.links import Targets
from specloom.normalize.marks import Mark, Reading
from specloom.normalize.operations import OperationNormalizer
from specloom.normalize.pagination.stage import paginate
from specloom.normalize.paths import Broken, Found, find_operations
from specloom.normalize.reach import recursive_aliases, split_types
from specloom.normalize.schemas.build import Schemas
from specloom.normalize.schemas.bundle import bundle
from specloom.normalize.schemas.components import Components
from specloom.normalize.schemas.rings import open_rings
from specloom.normalize.sections import DEFAULT_SECTION, Tags
from specloom.normalize.security import Schemes
from specloom.normalize.selection import Selector
from specloom.normalize.servers import normalize_servers
from specloom.normalize.webhooks import webhook_signature
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
    selections: tuple[Selection, ...] = ()
    """Which operations are wanted; all of them must want one."""
    names: Names = field(default_factory=Names)
    keeps_unused: bool = False
    """Schemas that no operation reaches are defined all the same."""
    closes_enums: bool = False
    """Enumerations are complete where the document does not say otherwise."""
    pages: tuple[PageChoice, ...] = ()
    """How the lists of some operations go on."""
    is_thorough: bool = False
    """Report what is wrong with schemas that no operation reaches, though nothing comes of them."""


def normalize(spec: Spec, diagnostics: Diagnostics, overrides: Overrides | None = None) -> Api:
    """Return the API that a spec describes; what cannot be understood is reported, left out, and in the ledger."""
    given = overrides or Overrides()
    context = Context(
        spec,
        diagnostics,
        names=given.names,
        selector=Selector(given.selections),
        closed_enums=given.closes_enums,
    )
    info = _info(context, given)
    schemas = Schemas(context)
    schemas.add_components()
    components = Components(schemas)
    schemes = Schemes(context, info.slug, given.credentials)
    tags = Tags(context)
    found, broken = _find(context, "paths")
    normalizer = OperationNormalizer(schemas, schemes, tags, Targets(context, found), server=given.server)
    operations, read = _normalize_all(normalizer, found, broken)
    webhooks, read_webhooks = _normalize_all(normalizer, *_find(context, "webhooks", {each.id for each in found}))
    if not (read or read_webhooks or context.excluded):
        diagnostics.report(codes.NO_OPERATIONS, spec.root.location)
        components.define_all()
    if given.keeps_unused:
        components.define_unused()
    types = _sorted_types(schemas)
    operations = paginate(context, operations, types, given.pages)
    servers = normalize_servers(context, spec.root.get("servers"), given.server) if operations else ()
    closed = bundle(context, schemas.places)
    api = Api(
        info=info,
        servers=servers,
        security_schemes=schemes.listed(),
        sections=tags.sections(operations),
        operations=tuple(operations),
        webhooks=tuple(replace(webhook, webhook=webhook.path, path="", template="") for webhook in webhooks),
        webhook_signature=webhook_signature(context, webhooks, info.slug),
        types=types,
        split=split_types(types),
        schemas=closed,
        ledger=with_pages(
            make_ledger(context.reading, read, read_webhooks, schemas.places.keywords, types, schemas.marks), operations
        ),
        excluded=tuple(context.excluded),
        unused_schemas=components.unused(),
    )
    _report_choices(context, components, api)
    if given.is_thorough:
        components.define_unused()
    return api


def _report_choices(context: Context, components: Components, api: Api) -> None:
    """Report what the config says of parts that are not there."""
    context.selector.report_unused(context.diagnostics)
    renames = context.renames
    renames.report_operations()
    tags = context.spec.root.get("tags")
    described = (tag.text("name") for tag in tags.elements()) if tags is not None else ()
    renames.report_sections({*context.selector.tags, *described, DEFAULT_SECTION})
    defined = {definition.origin for definition in api.types.values()}
    renames.report_schemas(components.locations, defined, is_whole=not context.excluded)


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


def _find(context: Context, key: str, taken: Collection[str] = ()) -> tuple[list[Found], list[Broken]]:
    try:
        return find_operations(context, context.spec.root.get(key), key, taken)
    except BrokenError as error:
        mark = Mark(error.code.name, f"`{key}` cannot be understood", error.location)
        return [], [Broken(f"everything under {key}", mark)]


def _normalize_all(
    normalizer: OperationNormalizer, found: Iterable[Found], broken: Iterable[Broken]
) -> tuple[list[Operation], Read]:
    """Return the operations, and how each was read; among those the ones that were left out."""
    operations: list[Operation] = []
    read: list[Reading | Broken] = [*broken]
    for each in found:
        result = normalizer.normalize(each)
        if isinstance(result, Broken):
            read.append(result)
        else:
            operations.append(result[0])
            read.append(result[1])
    return operations, read


def _sorted_types(schemas: Schemas) -> dict[str, TypeDef]:
    opened = open_rings(schemas.context, schemas.types, schemas.marks)
    types = schemas.tags.apply(schemas.context, opened)
    recursive = recursive_aliases(types)
    return {
        identifier: replace(definition, recursive=True)
        if isinstance(definition, Alias) and identifier in recursive
        else definition
        for identifier, definition in sorted(types.items())
    }
