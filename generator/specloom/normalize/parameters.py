"""The parameters of an operation (OpenAPI 3.2 §4.12): its own and its path item's, in order."""

from __future__ import annotations

import re

from specloom.diagnostics import Code, codes
from specloom.ir.ledger import PartKind
from specloom.ir.operation import ContentKind, Encoding, Parameter, ParameterLocation, Style
from specloom.ir.types import Example, Scalar, ScalarKind
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.encodings import property_encodings
from specloom.normalize.examples import media_examples
from specloom.normalize.marks import Reading
from specloom.normalize.media_types import content_kind
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.normalize.styles import explode_of, style_of
from specloom.normalize.templates import fixed_pairs, request_template, variables_of
from specloom.normalize.values import Value, default_of, normalize_value
from specloom.source import Node

__all__ = ["normalize_parameters"]

_IGNORED_HEADERS = {"accept", "content-type", "authorization"}
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")

Key = tuple[ParameterLocation, str]


def normalize_parameters(
    schemas: Schemas, path_item: Node, operation: Node, path: str, hint: Hint
) -> tuple[Parameter, ...]:
    """Return the parameters of an operation and its path item: by location, path ones in the order of the template."""
    context = schemas.context
    found: dict[Key, Parameter] = {}
    read: dict[Key, Reading] = {}
    for owner in (path_item, operation):
        own: set[Key] = set()
        for element in _listed(context, owner):
            with context.part(PartKind.PARAMETER, _called(context, element)) as reading:
                parameter = _spared(schemas, element, path, hint)
                if parameter is None:
                    continue
                key = _key(parameter)
                if key in own:
                    _skip_duplicate(context, element, parameter)
                    continue
            own.add(key)
            if key in read:
                context.reading.parts.remove(read[key])  # the path item's, in whose place this one stands
            found[key], read[key] = parameter, reading
    _check_query(context, list(found.values()))
    return _ordered(path, [*found.values(), *_undescribed(context, operation, path, found)])


def _listed(context: Context, owner: Node) -> list[Node]:
    listed = owner.get("parameters")
    return context.spare(context.elements(listed, "parameters"), "parameters")


def _called(context: Context, element: Node) -> str:
    """Return what the ledger calls a parameter: `query parameter limit`; after its reference where that leads nowhere."""
    try:
        node = context.follow(element)
    except BrokenError:
        return f"parameter {element.text('$ref')}"
    return " ".join(word for word in (node.text("in"), "parameter", node.text("name")) if word)


def _skip_duplicate(context: Context, element: Node, parameter: Parameter) -> None:
    reason, where = "it is described a second time", parameter.location.value
    context.skip(codes.PARAMETER_DUPLICATE, element.location, reason, name=parameter.wire_name, location=where)


def _key(parameter: Parameter) -> Key:
    """Return what two descriptions of one parameter share; case means nothing in the name of a header (RFC 9110 §5.1)."""
    is_header = parameter.location is ParameterLocation.HEADER
    is_whole = parameter.location is ParameterLocation.QUERYSTRING
    name = parameter.wire_name.lower() if is_header else "" if is_whole else parameter.wire_name
    return parameter.location, name


def _check_query(context: Context, parameters: list[Parameter]) -> None:
    """Report a parameter for the whole query string beside others of the query (§4.12.1)."""
    whole = [each for each in parameters if each.location is ParameterLocation.QUERYSTRING]
    if whole and any(each.location is ParameterLocation.QUERY for each in parameters):
        context.report(codes.QUERYSTRING_CONFLICT, whole[0].origin, name=whole[0].wire_name)


def _undescribed(context: Context, operation: Node, path: str, found: dict[Key, Parameter]) -> list[Parameter]:
    """Return a string parameter for each variable of the path that nothing describes."""
    query = {name for location, name in found if location is ParameterLocation.QUERY}
    missing = [
        name for name in variables_of(request_template(path, query)) if (ParameterLocation.PATH, name) not in found
    ]
    for name in missing:
        context.report(codes.PATH_PARAMETER_MISSING, operation.location, name=name)
    return [
        Parameter(
            wire_name=name,
            location=ParameterLocation.PATH,
            type=Scalar(kind=ScalarKind.STRING),
            required=True,
            style=Style.SIMPLE,
            explode=False,
            origin=operation.location,
        )
        for name in missing
    ]


def _ordered(path: str, parameters: list[Parameter]) -> tuple[Parameter, ...]:
    places = {name: index for index, name in enumerate(variables_of(path))}
    order = list(ParameterLocation)
    return tuple(
        sorted(parameters, key=lambda each: (order.index(each.location), places.get(each.wire_name, len(places))))
    )


