"""A schema as the parts that hold together: itself, what it refers to, and what its `allOf` adds.

All questions about a schema (its types, its properties, its bounds) are asked of its parts, so that `allOf` needs no
merged document and every answer still knows the place it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from specloom.diagnostics import Location, codes
from specloom.ir.types import Bounds
from specloom.normalize.context import Context
from specloom.normalize.schemas.nullable import is_marked_nullable
from specloom.normalize.schemas.sole import note_ignored_siblings, referred
from specloom.source import Node
from specloom.source.refs import REFERENCES, is_reference, reference_keywords
from specloom.source.values import is_array, is_object

__all__ = [
    "Part",
    "bounds_of",
    "flatten",
    "json_types",
    "own_keywords",
    "possible_types",
    "with_keyword",
]

_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


@dataclass(frozen=True, slots=True)
class Part:
    """One schema object, in the shape of 2020-12, and where it stands."""

    node: Node
    schema: dict[str, Any]

    def child(self, *keys: str) -> Node | None:
        """Return a node inside the schema object."""
        node: Node | None = self.node
        for key in keys:
            node = node.get(key) if node is not None else None
        return node


def flatten(context: Context, node: Node, open_refs: frozenset[Location] = frozenset()) -> tuple[Part, ...]:
    """Return the parts of a schema: what is referred to and what `allOf` adds first, the schema's own keywords last.

    Raises `BrokenError` where a part is no schema or cannot be reached. `open_refs` are the schemas around this one.
    """
    value = node.value
    if value is True:
        return ()
    if value is False:
        return (Part(node, {"not": {}}),)
    node = context.spec.straighten(context.expect(node, dict, "a schema"), context.subject)
    open_refs |= {node.location}
    if is_reference(node.value):
        return _flatten_reference(context, node, open_refs)
    found: list[Part] = []
    for element in context.elements(node.get("allOf"), "allOf"):
        found += flatten(context, element, open_refs)
    found.append(Part(node, own_keywords(context, node, open_refs)))
    return tuple({part.node.location: part for part in found}.values())


def _flatten_reference(context: Context, node: Node, open_refs: frozenset[Location]) -> tuple[Part, ...]:
    target = referred(context, node)
    parts: tuple[Part, ...] = ()
    if target.location in open_refs:
        keyword = next(reference_keywords(node.value))
        place, ref = node.location.child(keyword), node.value[keyword]
        context.degrade(codes.SCHEMA_CIRCULAR, place, "an allOf that leads back to itself", keyword=keyword, ref=ref)
    else:
        parts = flatten(context, target, open_refs)
    own = {key: value for key, value in node.value.items() if key not in REFERENCES}
    if own and context.spec.has_ref_siblings:
        return (*parts, Part(node, context.spec.upgrade_schema(own)))
    note_ignored_siblings(context, node)
    return parts


def own_keywords(context: Context, node: Node, open_refs: frozenset[Location]) -> dict[str, Any]:
    """Return a schema's own keywords; without the union where that lists the very schema it is now a part of.

    Pet: {properties: ..., oneOf: [{$ref: Cat}]}    Cat: {allOf: [{$ref: Pet}, ...]}
    """
    schema = context.spec.upgrade_schema(node.value)
    around = open_refs - {node.location}
    for keyword in ("oneOf", "anyOf"):
        if around and keyword in schema and _lists_one_of(context, node.get(keyword), around):
            schema = {key: value for key, value in schema.items() if key not in (keyword, "discriminator")}
    return schema


def _lists_one_of(context: Context, listed: Node | None, schemas: frozenset[Location]) -> bool:
    for choice in listed.elements() if listed is not None else ():
        if is_object(choice.value) and isinstance(choice.value.get("$ref"), str):
            target = context.spec.follow(choice)
            if target is not None and target.location in schemas:
                return True
    return False


def json_types(context: Context, parts: tuple[Part, ...]) -> tuple[list[str] | None, bool]:
    """Return the JSON types that all parts admit (None: nothing is said) without null, and whether null is one.

    Reports unknown types and parts that contradict each other (JSON Schema Validation §6.1.1).
    """
    admitted: list[str] | None = None
    nullable = False
    first: Part | None = None
    for part in parts:
        own = _own_types(context, part)
        if own is None:
            continue
        nullable = "null" in own and (nullable or first is None)
        rest = [name for name in own if name != "null"]
        both = rest if admitted is None else _intersection(admitted, rest)
        if not both and rest and admitted and first is not None:
            context.degrade(
                codes.ALLOF_CONFLICT,
                part.node.location,
                "parts of an allOf have different types",
                keyword="type",
                related=[(f"{' or '.join(admitted)} here", first.node.location)],
                problem=f"one asks for {' or '.join(admitted)}, another for {' or '.join(rest)}",
                did="the type of the first part was used",
            )
            continue
        first = part if first is None or both != admitted else first
        admitted = both
    if parts and is_marked_nullable(context, parts[-1].node.value):
        nullable = True
    if first is not None and admitted == [] and nullable:
        return ["null"], True
    return admitted, nullable


def possible_types(parts: tuple[Part, ...]) -> list[str] | None:
    """Return the JSON types that all parts admit, reporting nothing; None where nothing is said."""
    admitted: list[str] | None = None
    for part in parts:
        stated = part.schema.get("type")
        own = [name for name in (stated if is_array(stated) else [stated]) if name in _TYPES]
        if own:
            admitted = own if admitted is None else _intersection(admitted, own)
    return admitted


def _own_types(context: Context, part: Part) -> list[str] | None:
    stated = part.schema.get("type")
    if stated is None:
        return None
    names = stated if is_array(stated) else [stated]
    unknown = [name for name in names if name not in _TYPES]
    if unknown:
        location = part.node.location.child("type")
        reason = "a type that JSON Schema does not know"
        context.degrade(codes.SCHEMA_TYPE_UNKNOWN, location, reason, keyword="type", value=unknown[0])
    known = [name for name in names if name in _TYPES]
    return list(dict.fromkeys(known)) or None


def _intersection(first: list[str], second: list[str]) -> list[str]:
    """Return the types in both, an integer being a number."""
    both = [name for name in first if name in second]
    if "integer" in first and "number" in second and "integer" not in both:
        both.append("integer")
    if "number" in first and "integer" in second and "integer" not in both:
        both.append("integer")
    return both


_LOWER = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
_UPPER = {"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
_FIELDS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive_minimum",
    "exclusiveMaximum": "exclusive_maximum",
    "multipleOf": "multiple_of",
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
    "minItems": "min_items",
    "maxItems": "max_items",
    "uniqueItems": "unique_items",
    "minProperties": "min_properties",
    "maxProperties": "max_properties",
}
_UNBOUNDED = Bounds()


def bounds_of(parts: tuple[Part, ...]) -> Bounds:
    """Return the tightest bounds of all parts (JSON Schema Validation §6)."""
    found: dict[str, Any] = {}
    for part in parts:
        for keyword, name in _FIELDS.items():
            if keyword in part.schema:
                value = part.schema[keyword]
                if _is_usable(keyword, value):
                    found[name] = _tighter(keyword, found.get(name), value)
    return Bounds(**found) if found else _UNBOUNDED


def _is_usable(keyword: str, value: Any) -> bool:
    if keyword == "pattern":
        return isinstance(value, str)
    if keyword == "uniqueItems":
        return value is True
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return keyword != "multipleOf" or value > 0


def _tighter(keyword: str, held: Any, value: Any) -> Any:
    if held is None:
        return value
    if keyword in _LOWER:
        return max(held, value)
    if keyword in _UPPER:
        return min(held, value)
    return held


def with_keyword(parts: tuple[Part, ...], *keywords: str) -> Iterator[Part]:
    """Yield the parts that have one of these keywords."""
    for part in parts:
        if any(keyword in part.schema for keyword in keywords):
            yield part
