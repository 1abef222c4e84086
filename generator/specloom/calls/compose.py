"""Composes a value of a type out of the document's examples, enumerations and defaults, and of synthesized leaves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from specloom.calls.built import DEPTH, Built, Dead, Frame, Outcome, Remembered, Spot, TooLargeError
from specloom.calls.compose_lists import compose_array, compose_map, compose_tuple
from specloom.calls.compose_objects import compose_object
from specloom.calls.compose_unions import compose_union
from specloom.calls.files import without_files
from specloom.calls.givens import Givens
from specloom.calls.model import FileInput, Variant
from specloom.calls.project import Projector
from specloom.calls.synthesize import IMPOSSIBLE, scalar_for
from specloom.diagnostics import Location
from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Bounds,
    Direction,
    Enum,
    Example,
    JsonValue,
    Literal,
    MapType,
    Member,
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

__all__ = ["Composer"]

_WORK_LIMIT = 6_000
"""Steps spent on one value before it is tried again with less depth."""
_SIZE_LIMIT = 1_500
_DEEPEST = -40
"""Levels of required parts below the limit of depth; what is nested deeper cannot be composed."""
_MAX_REMEMBERED = 12
_GIVEN_SIZE = 10
"""What an example counts for, however large: the document's author wanted it that way."""
_Key = tuple[TypeId, int, str]
"""A definition, the ordinal of a value of it, and the name it has where it stands."""
_Place = tuple[Location, str | None]
"""An example, and the schema it is to satisfy."""
_Kind = tuple[Variant, bool]

_ANYTHING: tuple[JsonValue, ...] = ("value", 1, True, {}, [], None)


