"""Parameters and headers (OpenAPI 3.1 §4.8.12, §4.8.21), with the defaults of `style` and `explode` filled in."""

from __future__ import annotations

import re

from specloom.diagnostics import Location, codes
from specloom.ir.operation import Header, Parameter, ParameterLocation, Style
from specloom.ir.types import AnyType, Example, Scalar, ScalarKind, Type
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.examples import media_examples
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["PATH_VARIABLE", "normalize_header", "normalize_parameters"]

PATH_VARIABLE = re.compile(r"\{([^{}]+)\}")
_DEFAULT_STYLES = {
    ParameterLocation.PATH: Style.SIMPLE,
    ParameterLocation.QUERY: Style.FORM,
    ParameterLocation.HEADER: Style.SIMPLE,
    ParameterLocation.COOKIE: Style.FORM,
}
_ALLOWED_STYLES = {
    ParameterLocation.PATH: {Style.SIMPLE, Style.LABEL, Style.MATRIX},
    ParameterLocation.QUERY: {Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.DEEP_OBJECT},
    ParameterLocation.HEADER: {Style.SIMPLE},
    ParameterLocation.COOKIE: {Style.FORM},
}
_IGNORED_HEADERS = {"accept", "content-type", "authorization"}
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def normalize_parameters(
    schemas: Schemas, path_item: Node, operation: Node, path: str, hint: Hint
) -> tuple[Parameter, ...]:
    """Return the parameters of an operation and its path item: by location, path ones in the order of the template."""
    found: dict[tuple[ParameterLocation, str], Parameter] = {}
    for owner in (path_item, operation):
        own: set[tuple[ParameterLocation, str]] = set()
        for element in schemas.context.elements(owner.get("parameters"), "parameters"):
            parameter = _parameter(schemas, element, path, hint)
            if parameter is None:
                continue
            key = (parameter.location, parameter.wire_name)
            if key in own:
                schemas.context.report(
                    codes.PARAMETER_DUPLICATE,
                    element.location,
                    name=parameter.wire_name,
                    location=parameter.location.value,
                )
                continue
            own.add(key)
            found[key] = parameter
    _add_undescribed(schemas, operation, path, found)
    return _ordered(path, list(found.values()))


def _add_undescribed(
    schemas: Schemas, operation: Node, path: str, found: dict[tuple[ParameterLocation, str], Parameter]
) -> None:
    """Add a string parameter for each variable of the path that nothing describes."""
    for name in dict.fromkeys(PATH_VARIABLE.findall(path)):
        key = (ParameterLocation.PATH, name)
        if key not in found:
            schemas.context.report(codes.PATH_PARAMETER_MISSING, operation.location, name=name)
            found[key] = Parameter(
                wire_name=name,
                location=ParameterLocation.PATH,
                type=Scalar(kind=ScalarKind.STRING),
                required=True,
                style=Style.SIMPLE,
                explode=False,
                origin=operation.location,
            )


def _ordered(path: str, parameters: list[Parameter]) -> tuple[Parameter, ...]:
    places = {name: index for index, name in enumerate(PATH_VARIABLE.findall(path))}
    order = list(ParameterLocation)
    return tuple(
        sorted(parameters, key=lambda each: (order.index(each.location), places.get(each.wire_name, len(places))))
    )


def _parameter(schemas: Schemas, element: Node, path: str, hint: Hint) -> Parameter | None:
    """Return one Parameter Object; None where it is reported as having no place in a request."""
    context = schemas.context
    node = context.expect(context.follow(element), dict, "a parameter")
    name = _required_text(context, node, "name")
    where = _required_text(context, node, "in")
    if where not in set(ParameterLocation):
        allowed = ", ".join(ParameterLocation)
        context.report(
            codes.VALUE_UNKNOWN, node.location.child("in"), where="`in` of a parameter", value=where, allowed=allowed
        )
        raise BrokenError(codes.VALUE_UNKNOWN, node.location)
    location = ParameterLocation(where)
    if not _has_place(context, node, name, location, path):
        return None
    type_, media_type, source = _value_type(schemas, node, (*hint, name))
    style = _style(context, node, location)
    explode = node.get("explode")
    default = _default(context, source)
    return Parameter(
        wire_name=name,
        location=location,
        type=type_,
        required=location is ParameterLocation.PATH or node.flag("required"),
        style=style,
        explode=explode.value is True if explode is not None else style in (Style.FORM, Style.DEEP_OBJECT),
        allow_reserved=node.flag("allowReserved"),
        media_type=media_type,
        description=node.text("description") or (source.text("description") if source is not None else ""),
        deprecated=node.flag("deprecated") or (source is not None and source.flag("deprecated")),
        default=default.value if default is not None else None,
        has_default=default is not None,
        examples=_examples(context, node),
        origin=node.location,
    )


