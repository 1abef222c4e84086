"""Scalars (JSON Schema Validation §6.1), and the type that keywords suggest where none is stated."""

from __future__ import annotations

from typing import Any

from specloom.ir.types import Scalar, ScalarKind
from specloom.normalize.schemas.parts import Part
from specloom.source.values import is_object

__all__ = ["holds_json", "implied_types", "scalar"]

_IMPLIED = (
    (
        "object",
        (
            "properties",
            "additionalProperties",
            "patternProperties",
            "required",
            "minProperties",
            "maxProperties",
            "propertyNames",
            "dependentRequired",
            "dependentSchemas",
            "unevaluatedProperties",
        ),
    ),
    ("array", ("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains", "unevaluatedItems")),
    ("string", ("pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType", "contentSchema")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)
_TEXTS = ("json", "xml", "yaml", "javascript", "x-www-form-urlencoded")
"""Ends of media types that are texts, and so can stand in a JSON string as they are."""
_STRING_FORMATS = frozenset(
    {"binary", "byte", "date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uri", "uuid"}
)


def implied_types(parts: tuple[Part, ...]) -> list[str]:
    """Return the type that the keywords suggest where none is stated; empty where they suggest none."""
    if any(_describes_object(part.schema.get(key)) for part in parts for key in ("then", "else")):
        return ["object"]
    for name, keywords in _IMPLIED:
        if any(keyword in part.schema for part in parts for keyword in keywords):
            return [name]
    if any(part.schema.get("format") in _STRING_FORMATS for part in parts):
        return ["string"]
    return []


def _describes_object(schema: object) -> bool:
    return is_object(schema) and "properties" in schema


def scalar(name: str, parts: tuple[Part, ...]) -> Scalar:
    """Return the scalar of a JSON type, with its format as written.

    Bytes are what 3.0 writes as `format: binary` and 3.1 as a `contentMediaType` without a `contentEncoding`.
    """
    if name == "null":
        return Scalar(kind=ScalarKind.NULL)
    format_ = next(
        (part.schema["format"] for part in reversed(parts) if isinstance(part.schema.get("format"), str)), None
    )
    kind = ScalarKind(name)
    if kind is not ScalarKind.STRING:
        return Scalar(kind=kind, format=format_)
    media_type = next((found for part in reversed(parts) if (found := _media_type(part.schema))), None)
    if format_ == "binary" or any(_is_raw(part.schema) for part in parts):
        return Scalar(kind=ScalarKind.BINARY, format=format_, media_type=media_type)
    if format_ is None and any(part.schema.get("contentEncoding") == "base64" for part in parts):
        format_ = "byte"
    return Scalar(kind=kind, format=format_, media_type=media_type)


def _media_type(schema: dict[str, Any]) -> str:
    stated = schema.get("contentMediaType")
    return stated.partition(";")[0].strip().lower() if isinstance(stated, str) else ""


def _is_raw(schema: dict[str, Any]) -> bool:
    media_type = _media_type(schema)
    if not media_type or "contentEncoding" in schema or "contentSchema" in schema:
        return False
    return not media_type.startswith("text/") and not media_type.endswith(_TEXTS)


def holds_json(schema: dict[str, Any]) -> bool:
    """Return whether a schema says what JSON value its text holds, as it is, not encoded."""
    return "contentSchema" in schema and "contentEncoding" not in schema and _media_type(schema).endswith("json")
