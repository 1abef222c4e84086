"""Media types of requests and responses (OpenAPI 3.2 §4.14)."""

from __future__ import annotations

from dataclasses import replace

from specloom.ir.ledger import PartKind
from specloom.ir.operation import Content, ContentKind
from specloom.ir.types import AnyType, Array, Scalar, ScalarKind, TupleType, Type
from specloom.normalize.context import BrokenError
from specloom.normalize.encodings import item_encoding, prefix_encodings, property_encodings
from specloom.normalize.examples import media_examples
from specloom.normalize.media_types import content_kind, media_type_object
from specloom.normalize.resolved import resolved
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.source import Node

__all__ = ["normalize_contents"]

_STREAMED = (ContentKind.NDJSON, ContentKind.SSE)


def normalize_contents(schemas: Schemas, node: Node | None, hint: Hint) -> tuple[Content, ...]:
    """Return the media types of a `content` object: JSON first, then by kind and name. A broken one is left out."""
    context = schemas.context
    found: list[Content] = []
    for media_type, member in context.spare(context.entries(node, "content"), "body"):
        with context.part(PartKind.MEDIA_TYPE, media_type):
            try:
                described = context.expect(media_type_object(context, member), dict, "a media type")
                found.append(_content(schemas, media_type, described, hint))
            except BrokenError as broken:
                context.leave_out(broken)
    kinds = list(ContentKind)
    return tuple(sorted(found, key=lambda content: (kinds.index(content.kind), content.media_type)))


def _content(schemas: Schemas, media_type: str, node: Node, hint: Hint) -> Content:
    """Media Type Object (§4.14.1)."""
    kind = content_kind(media_type)
    type_, is_sequence = _typed(schemas, kind, node, hint)
    if isinstance(type_, Scalar) and type_.kind is ScalarKind.BINARY and kind is not ContentKind.MULTIPART:
        kind = ContentKind.BINARY
    elif kind is ContentKind.BINARY and isinstance(resolved(schemas, type_), (AnyType, Scalar)):
        type_ = Scalar(kind=ScalarKind.BINARY)
    content = Content(
        media_type=media_type,
        kind=kind,
        type=type_,
        is_sequence=is_sequence,
        examples=media_examples(schemas.context, node, kind),
        origin=node.location,
    )
    if kind is ContentKind.FORM:
        return replace(content, encodings=property_encodings(schemas, node, type_, hint))
    return _with_parts(schemas, content, node, hint) if kind is ContentKind.MULTIPART else content


def _typed(schemas: Schemas, kind: ContentKind, node: Node, hint: Hint) -> tuple[Type, bool]:
    """Return the type of a body, or of one item of it, and which of the two it is (§4.14.3).

    Of a stream `schema` describes the whole, as an array of its items; older documents mean one item by it.
    """
    whole, item = node.get("schema"), node.get("itemSchema")
    is_stream = kind in _STREAMED
    if item is not None and (is_stream or whole is None):
        return schemas.root_type(item, hint), True
    if whole is None:
        return _implied(kind), is_stream
    type_ = schemas.root_type(whole, hint)
    found = resolved(schemas, type_)
    if is_stream and isinstance(found, Array):
        return found.items, True
    return type_, is_stream and not isinstance(found, Scalar)


def _implied(kind: ContentKind) -> Type:
    """Return the type of a body whose schema is not given."""
    if kind is ContentKind.BINARY:
        return Scalar(kind=ScalarKind.BINARY)
    if kind is ContentKind.TEXT:
        return Scalar(kind=ScalarKind.STRING)
    return AnyType()


def _with_parts(schemas: Schemas, content: Content, node: Node, hint: Hint) -> Content:
    """Return a multipart content with how its parts are written: by name, or by place where they have none (§4.15.1).

    In 3.0 the styles of parameters are for forms that are no multipart body.
    """
    is_array = isinstance(resolved(schemas, content.type), (Array, TupleType))
    if not content.is_sequence and not is_array:
        encodings = property_encodings(schemas, node, content.type, hint)
        if schemas.context.spec.version == "3.0":
            encodings = tuple(replace(each, is_styled=False) for each in encodings)
        return replace(content, encodings=encodings)
    return replace(
        content,
        prefix_encodings=prefix_encodings(schemas, node, content.type, hint),
        item_encoding=item_encoding(schemas, node, content.type, hint, is_item=content.is_sequence),
    )
