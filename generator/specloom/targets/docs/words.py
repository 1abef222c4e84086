"""Types and constraints in words: the Type column, and the facts that follow a description."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Bounds,
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
from specloom.targets.docs.markdown import MdCode, MdWords

__all__ = ["Fact", "Words", "json_code"]

_BOUNDS: tuple[tuple[str, str], ...] = (
    ("minimum", "Minimum"),
    ("exclusive_minimum", "More than"),
    ("maximum", "Maximum"),
    ("exclusive_maximum", "Less than"),
    ("multiple_of", "Multiple of"),
    ("min_length", "Minimum length"),
    ("max_length", "Maximum length"),
    ("pattern", "Pattern"),
    ("min_items", "Minimum items"),
    ("max_items", "Maximum items"),
    ("min_properties", "Minimum properties"),
    ("max_properties", "Maximum properties"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A constraint: a label (`Format`, `One of`) and values; without values the label says it all (`Unique items`)."""

    label: MdWords
    values: tuple[MdCode, ...] = ()


def json_code(value: JsonValue, *, cell: bool) -> MdCode:
    """Return a JSON value as inline code: strings bare, since the type stands beside them, everything else as JSON."""
    text = value if isinstance(value, str) and value.strip() else json.dumps(value, ensure_ascii=False)
    return MdCode(text, cell=cell)


@dataclass(frozen=True, slots=True)
class Words:
    """Describes types; looks up references in the API's definitions."""

    types: Mapping[TypeId, TypeDef]

    def type(self, type_: Type) -> MdWords:
        """Return a type in words: `array of string`, `object or null`."""
        return MdWords(self._use(type_, frozenset()))

    def definition(self, definition: TypeDef) -> MdWords:
        """Return the type of a definition in words."""
        return MdWords(self._definition(definition, frozenset()))

    def facts(self, type_: Type, *, cell: bool = False) -> tuple[Fact, ...]:
        """Return what restricts the values of a type, and those of its items where it is an array."""
        return tuple(self._facts(type_, "", cell, frozenset()))

    def definition_facts(self, definition: TypeDef) -> tuple[Fact, ...]:
        """Return what restricts the values of a definition."""
        return tuple(self._definition_facts(definition, "", False, frozenset()))

    def _use(self, type_: Type, seen: frozenset[TypeId]) -> str:
        words = self._bare(type_, seen)
        return f"{words} or null" if type_.nullable and words not in {"null", "any"} else words

    def _bare(self, type_: Type, seen: frozenset[TypeId]) -> str:
        match type_:
            case Ref(target=target):
                return "any" if target in seen else self._definition(self.types[target], seen | {target})
            case Scalar(kind=kind):
                return "file" if kind is ScalarKind.BINARY else kind.value
            case Literal(kind=kind):
                return "any" if kind is None else kind.value
            case Array(items=items):
                inner = self._use(items, seen)
                return f"array of ({inner})" if " or " in inner else f"array of {inner}"
            case TupleType():
                return "array"
            case MapType(values=values):
                inner = self._use(values, seen)
                return f"map of ({inner})" if " or " in inner else f"map of {inner}"
            case UnionOf(variants=variants):
                return self._either(variants, seen)
            case AnyType():
                return "any"
            case NeverType():
                return "nothing"
        assert_never(type_)

    def _definition(self, definition: TypeDef, seen: frozenset[TypeId]) -> str:
        match definition:
            case Object():
                return "object"
            case Enum(kind=kind):
                return "any" if kind is None else kind.value
            case Union(variants=variants):
                return self._either(variants, seen)
            case Alias(type=type_):
                return self._bare(type_, seen)
        assert_never(definition)

    def _either(self, variants: Iterable[Type], seen: frozenset[TypeId]) -> str:
        return " or ".join(dict.fromkeys(self._use(variant, seen) for variant in variants))

    def _facts(self, type_: Type, prefix: str, cell: bool, seen: frozenset[TypeId]) -> Iterator[Fact]:
        match type_:
            case Scalar(format=format_, media_type=media_type):
                if format_ is not None and type_.kind is not ScalarKind.BINARY:
                    yield self._fact("Format", [format_], prefix, cell)
                if media_type is not None:
                    yield self._fact("Media type", [media_type], prefix, cell)
            case Literal(members=members):
                label = "Always" if len(members) == 1 and not type_.open else "One of"
                yield self._fact(label, [member.value for member in members], prefix, cell)
            case Ref(target=target) if target not in seen:
                yield from self._definition_facts(self.types[target], prefix, cell, seen | {target})
            case _:
                pass
        yield from self._bounds(type_.bounds, prefix, cell)
        if isinstance(type_, Array):
            yield from self._facts(type_.items, "Items: ", cell, seen)

    def _definition_facts(
        self, definition: TypeDef, prefix: str, cell: bool, seen: frozenset[TypeId]
    ) -> Iterator[Fact]:
        match definition:
            case Enum(members=members):
                yield self._fact("One of", [member.value for member in members], prefix, cell)
            case Alias(type=type_):
                yield from self._facts(type_, prefix, cell, seen)
            case _:
                pass
        yield from self._bounds(definition.bounds, prefix, cell)

    def _bounds(self, bounds: Bounds, prefix: str, cell: bool) -> Iterator[Fact]:
        for attribute, label in _BOUNDS:
            value = getattr(bounds, attribute)
            if value is not None:
                yield self._fact(label, [value], prefix, cell)
        if bounds.unique_items:
            yield self._fact("Unique items", [], prefix, cell)

    def _fact(self, label: str, values: list[JsonValue], prefix: str, cell: bool) -> Fact:
        words = prefix + (label.lower() if prefix else label)
        return Fact(MdWords(words), tuple(json_code(value, cell=cell) for value in values))
