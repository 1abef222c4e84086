"""The request of a step: its values are resolved, then written by the encoders of `calls`. A `WireRequest` comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specloom.calls.bodies import streamed_text
from specloom.calls.call import accepted
from specloom.calls.credentials import credentials_for
from specloom.calls.encoding import plain_text
from specloom.calls.model import Argument, BodyValue, Chosen, ExampleOrigin, FileInput, WireRequest
from specloom.calls.values import is_array, is_object
from specloom.calls.wire import WireInput, wire_request
from specloom.calls.xml_schema import XmlSchemas
from specloom.captures.exchange import Sent
from specloom.ir.operation import Content, ContentKind, Operation, Parameter, ParameterLocation
from specloom.ir.types import JsonValue
from specloom.recording.credentials import Keyring
from specloom.recording.wire_bytes import as_sent, as_shown
from specloom.scenarios.expressions import Context, resolve
from specloom.scenarios.model import Given, Payload, Step

__all__ = ["Prepared", "RequestMaker", "UnmakeableError"]

_FILE = "octet-stream"


class UnmakeableError(ValueError):
    """A step says too little, or something that its operation does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A request that only lacks its secrets."""

    wire: WireRequest
    files: Mapping[str, bytes]
    """What stands in the place of each `FileInput`, by its variable."""
    path_values: tuple[tuple[str, str], ...]

    def sent(self, keyring: Keyring) -> Sent:
        """Return the request with its secrets."""
        return as_sent(self.wire, keyring.values, self.files)

    @property
    def shown(self) -> Sent:
        """The request as it may be printed."""
        return as_shown(self.wire, self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMaker:
    """Makes requests of the operations of one API."""

    keyring: Keyring
    schemas: Mapping[str, JsonValue]

    def prepare(self, step: Step, context: Context) -> Prepared:
        """Return the request of a step; raises `Unresolved` and `UnmakeableError`."""
        arguments = tuple(_arguments(step, context))
        files: dict[str, bytes] = {}
        body = None if step.payload is None else self._body(step.operation, step.payload, context, files)
        return self.of_arguments(step.operation, arguments, body, files)

    def of_arguments(
        self,
        operation: Operation,
        arguments: tuple[Argument, ...],
        body: BodyValue | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> Prepared:
        """Return the request that these values make."""
        requirement = self.keyring.requirement(operation)
        given = WireInput(
            operation=operation,
            server=operation.servers[0],
            arguments=arguments,
            body=body,
            credentials=credentials_for(requirement, self.keyring.schemes),
            accept=accepted(operation),
        )
        return Prepared(wire=wire_request(given), files=files or {}, path_values=_path_values(arguments))

    def _body(self, operation: Operation, payload: Payload, context: Context, files: dict[str, bytes]) -> BodyValue:
        content = _content(operation, payload.media_type)
        value = resolve(payload.value, context)
        match content.kind:
            case ContentKind.MULTIPART:
                value = _with_files(content, value, files)
            case ContentKind.BINARY:
                value = _file(plain_text(value), "body", files)
            case ContentKind.XML | ContentKind.TEXT | ContentKind.NDJSON | ContentKind.SSE:
                value = streamed_text(content, "body", value, content.type.schema, XmlSchemas(self.schemas))
            case ContentKind.JSON | ContentKind.FORM | ContentKind.ANY:
                pass
        return BodyValue(content=content, chosen=Chosen(value=value, origin=ExampleOrigin.CAPTURED))


def _arguments(step: Step, context: Context) -> list[Argument]:
    """Return the values of the parameters, in the order that the operation has them."""
    operation = step.operation
    values = {_place(_parameter(operation, given)): resolve(given.value, context) for given in step.given}
    for parameter in operation.parameters_in(ParameterLocation.PATH):
        if values.get(_place(parameter)) in (None, ""):
            raise UnmakeableError(f"the path parameter {parameter.wire_name!r} has no value")
    return [
        Argument(parameter=parameter, chosen=Chosen(value=values[_place(parameter)], origin=ExampleOrigin.CAPTURED))
        for parameter in operation.parameters
        if _place(parameter) in values
    ]


def _place(parameter: Parameter) -> tuple[str, ParameterLocation]:
    return parameter.wire_name, parameter.location


def _parameter(operation: Operation, given: Given) -> Parameter:
    for parameter in operation.parameters:
        if parameter.wire_name == given.name and given.location in (None, parameter.location):
            return parameter
    raise UnmakeableError(f"the operation has no parameter {given.name!r}")


def _content(operation: Operation, media_type: str) -> Content:
    contents = operation.body.contents if operation.body else ()
    for content in contents:
        if media_type in ("", content.media_type) or _essence(content) == media_type.partition(";")[0].strip().lower():
            return content
    raise UnmakeableError(f"the operation takes no body of the type {media_type or 'any'}")


def _essence(content: Content) -> str:
    return content.media_type.partition(";")[0].strip().lower()


def _path_values(arguments: tuple[Argument, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (argument.parameter.wire_name, plain_text(argument.chosen.value))
        for argument in arguments
        if argument.parameter.location is ParameterLocation.PATH
    )


def _with_files(content: Content, value: JsonValue, files: dict[str, bytes]) -> JsonValue:
    """Return a form with its binary properties as files: servers tell them from texts by the name of the file."""
    binary = {encoding.property for encoding in content.encodings if encoding.content_type.endswith(_FILE)}
    if not is_object(value):
        return value
    return {name: _files_of(name, item, files) if name in binary else item for name, item in value.items()}


def _files_of(name: str, item: JsonValue, files: dict[str, bytes]) -> JsonValue:
    if is_array(item):
        return [_file(plain_text(one), name, files) for one in item]
    return _file(plain_text(item), name, files)


def _file(text: str, purpose: str, files: dict[str, bytes]) -> JsonValue:
    variable = f"file {len(files)}"
    files[variable] = text.encode()
    return FileInput(variable, purpose)
