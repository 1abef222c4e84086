"""Unions: `oneOf` and `anyOf` (JSON Schema 2020-12 §10.2.1), alone or beside other keywords."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from specloom.diagnostics import codes
from specloom.diagnostics.pointer import unescape_token
from specloom.ir.types import Discriminator, Type, UnionOf
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.schemas.annotations import is_annotation
from specloom.normalize.schemas.discriminators import constant_properties, discriminator_of
from specloom.normalize.schemas.enumerations import joined_enumeration
from specloom.normalize.schemas.nullable import is_null
from specloom.normalize.schemas.parts import Part, flatten, possible_types, with_keyword
from specloom.normalize.schemas.variants import distinct, opened
from specloom.source import Node
from specloom.source.values import is_array, is_object

if TYPE_CHECKING:
    from specloom.normalize.schemas.build import Hint, Schemas

__all__ = ["union_shape"]

_BASE_IS_EMPTY_WITHOUT = ("properties", "required", "items", "additionalProperties", "patternProperties", "prefixItems")
_RESTRICTIONS = frozenset({"required", "not", "minProperties", "maxProperties"})
_MAX_PRODUCT = 16
"""Variants that two unions at one place may make together; more are too many to be what somebody wants to read."""


@dataclass(frozen=True, slots=True)
class _Carrier:
    """One `oneOf` or `anyOf` among the parts, null taken out."""

    part: Part
    keyword: str
    listed: Node
    variants: list[Node]
    has_null: bool


def union_shape(schemas: Schemas, parts: tuple[Part, ...], hint: Hint) -> tuple[Type, bool] | None:
    """Return the union that one of the parts describes, and whether null is a variant; None where there is none.

    Where the other parts describe an object of their own, each variant is that object and the variant together.
    """
    carriers = [carrier for carrier in _carriers(schemas.context, parts) if not _only_restrict(carrier.variants)]
    if not carriers:
        return None
    carrier, *others = carriers
    has_null = all(each.has_null for each in carriers)
    for other in others:
        if len(carrier.variants) * len(other.variants) > _MAX_PRODUCT:
            location = other.part.node.location
            schemas.context.degrade(
                codes.SCHEMA_KEYWORD, location, "a second union at one place", keyword=other.keyword
            )
            others = [each for each in others if each is not other]
    base = _base(parts, carrier, others)
    if not base and not others:
        joined = joined_enumeration(schemas.context, carrier.variants, exclusive=carrier.keyword == "oneOf")
        if joined is not None:
            return joined, has_null
    if others:
        return _product(schemas, base, carrier, others, hint), has_null
    return _union(schemas, parts, base, carrier, hint)


def _union(
    schemas: Schemas, parts: tuple[Part, ...], base: tuple[Part, ...], carrier: _Carrier, hint: Hint
) -> tuple[Type, bool]:
    base, variants = _compatible(schemas, base, carrier.variants, carrier.listed)
    types = tuple(
        _variant(schemas, base, variant, (*hint, word))
        for variant, word in zip(variants, _variant_hints(schemas.context, variants), strict=True)
    )
    types = schemas.inheritance.alone_where_listed(types)
    has_null = carrier.has_null or any(each.nullable for each in types)
    if len(types) == 1:
        return types[0], has_null
    exclusive = carrier.keyword == "oneOf"
    discriminator = discriminator_of(schemas, parts, variants)
    if discriminator is None:
        types = distinct(opened(types, exclusive=exclusive))
        if len(types) == 1:
            return types[0], has_null
    else:
        schemas.tags.add_union(types, discriminator, is_fixed=bool(base))
        _tell_apart(schemas, variants, discriminator)
    return UnionOf(variants=types, discriminator=discriminator, exclusive=exclusive), has_null


def _tell_apart(schemas: Schemas, variants: list[Node], discriminator: Discriminator) -> None:
    """Note which tags say that a value is none of a variant: a `oneOf` whose variants overlap means that one then."""
    for index, variant in enumerate(variants):
        others = tuple(tag for tag, number in discriminator.mapping.items() if number != index)
        if others:
            schemas.places.told_apart[variant.location] = (discriminator.property, others)


def _carriers(context: Context, parts: tuple[Part, ...]) -> list[_Carrier]:
    found: list[_Carrier] = []
    for part in with_keyword(parts, "oneOf", "anyOf"):
        for keyword in ("oneOf", "anyOf"):
            listed = part.child(keyword) if keyword in part.schema else None
            if listed is not None:
                choices = list(context.elements(listed, keyword))
                variants = [choice for choice in choices if not is_null(context, choice)]
                if choices:
                    found.append(_Carrier(part, keyword, listed, variants, len(variants) < len(choices)))
    return found


def _only_restrict(variants: list[Node]) -> bool:
    """Return whether all variants narrow an object by `required` and its like without describing one."""
    return bool(variants) and all(_only_restricts(variant) for variant in variants)


def _only_restricts(node: Node) -> bool:
    value = node.value
    return (
        is_object(value)
        and any(key in _RESTRICTIONS for key in value)
        and all(key in _RESTRICTIONS or is_annotation(key) or (key, value[key]) == ("type", "object") for key in value)
    )


def _base(parts: tuple[Part, ...], carrier: _Carrier, others: list[_Carrier]) -> tuple[Part, ...]:
    """Return the parts without the unions; empty where they say no more than a type."""
    rest: list[Part] = []
    for part in parts:
        schema: dict[str, Any] = part.schema
        for each in (carrier, *others):
            if part is each.part:
                schema = {key: value for key, value in schema.items() if key not in (each.keyword, "discriminator")}
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
    fitting = [variant for variant in variants if _fits(schemas.context, base, variant)]
    if fitting:
        return base, fitting
    problem = f"none of the variants can be {' or '.join(possible_types(base) or ['that'])}"
    did = "the variants were used, and what stands beside them was left out"
    related = [("beside it", base[0].node.location)]
    keyword = listed.location.pointer.rpartition("/")[2]
    reason = "no variant goes with what stands beside them"
    schemas.context.degrade(
        codes.ALLOF_CONFLICT, listed.location, reason, keyword=keyword, related=related, problem=problem, did=did
    )
    return (), variants


def _fits(context: Context, base: tuple[Part, ...], variant: Node) -> bool:
    try:
        return possible_types((*base, *flatten(context, variant))) != []
    except BrokenError:
        return True


def _variant(schemas: Schemas, base: tuple[Part, ...], variant: Node, hint: Hint) -> Type:
    """Return a variant together with the base; alone, where it includes the base already by an `allOf`."""
    if not base:
        return schemas.type_of(variant, hint)
    try:
        own = flatten(schemas.context, variant)
        if {part.node.location for part in base} <= {part.node.location for part in own}:
            return schemas.type_of(variant, hint)
        return schemas.combine((*base, *own), variant, hint)
    except BrokenError:
        return schemas.type_of(variant, hint)


def _product(schemas: Schemas, base: tuple[Part, ...], carrier: _Carrier, others: list[_Carrier], hint: Hint) -> Type:
    """Return a variant for each way to choose one of every union: allOf: [{oneOf: [a, b]}, {oneOf: [c, d]}]."""
    hints = [_variant_hints(schemas.context, each.variants) for each in (carrier, *others)]
    words = itertools.product(*hints)
    types: list[Type] = []
    for chosen, said in zip(itertools.product(*(each.variants for each in (carrier, *others))), words, strict=True):
        try:
            parts = (*base, *(part for variant in chosen for part in flatten(schemas.context, variant)))
        except BrokenError:
            continue
        if possible_types(parts) != []:
            unique = tuple({part.node.location: part for part in parts}.values())
            types.append(schemas.combine(unique, chosen[-1], (*hint, *said)))
    if not types:
        return schemas.type_of(carrier.variants[0], (*hint, hints[0][0]))
    variants = distinct(types)
    return variants[0] if len(variants) == 1 else UnionOf(variants=variants)


def _variant_hints(context: Context, variants: list[Node]) -> list[str]:
    """Return words for each variant. Where two have the same, those of a property that no other variant has."""
    found = [_variant_hint(context, variant, index) for index, variant in enumerate(variants)]
    names = [_property_names(variant) for variant in variants]
    every = [name for each in names for name in dict.fromkeys(each)]
    own = [next((name for name in each if every.count(name) == 1), None) for each in names]
    return [
        f"with {name}" if found.count(words) > 1 and name is not None else words
        for words, name in zip(found, own, strict=True)
    ]


def _variant_hint(context: Context, node: Node, index: int) -> str:
    """Return words for a variant by what it is: title, name, constant, property or type; its place only where all fail."""
    if node.text("title"):
        return node.text("title")
    reference = node.text("$ref")
    if reference:
        return unescape_token(reference.rpartition("/")[2])
    constants = [values[0] for values in constant_properties(context, node).values() if len(values) == 1]
    if constants:
        return constants[0]
    names = _property_names(node)
    if names:
        return f"with {names[0]}"
    return node.text("type") or f"option {index + 1}"


def _property_names(node: Node) -> list[str]:
    """Return the names of a schema's own properties, those that it requires first."""
    properties = node.get("properties")
    names = list(properties.value) if properties is not None and is_object(properties.value) else []
    required = node.get("required")
    listed = required.value if required is not None and is_array(required.value) else []
    return [*dict.fromkeys([name for name in listed if isinstance(name, str)] + names)]