def _spared(schemas: Schemas, element: Node, path: str, hint: Hint) -> Parameter | None:
    """Return one Parameter Object; None where it is reported as broken or as having no place in a request."""
    context = schemas.context
    try:
        node = context.expect(context.follow(element), dict, "a parameter")
        name = _required_text(context, node, "name")
        location = _location(context, node)
        return _parameter(schemas, node, location, hint) if _has_place(context, node, name, location, path) else None
    except BrokenError as broken:
        context.leave_out(broken)
        return None


def _parameter(schemas: Schemas, node: Node, location: ParameterLocation, hint: Hint) -> Parameter:
    context = schemas.context
    name = node.text("name")
    value = normalize_value(schemas, node, (*hint, name))
    style = style_of(context, node, location)
    default = default_of(context, value.schema)
    return Parameter(
        wire_name=name,
        location=location,
        type=value.type,
        required=location is ParameterLocation.PATH or node.flag("required"),
        style=style,
        explode=explode_of(node, style),
        allow_reserved=node.flag("allowReserved"),
        allow_empty=node.flag("allowEmptyValue"),
        media_type=_media_type(context, node, location, value),
        encodings=_encodings(schemas, value, hint),
        description=node.text("description") or value.description,
        deprecated=node.flag("deprecated") or value.is_deprecated,
        default=default.value if default is not None else None,
        has_default=default is not None,
        examples=_examples(context, node, value),
        origin=node.location,
    )


def _location(context: Context, node: Node) -> ParameterLocation:
    where = _required_text(context, node, "in")
    if where not in set(ParameterLocation):
        allowed = ", ".join(ParameterLocation)
        place = node.location.child("in")
        context.report(codes.VALUE_UNKNOWN, place, where="`in` of a parameter", value=where, allowed=allowed)
        raise BrokenError(codes.VALUE_UNKNOWN, node.location)
    return ParameterLocation(where)


def _has_place(context: Context, node: Node, name: str, location: ParameterLocation, path: str) -> bool:
    """Return whether a request has a place for the parameter; report it where it has none."""
    template = request_template(path)
    match location:
        case ParameterLocation.PATH:
            if name not in variables_of(template):
                context.skip(
                    codes.PATH_PARAMETER_UNUSED, node.location, "the path has no place for it", name=name, path=path
                )
                return False
            if not node.flag("required"):
                context.report(codes.PATH_PARAMETER_OPTIONAL, node.location, name=name)
        case ParameterLocation.QUERY if name in fixed_pairs(template):
            context.skip(codes.QUERY_FIXED, node.location, "the path gives its value", name=name, path=path)
            return False
        case ParameterLocation.HEADER:
            return _is_sendable(context, node, name)
        case _:
            pass
    return True


def _is_sendable(context: Context, node: Node, name: str) -> bool:
    """Return whether a request may have a header of this name. It costs the call where it must be there and cannot."""
    if name.lower() in _IGNORED_HEADERS:
        context.skip(codes.HEADER_IGNORED, node.location, "OpenAPI has a parameter of this name ignored", name=name)
        return False
    if _HEADER_NAME.fullmatch(name):
        return True
    code: Code = codes.HEADER_NAME_REQUIRED if node.flag("required") else codes.HEADER_NAME
    context.skip(code, node.location.child("name"), "a header of this name cannot be sent", name=name)
    return False


def _required_text(context: Context, node: Node, key: str) -> str:
    value = node.get(key)
    if value is None:
        context.report(codes.REQUIRED_MISSING, node.location, where="a parameter", key=key)
        raise BrokenError(codes.REQUIRED_MISSING, node.location)
    return str(context.expect(value, str, f"`{key}` of a parameter").value)


def _media_type(context: Context, node: Node, location: ParameterLocation, value: Value) -> str | None:
    """Return the media type that a value is written in; None where `style` says how."""
    is_whole = location is ParameterLocation.QUERYSTRING
    if value.media_type is None:
        return "application/x-www-form-urlencoded" if is_whole else None
    known = (ContentKind.JSON, ContentKind.TEXT, *((ContentKind.FORM,) if is_whole else ()))
    if content_kind(value.media_type) not in known:
        context.degrade(
            codes.PARAMETER_CONTENT,
            node.location.child("content", value.media_type),
            "a parameter in a media type that cannot be written",
            name=node.text("name"),
            media_type=value.media_type,
        )
    return value.media_type


def _encodings(schemas: Schemas, value: Value, hint: Hint) -> tuple[Encoding, ...]:
    is_form = value.media_type is not None and content_kind(value.media_type) is ContentKind.FORM
    return property_encodings(schemas, value.content, value.type, hint) if value.content and is_form else ()


def _examples(context: Context, node: Node, value: Value) -> tuple[Example, ...]:
    found = media_examples(context, node)
    return found + media_examples(context, value.content) if value.content is not None else found
