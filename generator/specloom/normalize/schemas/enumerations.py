"""Enumerations and constants (JSON Schema Validation §6.1), and the idioms that mean one."""

from __future__ import annotations

import json
from typing import Any

from specloom.diagnostics import codes
from specloom.ir.types import Literal, Member, Scalar, ScalarKind, Type
from specloom.normalize.context import Context
from specloom.normalize.schemas.annotations import is_annotation
from specloom.normalize.schemas.enum_values import usable_values
from specloom.normalize.schemas.nullable import admits_null
from specloom.normalize.schemas.parts import Part
from specloom.source import Node
from specloom.source.values import is_array, is_object

__all__ = ["enumeration", "joined_enumeration"]

_KINDS: dict[type, ScalarKind] = {
    str: ScalarKind.STRING,
    bool: ScalarKind.BOOLEAN,
    int: ScalarKind.INTEGER,
    float: ScalarKind.NUMBER,
}


def enumeration(context: Context, parts: tuple[Part, ...]) -> tuple[Type, bool] | None:
    """Return the values that all parts admit, and whether null is one; None where the parts list no values."""
    values: list[Any] | None = None
    is_const = False
    listing: Part | None = None
    for part in parts:
        own = _values(context, part)
        if own is None:
            continue
        is_const = is_const or "const" in part.schema
        both = own if values is None else _shared(values, own)
        if values and listing is not None and not both:
            _report_disjoint(context, part, listing)
            continue
        values, listing = both, part
    if values is None or listing is None:
        return None
    rest = [value for value in values if value is not None]
    if not rest:
        return (Scalar(kind=ScalarKind.NULL), True) if values else None
    members = _members(rest, listing.schema)
    kind = _kind(rest)
    is_open = not is_const and _is_open(context, listing.schema, kind)
    return Literal(members=members, open=is_open, kind=kind), None in values


def joined_enumeration(context: Context, variants: list[Node], *, exclusive: bool) -> Literal | None:
    """Return one enumeration for variants that are nothing but values; None where one of them is something else.

    oneOf: [{const: 1, title: One, description: ...}, {const: 2, title: Two}]
    anyOf: [{type: string}, {enum: [a, b]}]      any text, of which some are known (a `oneOf` would forbid those)
    """
    members: dict[str, Member] = {}
    plain: set[str] = set()
    closed = False
    for variant in variants:
        schema = context.spec.upgrade_schema(variant.value) if is_object(variant.value) else {"$ref": ""}
        if not all(key in ("const", "enum", "type", "format") or is_annotation(key) for key in schema):
            return None
        values = usable_values(schema) or []
        if admits_null(context, variant) or any(not isinstance(value, (str, int, float)) for value in values):
            return None
        if not values:
            stated = schema.get("type")
            types = stated if is_array(stated) else [stated]
            if exclusive or set(schema) & {"const", "enum", "format"} or len(types) != 1:
                return None
            plain.add(str(types[0]))
        closed = closed or ("enum" in schema and not _is_open(context, schema, _kind(values)))
        for member in _members(values, schema):
            single = len(values) == 1
            named = Member(
                value=member.value,
                name_hint=member.name_hint or (variant.text("title") if single else ""),
                description=member.description or (variant.text("description") if single else ""),
            )
            members.setdefault(_key(member.value), named)
    return _joined(context, tuple(members.values()), plain, closed=closed)


def _joined(context: Context, members: tuple[Member, ...], plain: set[str], *, closed: bool) -> Literal | None:
    if not members or (not plain and len(members) < 2):
        return None
    kind = _kind([member.value for member in members])
    if plain and (kind is None or plain != {kind.value} or all(member.value == "" for member in members)):
        return None
    return Literal(members=members, open=bool(plain) or not (closed or context.closed_enums), kind=kind)


def _values(context: Context, part: Part) -> list[Any] | None:
    """Return the values that a part lists; report an empty list, and values that cannot be."""
    schema = part.schema
    if "const" in schema:
        return [schema["const"]]
    listed = schema.get("enum")
    if not is_array(listed):
        extensible = schema.get("x-extensible-enum")
        return extensible if is_array(extensible) and extensible else None
    if not listed:
        context.report(codes.ENUM_EMPTY, part.node.location.child("enum"))
        return None
    usable = usable_values(schema) or []
    keys = {_key(value) for value in usable}
    wrong = [value for value in listed if _key(value) not in keys]
    if wrong:
        _report_type(context, part, wrong, usable)
    return usable


