"""Plans the page of an operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.calls.model import Chosen, ExampleOrigin, Variant
from specloom.ir.operation import Link, Operation, OperationId, Parameter, ParameterLocation, Server, Style
from specloom.ir.types import Object, Ref
from specloom.targets.base import EmbeddedSnippet, PlanInput
from specloom.targets.docs.authentication import describe_requirements
from specloom.targets.docs.bodies import BodyPlanner
from specloom.targets.docs.examples import visible_text
from specloom.targets.docs.incoming import describe_request
from specloom.targets.docs.inline import without_links
from specloom.targets.docs.markdown import (
    MdAnchor,
    MdCell,
    MdCode,
    MdFence,
    MdInline,
    MdLink,
    MdPath,
    MdPlain,
    MdText,
    MdUrl,
    MdWords,
    YamlString,
    fence_name,
)
from specloom.targets.docs.names import INDEX, PageNames
from specloom.targets.docs.pages_note import describe_pages
from specloom.targets.docs.views import (
    CodeExample,
    CodeVariant,
    FrontMatter,
    LinkNote,
    LinkValue,
    OperationPage,
    PageTurn,
    ParameterRow,
    ParameterTable,
    ServerNote,
    StatedCode,
    VariableNote,
)
from specloom.targets.docs.words import Fact, Words, json_code

__all__ = ["OperationPlanner", "describe_server"]

_ALWAYS = (ParameterLocation.PATH, ParameterLocation.QUERY, ParameterLocation.HEADER)
_UNUSUAL = (Style.LABEL, Style.MATRIX, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.DEEP_OBJECT, Style.COOKIE)
_VARIANTS = {
    "full": "With every parameter and every property",
    "errors": "With the documented errors",
    "pages": "All pages of the list",
}
_LONGEST_EXAMPLE = 80
_TITLES = {ParameterLocation.QUERYSTRING: "Query string"}


def describe_server(server: Server) -> ServerNote:
    """Return a server, its variables filled with their defaults."""
    return ServerNote(
        url=MdUrl(server.url),
        template=MdCode(server.url_template) if server.variables else None,
        variables=tuple(
            VariableNote(
                name=MdCode(variable.name),
                default=MdCode(variable.default),
                values=tuple(MdCode(value) for value in variable.values),
                description=MdInline(variable.description) if variable.description.strip() else None,
            )
            for variable in server.variables
        ),
        name=MdInline(server.name) if server.name.strip() else None,
        description=MdInline(server.description) if server.description.strip() else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPlanner:
    """Makes operation pages of one API."""

    given: PlanInput
    names: PageNames
    titles: dict[OperationId, str]
    snippets: Mapping[OperationId, tuple[EmbeddedSnippet, ...]]
    methods: Mapping[OperationId, tuple[MdCode, ...]]
    """Of the generated Python client."""

    def plan(self, operation: Operation, here: str = "") -> OperationPage:
        """Return the page of an operation; with `here`, its text for another page."""
        snippets = self.snippets.get(operation.id, ())
        own = self.names.operations[operation.id]
        here = here or own
        title = self.titles[operation.id]
        bodies = BodyPlanner(given=self.given, names=self.names, here=here, operation=operation)
        body = operation.body
        return OperationPage(
            path=here,
            shows=(operation.origin,),
            front_matter=self._front_matter(operation, own, title),
            anchor=MdAnchor(own.rpartition("/")[2].removesuffix(".md")),
            title=MdPlain(title),
            method=MdPlain(operation.method),
            api_path=MdPath(operation.path),
            summary=MdInline(title),
            description=MdText(operation.description) if operation.description.strip() else None,
            deprecated=operation.deprecated,
            authentication=describe_requirements(operation.security, self.given.api.security_schemes),
            tables=self._tables(operation),
            has_body=body is not None,
            body_required=body is not None and body.required,
            body_description=MdInline(body.description) if body is not None and body.description.strip() else None,
            contents=bodies.request(),
            minimal_code=_code(snippets, Variant.MINIMAL.value),
            more_code=tuple(self._more_code(operation, snippets)),
            stated_code=tuple(
                StatedCode(
                    label=MdPlain(sample.label or sample.language or "Code"),
                    fence=MdFence(fence_name(sample.language), visible_text(sample.source)),
                )
                for sample in operation.code_samples
            ),
            successes=bodies.responses(operation.successes),
            errors=bodies.responses(operation.errors),
            undocumented=bodies.undocumented(),
            pages=describe_pages(operation.pagination),
            servers=tuple(describe_server(server) for server in operation.servers),
            methods=self.methods.get(operation.id, ()),
            origin=MdCode(f"{operation.origin.file}#{operation.origin.pointer}"),
            callbacks=tuple(
                describe_request(self.given, self.names, here, callback.operation, callback.name, callback.expression)
                for callback in operation.callbacks
            ),
            links=self._links(operation, here),
            external_docs=MdUrl(operation.external_docs) if operation.external_docs else None,
            section_link=MdLink(here, self.names.sections[operation.section]),
            previous=self._turn(operation, here, -1),
            next=self._turn(operation, here, 1),
            index_link=MdLink(here, INDEX),
        )

    def _front_matter(self, operation: Operation, here: str, title: str) -> FrontMatter:
        first = operation.description.strip().split("\n\n")[0]
        return FrontMatter(
            title=YamlString(title),
            description=YamlString(without_links(first or title)),
            operation_id=YamlString(operation.id),
            method=YamlString(operation.method),
            api_path=YamlString(operation.path),
            section=YamlString(operation.section),
            permalink=YamlString("/" + here.removesuffix(".md")),
            deprecated=operation.deprecated,
        )

    def _tables(self, operation: Operation) -> tuple[ParameterTable, ...]:
        """Return a table for each location; cookies only where there are some, and for the query one of its two."""
        is_whole = bool(operation.parameters_in(ParameterLocation.QUERYSTRING))
        calls = self.given.calls.calls.get(operation.id, ())
        given = [each for call in calls for each in call.arguments if each.chosen.origin is ExampleOrigin.SPEC]
        examples = {(each.parameter.location, each.parameter.wire_name): each.chosen for each in given}
        always = [location for location in _ALWAYS if not is_whole or location is not ParameterLocation.QUERY]
        return tuple(
            ParameterTable(
                title=MdWords(_TITLES.get(location, f"{location.value.capitalize()} parameters")),
                rows=tuple(
                    self._row(parameter, examples.get((parameter.location, parameter.wire_name)))
                    for parameter in operation.parameters_in(location)
                ),
            )
            for location in ParameterLocation
            if operation.parameters_in(location) or location in always
        )

    def _row(self, parameter: Parameter, example: Chosen | None) -> ParameterRow:
        words = Words(self.given.api.types)
        return ParameterRow(
            name=MdCode(parameter.wire_name, cell=True),
            location=MdWords(parameter.location.value),
            type=words.type(parameter.type),
            required=parameter.required,
            default=json_code(parameter.default, cell=True) if parameter.has_default else None,
            description=MdCell(parameter.description) if parameter.description.strip() else None,
            deprecated=parameter.deprecated,
            facts=(
                *words.facts(parameter.type, cell=True),
                *self._wire_facts(parameter),
                *_example_facts(parameter, example),
            ),
        )

    def _wire_facts(self, parameter: Parameter) -> Iterator[Fact]:
        """Yield what an object holds, and what is unusual about how a parameter is written."""
        definition = self.given.api.types[parameter.type.target] if isinstance(parameter.type, Ref) else None
        if isinstance(definition, Object) and definition.fields:
            yield Fact(MdWords("Fields"), tuple(MdCode(field.wire_name, cell=True) for field in definition.fields))
        if parameter.media_type is not None:
            yield Fact(MdWords("Written as"), (MdCode(parameter.media_type, cell=True),))
        elif parameter.style in _UNUSUAL:
            yield Fact(MdWords("Style"), (MdCode(parameter.style.value, cell=True),))
        if parameter.allow_empty:
            yield Fact(MdWords("May be empty"))

    def _turn(self, operation: Operation, here: str, step: int) -> PageTurn | None:
        """Return the operation's neighbour in its section."""
        order = next((each.operations for each in self.given.api.sections if each.name == operation.section), ())
        place = order.index(operation.id) + step if operation.id in order else -1
        if not 0 <= place < len(order) or order[place] not in self.titles:
            return None
        return PageTurn(
            title=MdPlain(self.titles[order[place]]), page=MdLink(here, self.names.operations[order[place]])
        )

    def _more_code(self, operation: Operation, snippets: tuple[EmbeddedSnippet, ...]) -> Iterator[CodeVariant]:
        """Yield the snippets of everything but the minimal call."""
        bodies = {each.name: each.body for each in self.given.calls.calls.get(operation.id, ())}
        for variant in dict.fromkeys(each.key.variant for each in snippets):
            if variant != Variant.MINIMAL.value:
                title = _VARIANTS.get(variant)
                body = None if title else bodies[variant]
                yield CodeVariant(
                    title=MdWords(title or "With another media type"),
                    media_type=None if body is None else MdCode(body.content.media_type),
                    examples=_code(snippets, variant),
                )

    def _links(self, operation: Operation, here: str) -> tuple[LinkNote, ...]:
        return tuple(
            LinkNote(
                name=MdCode(link.name),
                status=MdWords(response.status),
                target=MdPlain(self.titles[link.operation]) if link.operation in self.titles else None,
                page=MdLink(here, self.names.operations[link.operation]) if link.operation in self.titles else None,
                values=_link_values(link),
                description=MdInline(link.description) if link.description.strip() else None,
            )
            for response in operation.responses
            for link in response.links
        )


def _example_facts(parameter: Parameter, example: Chosen | None) -> Iterator[Fact]:
    """Yield the description's example of a parameter, where it is valid, short and no default."""
    if (
        example is None
        or example.fault
        or example.value in (None, "", parameter.default if parameter.has_default else None)
    ):
        return
    code = json_code(example.value, cell=True)
    if len(code.printed()) <= _LONGEST_EXAMPLE:
        yield Fact(MdWords("Example"), (code,))


def _link_values(link: Link) -> tuple[LinkValue, ...]:
    values = [LinkValue(MdCode(name), json_code(value, cell=False)) for name, value in link.parameters]
    body = [] if link.body is None else [LinkValue(MdCode("body"), json_code(link.body, cell=False))]
    return (*values, *body)


def _code(snippets: tuple[EmbeddedSnippet, ...], variant: str) -> tuple[CodeExample, ...]:
    return tuple(
        CodeExample(label=MdPlain(snippet.label), fence=MdFence(snippet.fence, snippet.text.printed()))
        for snippet in snippets
        if snippet.key.variant == variant
    )
