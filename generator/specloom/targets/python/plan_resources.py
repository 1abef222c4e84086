"""The modules below `resources`: one for each section, with a class and its asynchronous twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.diagnostics import Diagnostics
from specloom.diagnostics.codes import BODY_ALTERNATIVE
from specloom.ir.api import Api, Section
from specloom.ir.operation import Content, ContentKind, Operation, ParameterLocation
from specloom.ir.types import Alias, Direction, Field, Literal, Object, Ref, Type
from specloom.targets.python.code import Identifier
from specloom.targets.python.docs import paragraphs, with_facts
from specloom.targets.python.expressions import Expr, generic, join, name
from specloom.targets.python.hoists import Place, body_place, definition_place, operation_hoists, parameter_place
from specloom.targets.python.imports import plan_imports
from specloom.targets.python.layout import LINE, Indent, PyGroup, PyPair, annotation
from specloom.targets.python.literals import PyString
from specloom.targets.python.names import parts_of
from specloom.targets.python.plan_aliases import enum_alias
from specloom.targets.python.plan_calls import CallPlanner, preferred_body
from specloom.targets.python.prose import PyDoc, PyTitle
from specloom.targets.python.scopes import field_key, name_arguments, name_methods, parameter_key
from specloom.targets.python.types import TypeWriter
from specloom.targets.python.views import (
    Argument,
    ArgumentDoc,
    EnumAlias,
    Header,
    Method,
    ResourceModule,
    Sent,
    SentGroup,
)
from specloom.targets.python.words import pascal

__all__ = ["ResourcePlanner", "section_class"]

_UNSET = name("Unset")
_GROUPS = {
    ParameterLocation.QUERY: "query",
    ParameterLocation.HEADER: "headers",
    ParameterLocation.COOKIE: "cookies",
}
_FLATTENED = (ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART)
_MADE_OF_ARGUMENTS = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Input:
    """One argument, and where its value goes."""

    name: str
    wire_name: str
    group: str
    """`path`, `query`, `headers`, `cookies`, `body` for a field of the body, or nothing for the body itself."""
    type: Expr
    required: bool
    doc: PyDoc | None


def section_class(section: Section) -> str:
    """Return the name of a section's class: never that of a model, which other sections may bring in."""
    return pascal([*parts_of(section.name), "Section"], "section")


