"""Media types of requests and responses (OpenAPI 3.1 §4.8.14, §4.8.15)."""

from __future__ import annotations

from specloom.ir.operation import Content, ContentKind, Encoding, Header, Style
from specloom.ir.types import Alias, AnyType, Array, Field, Literal, MapType, Object, Ref, Scalar, ScalarKind, Type
from specloom.normalize.context import Context
from specloom.normalize.examples import media_examples
from specloom.normalize.parameters import normalize_header
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["content_kind", "normalize_contents"]

_BINARY_FAMILIES = ("image/", "audio/", "video/", "font/")
_BINARY = {"application/octet-stream", "application/pdf", "application/zip", "application/gzip", "application/x-tar"}
_LINES = {"application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/json-lines"}


def content_kind(media_type: str) -> ContentKind:
    """Return what a media type means to a client (RFC 6838 suffixes included)."""
    essence = media_type.partition(";")[0].strip().lower()
    if essence in _LINES or essence.endswith(("+jsonl", "+json-seq")) or essence == "application/json-seq":
        return ContentKind.NDJSON
    if essence in ("application/json", "text/json") or essence.endswith("+json"):
        return ContentKind.JSON
    if essence == "application/x-www-form-urlencoded":
        return ContentKind.FORM
    if essence.startswith("multipart/"):
        return ContentKind.MULTIPART
    if essence == "text/event-stream":
        return ContentKind.SSE
    if essence in ("application/xml", "text/xml") or essence.endswith("+xml"):
        return ContentKind.XML
    if essence.startswith(_BINARY_FAMILIES) or essence in _BINARY:
        return ContentKind.BINARY
    if essence.startswith("text/"):
        return ContentKind.TEXT
    if essence.endswith("/*"):
        return ContentKind.ANY
    return ContentKind.BINARY


def normalize_contents(schemas: Schemas, node: Node | None, hint: Hint) -> tuple[Content, ...]:
    """Return the media types of a `content` object: JSON first, then by kind and name."""
    found = [
        _content(schemas, media_type, schemas.context.expect(member, dict, "a media type"), hint)
        for media_type, member in schemas.context.members(node, "content")
    ]
    kinds = list(ContentKind)
    return tuple(sorted(found, key=lambda content: (kinds.index(content.kind), content.media_type)))


def _content(schemas: Schemas, media_type: str, node: Node, hint: Hint) -> Content:
    kind = content_kind(media_type)
    streamed = kind in (ContentKind.NDJSON, ContentKind.SSE)
    schema = (node.get("itemSchema") if streamed else None) or node.get("schema") or node.get("itemSchema")
    type_ = schemas.root_type(schema, hint) if schema is not None else _implied(kind)
    if isinstance(type_, Scalar) and type_.kind is ScalarKind.BINARY and kind is not ContentKind.MULTIPART:
        kind = ContentKind.BINARY
    elif kind is ContentKind.BINARY and not _is_text(schemas, type_):
        type_ = Scalar(kind=ScalarKind.BINARY)
    encodings = _encodings(schemas, node, type_, hint) if kind in (ContentKind.FORM, ContentKind.MULTIPART) else ()
    return Content(
        media_type=media_type,
        kind=kind,
        type=type_,
        encodings=encodings,
        examples=media_examples(schemas.context, node),
        origin=node.location,
    )


def _implied(kind: ContentKind) -> Type:
    """Return the type of a body whose schema is not given."""
    if kind is ContentKind.BINARY:
        return Scalar(kind=ScalarKind.BINARY)
    if kind is ContentKind.TEXT:
        return Scalar(kind=ScalarKind.STRING)
    return AnyType()


def _is_text(schemas: Schemas, type_: Type) -> bool:
    """Return whether a media type that is unknown to us has a schema of its own; bytes otherwise."""
    resolved = _resolved(schemas, type_)
    return not isinstance(resolved, (AnyType, Scalar))


def _resolved(schemas: Schemas, type_: Type) -> Type | Object | None:
    """Return what a reference leads to, as far as it is a type or an object."""
    for _ in range(20):
        if not isinstance(type_, Ref):
            return type_
        definition = schemas.types.get(type_.target)
        if isinstance(definition, Alias):
            type_ = definition.type
        else:
            return definition if isinstance(definition, Object) else None
    return None


def _encodings(schemas: Schemas, node: Node, type_: Type, hint: Hint) -> tuple[Encoding, ...]:
    """Return how each property of a form is written: as stated, else the specification's default for its type."""
    resolved = _resolved(schemas, type_)
    fields = resolved.fields if isinstance(resolved, Object) else ()
    stated = dict(schemas.context.members(node.get("encoding"), "encoding"))
    return tuple(_encoding(schemas, each, stated.get(each.wire_name), hint) for each in fields)


def _encoding(schemas: Schemas, field: Field, node: Node | None, hint: Hint) -> Encoding:
    default = _default_content_type(schemas, field.type)
    if node is None or not is_object(node.value):
        return Encoding(property=field.wire_name, content_type=default)
    styles = {style.value for style in (Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.DEEP_OBJECT)}
    style = Style(node.text("style")) if node.text("style") in styles else Style.FORM
    explode = node.get("explode")
    return Encoding(
        property=field.wire_name,
        content_type=node.text("contentType") or default,
        style=style,
        explode=explode.value is True if explode is not None else style in (Style.FORM, Style.DEEP_OBJECT),
        allow_reserved=node.flag("allowReserved"),
        headers=_headers(schemas, schemas.context, node, (*hint, field.wire_name)),
    )


def _headers(schemas: Schemas, context: Context, node: Node, hint: Hint) -> tuple[Header, ...]:
    found = [
        normalize_header(schemas, name, member, hint)
        for name, member in context.members(node.get("headers"), "headers")
    ]
    return tuple(header for header in found if header is not None)


def _default_content_type(schemas: Schemas, type_: Type) -> str:
    """Return the default of `contentType` (OpenAPI 3.1 §4.8.15.1)."""
    match _resolved(schemas, type_):
        case Scalar(kind=ScalarKind.BINARY):
            return "application/octet-stream"
        case Scalar(kind=ScalarKind.STRING, format="byte"):
            return "application/octet-stream"
        case Array(items=items):
            return _default_content_type(schemas, items)
        case Scalar() | Literal():
            return "text/plain"
        case Object() | MapType() | None:
            return "application/json"
        case _:
            return "application/json"
