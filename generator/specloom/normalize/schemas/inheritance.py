"""Inheritance as 2.0 and 3.0 write it: a base with a `discriminator`, and children whose `allOf` names the base.

    Pet: {properties: {kind: ...}, discriminator: kind}        Cat: {allOf: [{$ref: Pet}, {properties: ...}]}

Where a Pet is a value it may be any of its children, so it is a union of them (OpenAPI 3.1 §4.8.25); where a child
names it, it is what they have in common. Nothing but `allOf` leads from a child to its base, and nothing at all from a
base to its children, so the document's components are looked through for them once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from specloom.diagnostics import Location, codes
from specloom.ir.types import Discriminator, Ref, Type, TypeId, UnionOf
from specloom.normalize.schemas.discriminators import (
    constant_properties,
    listed_texts,
    mapped_node,
    mapping_of,
    property_of,
)
from specloom.normalize.schemas.lineage import Lineage
from specloom.normalize.schemas.places import component_name, type_id
from specloom.source import Node
from specloom.source.values import is_array, is_object

if TYPE_CHECKING:
    from specloom.normalize.schemas.build import Schemas

__all__ = ["Inheritance", "Kinds"]

_ANY = "any:"
"""Before the id of a base: the union of the base and its children."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """What a value of a base may be."""

    id: TypeId
    """Of the union."""
    tag: str
    """The property that tells them apart."""
    children: tuple[tuple[Node, tuple[str, ...]], ...]
    """Each with its tags; sorted by name."""
    own_tags: tuple[str, ...] | None
    """The tags of the base itself; None where it stands only for what its children have in common."""

    @property
    def is_abstract(self) -> bool:
        """Return whether every value is one of the children."""
        return self.own_tags is None


@dataclass(slots=True)
class Inheritance:
    """The bases of a document and their children."""

    schemas: Schemas
    _lineage: Lineage | None = None
    _kinds: dict[Location, Kinds | None] = field(default_factory=dict[Location, "Kinds | None"])

    def kinds(self, node: Node) -> Kinds | None:
        """Return what a value of a component may be; None where it has no children that a tag tells apart."""
        if not self._known.children or self._discriminator(node) is None:
            return None
        if node.location not in self._kinds:
            self._kinds[node.location] = None  # a ring of children and bases: the one that is looked at last has none
            self._kinds[node.location] = self._find(node)
        return self._kinds[node.location]

    def is_child(self, node: Node) -> bool:
        """Return whether a component inherits from a base, so that it is an object of its own."""
        return node.location in self._known.parents and self._discriminator(node) is not None

    def tag(self, identifier: TypeId, node: Node) -> None:
        """Note the tags of a definition: those that its bases have for it, and those of its own as a base."""
        for name, tags in self.tags_of(node).items():
            self.schemas.tags.add(identifier, name, tags, is_fixed=True)
        own = self.kinds(node)
        stated = _own_discriminator(node)
        if own is not None and own.own_tags:
            self.schemas.tags.add(identifier, own.tag, own.own_tags)
        elif own is None and stated is not None and "oneOf" not in node.value and "anyOf" not in node.value:
            itself = [tag for tag, target in self._mapping(stated) if target.location == node.location]
            self.schemas.tags.add(identifier, property_of(stated), itself)

    def tags_of(self, node: Node) -> dict[str, list[str]]:
        """Return the tags that the bases of a schema have for it, by the property that holds them."""
        found: dict[str, list[str]] = {}
        for base in self._known.above(node):
            kinds = self.kinds(base)
            for child, tags in kinds.children if kinds is not None else ():
                if kinds is not None and child.location == node.location:
                    found.setdefault(kinds.tag, []).extend(tag for tag in tags if tag not in found.get(kinds.tag, ()))
        return found

    def alone_where_listed(self, types: tuple[Type, ...]) -> tuple[Type, ...]:
        """Return the variants of a union; a base that stands among all its children is meant alone there."""
        targets = {type_.target for type_ in types if isinstance(type_, Ref)}
        return tuple(
            replace(type_, target=alone)
            if isinstance(type_, Ref) and (alone := self._alone(type_.target, targets)) is not None
            else type_
            for type_ in types
        )

    def _alone(self, target: TypeId, listed: set[TypeId]) -> TypeId | None:
        home = self.schemas.places.home
        for kinds in self._kinds.values():
            if kinds is None or kinds.id != target or kinds.is_abstract:
                continue
            if all(type_id(child.location, home) in listed for child, _ in kinds.children):
                return target.removeprefix(_ANY)
        return None

    def union(self, kinds: Kinds, node: Node) -> Type:
        """Return the union of the children, and of the base where it can be used alone; the base comes last."""
        members = [*kinds.children, *([(node, kinds.own_tags)] if kinds.own_tags is not None else [])]
        home = self.schemas.places.home
        types = tuple(Ref(target=self.schemas.define_alone(child)) for child, _ in members)
        mapping = {tag: index for index, (_, tags) in enumerate(members) for tag in tags}
        for child, tags in kinds.children:
            self.schemas.tags.add(type_id(child.location, home), kinds.tag, tags, is_fixed=True)
        if len(types) == 1:
            return types[0]
        discriminator = Discriminator(property=kinds.tag, mapping=dict(sorted(mapping.items())))
        return UnionOf(variants=types, discriminator=discriminator)

    @property
    def _known(self) -> Lineage:
        """Who names whom; nobody, where no component has a discriminator of its own."""
        if self._lineage is None:
            components = self.schemas.components
            has_bases = any(_own_discriminator(node) is not None for node in components.values())
            self._lineage = Lineage.of(self.schemas.context, components if has_bases else {})
        return self._lineage

    def _discriminator(self, node: Node) -> Node | None:
        """Return the discriminator of a schema, or of the nearest base above it that does not list its variants itself."""
        for each in (node, *self._known.above(node)):
            if is_object(each.value) and "oneOf" not in each.value and "anyOf" not in each.value:
                stated = _own_discriminator(each)
                if stated is not None:
                    return stated
        return None

    def _find(self, node: Node) -> Kinds | None:
        stated = self._discriminator(node) or node
        name = property_of(stated)
        mapping = self._mapping(stated)
        below = {child.location: child for child in self._known.below(node)}
        if stated == _own_discriminator(node):
            below |= {target.location: target for _, target in mapping if target.location != node.location}
        tags: dict[Location, list[str]] = {}
        for tag, target in mapping:
            tags.setdefault(target.location, []).append(tag)
        children = [
            (child, tuple(tags.get(child.location) or self._implied_tags(child, node, name)))
            for child in below.values()
            if child.location in tags or not self._is_abstract(child)
        ]
        if not children:
            return None
        taken = {tag for _, each in children for tag in each}
        own = tags.get(node.location) or ([] if mapping else self._implied_tags(node, None, name))
        is_alone = bool(own) and not taken.intersection(own) and (bool(mapping) or self._may_be(node, name, own))
        identifier = type_id(node.location, self.schemas.places.home)
        return Kinds(
            id=f"{_ANY}{identifier}" if is_alone else identifier,
            tag=name,
            children=tuple(sorted(children, key=lambda each: each[0].location)),
            own_tags=tuple(own) if is_alone else None,
        )

    def _is_abstract(self, node: Node) -> bool:
        kinds = self.kinds(node)
        return kinds is not None and kinds.is_abstract

    def _mapping(self, stated: Node) -> list[tuple[str, Node]]:
        found: list[tuple[str, Node]] = []
        for tag, node in mapping_of(stated):
            target = mapped_node(self.schemas, node)
            if target is not None:
                found.append((tag, target))
            else:
                problem = f"the tag {tag!r} leads to no schema"
                name = property_of(stated)
                self.schemas.context.report(codes.DISCRIMINATOR_UNUSABLE, node.location, problem=problem, property=name)
        return found

    def _implied_tags(self, node: Node, base: Node | None, name: str) -> list[str]:
        """Return what the document says the tag of a schema is, else the name of the component.

        A constant that all children have from their base tells none of them.
        """
        stated = node.text("x-ms-discriminator-value")
        constants = constant_properties(self.schemas.context, node).get(name, [])
        inherited = constant_properties(self.schemas.context, base).get(name, []) if base is not None else []
        if stated or (len(constants) == 1 and constants != inherited):
            return [stated or constants[0]]
        own = component_name(node.location, self.schemas.places.home)
        return [own] if own is not None else []

    def _may_be(self, node: Node, name: str, tags: list[str]) -> bool:
        """Return whether a base's own tag is among the values that its property lists, where it lists some."""
        listed = listed_texts(self.schemas.context, node, name)
        return not listed or any(tag in listed for tag in tags)


def _own_discriminator(node: Node) -> Node | None:
    """Return the discriminator that stands in a schema, or in a part of its `allOf` that is written there."""
    value = node.value
    if not is_object(value):
        return None
    stated = node.get("discriminator")
    if stated is not None and property_of(stated):
        return stated
    parts = node.get("allOf")
    for part in parts.elements() if parts is not None and is_array(parts.value) else ():
        found = _own_discriminator(part)
        if found is not None:
            return found
    return None
