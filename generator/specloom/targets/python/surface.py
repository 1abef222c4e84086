"""Where each operation stands in the client, and a call of it as code: for pages and snippets that show the client.

An API, its calls and the options of the python target come in; names that the package has, and typed code, go out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from specloom.calls.model import Call
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.operation import OperationId
from specloom.ir.types import JsonValue
from specloom.published import NO_NAMES, NameBook
from specloom.targets.python.code import Identifier
from specloom.targets.python.example_calls import ExampleCall, plan_example
from specloom.targets.python.example_code import PyItem
from specloom.targets.python.example_values import ExampleValues
from specloom.targets.python.forms import RequestForm
from specloom.targets.python.literals import PyString
from specloom.targets.python.plan_arguments import InputPlanner
from specloom.targets.python.plan_bodies import preferred_body
from specloom.targets.python.plan_calls import CallPlanner, default_url
from specloom.targets.python.plan_forms import request_forms
from specloom.targets.python.scopes import (
    CONTENT_TYPE,
    method_scope,
    name_api,
    name_forms,
    name_methods,
    name_sections,
    package_name,
)
from specloom.targets.python.streams import is_stream
from specloom.targets.python.type_names import name_types
from specloom.targets.python.types import TypeWriter

__all__ = ["ClientMethod", "ClientSurface", "client_surface"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientMethod:
    """One method of the client."""

    section: str
    """The attribute of the client: `invoices`."""
    name: str
    form: RequestForm
    """What of its operation it sends."""
    returns: str
    """The type of what it returns, as it is annotated."""

    @property
    def path(self) -> str:
        """How the method is called: `client.invoices.create_invoice`."""
        return f"client.{self.section}.{self.name}"

    @property
    def anchor(self) -> str:
        """The fragment of the heading in `api.md` below which it is listed."""
        return f"client{self.section}"

    @property
    def is_stream(self) -> bool:
        """Whether it returns the items of its answer one by one."""
        return is_stream(self.form.operation)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSurface:
    """The names of one package."""

    package: str
    client: str
    """The class of the client."""
    methods: Mapping[OperationId, tuple[ClientMethod, ...]]
    """Those that send the operation; the first one sends what is preferred."""
    values: ExampleValues
    inputs: InputPlanner

    def method(self, call: Call) -> ClientMethod:
        """Return the method that sends the media type of a call."""
        methods = self.methods[call.operation.id]
        if call.body is None:
            return methods[0]
        content = call.body.content
        sending = (one for one in methods if (body := one.form.operation.body) and content in body.contents)
        return next(sending, methods[0])

    def example(self, call: Call) -> ExampleCall | None:
        """Return the code of a call; None where the client cannot say just that."""
        method = self.method(call)
        body = method.form.operation.body
        if call.body is not None and (body is None or call.body.content not in body.contents):
            return None
        inputs = list(self.inputs.plan(method.form.operation))
        found = plan_example(call, inputs, method.section, method.name, self.values)
        if found is None or call.body is None or body is None or call.body.content == preferred_body(body):
            return found
        choice = next(one for one in inputs if one.group == CONTENT_TYPE)
        chosen = PyItem(PyString(call.body.content.media_type), Identifier(choice.name))
        return ExampleCall(replace(found.code, items=(*found.code.items, chosen)))


def client_surface(api: Api, options: Mapping[str, JsonValue], book: NameBook = NO_NAMES) -> ClientSurface:
    """Return the names that the python target gives with these options; the target itself says what is odd about them."""
    writer = TypeWriter(api.types, name_types(api, book=book))
    inputs = InputPlanner(writer, Diagnostics())
    chosen = options.get("package")
    return ClientSurface(
        package=chosen if isinstance(chosen, str) else package_name(api.info),
        client=name_api(api.info),
        methods=dict(_methods(api, CallPlanner(api, writer, default_url(api)), inputs)),
        values=ExampleValues(writer),
        inputs=inputs,
    )


def _methods(
    api: Api, calls: CallPlanner, inputs: InputPlanner
) -> Iterator[tuple[OperationId, tuple[ClientMethod, ...]]]:
    called = [section for section in api.sections if section.operations]
    book = calls.writer.names.book
    sections = name_sections(called, calls.writer.names.names.values(), book)
    for section in called:
        operations = [api.operation(identifier) for identifier in section.operations]
        forms = {one.id: request_forms(one, inputs, inputs.diagnostics) for one in operations}
        scope = method_scope(section.name, book)
        named = name_methods(operations, scope=scope)
        names = name_forms([form for group in forms.values() for form in group], named, scope)
        for identifier, group in forms.items():
            streams = is_stream(api.operation(identifier))
            yield (
                identifier,
                tuple(
                    ClientMethod(
                        section=sections[section.name].module,
                        name=names[form.key],
                        form=form,
                        returns=calls.returns(form.operation, streams=streams).text,
                    )
                    for form in group
                ),
            )