def _has_place(context: Context, node: Node, name: str, location: ParameterLocation, path: str) -> bool:
    """Return whether a request has a place for the parameter; report it where it has none."""
    if location is ParameterLocation.PATH:
        if f"{{{name}}}" not in path:
            context.report(codes.PATH_PARAMETER_UNUSED, node.location, name=name, path=path)
            return False
        if not node.flag("required"):
            context.report(codes.PATH_PARAMETER_OPTIONAL, node.location, name=name)
    if location is ParameterLocation.HEADER:
        if name.lower() in _IGNORED_HEADERS:
            context.report(codes.HEADER_IGNORED, node.location, name=name)
            return False
        if not _HEADER_NAME.fullmatch(name):
            allowed = "the names that HTTP allows"
            context.report(
                codes.VALUE_UNKNOWN,
                node.location.child("name"),
                where="the name of a header",
                value=name,
                allowed=allowed,
            )
            raise BrokenError(codes.VALUE_UNKNOWN, node.location)
    return True


def _required_text(context: Context, node: Node, key: str) -> str:
    value = node.get(key)
    if value is None:
        context.report(codes.REQUIRED_MISSING, node.location, where="a parameter", key=key)
        raise BrokenError(codes.REQUIRED_MISSING, node.location)
    context.expect(value, str, f"`{key}` of a parameter")
    return str(value.value)


def _value_type(schemas: Schemas, node: Node, hint: Hint) -> tuple[Type, str | None, Node | None]:
    """Return the type of a parameter or header, its media type where `content` gives it, and the schema's node."""
    schema = node.get("schema")
    if schema is not None:
        return schemas.root_type(schema, hint), None, schema
    for media_type, content in schemas.context.members(node.get("content"), "content"):
        schema = content.get("schema")
        if schema is not None:
            return schemas.root_type(schema, hint), media_type, schema
        return AnyType(), media_type, None
    return AnyType(), None, None


def _default(context: Context, schema: Node | None) -> Node | None:
    if schema is None:
        return None
    own = schema.get("default")
    if own is not None or "$ref" not in (schema.value if is_object(schema.value) else {}):
        return own
    target = context.spec.follow(schema)
    return target.get("default") if target is not None else None


def _examples(context: Context, node: Node) -> tuple[Example, ...]:
    found = media_examples(context, node)
    for _, content in (node.get("content") or Node({}, Location(""))).members():
        found += media_examples(context, content)
    return found


def _style(context: Context, node: Node, location: ParameterLocation) -> Style:
    stated = node.text("style")
    if not stated:
        return _DEFAULT_STYLES[location]
    if stated not in {style.value for style in _ALLOWED_STYLES[location]}:
        allowed = ", ".join(sorted(_ALLOWED_STYLES[location]))
        context.report(
            codes.VALUE_UNKNOWN,
            node.location.child("style"),
            where=f"`style` of a {location.value} parameter",
            value=stated,
            allowed=allowed,
        )
        raise BrokenError(codes.VALUE_UNKNOWN, node.location)
    return Style(stated)


def normalize_header(schemas: Schemas, name: str, element: Node, hint: Hint) -> Header | None:
    """Return a header of a response or a part; None for `Content-Type`, which the media type gives."""
    if name.lower() == "content-type":
        return None
    node = schemas.context.expect(schemas.context.follow(element), dict, "a header")
    type_, _, source = _value_type(schemas, node, (*hint, name))
    return Header(
        wire_name=name,
        type=type_,
        required=node.flag("required"),
        description=node.text("description") or (source.text("description") if source is not None else ""),
        deprecated=node.flag("deprecated"),
        origin=node.location,
    )
