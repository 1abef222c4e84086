"""The properties that tell variants apart: each variant's own says which tags it has, and stands in every variant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from specloom.diagnostics import codes
from specloom.ir.types import (
    Alias,
    Bounds,
    Discriminator,
    Enum,
    Field,
    JsonValue,
    Literal,
    Member,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    Type,
    TypeDef,
    TypeId,
    Union,
)
from specloom.normalize.context import Context

__all__ = ["Tags"]


@dataclass(slots=True)
class _Tagged:
    """What is known of one property of one object."""

    tags: dict[str, None] = field(default_factory=dict[str, None])
    is_fixed: bool = False
    """The object is a child of the base that the tags are of, and so can have no others."""


@dataclass(slots=True)
class Tags:
    """Collects which tags lead to which object, and writes them into its field once all objects are known."""

    _found: dict[tuple[TypeId, str], _Tagged] = field(default_factory=dict[tuple[TypeId, str], _Tagged])

    def add(self, identifier: TypeId, name: str, tags: Iterable[str], *, is_fixed: bool = False) -> None:
        """Note that the property `name` of an object holds one of these tags."""
        found = self._found.setdefault((identifier, name), _Tagged())
        found.tags.update(dict.fromkeys(tags))
        found.is_fixed = found.is_fixed or is_fixed

    def add_union(self, variants: tuple[Type, ...], discriminator: Discriminator, *, is_fixed: bool) -> None:
        """Note the tags of every variant of a union that is an object; fixed, where the variants exist for it alone."""
        for index, variant in enumerate(variants):
            if isinstance(variant, Ref):
                tags = [tag for tag, number in discriminator.mapping.items() if number == index]
                self.add(variant.target, discriminator.property, tags, is_fixed=is_fixed)

    def apply(self, context: Context, types: Mapping[TypeId, TypeDef]) -> dict[TypeId, TypeDef]:
        """Return the definitions with the tags in their fields; report objects that do not describe the property."""
        result = dict(types)
        for (identifier, name), found in sorted(self._found.items(), key=lambda each: each[0]):
            definition = result.get(_object_id(identifier, types))
            if isinstance(definition, Object) and found.tags:
                result[definition.id] = _with_tags(context, definition, name, found, types)
        return result


def _object_id(identifier: TypeId, types: Mapping[TypeId, TypeDef]) -> TypeId:
    """Return what an alias stands for."""
    seen: set[TypeId] = set()
    definition = types.get(identifier)
    while isinstance(definition, Alias) and isinstance(definition.type, Ref) and identifier not in seen:
        seen.add(identifier)
        identifier = definition.type.target
        definition = types.get(identifier)
    return identifier


def _with_tags(
    context: Context, definition: Object, name: str, found: _Tagged, types: Mapping[TypeId, TypeDef]
) -> Object:
    if not any(each.wire_name == name for each in definition.fields):
        return _with_new_field(context, definition, name, found)
    fields = tuple(
        replace(each, type=_narrowed(each.type, found, types)) if each.wire_name == name else each
        for each in definition.fields
    )
    return replace(definition, fields=fields)


def _with_new_field(context: Context, definition: Object, name: str, found: _Tagged) -> Object:
    """Add the property to an object that does not describe it: without it nothing would say which variant it is."""
    is_possible = definition.additional is not None
    did = "it was added as a required field" if is_possible else "it cannot have it: it allows no other properties"
    with context.about(f"schema {'.'.join(definition.hint)}"):
        context.report(
            codes.DISCRIMINATOR_UNDESCRIBED,
            definition.origin,
            variant=definition.hint[-1],
            property=name,
            did=did,
        )
    if not is_possible:
        return definition
    added = Field(
        wire_name=name, type=_literal(found, is_open=not found.is_fixed), required=True, origin=definition.origin
    )
    return replace(definition, fields=(added, *definition.fields))


def _is_tag(value: JsonValue, found: _Tagged) -> bool:
    return isinstance(value, str) and value in found.tags


def _literal(found: _Tagged, *, is_open: bool) -> Literal:
    members = tuple(Member(value=tag) for tag in sorted(found.tags))
    return Literal(members=members, open=is_open, kind=ScalarKind.STRING)


def _narrowed(type_: Type, found: _Tagged, types: Mapping[TypeId, TypeDef]) -> Type:
    """Return the type of a tag, as narrow as the document lets it be.

    A text becomes the tags, beside which others may come unless the object is a child of the base they are of. Of an
    enumeration the tags alone are left there; elsewhere it stays, and is complete where it lists nothing but tags.
    """
    match type_:
        case Scalar(kind=ScalarKind.STRING, bounds=bounds) if bounds == Bounds():
            examples = tuple(each for each in type_.examples if _is_tag(each.value, found))
            literal = _literal(found, is_open=not found.is_fixed)
            return replace(literal, examples=examples, schema=type_.schema)
        case Literal(members=members):
            kept = tuple(member for member in members if _is_tag(member.value, found))
            if len(kept) == len(members):
                return replace(type_, open=False)
            return replace(type_, members=kept, open=False) if kept and found.is_fixed else type_
        case Ref(target=target) if found.is_fixed:
            return _narrowed_reference(type_, types.get(target), found)
        case _:
            return type_


def _narrowed_reference(type_: Ref, definition: TypeDef | None, found: _Tagged) -> Type:
    """Return the tags in place of a named enumeration that has all of them, or of a named text."""
    match definition:
        case Enum(members=members) if all(any(member.value == tag for member in members) for tag in found.tags):
            return replace(_literal(found, is_open=False), schema=type_.schema)
        case Alias(type=Scalar(kind=ScalarKind.STRING)):
            return replace(_literal(found, is_open=False), schema=type_.schema)
        case Object() | Enum() | Union() | Alias() | None:
            return type_
