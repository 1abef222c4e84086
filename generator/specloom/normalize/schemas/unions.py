"""Unions: `oneOf` and `anyOf`, and how to tell their variants apart (OpenAPI 3.1 §4.8.25)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from specloom.diagnostics import Location, codes
from specloom.diagnostics.pointer import escape_token, unescape_token
from specloom.ir.types import Discriminator, Type, UnionOf
from specloom.normalize.context import BrokenError
from specloom.normalize.schemas.parts import (
    Part,
    flatten,
    is_annotation,
    possible_types,
    sole_reference,
    with_keyword,
)
from specloom.source import Node
from specloom.source.values import is_array, is_object

if TYPE_CHECKING:
    from specloom.normalize.schemas.build import Hint, Schemas

__all__ = ["union_shape"]

_BASE_IS_EMPTY_WITHOUT = ("properties", "required", "items", "additionalProperties", "patternProperties", "prefixItems")
_RESTRICTIONS = frozenset({"required", "not", "minProperties", "maxProperties"})


def union_shape(schemas: Schemas, parts: tuple[Part, ...], hint: Hint) -> tuple[Type, bool] | None:
    """Return the union that one of the parts describes, and whether null is a variant; None where there is none.

    Where the other parts describe an object of their own, each variant is that object and the variant together.
    """
    carriers = list(with_keyword(parts, "oneOf", "anyOf"))
    if not carriers:
        return None
    carrier = carriers[0]
    keyword = "oneOf" if "oneOf" in carrier.schema else "anyOf"
    listed = schemas.context.expect(carrier.node, dict, "a schema").get(keyword)
    if listed is None:
        return None
    choices = list(schemas.context.elements(listed, keyword))
    variants = [choice for choice in choices if not _is_null(choice)]
    has_null = len(variants) < len(choices)
    if all(_only_restricts(variant) for variant in variants):
        return None
    for other in carriers[1:]:
        location = other.node.location
        schemas.context.degrade(codes.SCHEMA_KEYWORD, location, "a second union at one place", keyword=keyword)
    base = _base(parts, carrier, keyword)
    base, variants = _compatible(schemas, base, variants, listed)
    types = tuple(
        _variant(schemas, base, variant, (*hint, _variant_hint(schemas, variant, index)))
        for index, variant in enumerate(variants)
    )
    if len(types) == 1:
        return types[0], has_null or types[0].nullable
    discriminator = _discriminator(schemas, parts, variants)
    found = UnionOf(variants=types, discriminator=discriminator, exclusive=keyword == "oneOf")
    return found, has_null or any(kind.nullable for kind in types)


def _is_null(node: Node) -> bool:
    value = node.value
    return is_object(value) and (
        value.get("type") in ("null", ["null"])
        or value.get("enum") == [None]
        or ("const" in value and value["const"] is None)
    )


def _only_restricts(node: Node) -> bool:
    """Return whether a variant narrows an object by `required` and its like without describing one."""
    value = node.value
    return (
        is_object(value)
        and any(key in _RESTRICTIONS for key in value)
        and all(key in _RESTRICTIONS or is_annotation(key) or (key, value[key]) == ("type", "object") for key in value)
    )


def _base(parts: tuple[Part, ...], carrier: Part, keyword: str) -> tuple[Part, ...]:
    """Return the parts without the union; empty where they say no more than a type."""
    rest: list[Part] = []
    for part in parts:
        schema: dict[str, Any] = part.schema
        if part is carrier:
            schema = {key: value for key, value in schema.items() if key not in (keyword, "discriminator")}
        rest.append(Part(part.node, schema))
    if any(key in part.schema for part in rest for key in _BASE_IS_EMPTY_WITHOUT):
        return tuple(rest)
    return ()


def _compatible(
    schemas: Schemas, base: tuple[Part, ...], variants: list[Node], listed: Node
) -> tuple[tuple[Part, ...], list[Node]]:
    """Leave out the variants that no value of the base can be; where none is left, the variants speak alone.

    allOf: [{result: {anyOf: [{type: object}, {type: string}]}}, {result: {type: object, properties: ...}}]
    """
    if not base:
        return base, variants
    fitting = [variant for variant in variants if _fits(schemas, base, variant)]
    if fitting:
        return base, fitting
    problem = f"none of the variants can be {' or '.join(possible_types(base) or ['that'])}"
    did = "the variants were used, and what stands beside them was left out"
    schemas.context.report(codes.ALLOF_CONFLICT, listed.location, problem=problem, did=did)
    return (), variants


def _fits(schemas: Schemas, base: tuple[Part, ...], variant: Node) -> bool:
    try:
        return possible_types((*base, *flatten(schemas.context, variant))) != []
    except BrokenError:
        return True


def _variant(schemas: Schemas, base: tuple[Part, ...], variant: Node, hint: Hint) -> Type:
    if not base:
        return schemas.type_of(variant, hint)
    try:
        return schemas.combine((*base, *flatten(schemas.context, variant)), variant, hint)
    except BrokenError:
        return schemas.type_of(variant, hint)


def _variant_hint(schemas: Schemas, node: Node, index: int) -> str:
    """Return words for a variant by what it is: title, name, constant, property or type; its place only where all fail."""
    if node.text("title"):
        return node.text("title")
    reference = node.text("$ref")
    if reference:
        return unescape_token(reference.rpartition("/")[2])
    constants = [values[0] for values in _constant_properties(schemas, node).values() if len(values) == 1]
    if constants:
        return constants[0]
    properties = node.get("properties")
    names = list(properties.value) if properties is not None and is_object(properties.value) else []
    required = node.get("required")
    if required is not None and is_array(required.value):
        names = [name for name in required.value if isinstance(name, str)] or names
    if names:
        return f"with {names[0]}"
    return node.text("type") or f"option {index + 1}"


def _discriminator(schemas: Schemas, parts: tuple[Part, ...], variants: list[Node]) -> Discriminator | None:
    """Return how to tell the variants apart: as the document says, else by a property that is constant in each."""
    for part in with_keyword(parts, "discriminator"):
        stated = part.node.get("discriminator")
        name = stated.text("propertyName") if stated is not None else ""
        if stated is not None and name:
            return _stated(schemas, stated, name, variants)
    found = _constants(schemas, variants)
    return None if found is None else Discriminator(property=found[0], mapping=found[1])


def _stated(schemas: Schemas, stated: Node, name: str, variants: list[Node]) -> Discriminator | None:
    locations = [_target(schemas, variant) for variant in variants]
    mapping: dict[str, int] = {}
    for tag, node in (stated.get("mapping") or Node({}, stated.location)).members():
        if not isinstance(node.value, str):
            continue
        target = _mapped(schemas, node)
        if target in locations:
            mapping[tag] = locations.index(target)
        else:
            problem = f"the tag {tag!r} leads to no variant"
            schemas.context.report(codes.DISCRIMINATOR_UNUSABLE, node.location, problem=problem, property=name)
    for index, variant in enumerate(variants):
        if index in mapping.values():
            continue
        tags = _tags(schemas, variant, name)
        reference = sole_reference(schemas.context, variant)
        if not tags and reference is not None:
            tags = [unescape_token(reference.value["$ref"].rpartition("/")[2])]
        for tag in tags:
            mapping.setdefault(tag, index)
    if not mapping:
        problem = f"no variant has a value for {name!r}"
        schemas.context.report(codes.DISCRIMINATOR_UNUSABLE, stated.location, problem=problem, property=name)
        return None
    return Discriminator(property=name, mapping=dict(sorted(mapping.items())))


def _target(schemas: Schemas, node: Node) -> Location | None:
    reference = sole_reference(schemas.context, node)
    found = schemas.context.spec.follow(reference) if reference is not None else None
    return found.location if found is not None else None


def _mapped(schemas: Schemas, node: Node) -> Location | None:
    """Return where a value of `mapping` leads: a reference, or the name of a component."""
    text: str = node.value
    if "/" not in text and "#" not in text and not text.endswith((".json", ".yaml", ".yml")):
        home = schemas.places.home
        return Location(home.file, f"{home.pointer}/{escape_token(text)}")
    found = schemas.context.spec.follow(Node({"$ref": text}, node.location))
    return found.location if found is not None else None


def _tags(schemas: Schemas, variant: Node, name: str) -> list[str]:
    """Return the constant texts that a property can have in a variant."""
    return _constant_properties(schemas, variant).get(name, [])


def _constant_properties(schemas: Schemas, variant: Node) -> dict[str, list[str]]:
    """Return the properties of a variant that are constants or enumerations of texts."""
    found: dict[str, list[str]] = {}
    try:
        parts = flatten(schemas.context, variant)
    except BrokenError:
        return found
    for part in with_keyword(parts, "properties"):
        listed = part.node.get("properties")
        for name, member in listed.members() if listed is not None else ():
            value = member.value
            if is_object(value):
                values = [value["const"]] if "const" in value else value.get("enum")
                if is_array(values) and values and all(isinstance(each, str) for each in values):
                    found[name] = values
    return found


def _constants(schemas: Schemas, variants: list[Node]) -> tuple[str, dict[str, int]] | None:
    """Return a property that is a different constant in every variant, and which constant means which variant."""
    tables = [_constant_properties(schemas, variant) for variant in variants]
    for name in tables[0] if tables else ():
        mapping: dict[str, int] = {}
        for index, table in enumerate(tables):
            values = table.get(name, [])
            if len(values) != 1 or values[0] in mapping:
                break
            mapping[values[0]] = index
        else:
            return name, dict(sorted(mapping.items()))
    return None
