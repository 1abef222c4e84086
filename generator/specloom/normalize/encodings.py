"""How the properties of a form and the parts of a multipart body are written (OpenAPI 3.2 §4.15)."""

from __future__ import annotations

from specloom.diagnostics import codes
from specloom.ir.operation import Encoding, Style
from specloom.ir.types import Array, Enum, Literal, Object, Scalar, ScalarKind, TupleType, Type, TypeDef, Union, UnionOf
from specloom.normalize.headers import normalize_headers
from specloom.normalize.resolved import resolved
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.normalize.styles import FORM_STYLES, explode_of
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["item_encoding", "prefix_encodings", "property_encodings"]

_STYLED = ("style", "explode", "allowReserved")
_DEEPEST = 8
"""Lists and unions inside one another, which may be rings."""
_NESTED = ("encoding", "prefixEncoding", "itemEncoding")


def property_encodings(schemas: Schemas, node: Node, type_: Type, hint: Hint) -> tuple[Encoding, ...]:
    """Return how each property of a form is written: as stated, else the specification's default for its type."""
    context = schemas.context
    found = resolved(schemas, type_)
    fields = found.fields if isinstance(found, Object) else ()
    stated = dict(context.spare(context.entries(node.get("encoding"), "encoding"), "encoding"))
    return tuple(_encoding(schemas, each.wire_name, each.type, stated.get(each.wire_name), hint) for each in fields)


def prefix_encodings(schemas: Schemas, node: Node, type_: Type, hint: Hint) -> tuple[Encoding, ...]:
    """Return how the first parts of a body without names are written, each by its place (3.2)."""
    context = schemas.context
    listed = context.spare(context.elements(node.get("prefixEncoding"), "prefixEncoding"), "encoding")
    found = resolved(schemas, type_)
    types = found.prefix if isinstance(found, TupleType) else ()
    count = max(len(listed), len(types))
    return tuple(
        _encoding(
            schemas,
            "",
            types[index] if index < len(types) else _item_type(found),
            listed[index] if index < len(listed) else None,
            (*hint, f"part {index + 1}"),
        )
        for index in range(count)
    )


def item_encoding(schemas: Schemas, node: Node, type_: Type, hint: Hint, *, is_item: bool) -> Encoding:
    """Return how each further part of a body without names is written (3.2); `is_item`: the type is that of one part."""
    found = resolved(schemas, type_)
    return _encoding(schemas, "", type_ if is_item else _item_type(found), node.get("itemEncoding"), (*hint, "part"))


def _item_type(whole: Type | TypeDef | None) -> Type | None:
    match whole:
        case Array(items=items):
            return items
        case TupleType(rest=rest):
            return rest
        case _:
            return None


def _encoding(schemas: Schemas, name: str, type_: Type | None, node: Node | None, hint: Hint) -> Encoding:
    """Encoding Object (§4.15.1)."""
    default = _default_content_type(schemas, type_)
    if node is None or not is_object(node.value):
        return Encoding(property=name, content_type=default)
    context = schemas.context
    style = Style(node.text("style")) if node.text("style") in FORM_STYLES else Style.FORM
    headers = normalize_headers(schemas, node, (*hint, name))
    if headers:
        names = ", ".join(header.wire_name for header in headers)
        context.degrade(codes.PART_HEADERS, node.location, "headers of a part of its body", names=names)
    if any(node.get(key) is not None for key in _NESTED):
        context.degrade(codes.ENCODING_NESTED, node.location, "how a part inside of a part of its body is written")
    return Encoding(
        property=name,
        content_type=node.text("contentType") or default,
        style=style,
        explode=explode_of(node, style),
        allow_reserved=node.flag("allowReserved"),
        is_styled=any(node.get(key) is not None for key in _STYLED),
        headers=headers,
    )


def _default_content_type(schemas: Schemas, type_: Type | None, depth: int = 0) -> str:
    """Return the default of `contentType` (§4.15.1.1); of a union, that of its texts, for an object in it is JSON anyway."""
    match None if type_ is None or depth > _DEEPEST else resolved(schemas, type_):
        case Scalar(kind=ScalarKind.BINARY) | Scalar(kind=ScalarKind.STRING, format="byte"):
            return "application/octet-stream"
        case Array(items=items):
            return _default_content_type(schemas, items, depth + 1)
        case Scalar() | Literal() | Enum():
            return "text/plain"
        case Union(variants=variants) | UnionOf(variants=variants):
            defaults = [_default_content_type(schemas, variant, depth + 1) for variant in variants]
            return "text/plain" if "text/plain" in defaults else defaults[0]
        case _:
            return "application/json"
