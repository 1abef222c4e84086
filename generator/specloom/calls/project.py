"""Cuts a given value down to what a variant and a direction call for, along its type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.calls.model import FileInput, Variant
from specloom.calls.schema_check import SchemaChecker
from specloom.calls.values import is_array, is_object
from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Direction,
    Discriminator,
    Enum,
    JsonValue,
    Literal,
    MapType,
    NeverType,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    TypeDef,
    TypeId,
    Union,
    UnionOf,
)

__all__ = ["Projector", "variant_index"]

_MAX_DEPTH = 60
"""Deeper than this a value is left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projector:
    """Projects values for one direction and variant. Fields come out in the order of their type, others after them."""

    types: Mapping[TypeId, TypeDef]
    checker: SchemaChecker
    direction: Direction
    variant: Variant
    files: bool
    """Put a `FileInput` where bytes stand."""

    def project(self, value: JsonValue, type_: Type, name: str = "", depth: int = 0) -> JsonValue:
        """Return the value without the fields that do not exist in the direction or that the variant leaves out."""
        if depth > _MAX_DEPTH:
            return value
        match type_:
            case Ref(target=target):
                return self._definition(value, self.types[target], name, depth)
            case Array(items=items) if is_array(value):
                return [self.project(item, items, name, depth + 1) for item in value]
            case TupleType(prefix=prefix, rest=rest) if is_array(value):
                types = [*prefix, *[rest] * max(len(value) - len(prefix), 0)]
                return [self.project(item, type_, name, depth + 1) for item, type_ in zip(value, types, strict=False)]
            case MapType(values=values) if is_object(value):
                return {key: self.project(item, values, key, depth + 1) for key, item in value.items()}
            case UnionOf(variants=variants, discriminator=discriminator):
                return self._union(value, variants, discriminator, name, depth)
            case Scalar(kind=ScalarKind.BINARY) if self.files and isinstance(value, str):
                return FileInput("", name)
            case Scalar() | Literal() | AnyType() | NeverType() | Array() | TupleType() | MapType():
                return value
            case _:
                assert_never(type_)

    def _definition(self, value: JsonValue, definition: TypeDef, name: str, depth: int) -> JsonValue:
        match definition:
            case Object() if is_object(value):
                return self._object(value, definition, depth)
            case Union(variants=variants, discriminator=discriminator):
                return self._union(value, variants, discriminator, name, depth)
            case Alias(type=type_):
                return self.project(value, type_, name, depth + 1)
            case Object() | Enum():
                return value
            case _:
                assert_never(definition)

    def _object(self, value: dict[str, JsonValue], definition: Object, depth: int) -> JsonValue:
        minimal = self.variant is Variant.MINIMAL
        kept = {
            field.wire_name: self.project(value[field.wire_name], field.type, field.wire_name, depth + 1)
            for field in definition.fields
            if field.wire_name in value and field.exists_in(self.direction) and (field.required or not minimal)
        }
        if minimal:
            return kept
        known = {field.wire_name for field in definition.fields}
        return kept | {key: item for key, item in value.items() if key not in known}

    def _union(
        self,
        value: JsonValue,
        variants: tuple[Type, ...],
        discriminator: Discriminator | None,
        name: str,
        depth: int,
    ) -> JsonValue:
        index = variant_index(value, discriminator)
        if index is None:
            accepting = (
                number
                for number, variant in enumerate(variants)
                if self.checker.accepts(self._pointer(variant), value, self.direction)
            )
            index = next(accepting, None)
        if index is None:
            return value
        projected = self.project(value, variants[index], name, depth + 1)
        if discriminator is not None and is_object(projected) and is_object(value):
            name = discriminator.property
            return {name: value[name]} | projected if name in value and name not in projected else projected
        return projected

    def _pointer(self, variant: Type) -> str | None:
        if variant.schema is None and isinstance(variant, Ref):
            return self.types[variant.target].schema
        return variant.schema


def variant_index(value: JsonValue, discriminator: Discriminator | None) -> int | None:
    """Return which variant a value says it is; None where nothing tells."""
    if discriminator is None or not is_object(value):
        return None
    tag = value.get(discriminator.property)
    return discriminator.mapping.get(tag) if isinstance(tag, str) else None
