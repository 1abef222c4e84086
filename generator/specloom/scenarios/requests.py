"""What a step sends: parameters (Arazzo 1.0 §4.6.6) and body (§4.6.13, §4.6.14), checked against its operation."""

from __future__ import annotations

from collections.abc import Iterable

from specloom.diagnostics import Location
from specloom.diagnostics.pointer import tokens_of
from specloom.ir.operation import Content, ContentKind, Operation, Parameter, ParameterLocation
from specloom.scenarios.expressions import ExpressionError, read_text
from specloom.scenarios.faults import Faults
from specloom.scenarios.model import Given, Payload, Template, Value
from specloom.scenarios.reading import Reading
from specloom.scenarios.scope import Moment, Scope
from specloom.source import Limits, Node
from specloom.source.faults import ReadError
from specloom.source.json_reader import read_json
from specloom.source.values import is_array, is_object

__all__ = ["check_required", "fits", "given_in", "payload_of"]

_PARAMETER_KEYS = ("name", "in", "value")
_BODY_KEYS = ("contentType", "payload", "replacements")
_REPLACEMENT_KEYS = ("target", "value")


def given_in(node: Node, reading: Reading, scope: Scope) -> list[Given]:
    """Return the parameters that a step or a workflow gives; what is wrong is told and left out."""
    return [
        given
        for each in reading.faults.objects(node, "parameters")
        if (given := _given(each, reading, scope)) is not None
    ]


def _given(node: Node, reading: Reading, scope: Scope) -> Given | None:
    faults = reading.faults
    target = reading.followed(node, "parameters")
    if target is None or not faults.is_object(target, "a parameter", _PARAMETER_KEYS):
        return None
    name = faults.text(target, "name", is_needed=True)
    place = faults.text(target, "in")
    value = node.get("value") or target.get("value")
    if value is None:
        faults.invalid(node.location, f"the parameter {name!r} has no value", "add `value`")
    if place and place not in ("path", "query", "header", "cookie"):
        faults.invalid(target.location, f"`in: {place[:40]}` is none of path, query, header, cookie")
    elif name and value is not None:
        location = ParameterLocation(place) if place else None
        return Given(name=name, location=location, value=scope.value(value, Moment.BEFORE), origin=node.location)
    return None


def fits(given: Given, operation: Operation) -> list[Parameter]:
    """Return the parameters of an operation that a step may mean."""
    return [
        each
        for each in operation.parameters
        if (given.location is None or each.location is given.location)
        and (
            each.wire_name.lower() == given.name.lower()
            if each.location is ParameterLocation.HEADER
            else each.wire_name == given.name
        )
    ]


def check_required(given: Iterable[Given], operation: Operation, place: Location, faults: Faults) -> None:
    """Report what a step gives and its operation does not take, gives twice, or does not give and must."""
    taken: dict[tuple[ParameterLocation, str], Given] = {}
    for each in given:
        meant = fits(each, operation)
        where = f"{each.location} parameter" if each.location else "parameter"
        if not meant:
            known = [one.wire_name for one in operation.parameters if each.location in (None, one.location)]
            faults.unknown(each.origin, f"{where} of {operation.id}", each.name, known)
        elif len(meant) > 1:
            fix = "say which, with `in`"
            faults.invalid(each.origin, f"{operation.id} has several parameters {each.name!r}", fix)
        elif (meant[0].location, meant[0].wire_name) in taken:
            faults.invalid(each.origin, f"the parameter {each.name!r} is given twice", "remove one of the two")
        else:
            taken[meant[0].location, meant[0].wire_name] = each
    for one in operation.parameters:
        if one.required and (one.location, one.wire_name) not in taken:
            problem = f"the step gives no {one.wire_name!r}, which {operation.id} requires ({one.location})"
            faults.invalid(place, problem, f"add a parameter with `name: {one.wire_name}`")


def payload_of(step: Node, operation: Operation, reading: Reading, scope: Scope) -> Payload | None:
    """Return the body that a step sends; None where it sends none, or a wrong one, which is told."""
    node, faults = step.get("requestBody"), reading.faults
    if node is None:
        if operation.body is not None and operation.body.required:
            faults.invalid(
                step.location, f"the step sends no body, and {operation.id} requires one", "add `requestBody`"
            )
        return None
    if operation.body is None:
        faults.invalid(node.location, f"{operation.id} takes no body", "remove `requestBody`")
        return None
    if not faults.is_object(node, "a request body", _BODY_KEYS):
        return None
    wanted = faults.text(node, "contentType")
    content = _content(wanted, operation.body.contents)
    if content is None:
        known = [each.media_type for each in operation.body.contents]
        faults.unknown((node.get("contentType") or node).location, f"request body of {operation.id} as", wanted, known)
        return None
    value = _payload(node, content, faults, scope)
    value = _replaced(value, node, reading, scope)
    return Payload(media_type=content.media_type if wanted else "", value=value, origin=node.location)


def _content(wanted: str, contents: tuple[Content, ...]) -> Content | None:
    """Return the content of a media type; parameters count only where several differ in nothing else."""
    if not wanted:
        return contents[0]
    by_whole = {each.media_type.lower(): each for each in reversed(contents)}
    by_type = {each.media_type.partition(";")[0].strip().lower(): each for each in reversed(contents)}
    return by_whole.get(wanted.lower()) or by_type.get(wanted.partition(";")[0].strip().lower())


def _payload(node: Node, content: Content, faults: Faults, scope: Scope) -> Value:
    """Return the payload. JSON that is written as a text is read: what is sent is a value, not that text."""
    payload = node.get("payload")
    if payload is None:
        faults.invalid(node.location, "the request body has no payload", "add `payload`")
        return None
    if isinstance(payload.value, str) and content.kind is ContentKind.JSON and payload.value.lstrip()[:1] in ("{", "["):
        try:
            read_text(payload.value)
            data = read_json(payload.value, Limits())
        except (ReadError, ExpressionError):
            faults.invalid(
                payload.location, "the payload is a text that is no JSON", "write it as an object, not as text"
            )
            return None
        return scope.value(Node(data, payload.location), Moment.BEFORE)
    return scope.value(payload, Moment.BEFORE)


def _replaced(value: Value, node: Node, reading: Reading, scope: Scope) -> Value:
    for each in reading.faults.objects(node, "replacements"):
        if not reading.faults.is_object(each, "a replacement", _REPLACEMENT_KEYS):
            continue
        target, new = reading.faults.text(each, "target"), each.get("value")
        if not target.startswith("/") or new is None:
            reading.faults.invalid(each.location, "a replacement needs a `target`, a JSON pointer, and a `value`")
            continue
        steps = tokens_of(target)
        replaced = _with(value, steps, scope.value(new, Moment.BEFORE))
        if replaced is None:
            reading.faults.invalid(each.location, f"the payload has no place {target[:80]!r}", "correct the `target`")
        else:
            value = replaced
    return value


def _with(value: Value, steps: list[str], new: Value) -> Value | None:
    """Return a value with another one in a place; None where the value has no such place. A member may be new."""
    if not steps:
        return new
    step, rest = steps[0], steps[1:]
    if is_array(value) and step.isascii() and step.isdigit() and len(step) < 10 and int(step) < len(value):
        changed = _with(value[int(step)], rest, new)
        return None if changed is None else [*value[: int(step)], changed, *value[int(step) + 1 :]]
    if is_object(value) and not isinstance(value, Template) and (step in value or not rest):
        changed = _with(value.get(step), rest, new)
        return None if changed is None and rest else {**value, step: changed}
    return None
