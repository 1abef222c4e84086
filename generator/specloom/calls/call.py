"""The calls of one operation: values for its inputs, and the request they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specloom.calls.contents import is_empty
from specloom.calls.credentials import chosen_requirement, credentials_for
from specloom.calls.examples import Chooser, Need
from specloom.calls.media_types import other_contents, preferred_content
from specloom.calls.model import Argument, BodyValue, Call, Chosen, Variant
from specloom.calls.wire import WireInput, wire_request
from specloom.ir.operation import Content, ContentKind, Operation, Parameter, ParameterLocation, Response
from specloom.ir.security import SecurityScheme
from specloom.ir.types import Direction

__all__ = ["BodyValues", "CallMaker", "accepted", "subject_of"]

_BODILESS = frozenset({"GET", "HEAD", "TRACE"})

BodyValues = Mapping[str, Mapping[Variant, Chosen]]
"""Values of a request body by media type and variant."""


@dataclass(frozen=True, slots=True)
class CallMaker:
    """Makes the calls of operations."""

    chooser: Chooser
    schemes: Mapping[str, SecurityScheme]

    def calls(self, operation: Operation, bodies: BodyValues) -> tuple[Call, ...]:
        """Return the minimal call, then the others, as far as each makes a request of its own."""
        preferred = None if operation.body is None else preferred_content(operation.body.contents)
        found = [self._call(operation, bodies, preferred, variant, variant.value) for variant in Variant]
        for name, content in other_contents(operation, preferred):
            minimal = self._call(operation, bodies, content, Variant.MINIMAL, name)
            found.append(minimal if minimal.body else self._call(operation, bodies, content, Variant.FULL, name))
        requests = [call.request for call in found]
        return tuple(call for index, call in enumerate(found) if requests.index(call.request) == index)

    def _call(
        self, operation: Operation, bodies: BodyValues, content: Content | None, variant: Variant, name: str
    ) -> Call:
        arguments = tuple(
            Argument(parameter=parameter, chosen=self._argument(operation, parameter, variant))
            for parameter in operation.parameters
            if parameter.required or variant is Variant.FULL
        )
        body = None if content is None else _body(operation, content, bodies, variant)
        server = operation.servers[0]
        requirement = chosen_requirement(operation.security, self.schemes)
        success = _success(operation)
        given = WireInput(
            operation=operation,
            server=server,
            arguments=arguments,
            body=body,
            credentials=credentials_for(requirement, self.schemes),
            accept=accepted(operation),
        )
        return Call(
            operation=operation,
            name=name,
            variant=variant,
            arguments=arguments,
            body=body,
            server=server,
            requirement=requirement,
            request=wire_request(given),
            expects_json=any(content.kind is ContentKind.JSON for content in success.contents) if success else False,
            expects_body=bool(success.contents) if success else False,
        )

    def _argument(self, operation: Operation, parameter: Parameter, variant: Variant) -> Chosen:
        need = Need(
            type=parameter.type,
            examples=parameter.examples,
            direction=Direction.REQUEST,
            name=parameter.wire_name,
            subject=f"{subject_of(operation)}, {parameter.location} parameter {parameter.wire_name!r}",
            origin=parameter.origin,
            default=parameter.default,
            flat=True,
            never_empty=parameter.location is ParameterLocation.PATH,
        )
        chosen = self.chooser.choose(need, variant)
        # An empty list or object leaves nothing to write: in the place of a required parameter there must be something.
        return self.chooser.choose(need, Variant.FULL) if is_empty(chosen.value) else chosen


def subject_of(operation: Operation) -> str:
    """Return the words that findings call an operation by."""
    return f"{operation.method} {operation.path or operation.id}"


def _body(operation: Operation, content: Content, bodies: BodyValues, variant: Variant) -> BodyValue | None:
    """Return the body of a call.

    An optional one is part of a minimal call too if it has anything that is required in it: documents forget
    `required: true` far more often than an API takes such a body or none. GET and its kin send one only where they must.
    """
    chosen = bodies[content.media_type][variant]
    if operation.body is not None and not operation.body.required:
        if operation.method in _BODILESS:
            return None
        minimal = bodies[content.media_type][Variant.MINIMAL]
        if variant is Variant.MINIMAL and (is_empty(minimal.value) or content.kind is ContentKind.ANY):
            return None
    return BodyValue(content=content, chosen=chosen)


def _success(operation: Operation) -> Response | None:
    """Return the success answer: the first 2xx, else `default`."""
    if operation.successes:
        return operation.successes[0]
    return next((response for response in operation.responses if response.status == "default"), None)


def accepted(operation: Operation) -> tuple[str, ...]:
    """Return the media types to ask for: JSON alone where an answer can be JSON, since readers parse that; else all."""
    success = _success(operation)
    responses = operation.successes or ((success,) if success else ())
    contents = [content for response in responses for content in response.contents]
    wanted = [content for content in contents if content.kind is ContentKind.JSON] or contents
    return tuple(dict.fromkeys(content.media_type for content in wanted))
