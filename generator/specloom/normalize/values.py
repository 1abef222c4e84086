"""The value of a parameter or a header: given by `schema`, or by the media type under `content` (OpenAPI 3.2 §4.12.2)."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.diagnostics import codes
from specloom.ir.operation import ContentKind
from specloom.ir.types import AnyType, Type
from specloom.normalize.context import Context
from specloom.normalize.marks import Mark
from specloom.normalize.media_types import content_kind, media_type_object
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["Value", "default_of", "normalize_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """The type of a value, and where it comes from."""

    type: Type
    schema: Node | None
    media_type: str | None = None
    content: Node | None = None
    """The Media Type Object, where there is one."""

    @property
    def description(self) -> str:
        """What the schema says of it."""
        return self.schema.text("description") if self.schema is not None else ""

    @property
    def is_deprecated(self) -> bool:
        """Whether the schema says so."""
        return self.schema is not None and self.schema.flag("deprecated")


def normalize_value(schemas: Schemas, node: Node, hint: Hint) -> Value:
    """Return the value of a Parameter Object or a Header Object; of several media types JSON, else the first."""
    schema = node.get("schema")
    if schema is not None:
        return Value(type=schemas.root_type(schema, hint), schema=schema)
    entries = list(schemas.context.entries(node.get("content"), "content"))
    if not entries:
        return Value(type=AnyType(), schema=None)
    media_type, member = min(entries, key=lambda entry: (content_kind(entry[0]) is not ContentKind.JSON, entry[0]))
    if len(entries) > 1:
        reason = "it has several media types, and one is used"
        schemas.context.reading.note(Mark(codes.FIELD_VALUE.name, reason, node.location.child("content")))
    content = schemas.context.expect(media_type_object(schemas.context, member), dict, "a media type")
    schema = content.get("schema")
    type_ = schemas.root_type(schema, hint) if schema is not None else AnyType()
    return Value(type=type_, schema=schema, media_type=media_type, content=content)


def default_of(context: Context, schema: Node | None) -> Node | None:
    """Return the default of a schema, or of what it refers to."""
    if schema is None:
        return None
    own = schema.get("default")
    if own is not None or "$ref" not in (schema.value if is_object(schema.value) else {}):
        return own
    target = context.spec.follow(schema)
    return target.get("default") if target is not None else None
