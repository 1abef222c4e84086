"""What is fixed about each operation: the constant `Call(...)` above a section's class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from specloom.calls.encoding import encode_url
from specloom.calls.multipart import is_json_type
from specloom.ir.api import Api
from specloom.ir.operation import (
    Content,
    ContentKind,
    Operation,
    Parameter,
    ParameterLocation,
    Requirement,
    Response,
    Style,
)
from specloom.ir.types import Alias, Direction, Enum, Literal, Ref, Scalar, Type
from specloom.targets.python.code import Identifier
from specloom.targets.python.expressions import Expr, generic, join, name
from specloom.targets.python.hoists import response_place
from specloom.targets.python.layout import LINE, PyFlags, PyGroup, PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.plan_bodies import body_spec, further_bodies, style_flags, whole_query
from specloom.targets.python.streams import item_kind, stream_content, success_responses
from specloom.targets.python.types import TypeWriter
from specloom.targets.python.views import CallSpec
from specloom.text import Printable

__all__ = ["CallPlanner", "default_url"]

_NONE = name("None")
_USUAL = {
    ParameterLocation.PATH: (Style.SIMPLE, False),
    ParameterLocation.QUERY: (Style.FORM, True),
    ParameterLocation.QUERYSTRING: (Style.FORM, True),
    ParameterLocation.HEADER: (Style.SIMPLE, False),
    ParameterLocation.COOKIE: (Style.FORM, True),
}
_KEYS = ("idempotency-key", "idempotency-token")


def is_idempotency_key(parameter: Parameter) -> bool:
    """Return whether a header tells the server that it has seen a request before."""
    is_header = parameter.location is ParameterLocation.HEADER
    return is_header and parameter.wire_name.lower().removeprefix("x-") in _KEYS and not parameter.deprecated


def default_url(api: Api) -> str:
    """Return the client's own address: the one that most operations have, the earliest in the alphabet of equals."""
    counted = Counter(_url(operation) for operation in api.operations)
    if not counted:
        return encode_url(api.servers[0].url) if api.servers else ""
    return min(counted, key=lambda url: (-counted[url], url))


def _url(operation: Operation) -> str:
    return encode_url(operation.servers[0].url)


