"""Scalars, enumerations and constants (JSON Schema Validation §6.1)."""

from __future__ import annotations

import json
from typing import Any

from specloom.ir.types import Literal, Member, Scalar, ScalarKind
from specloom.normalize.schemas.parts import Part
from specloom.source.values import is_array, is_object

__all__ = ["enumeration", "implied_types", "kind_of_values", "scalar"]

_IMPLIED = (
    (
        "object",
        ("properties", "additionalProperties", "patternProperties", "required", "minProperties", "maxProperties"),
    ),
    ("array", ("items", "prefixItems", "minItems", "maxItems", "uniqueItems")),
    ("string", ("pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType")),
    ("number", ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")),
)
_STRING_FORMATS = frozenset(
    {"binary", "byte", "date", "date-time", "duration", "email", "hostname", "ipv4", "ipv6", "time", "uri", "uuid"}
)


def implied_types(parts: tuple[Part, ...]) -> list[str]:
    """Return the type that the keywords suggest where none is stated; empty where they suggest none."""
    for name, keywords in _IMPLIED:
        if any(keyword in part.schema for part in parts for keyword in keywords):
            return [name]
    if any(part.schema.get("format") in _STRING_FORMATS for part in parts):
        return ["string"]
    return []


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
    if kind is ScalarKind.STRING:
        if format_ == "binary" or any(_is_raw(part.schema) for part in parts):
            return Scalar(kind=ScalarKind.BINARY, format=format_)
        if format_ is None and any(part.schema.get("contentEncoding") == "base64" for part in parts):
            format_ = "byte"
    return Scalar(kind=kind, format=format_)


def _is_raw(schema: dict[str, Any]) -> bool:
    media = schema.get("contentMediaType")
    return (
        isinstance(media, str)
        and "contentEncoding" not in schema
        and not media.startswith(("text/", "application/json"))
    )


def enumeration(parts: tuple[Part, ...]) -> tuple[Literal, bool] | None:
    """Return the values that all parts admit, and whether null is one; None where the parts list no values."""
    values: list[Any] | None = None
    is_const = False
    listing: Part | None = None
    for part in parts:
        own = _values(part.schema)
        if own is None:
            continue
        is_const = is_const or "const" in part.schema
        listing = part
        keys = {_key(value) for value in own}
        values = own if values is None else [value for value in values if _key(value) in keys]
    if values is None or listing is None:
        return None
    rest = [value for value in values if value is not None]
    if not rest:
        return None
    members = _members(rest, values, listing.schema)
    return Literal(members=members, open=not is_const, kind=kind_of_values(rest)), None in values


def _values(schema: dict[str, Any]) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    listed = schema.get("enum")
    return listed if is_array(listed) and listed else None


def _key(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _members(rest: list[Any], listed: list[Any], schema: dict[str, Any]) -> tuple[Member, ...]:
    names = _hints(schema, ("x-enum-varnames", "x-enumNames"), listed)
    descriptions = _hints(schema, ("x-enum-descriptions", "x-enumDescriptions"), listed)
    found: dict[str, Member] = {}
    for value in rest:
        key = _key(value)
        member = Member(value=value, name_hint=names.get(key, ""), description=descriptions.get(key, ""))
        found.setdefault(key, member)
    return tuple(found.values())


def _hints(schema: dict[str, Any], keywords: tuple[str, ...], listed: list[Any]) -> dict[str, str]:
    """Return a vendor's words for the values: a list in their order, or an object by value."""
    for keyword in keywords:
        hints = schema.get(keyword)
        if is_array(hints) and len(hints) == len(listed):
            return {_key(value): hint for value, hint in zip(listed, hints, strict=True) if isinstance(hint, str)}
        if is_object(hints):
            return {_key(value): text for value in listed if isinstance(text := hints.get(f"{value}"), str)}
    return {}


def kind_of_values(values: list[Any]) -> ScalarKind | None:
    """Return the JSON type that all values share; None where they differ or are no scalars."""
    types: list[type] = [type(value) for value in values]
    kinds = {_KINDS.get(each) for each in types}
    if kinds == {ScalarKind.INTEGER, ScalarKind.NUMBER}:
        return ScalarKind.NUMBER
    return kinds.pop() if len(kinds) == 1 else None


_KINDS: dict[type, ScalarKind] = {
    str: ScalarKind.STRING,
    bool: ScalarKind.BOOLEAN,
    int: ScalarKind.INTEGER,
    float: ScalarKind.NUMBER,
}
