"""A call of the client as Python code: an operation's arguments and a neutral call in, typed code out.

The code is one expression. It uses the name `client`, and what `needs` lists must be imported for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from specloom.calls.files import file_purposes
from specloom.calls.model import Argument, BodyValue, Call, Calls, Chosen
from specloom.calls.values import is_array, is_object
from specloom.ir.operation import ContentKind, Operation, ParameterLocation
from specloom.ir.types import JsonValue
from specloom.targets.python.code import Identifier
from specloom.targets.python.example_code import PyCode, PyDisplay, PyItem, PyName, PyTree, names_in
from specloom.targets.python.example_texts import UnwritableError
from specloom.targets.python.example_values import ExampleValues, plain_value
from specloom.targets.python.layout import LINE
from specloom.targets.python.literals import PyString
from specloom.targets.python.plan_arguments import PLACES, Input
from specloom.targets.python.prose import PyDocCode
from specloom.targets.python.streams import STREAM
from specloom.text import Printable

__all__ = ["ExampleCall", "ExamplePlanner", "plan_example"]

_CLIENT = "client"
_TEXTS = (ContentKind.XML, ContentKind.SSE, ContentKind.NDJSON)
_INDENT = 12
"""Of code in the docstring of a method."""
_MOST_LINES = 20
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class ExampleCall:
    """A call, and what it needs besides the client."""

    code: PyTree

    @property
    def needs(self) -> frozenset[str]:
        """Names of models, and of `dt`, `Decimal`, `Path`, `UUID`."""
        return frozenset(names_in(self.code)) - {_CLIENT}


@dataclass(frozen=True, slots=True)
class ExamplePlanner:
    """Plans the examples of docstrings."""

    calls: Calls
    values: ExampleValues

    def in_docstring(
        self, operation: Operation, inputs: Sequence[Input], section: str, method: str
    ) -> PyDocCode | None:
        """Return the minimal call of an operation; None where there is none, or only one that nobody would read."""
        if operation.id not in self.calls.calls:
            return None
        call = self.calls.minimal(operation.id)
        if call.body is not None and operation.body is not None and call.body.content not in operation.body.contents:
            return None
        found = plan_example(call, inputs, section, method, self.values)
        if found is None:
            return None
        code = PyCode(found.code, LINE - _INDENT)
        lines = code.printed().split("\n")
        is_long = len(lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in lines)
        return None if is_long else PyDocCode(code)


def plan_example(
    call: Call, inputs: Sequence[Input], section: str, method: str, values: ExampleValues
) -> ExampleCall | None:
    """Return `client.section.method(...)` with what the call gives; None where the client cannot say just that."""
    given = [argument.chosen for argument in call.arguments] + ([call.body.chosen] if call.body else [])
    if any(chosen.fault for chosen in given) or _is_ambiguous(given, values):
        return None
    try:
        found = dict(_arguments(call, inputs, values))
    except UnwritableError:
        return None
    if any(one.required and one.name not in found for one in inputs):
        return None
    ordered = sorted(inputs, key=lambda one: (one.group != "path", not one.required))
    items = tuple(PyItem(found[one.name], Identifier(one.name)) for one in ordered if one.name in found)
    return ExampleCall(PyTree(PyName((Identifier(_CLIENT), Identifier(section), Identifier(method))), items))


def _is_ambiguous(given: Sequence[Chosen], values: ExampleValues) -> bool:
    """A file is a `Path` of the standard library, which nobody could tell from a model of the document's own `Path`."""
    has_file = any(True for chosen in given for _ in file_purposes(chosen.value))
    return has_file and "Path" in values.writer.names.names.values()


def _arguments(call: Call, inputs: Sequence[Input], values: ExampleValues) -> Iterator[tuple[str, Printable]]:
    """Yield the name and the value of each argument."""
    for argument in call.arguments:
        yield _parameter(argument, inputs, values)
    if call.body is not None:
        whole = next((one for one in inputs if not one.group), None)
        if whole is not None:
            yield whole.name, _whole(call.body, values)
        else:
            yield from _fields(call.body.chosen, inputs, values)


def _parameter(argument: Argument, inputs: Sequence[Input], values: ExampleValues) -> tuple[str, Printable]:
    parameter = argument.parameter
    if parameter.location is ParameterLocation.PATH and argument.chosen.value in ("", [], {}):
        raise UnwritableError
    place = PLACES[parameter.location]
    one = next(each for each in inputs if (each.group, each.wire_name) == (place, parameter.wire_name))
    return one.name, values.argument(one.value_type, argument.chosen.value)


def _fields(chosen: Chosen, inputs: Sequence[Input], values: ExampleValues) -> Iterator[tuple[str, Printable]]:
    """Yield the fields of a body that is made of arguments; whether to stream is said by which method is called."""
    fields = {one.wire_name: one for one in inputs if one.group == "body"}
    if not is_object(chosen.value) or not chosen.value.keys() <= {*fields, STREAM}:
        raise UnwritableError
    for name, item in chosen.value.items():
        if name not in fields:
            continue
        yield fields[name].name, values.argument(fields[name].value_type, item, takes_files=fields[name].takes_files)


def _whole(body: BodyValue, values: ExampleValues) -> Printable:
    """Return a body that is one argument."""
    content, value = body.content, body.chosen.value
    match content.kind:
        case kind if kind in _TEXTS:
            return _text(value)
        case ContentKind.BINARY | ContentKind.ANY:
            return plain_value(value)
        case ContentKind.MULTIPART if content.is_sequence and is_array(value):
            return PyDisplay("[]", tuple(PyItem(values.argument(content.type, item)) for item in value))
        case ContentKind.FORM | ContentKind.MULTIPART if not is_object(value):
            raise UnwritableError
        case _:
            return values.argument(content.type, value)


def _text(value: JsonValue) -> Printable:
    if not isinstance(value, str):
        raise UnwritableError
    return PyString(value)