@dataclass(frozen=True, slots=True)
class CallPlanner:
    """Plans the constants of one API."""

    api: Api
    writer: TypeWriter
    base_url: str

    def plan(self, operation: Operation, indent: int, *, streams: bool) -> CallSpec:
        """Return the constant of a method, whose arguments are indented by `indent`; one that `streams` reads items."""
        successes = self.successes(operation, streams=streams)
        returns = [PyPair(PyString(status), PyString(found.text)) for status, found in successes]
        accept = ", ".join(dict.fromkeys(_accepted(operation, streams=streams)))
        key = next((one.wire_name.lower() for one in operation.parameters if is_idempotency_key(one)), None)
        url = _url(operation)
        return CallSpec(
            method=PyString(operation.method),
            path=PyString(operation.template),
            returns=_group("{}", "returns", returns, indent),
            errors=_group("{}", "errors", list(self._errors(operation)), indent),
            auth=_group("()", "auth", [_requirement(one) for one in operation.security], indent),
            accept=PyString(accept or "*/*") if accept != "application/json" else None,
            body=body_spec(operation.body, indent) if operation.body else None,
            further=further_bodies(operation.body, indent) if operation.body else (),
            query=whole_query(operation, indent),
            styles=tuple(self._styles(operation.parameters)),
            stream=PyString(self._kind(operation)) if streams else None,
            key=PyString(key) if key else None,
            deprecated=operation.deprecated,
            server=PyString(url) if url != self.base_url else None,
        )

    def returns(self, operation: Operation, *, streams: bool) -> Expr:
        """Return the type of what a call of the operation returns."""
        found = [expression for _, expression in self.successes(operation, streams=streams)]
        joined = join(*found) if found else _NONE
        return generic("Stream", joined) if streams else joined

    def successes(self, operation: Operation, *, streams: bool) -> Iterator[tuple[str, Expr]]:
        """Yield each success status with the type of its body, or of an item of it."""
        for response in success_responses(operation):
            content = stream_content(response)
            if streams and content is not None:
                yield response.status, self._content(operation, response, content)
            elif not streams and response.contents and operation.method != "HEAD":
                yield response.status, self._answer(operation, response)
            elif not streams:
                yield response.status, _NONE

    def _kind(self, operation: Operation) -> str:
        found = (stream_content(response) for response in success_responses(operation))
        return next(item_kind(self.writer.types, content) for content in found if content is not None)

    def _answer(self, operation: Operation, response: Response) -> Expr:
        content = _preferred_answer(response)
        match content.kind:
            case ContentKind.XML | ContentKind.FORM:
                return name("str")
            case ContentKind.MULTIPART:
                return name("bytes")
            case _:
                return self._content(operation, response, content)

    def _content(self, operation: Operation, response: Response, content: Content) -> Expr:
        return self.writer.value(content.type, response_place(operation, response, content), Direction.RESPONSE)

    def _errors(self, operation: Operation) -> Iterator[PyPair]:
        """Yield the types of documented error bodies, as far as they say something."""
        for response in operation.errors:
            if response.contents and _preferred_answer(response).kind is ContentKind.JSON:
                found = self._answer(operation, response)
                if found.text != "Any":
                    yield PyPair(PyString(response.status), PyString(found.text))

    def _styles(self, parameters: Iterable[Parameter]) -> Iterator[PyPair]:
        """Yield the parameters that are not written in the usual style of their location."""
        for parameter in parameters:
            if parameter.location is ParameterLocation.QUERYSTRING:
                continue
            style, explode = _USUAL[parameter.location]
            differs = parameter.style is not style or (
                parameter.explode is not explode and not self._is_scalar(parameter.type)
            )
            if parameter.media_type is not None and (
                is_json_type(parameter.media_type) or not self._is_scalar(parameter.type)
            ):
                value: Printable = PyFlags(Identifier("Style"), PyString("json"), ())
            elif parameter.media_type is None and (differs or parameter.allow_reserved):
                value = style_flags(parameter.style, parameter.explode, parameter.allow_reserved)
            else:
                continue
            key = PyGroup("()", (PyString(parameter.location), PyString(parameter.wire_name)), LINE)
            yield PyPair(key, value)

    def _is_scalar(self, type_: Type) -> bool:
        match type_:
            case Ref():
                definition = self.writer.types[type_.target]
                return isinstance(definition, Enum) or (
                    isinstance(definition, Alias) and not definition.recursive and self._is_scalar(definition.type)
                )
            case Scalar() | Literal():
                return True
            case _:
                return False


def _preferred_answer(response: Response) -> Content:
    """Return the content that a client reads as a whole: JSON, else the first that is no stream, else the first."""
    whole = [one for one in response.contents if one != stream_content(response)]
    return next((one for one in response.contents if one.kind is ContentKind.JSON), [*whole, *response.contents][0])


def _accepted(operation: Operation, *, streams: bool) -> Iterator[str]:
    """Yield the media types to ask for: where an answer may be JSON, only that, since nothing else would be decoded."""
    for response in success_responses(operation):
        stream = stream_content(response)
        whole = [content for content in response.contents if content != stream] or response.contents
        is_json = any(content.kind is ContentKind.JSON for content in whole)
        for content in response.contents:
            if content == stream if streams else content in whole and (not is_json or content.kind is ContentKind.JSON):
                yield content.media_type


def _requirement(requirement: Requirement) -> Printable:
    """Return one alternative: the name of a scheme, or the names of those that go together."""
    names = tuple(PyString(use.scheme) for use in requirement.schemes)
    return names[0] if len(names) == 1 else PyGroup("()", names, LINE)


def _group(brackets: str, keyword: str, items: Sequence[Printable], indent: int) -> PyGroup | None:
    """Return the value of a keyword of `Call`, flat where the line has room; None where there is nothing to say."""
    room = LINE - indent - len(f"{keyword}=,")
    return PyGroup(brackets, tuple(items), room) if items else None