@dataclass(slots=True, kw_only=True)
class Composer:
    """Composes values for one direction and variant, and remembers those of definitions."""

    givens: Givens
    projector: Projector
    flat: bool = False
    """The value goes into a URL or a header, where an empty object says nothing."""
    careful: bool = False
    """Check each object and union by itself and mend it: slow, and only needed where a quick composition failed."""
    with_examples: bool = True
    """Use the document's examples. Without: where they have no place of their own to be checked at, and misled."""
    _remembered: dict[_Key, list[Remembered]] = field(default_factory=dict[_Key, list[Remembered]])
    _examples: dict[_Place, JsonValue] = field(default_factory=dict[_Place, JsonValue])
    _siblings: dict[_Kind, Composer] = field(default_factory=dict[_Kind, "Composer"])
    _frame: Frame = field(default_factory=Frame)

    @property
    def direction(self) -> Direction:
        """Which way the values travel."""
        return self.projector.direction

    @property
    def is_minimal(self) -> bool:
        """Return whether optional parts are left out."""
        return self.projector.variant is Variant.MINIMAL

    def build(self, type_: Type, spot: Spot) -> Outcome:
        """Return a value of the type; raise `TooLargeError` where it would be too large at this depth."""
        self._frame = Frame()
        return self.compose(type_, spot)

    def sibling(self, *, variant: Variant | None = None, with_examples: bool = True) -> Composer:
        """Return a composer of the same kind that gives other fields, or uses no examples. It composes quickly."""
        projector = self.projector if variant is None else replace(self.projector, variant=variant)
        key = (projector.variant, with_examples)
        if key not in self._siblings:
            self._siblings[key] = Composer(
                givens=self.givens, projector=projector, flat=self.flat, with_examples=with_examples
            )
        return self._siblings[key]

    def alternatives(self, type_: Type, spot: Spot) -> Iterator[Outcome]:
        """Yield other values of a type, for where the first one failed."""
        yield self.sibling(with_examples=False).build(type_, spot)
        definition = self.givens.api.types[type_.target] if isinstance(type_, Ref) else type_
        if isinstance(definition, (Union, UnionOf)):
            yield from (self.compose(variant, spot) for variant in definition.variants)
        yield from (Built(value=value, given=False) for value in _ANYTHING)

    def compose(self, type_: Type, spot: Spot) -> Outcome:
        """Return a value of the type at a spot inside of a larger one."""
        self._frame.work += 1
        self._frame.lowest = min(self._frame.lowest, spot.depth)
        if self._frame.work > _WORK_LIMIT:
            raise TooLargeError
        outcome: Outcome | None = self._given(type_.examples, self.givens.pointer(type_), type_, spot)
        if outcome is None:
            outcome = Dead(cuts=frozenset({DEPTH})) if spot.depth < _DEEPEST else self._made(type_, spot)
        if isinstance(outcome, Dead):
            return Built(value=None, given=False, cuts=outcome.cuts) if type_.nullable else outcome
        if outcome.size > _SIZE_LIMIT:
            raise TooLargeError
        return outcome

    def accepts(self, pointer: str | None, value: JsonValue) -> bool:
        """Return whether a value satisfies the schema at a pointer in this composer's direction."""
        plain = without_files(value) if self.projector.files else value
        return self.givens.checker.accepts(pointer, plain, self.direction)

    def failing(self, pointer: str | None, value: JsonValue) -> set[str]:
        """Return the properties of an object at which the schema at a pointer fails."""
        plain = without_files(value) if self.projector.files else value
        return self.givens.checker.failing(pointer, plain, self.direction)

    def _made(self, type_: Type, spot: Spot) -> Outcome:
        match type_:
            case Ref():
                return self._reference(type_, spot)
            case Scalar():
                return self._scalar(type_, spot)
            case Literal(members=members):
                return self._member(members, type_.schema, spot)
            case Array():
                return compose_array(self, type_, spot)
            case TupleType():
                return compose_tuple(self, type_, spot)
            case MapType():
                return compose_map(self, type_, spot)
            case UnionOf(variants=variants, discriminator=discriminator):
                return compose_union(self, variants, discriminator, type_.schema, spot)
            case AnyType():
                return self._anything(type_, spot)
            case NeverType():
                return Dead()
            case _:
                assert_never(type_)

    def _reference(self, reference: Ref, spot: Spot) -> Outcome:
        definition = self.givens.api.types[reference.target]
        name = "" if isinstance(definition, Object) else spot.name
        key = (definition.id, spot.ordinal, name)
        for remembered in self._remembered.get(key, ()):
            frame = remembered.at(spot)
            if frame is not None:
                self._frame.take(frame)
                return remembered.outcome
        found = self._given(definition.examples, definition.schema, reference, spot)
        if found is None and definition.id in spot.open:
            return Dead(cuts=frozenset({definition.id}))
        outer, self._frame = self._frame, Frame(work=self._frame.work, lowest=spot.depth, entered={definition.id})
        outcome = found or self._defined(definition, spot.inside(definition.id))
        outcome = replace(outcome, cuts=outcome.cuts - {definition.id})
        inner, self._frame = self._frame, outer
        inner.work -= outer.work
        outer.take(inner)
        known = self._remembered.setdefault(key, [])
        if not outcome.cuts - {DEPTH} and len(known) < _MAX_REMEMBERED:
            known.append(Remembered(outcome, spot.depth, inner))
        return outcome

    def _defined(self, definition: TypeDef, spot: Spot) -> Outcome:
        match definition:
            case Object():
                return compose_object(self, definition, spot)
            case Enum(members=members):
                return self._member(members, definition.schema, spot)
            case Union(variants=variants, discriminator=discriminator):
                return compose_union(self, variants, discriminator, definition.schema, spot)
            case Alias(type=type_):
                return self.compose(type_, spot)
            case _:
                assert_never(definition)

    def _scalar(self, scalar: Scalar, spot: Spot) -> Outcome:
        if scalar.kind is ScalarKind.BINARY and self.projector.files:
            return Built(value=FileInput("", spot.name), given=False)
        if scalar.content is not None:
            outcome = self.compose(scalar.content, spot)
            if isinstance(outcome, Built):
                return replace(outcome, value=json.dumps(without_files(outcome.value), ensure_ascii=False))
        value = scalar_for(scalar, spot.name, spot.ordinal)
        if value is IMPOSSIBLE and self.careful:
            # Nothing satisfies it. Where it is required, the finding shall name it, and show all the rest.
            value = scalar_for(replace(scalar, bounds=Bounds()), spot.name, spot.ordinal)
        return Dead() if value is IMPOSSIBLE else Built(value=value, given=False)

    def _member(self, members: tuple[Member, ...], pointer: str | None, spot: Spot) -> Outcome:
        """Return a member of an enumeration; null only where there is no other."""
        values = [member.value for member in members if member.value is not None]
        if self.careful:
            values = [value for value in values if self.accepts(pointer, value)] or values
        if not values:
            return Built(value=None, given=True) if members else Dead()
        return Built(value=values[spot.ordinal % len(values)], given=True)

    def _anything(self, type_: AnyType, spot: Spot) -> Outcome:
        preferred: JsonValue = (spot.name or "value") if self.flat else {}
        if self.careful:
            choices = (preferred, *_ANYTHING)
            preferred = next((value for value in choices if self.accepts(type_.schema, value)), preferred)
        return Built(value=preferred, given=False)

    def _given(self, examples: tuple[Example, ...], pointer: str | None, type_: Type, spot: Spot) -> Built | None:
        """Return the document's own example; the second, third ... of them for values that must differ."""
        if not examples or not self.with_examples:
            return None
        fitting = [value for one in examples if (value := self._fit(one, pointer, type_, spot.name)) is not IMPOSSIBLE]
        if spot.ordinal >= len(fitting):
            return None
        value = fitting[spot.ordinal]
        return Built(value=value, given=True, size=_GIVEN_SIZE if isinstance(value, (dict, list)) else 1)

    def _fit(self, example: Example, pointer: str | None, type_: Type, name: str) -> JsonValue:
        """Return an example as this composer's variant and direction want it, or `IMPOSSIBLE`. (`audit` reports it.)"""
        key = (example.origin, pointer)
        if key not in self._examples:
            self._examples[key] = IMPOSSIBLE
            if self.givens.leak(example.value) is None:
                projected = self.projector.project(example.value, type_, name)
                choices = (projected, example.value)
                self._examples[key] = next((one for one in choices if self.accepts(pointer, one)), IMPOSSIBLE)
        return self._examples[key]
