"""Plans the pages of the schemas that the document's author named, and the list of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.api import Api
from specloom.ir.operation import Operation
from specloom.ir.types import Alias, Array, Enum, MapType, Object, Ref, TupleType, Type, TypeDef, TypeId, Union, UnionOf
from specloom.targets.docs.markdown import MdAnchor, MdCell, MdLink, MdPlain, MdText, YamlString
from specloom.targets.docs.names import INDEX, SCHEMAS, PageNames, schema_title
from specloom.targets.docs.outline import Outliner, SchemaLink
from specloom.targets.docs.page_views import MemberRow, SchemaIndexPage, SchemaPage, SchemaRow
from specloom.targets.docs.section_page import describe_operation
from specloom.targets.docs.words import Words, json_code

__all__ = ["plan_schemas"]

_LINES = 400


@dataclass(frozen=True, slots=True)
class _Uses:
    """Who uses each definition directly, inline definitions passed through."""

    operations: Mapping[TypeId, tuple[Operation, ...]]
    definitions: Mapping[TypeId, tuple[TypeId, ...]]


def plan_schemas(api: Api, names: PageNames) -> Iterator[SchemaPage | SchemaIndexPage]:
    """Yield the list of schemas, and a page for each."""
    words = Words(api.types)
    components = [api.types[identifier] for identifier in names.schemas]
    yield SchemaIndexPage(
        path=SCHEMAS,
        schemas=tuple(
            SchemaRow(
                name=MdPlain(schema_title(definition)),
                page=MdLink(SCHEMAS, names.schemas[definition.id]),
                type=words.definition(definition),
                description=MdCell(_first_paragraph(definition)) if definition.description.strip() else None,
            )
            for definition in components
        ),
        index_link=MdLink(SCHEMAS, INDEX),
    )
    uses = _find_uses(api)
    for definition in components:
        yield _plan_schema(definition, words, names, uses)


def _first_paragraph(definition: TypeDef) -> str:
    return definition.description.strip().split("\n\n")[0]


def _plan_schema(definition: TypeDef, words: Words, names: PageNames, uses: _Uses) -> SchemaPage:
    here = names.schemas[definition.id]
    outliner = Outliner(words=words, names=names, here=here, budget=_LINES, links_schemas=True)
    members = definition.members if isinstance(definition, Enum) else ()
    return SchemaPage(
        path=here,
        shows=(definition.origin,),
        yaml_title=YamlString(schema_title(definition)),
        anchor=MdAnchor(here.rpartition("/")[2].removesuffix(".md")),
        title=MdPlain(schema_title(definition)),
        description=MdText(definition.description, level=2) if definition.description.strip() else None,
        deprecated=definition.deprecated,
        type=words.definition(definition),
        facts=() if members else words.definition_facts(definition),
        members=tuple(
            MemberRow(
                value=json_code(member.value, cell=True),
                description=MdCell(member.description) if member.description.strip() else None,
            )
            for member in members
        ),
        outline=outliner.of_definition(definition),
        operations=tuple(
            describe_operation(operation, names, here) for operation in uses.operations.get(definition.id, ())
        ),
        schemas=tuple(
            SchemaLink(MdPlain(schema_title(words.types[user])), MdLink(here, names.schemas[user]))
            for user in uses.definitions.get(definition.id, ())
        ),
        list_link=MdLink(here, SCHEMAS),
        index_link=MdLink(here, INDEX),
    )


def _find_uses(api: Api) -> _Uses:
    operations: defaultdict[TypeId, dict[str, Operation]] = defaultdict(dict)
    for operation in api.operations:
        for target in _reached(_operation_types(operation), api.types):
            operations[target][operation.id] = operation
    definitions: defaultdict[TypeId, dict[TypeId, None]] = defaultdict(dict)
    for definition in api.types.values():
        if definition.component:
            for target in _reached(_parts(definition), api.types):
                definitions[target][definition.id] = None
    return _Uses(
        operations={target: tuple(users.values()) for target, users in operations.items()},
        definitions={target: tuple(users) for target, users in definitions.items()},
    )


def _operation_types(operation: Operation) -> Iterator[Type]:
    yield from (parameter.type for parameter in operation.parameters)
    if operation.body is not None:
        yield from (content.type for content in operation.body.contents)
    for response in operation.responses:
        yield from (content.type for content in response.contents)


def _reached(types: Iterable[Type], definitions: Mapping[TypeId, TypeDef]) -> Iterator[TypeId]:
    """Yield the named definitions that types refer to, looking through lists, unions and inline definitions."""
    seen: set[TypeId] = set()
    stack = list(types)
    while stack:
        type_ = stack.pop()
        match type_:
            case Ref(target=target):
                if target in seen:
                    continue
                seen.add(target)
                if definitions[target].component:
                    yield target
                else:
                    stack += _parts(definitions[target])
            case Array(items=inner) | MapType(values=inner):
                stack.append(inner)
            case TupleType(prefix=prefix, rest=rest):
                stack += [*prefix, rest]
            case UnionOf(variants=variants):
                stack += variants
            case _:
                pass


def _parts(definition: TypeDef) -> tuple[Type, ...]:
    match definition:
        case Object(fields=fields, additional=additional):
            return (*(entry.type for entry in fields), *([] if additional is None else [additional]))
        case Union(variants=variants):
            return variants
        case Alias(type=type_):
            return (type_,)
        case Enum():
            return ()
    assert_never(definition)