def _report_type(context: Context, part: Part, wrong: list[Any], usable: list[Any]) -> None:
    stated = part.schema.get("type")
    types = [name for name in (stated if is_array(stated) else [stated]) if isinstance(name, str)]
    read = len(wrong) == len(part.schema["enum"])
    place = part.node.location.child("enum")
    values, type_ = _shown(wrong), " or ".join(types)
    if read:
        did = f"they were taken for {_shown(usable)}"
        context.report(codes.ENUM_TYPE, place, values=values, type=type_, did=did)
    else:
        did, reason = "they were left out", "values of another type"
        context.degrade(codes.ENUM_TYPE, place, reason, keyword="enum", values=values, type=type_, did=did)


def _shown(values: list[Any]) -> str:
    texts = [json.dumps(value, ensure_ascii=False) for value in values[:4]]
    return ", ".join(texts) + (" ..." if len(values) > len(texts) else "")


def _report_disjoint(context: Context, part: Part, listing: Part) -> None:
    context.degrade(
        codes.ALLOF_CONFLICT,
        part.node.location,
        "parts of an allOf list different values",
        keyword="enum" if "enum" in part.schema else "const",
        related=[("other values here", listing.node.location)],
        problem="they list values that have nothing in common",
        did="the values of the first part were used",
    )


def _shared(values: list[Any], others: list[Any]) -> list[Any]:
    keys = {_key(value) for value in others}
    return [value for value in values if _key(value) in keys]


def _key(value: Any) -> str:
    """Return a text that is equal for equal values: `1` and `1.0` are, `1` and `true` are not."""
    plain = int(value) if isinstance(value, float) and value.is_integer() else value
    return json.dumps(plain, sort_keys=True)


def _is_open(context: Context, schema: dict[str, Any], kind: ScalarKind | None) -> bool:
    """Return whether other values may come: as the document says, else as the config says. There are two booleans."""
    if kind is ScalarKind.BOOLEAN:
        return False
    extensible = schema.get("x-extensible-enum")
    if isinstance(extensible, bool) or is_array(extensible):
        return extensible is not False
    microsoft = schema.get("x-ms-enum")
    as_text = microsoft.get("modelAsString") if is_object(microsoft) else None
    if isinstance(as_text, bool):
        return as_text
    unknown = schema.get("x-speakeasy-unknown-values")
    return unknown == "allow" if unknown in ("allow", "disallow") else not context.closed_enums


def _members(rest: list[Any], schema: dict[str, Any]) -> tuple[Member, ...]:
    listed = _as_listed(schema)
    names = _hints(schema, ("x-enum-varnames", "x-enumNames", "x-enum-names"), listed) or _described(schema, "name")
    descriptions = _hints(schema, ("x-enum-descriptions", "x-enumDescriptions"), listed)
    descriptions = descriptions or _described(schema, "description")
    found: dict[str, Member] = {}
    for value in rest:
        key = _key(value)
        member = Member(value=value, name_hint=names.get(key, ""), description=descriptions.get(key, ""))
        found.setdefault(key, member)
    return tuple(found.values())


def _as_listed(schema: dict[str, Any]) -> list[Any]:
    """Return the values as they stand, which vendors' lists of words go by; as they were read where that is all of them."""
    listed = schema.get("enum") or schema.get("x-extensible-enum")
    usable = usable_values(schema) or []
    return listed if is_array(listed) and len(listed) != len(usable) else usable


def _hints(schema: dict[str, Any], keywords: tuple[str, ...], listed: list[Any]) -> dict[str, str]:
    """Return a vendor's words for the values: a list in their order, or an object by value."""
    for keyword in keywords:
        hints = schema.get(keyword)
        if is_array(hints) and len(hints) == len(listed):
            return {_key(value): hint for value, hint in zip(listed, hints, strict=True) if isinstance(hint, str)}
        if is_object(hints):
            return {_key(value): text for value in listed if isinstance(text := hints.get(f"{value}"), str)}
    return {}


def _described(schema: dict[str, Any], key: str) -> dict[str, str]:
    """Return the words of `x-ms-enum`: {values: [{value: a, name: A, description: ...}]}."""
    microsoft = schema.get("x-ms-enum")
    listed = microsoft.get("values") if is_object(microsoft) else None
    entries = [entry for entry in listed if is_object(entry)] if is_array(listed) else []
    return {_key(entry.get("value")): entry[key] for entry in entries if isinstance(entry.get(key), str)}


def _kind(values: list[Any]) -> ScalarKind | None:
    """Return the JSON type that all values share; None where they differ or are no scalars."""
    types: list[type] = [type(value) for value in values]
    kinds = {_KINDS.get(each) for each in types}
    if kinds == {ScalarKind.INTEGER, ScalarKind.NUMBER}:
        return ScalarKind.NUMBER
    return kinds.pop() if len(kinds) == 1 else None