@dataclass(frozen=True, slots=True)
class ResourcePlanner:
    """Plans the sections of one API."""

    api: Api
    writer: TypeWriter
    calls: CallPlanner
    package: str
    diagnostics: Diagnostics

    def plan(self, section: Section, module: str) -> ResourceModule:
        """Return the module of a section."""
        operations = [self.api.operation(identifier) for identifier in section.operations]
        names = name_methods(operations, self.diagnostics)
        used = {"Section", "AsyncSection", "Call", "Options", "awaited"}
        aliases = tuple(self._aliases(operations, used))
        title = section_class(section)
        methods = [self._method(operation, names[operation.id], title, used) for operation in operations]
        modules = {name: f"..models.{module}" for name, module in self.writer.names.modules.items()}
        return ResourceModule(
            path=f"{self.package}/resources/{module}.py",
            header=Header(PyTitle(section.title or section.name), PyTitle(self.api.info.source)),
            imports=plan_imports(used - {one.name.name for one in aliases}, runtime=".._runtime.", modules=modules),
            aliases=aliases,
            methods=tuple(methods),
            sync_class=Identifier(title),
            async_class=Identifier(f"Async{title}"),
            doc=paragraphs(section.description or section.title or section.name),
        )

    def _note_alternatives(self, operation: Operation, content: Content) -> None:
        """Say which media types of a request body cannot be sent."""
        others = [one.media_type for one in operation.body.contents if one != content] if operation.body else []
        if others:
            self.diagnostics.report(
                BODY_ALTERNATIVE,
                content.origin,
                subject=f"{operation.method} {operation.path}",
                others=", ".join(others),
                used=content.media_type,
            )

    def _aliases(self, operations: list[Operation], used: set[str]) -> Iterator[EnumAlias]:
        """Yield the enumerations of parameters; those of answers stand among the models."""
        for operation in operations:
            for hoist in operation_hoists(operation):
                name = self.writer.names.of(hoist.place.key, Direction.RESPONSE)
                if isinstance(hoist.type, Literal) and name not in self.writer.names.modules:
                    yield enum_alias(self.writer, hoist.type, name, used)

    def _method(self, operation: Operation, name: str, section: str, used: set[str]) -> Method:
        inputs = list(self._inputs(operation))
        returns = self.calls.returns(operation)
        constant = f"_{name.upper()}"
        width = len(f"{constant}: Call[{returns.text}]")
        is_enclosed = width + len(" = Call(") > LINE >= width + len(" = (")
        call = self.calls.plan(operation, indent=8 if is_enclosed else 4)
        used |= returns.needs.union(*(one.type.needs for one in inputs))
        used |= {"UNSET"} if any(not one.required for one in inputs) else set()
        used |= {"Body"} if call.body else set()
        used |= {"Style"} if call.styles or (call.body and call.body.styles) else set()
        path = [one for one in inputs if one.group == "path"]
        others = [one for one in inputs if one.group != "path"]
        whole = next((one.name for one in inputs if not one.group), None)
        twin = f"    {name} = awaited({section}.{name})"
        return Method(
            name=Identifier(name),
            constant=Identifier(constant),
            constant_type=annotation(
                generic("Call", returns),
                column=len(constant) + 2,
                after=len(" = (" if is_enclosed else " = Call("),
                indent=0,
            ),
            is_enclosed=is_enclosed,
            pad=Indent(4 if is_enclosed else 0),
            indent=8 if is_enclosed else 4,
            call=call,
            positional=tuple(_argument(one) for one in path),
            keywords=tuple(_argument(one) for one in sorted(others, key=lambda one: not one.required)),
            returns=annotation(returns, column=len("    ) -> "), after=1, indent=4),
            doc=_method_doc(operation),
            argument_docs=tuple(ArgumentDoc(Identifier(one.name), one.doc) for one in inputs if one.doc is not None),
            path=_path_group(path),
            groups=tuple(_sent(inputs, has_fields=call.body is not None and whole is None)),
            body=Identifier(whole) if whole else None,
            is_twin_wide=len(twin) > LINE,
        )

    def _inputs(self, operation: Operation) -> Iterator[_Input]:
        """Yield the arguments of a method: parameters as documented, then the body or its fields."""
        content = preferred_body(operation.body) if operation.body else None
        target = self._flattened(content) if content else None
        fields = [one for one in target.fields if one.exists_in(Direction.REQUEST)] if target else []
        names = name_arguments(operation.parameters, fields, self.diagnostics)
        for parameter in operation.parameters:
            written = self.writer.argument(parameter.type, parameter_place(operation, parameter))
            yield _Input(
                name=names[parameter_key(parameter)],
                wire_name=parameter.wire_name,
                group=_GROUPS.get(parameter.location, "path"),
                type=written if parameter.required else join(written, _UNSET),
                required=parameter.required,
                doc=with_facts(
                    parameter.description,
                    deprecated=parameter.deprecated,
                    default=parameter.default,
                    has_default=parameter.has_default,
                ),
            )
        if content is None or operation.body is None:
            return
        self._note_alternatives(operation, content)
        if target is not None:
            place = definition_place(target)
            for one in fields:
                yield self._field(one, place, names[field_key(one)], content, operation.body.required)
            return
        yield self._whole(operation, content)

    def _flattened(self, content: Content) -> Object | None:
        """Return the object whose fields become arguments; None where the body is given as one value."""
        if content.kind not in _FLATTENED:
            return None
        type_: Type = content.type
        while isinstance(type_, Ref) and not type_.nullable:
            definition = self.writer.types[type_.target]
            if isinstance(definition, Object):
                return definition if any(one.exists_in(Direction.REQUEST) for one in definition.fields) else None
            if not isinstance(definition, Alias) or definition.recursive:
                return None
            type_ = definition.type
        return None

    def _field(self, field: Field, place: Place, name: str, content: Content, is_body_required: bool) -> _Input:
        required = field.required and is_body_required
        takes_files = content.kind is ContentKind.MULTIPART
        written = self.writer.argument(field.type, place.named(field.wire_name), takes_files=takes_files)
        return _Input(
            name=name,
            wire_name=field.wire_name,
            group="body",
            type=written if required else join(written, _UNSET),
            required=required,
            doc=with_facts(
                field.description, deprecated=field.deprecated, default=field.default, has_default=field.has_default
            ),
        )

    def _whole(self, operation: Operation, content: Content) -> _Input:
        """Return the argument that is the whole body."""
        required = operation.body is not None and operation.body.required
        takes_files = content.kind in (ContentKind.MULTIPART, ContentKind.BINARY, ContentKind.ANY)
        written = self.writer.argument(content.type, body_place(operation, content), takes_files=takes_files)
        match content.kind:
            case ContentKind.XML | ContentKind.SSE:
                written = name("str | bytes")
            case ContentKind.NDJSON:
                written = join(generic("Sequence", written), name("str"))
            case ContentKind.BINARY:
                written = join(written, name("FileInput"))
            case _:
                pass
        return _Input(
            name="body",
            wire_name="",
            group="",
            type=written if required else join(written, _UNSET),
            required=required,
            doc=with_facts(
                operation.body.description if operation.body else "", deprecated=False, default=None, has_default=False
            ),
        )


def _argument(given: _Input) -> Argument:
    column, after = 8 + len(f"{given.name}: "), len(",") if given.required else len(" = UNSET,")
    written = annotation(given.type, column=column, after=after, indent=8)
    return Argument(name=Identifier(given.name), type=written, is_optional=not given.required)


def _path_group(inputs: list[_Input]) -> PyGroup | None:
    room = LINE - len("            path=,")
    pairs = tuple(PyPair(PyString(one.wire_name), Identifier(one.name)) for one in inputs)
    return PyGroup("{}", pairs, room) if pairs else None


def _sent(inputs: list[_Input], *, has_fields: bool) -> Iterator[SentGroup]:
    """Yield what goes to each place; a body that is made of arguments is there even when it has none of them."""
    for keyword in (*_GROUPS.values(), "body"):
        sent = tuple(Sent(PyString(one.wire_name), Identifier(one.name)) for one in inputs if one.group == keyword)
        if sent or (keyword == "body" and has_fields):
            yield SentGroup(Identifier(keyword), sent)


def _method_doc(operation: Operation) -> PyDoc:
    return paragraphs(
        operation.summary,
        operation.description,
        f"`{operation.method} {operation.path}`",
        "Deprecated." if operation.deprecated else "",
    )
