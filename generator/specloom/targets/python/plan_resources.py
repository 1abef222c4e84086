"""The modules below `resources`: one for each section, with a class and its asynchronous twin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api, Section
from specloom.ir.operation import Operation
from specloom.ir.types import Direction, Literal
from specloom.targets.python.code import Identifier
from specloom.targets.python.docs import paragraphs
from specloom.targets.python.example_calls import ExamplePlanner
from specloom.targets.python.expressions import generic
from specloom.targets.python.forms import RequestForm
from specloom.targets.python.hoists import operation_hoists
from specloom.targets.python.imports import plan_imports
from specloom.targets.python.layout import LINE, Indent, PyGroup, PyPair, annotation
from specloom.targets.python.literals import PyLiteral, PyString
from specloom.targets.python.plan_aliases import enum_alias
from specloom.targets.python.plan_arguments import GROUPS, Input, InputPlanner
from specloom.targets.python.plan_calls import CallPlanner
from specloom.targets.python.plan_forms import request_forms
from specloom.targets.python.plan_pages import plan_pages
from specloom.targets.python.prose import PyDoc, PyTitle
from specloom.targets.python.scopes import (
    CONTENT_TYPE,
    SectionNames,
    method_scope,
    name_forms,
    name_iterators,
    name_methods,
    name_streams,
)
from specloom.targets.python.streams import is_stream
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

__all__ = ["ResourcePlanner"]


@dataclass(frozen=True, slots=True)
class ResourcePlanner:
    """Plans the sections of one API."""

    api: Api
    writer: TypeWriter
    calls: CallPlanner
    inputs: InputPlanner
    examples: ExamplePlanner
    package: str
    diagnostics: Diagnostics

    def plan(self, section: Section, chosen: SectionNames) -> ResourceModule:
        """Return the module of a section."""
        operations = [self.api.operation(identifier) for identifier in section.operations]
        forms = [form for one in operations for form in request_forms(one, self.inputs, self.diagnostics)]
        scope = method_scope(section.name, self.writer.names.book)
        names = name_forms(forms, name_methods(operations, self.diagnostics, scope), scope)
        used = {"Section", "AsyncSection", "Call", "Options"}
        aliases = tuple(self._aliases(operations, used))
        title = chosen.class_name
        streams = name_streams(forms, names, scope)
        iterators = name_iterators(operations, names, streams.values(), scope)
        methods: list[Method] = []
        for form in forms:
            operation, name, iterator = form.operation, names[form.key], iterators.get(form.key)
            method = self._method(form, name, chosen, used, streams=is_stream(operation))
            pages = plan_pages(operation, name, iterator, title, self.writer, used) if iterator else None
            methods.append(replace(method, pages=pages))
            if form.key in streams:
                methods.append(self._method(form, streams[form.key], chosen, used, streams=True))
        modules = {name: f"..models.{module}" for name, module in self.writer.names.modules.items()}
        return ResourceModule(
            path=f"{self.package}/resources/{chosen.module}.py",
            shows=tuple(each.origin for each in operations),
            name=Identifier(chosen.module),
            header=Header(PyTitle(section.title or section.name), PyTitle(self.api.info.source)),
            imports=plan_imports(used - {one.name.name for one in aliases}, runtime=".._runtime.", modules=modules),
            aliases=aliases,
            methods=tuple(methods),
            sync_class=Identifier(title),
            async_class=Identifier(f"Async{title}"),
            doc=paragraphs(section.description or section.title or section.name),
        )

    def _aliases(self, operations: list[Operation], used: set[str]) -> Iterator[EnumAlias]:
        """Yield the enumerations of parameters; those of answers stand among the models."""
        for operation in operations:
            for hoist in operation_hoists(operation):
                if hoist.is_local and isinstance(hoist.type, Literal):
                    name = self.writer.names.of(hoist.place.key, Direction.RESPONSE)
                    yield enum_alias(self.writer, hoist.type, name, used)

    def _method(self, form: RequestForm, name: str, section: SectionNames, used: set[str], *, streams: bool) -> Method:
        operation = form.operation
        inputs = list(self.inputs.plan(operation))
        returns = self.calls.returns(operation, streams=streams)
        constant = f"_{name.upper()}"
        width = len(f"{constant}: Call[{returns.text}]")
        is_enclosed = width + len(" = Call(") > LINE >= width + len(" = (")
        call = self.calls.plan(operation, indent=8 if is_enclosed else 4, streams=streams)
        used |= returns.needs.union(*(one.type.needs for one in inputs))
        used |= {"UNSET"} if any(not one.required for one in inputs) else set()
        specs = [spec for spec in (call.body, call.query, *call.further) if spec is not None]
        used |= {"Body"} if specs else set()
        used |= {"Style"} if call.styles or any(spec.styles for spec in specs) else set()
        path = [one for one in inputs if one.group == "path"]
        others = [one for one in inputs if one.group != "path"]
        whole = next((one.name for one in inputs if not one.group), None)
        twin = "streamed" if streams else "awaited"
        used.add(twin)
        return Method(
            name=Identifier(name),
            summary=operation.summary,
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
            doc=_method_doc(form, is_second=streams and not is_stream(operation)),
            argument_docs=tuple(ArgumentDoc(Identifier(one.name), one.doc) for one in inputs if one.doc is not None),
            example=self.examples.in_docstring(operation, inputs, section.module, name),
            path=_path_group(path),
            groups=tuple(_sent(inputs, self._switched(operation, streams), has_fields=bool(call.body) and not whole)),
            body=Identifier(whole) if whole else None,
            content_type=next((Identifier(one.name) for one in inputs if one.group == CONTENT_TYPE), None),
            twin=Identifier(twin),
            is_twin_wide=len(f"    {name} = {twin}({section.class_name}.{name})") > LINE,
        )

    def _switched(self, operation: Operation, streams: bool) -> Sent | None:
        """Return what the body always says about streaming; the default needs no words."""
        found = self.inputs.switch(operation)
        if found is None or not (streams or found.required):
            return None
        return Sent(PyString(found.wire_name), PyLiteral(streams))


def _argument(given: Input) -> Argument:
    column, after = 8 + len(f"{given.name}: "), len(",") if given.required else len(" = UNSET,")
    written = annotation(given.type, column=column, after=after, indent=8, is_parameter=True)
    return Argument(name=Identifier(given.name), type=written, is_optional=not given.required)


def _path_group(inputs: list[Input]) -> PyGroup | None:
    room = LINE - len("            path=,")
    pairs = tuple(PyPair(PyString(one.wire_name), Identifier(one.name)) for one in inputs)
    return PyGroup("{}", pairs, room) if pairs else None


def _sent(inputs: list[Input], switched: Sent | None, *, has_fields: bool) -> Iterator[SentGroup]:
    """Yield what goes to each place; a body that is made of arguments is there even when it has none of them."""
    for keyword in GROUPS:
        sent = tuple(Sent(PyString(one.wire_name), Identifier(one.name)) for one in inputs if one.group == keyword)
        sent += (switched,) if switched and keyword == "body" else ()
        if sent or (keyword == "body" and has_fields):
            yield SentGroup(Identifier(keyword), sent)


def _method_doc(form: RequestForm, *, is_second: bool) -> PyDoc:
    operation = form.operation
    return paragraphs(
        operation.summary,
        operation.description,
        f"`{operation.method} {operation.path}`"
        + (f" with {form.media_type}" if form.media_type else "")
        + (", item by item" if is_second else ""),
        "Deprecated." if operation.deprecated else "",
    )
