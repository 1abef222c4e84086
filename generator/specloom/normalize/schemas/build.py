"""A schema in the document to a `Type`, and the definitions that types refer to (OpenAPI 3.1 §4.8.24)."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from specloom.diagnostics import Location, codes
from specloom.ir.types import (
    AnyType,
    Array,
    Bounds,
    NeverType,
    Ref,
    TupleType,
    Type,
    TypeDef,
    TypeId,
    UnionOf,
)
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.examples import schema_examples
from specloom.normalize.marks import Mark
from specloom.normalize.schemas import objects, scalars, unions
from specloom.normalize.schemas.definitions import alias_definition, finished, nominal_definition, object_definition
from specloom.normalize.schemas.enumerations import enumeration
from specloom.normalize.schemas.inheritance import Inheritance, Kinds
from specloom.normalize.schemas.keywords import is_impossible, report_inexpressible
from specloom.normalize.schemas.nullable import admits_null, is_marked_nullable, stands_apart
from specloom.normalize.schemas.parts import Part, bounds_of, flatten, json_types, with_keyword
from specloom.normalize.schemas.places import Hint, Places, hint_of, shared_hint, type_id
from specloom.normalize.schemas.sole import leads_back, note_ignored_siblings, referred, sole_reference
from specloom.normalize.schemas.tags import Tags
from specloom.source import Node
from specloom.source.refs import reference_keywords
from specloom.source.values import is_array

__all__ = ["Hint", "Schemas"]

_MAX_DEPTH = 60
_ROLES = ("request", "response")


class Schemas:
    """Turns schemas into types; definitions are built once, when something first refers to them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.places = Places(context.spec.schemas_home)
        self.components: dict[str, Node] = {}
        """Those of the root file, by name."""
        self.types: dict[TypeId, TypeDef] = {}
        self.marks: dict[TypeId, list[Mark]] = {}
        self._waiting: deque[tuple[TypeId, Node, Hint]] = deque()
        self._known: set[TypeId] = set()
        self._types_at: dict[Location, Type] = {}
        self._combined: dict[tuple[object, ...], Type | None] = {}
        self._kinds: dict[TypeId, Kinds] = {}
        self.inheritance = Inheritance(self)
        self.tags = Tags()
        self._depth = 0

    # What the other normalizers call

    def add_components(self) -> None:
        """Give every component schema of the root file its place; each is defined when something refers to it."""
        components = self.context.spec.root.get("components")
        schemas = components.get("schemas") if components is not None else None
        try:
            self.components = dict(self.context.members(schemas, "components.schemas"))
        except BrokenError:
            return
        for node in self.components.values():
            self.places.reserve(node)

    def define(self, node: Node, hint: Hint) -> None:
        """Build the definition at a node, if it is new, and everything it refers to."""
        self._define(node, hint)
        self.finish()

    def is_defined(self, node: Node) -> bool:
        """Return whether the node has a definition."""
        return type_id(node.location, self.places.home) in self._known

    def root_type(self, node: Node, hint: Hint) -> Type:
        """Return the type of the schema of a content, a parameter or a header, and everything it refers to."""
        self.places.add(node)
        shared = shared_hint(node.location, self.places.home)
        if shared is not None:
            hint = shared if shared[-1:] == hint[-1:] or hint[-1] in _ROLES else (*shared, hint[-1])
        found = self.type_of(node, hint)
        self.context.reading.types.append(found)
        self.finish()
        return found

    def finish(self) -> None:
        """Build the definitions that are referred to and not built yet."""
        while self._waiting:
            identifier, node, hint = self._waiting.popleft()
            with self.context.about(f"schema {'.'.join(hint)}") as reading:
                self.types[identifier] = self._definition(identifier, node, hint)
            if reading.marks:
                self.marks.setdefault(identifier, []).extend(reading.marks)

    # Types

    def type_of(self, node: Node, hint: Hint) -> Type:
        """Return the type of a schema; `AnyType`, reported, where a part of it cannot be understood."""
        known = self._types_at.get(node.location)
        if known is not None:
            self.context.note_again(node.location)
            return known
        with self.context.noting(node.location):
            found = self._types_at[node.location] = self._type_of(node, hint)
        return found

    def _type_of(self, node: Node, hint: Hint) -> Type:
        self._depth += 1
        try:
            if self._depth > _MAX_DEPTH:
                return self._any(node.location, codes.LIMIT_PASSED, "schemas nested too deep")
            reference = sole_reference(self.context, node)
            if reference is not None:
                return self._reference(node, reference)
            return self.combine(flatten(self.context, node), node, hint)
        except BrokenError as broken:
            return self._any(node.location, broken.code, "a schema that cannot be understood")
        finally:
            self._depth -= 1

    def _any(self, location: Location, code: codes.Code, reason: str) -> Type:
        if code is codes.LIMIT_PASSED:
            self.context.report(code, location, what="the depth of nested schemas", limit=_MAX_DEPTH, option="depth")
        self.context.reading.note(Mark(code.name, reason, location))
        return AnyType()

    def _reference(self, node: Node, reference: Node) -> Type:
        """Return a use of the definition that a reference names; of a base with children, any of them."""
        target = referred(self.context, reference)
        if isinstance(target.value, bool):
            return AnyType() if target.value else NeverType()
        note_ignored_siblings(self.context, reference)
        kinds = self.inheritance.kinds(target)
        hint = hint_of(target.location, self.places.home)
        identifier = self._define(target, hint) if kinds is None else self._define_kinds(kinds, target, hint)
        own_null = any(is_marked_nullable(self.context, each.value) for each in (node, reference))
        return Ref(
            target=identifier,
            nullable=own_null or admits_null(self.context, target),
            examples=schema_examples(node),
            schema=self.places.pointer(node.location),
        )

    def combine(self, parts: tuple[Part, ...], node: Node, hint: Hint) -> Type:
        """Return the type that satisfies all parts; an object is given a definition of its own."""
        if stands_apart(self.context, node.value):
            self.places.unplaced.add(node.location)
        key = (node.location, *((part.node.location, len(part.schema)) for part in parts))
        if key in self._combined:
            self.context.note_again(key)
        else:
            self._combined[key] = None
            with self.context.noting(key) as noted:
                found = self._combined[key] = self._combine(parts, node, self.context.renames.hint(node.location, hint))
            if noted and isinstance(found, Ref):
                self.marks.setdefault(found.target, []).extend(noted)
        known = self._combined[key]
        if known is None:
            self.context.report(codes.SCHEMA_CIRCULAR, node.location, ref=node.location.pointer)
            return self._any(node.location, codes.SCHEMA_CIRCULAR, "an allOf that leads back to itself")
        return known

    def _combine(self, parts: tuple[Part, ...], node: Node, hint: Hint) -> Type:
        shape, nullable = self._shape(parts, node, hint)
        examples = schema_examples(node)
        bounds = bounds_of(parts)
        pointer = self.places.pointer(node.location)
        if isinstance(shape, objects.Shape):
            identifier = self._add_inline(shape, parts, node, hint, bounds)
            return Ref(target=identifier, nullable=nullable, examples=examples, schema=pointer)
        return finished(shape, nullable=nullable, bounds=bounds, examples=examples, schema=pointer)

    def _shape(self, parts: tuple[Part, ...], node: Node, hint: Hint) -> tuple[Type | objects.Shape, bool]:
        """Return what kind of value the parts describe, and whether null is one of them."""
        if is_impossible(parts):
            return NeverType(), False
        for part in parts:
            self.places.note_moved(part.node)
        report_inexpressible(self.context, parts)
        types, nullable = json_types(self.context, parts)
        found = enumeration(self.context, parts)
        if found is not None:
            return found[0], nullable or found[1]
        union = unions.union_shape(self, parts, hint)
        if union is not None:
            return union[0], nullable or union[1]
        names = types or scalars.implied_types(parts)
        if not names:
            return AnyType(), False
        if len(names) == 1:
            return self._of_type(names[0], parts, node, hint), nullable and names[0] != "null"
        variants = tuple(self._inline(self._of_type(name, parts, node, hint), parts, node, hint) for name in names)
        return UnionOf(variants=variants), nullable

    def _inline(self, shape: Type | objects.Shape, parts: tuple[Part, ...], node: Node, hint: Hint) -> Type:
        if isinstance(shape, objects.Shape):
            return Ref(target=self._add_inline(shape, parts, node, hint, Bounds()))
        return finished(shape, nullable=False, bounds=bounds_of(parts), examples=(), schema=None)

    def _of_type(self, name: str, parts: tuple[Part, ...], node: Node, hint: Hint) -> Type | objects.Shape:
        if name == "object":
            return objects.object_shape(self, parts, node, hint)
        if name == "array":
            return self._array(parts, hint)
        found = scalars.scalar(name, parts)
        return replace(found, content=self._content(parts, hint)) if found.media_type is not None else found

    def _content(self, parts: tuple[Part, ...], hint: Hint) -> Type | None:
        """Return the type of the JSON value that a text holds (JSON Schema Validation §8.5); None for other texts."""
        schemas = [part.child("contentSchema") for part in parts if scalars.holds_json(part.schema)]
        return self._conjunction(schemas, (*hint, "content")) if any(schemas) else None

    def _array(self, parts: tuple[Part, ...], hint: Hint) -> Type:
        """Arrays and tuples (JSON Schema 2020-12 §10.3.1)."""
        prefix: tuple[Type, ...] = ()
        for part in with_keyword(parts, "prefixItems"):
            listed = part.node.get("prefixItems")
            if listed is not None and is_array(listed.value):
                prefix = tuple(
                    self.type_of(element, (*hint, f"item {index + 1}"))
                    for index, element in enumerate(listed.elements())
                )
        rest = [part.child("items") for part in with_keyword(parts, "items")]
        rest = rest or [part.child("unevaluatedItems") for part in with_keyword(parts, "unevaluatedItems")]
        items = self._conjunction(rest, (*hint, "item"))
        if prefix:
            return TupleType(prefix=prefix, rest=items)
        return Array(items=items)

    def _conjunction(self, nodes: list[Node | None], hint: Hint) -> Type:
        """Return the type of a place that several parts describe."""
        unique = list({node.location: node for node in nodes if node is not None}.values())
        if not unique:
            return AnyType()
        if len(unique) == 1:
            return self.type_of(unique[0], hint)
        return self.type_of_all(unique, hint)

    def type_of_all(self, nodes: list[Node], hint: Hint) -> Type:
        """Return the type that satisfies several schemas at once, as if an `allOf` held them."""
        references = [sole_reference(self.context, node) for node in nodes]
        targets = {referred(self.context, reference).location for reference in references if reference is not None}
        if len(targets) == 1 and all(references):
            return self.type_of(nodes[-1], hint)
        parts = tuple(part for node in nodes for part in flatten(self.context, node))
        found = self.combine(tuple({part.node.location: part for part in parts}.values()), nodes[-1], hint)
        return finished(found, nullable=found.nullable, bounds=found.bounds, examples=found.examples, schema=None)

    # Definitions

    def _define(self, node: Node, hint: Hint) -> TypeId:
        """Return the id of the definition at a node, to be built later if it is new."""
        identifier = type_id(node.location, self.places.home)
        if identifier not in self._known:
            self._known.add(identifier)
            self.places.add(node)
            self._waiting.append((identifier, node, self.context.renames.hint(node.location, hint)))
        return identifier

    def define_alone(self, node: Node) -> TypeId:
        """Return the id of a component that is meant without its children."""
        return self._define(node, hint_of(node.location, self.places.home))

    def _define_kinds(self, kinds: Kinds, node: Node, hint: Hint) -> TypeId:
        """Return the id of the union of a base's children, to be built later if it is new."""
        if kinds.id not in self._known:
            self._known.add(kinds.id)
            self._kinds[kinds.id] = kinds
            self.places.add(node)
            named = self.context.renames.hint(node.location, hint)
            self._waiting.append((kinds.id, node, named if kinds.is_abstract else ("any", *named)))
        return kinds.id

    def _add_inline(
        self, shape: objects.Shape, parts: tuple[Part, ...], node: Node, hint: Hint, bounds: Bounds
    ) -> TypeId:
        identifier = type_id(node.location, self.places.home)
        around = [type_id(part.node.location, self.places.home) for part in parts[:-1] if part.node != node]
        if around and self._is_shared(parts, node):
            identifier = "&".join([identifier, *around])  # one schema, read together with different others
        self._known.add(identifier)
        self.types[identifier] = object_definition(
            self.places, identifier, shape, parts, node, hint, bounds, nullable=False
        )
        return identifier

    def _is_shared(self, parts: tuple[Part, ...], node: Node) -> bool:
        """Return whether a part stands neither at the schema nor in its `allOf`, so that it was read with others."""
        inside = (node.location.pointer, f"{node.location.pointer}/allOf/")
        own = {part.node.location for part in flatten(self.context, node)}
        return any(
            part.node.location not in own and not part.node.location.pointer.startswith(inside) for part in parts
        )

    def _definition(self, identifier: TypeId, node: Node, hint: Hint) -> TypeDef:
        kinds = self._kinds.get(identifier) or self.inheritance.kinds(node)
        if kinds is not None and kinds.id == identifier:
            union = self.inheritance.union(kinds, node)
            definition = nominal_definition(self.places, identifier, union, node, hint, Bounds(), nullable=False)
            return replace(definition, component=kinds.is_abstract)
        if stands_apart(self.context, node.value):
            self.places.unplaced.add(node.location)
        try:
            reference = None if self.inheritance.is_child(node) else sole_reference(self.context, node)
            if reference is not None:
                return alias_definition(self.places, identifier, self._target(node, reference), node, hint)
            parts = flatten(self.context, node)
            shape, nullable = self._shape(parts, node, hint)
        except BrokenError as broken:
            found = self._any(node.location, broken.code, "a schema that cannot be understood")
            return alias_definition(self.places, identifier, found, node, hint)
        bounds = bounds_of(parts)
        if isinstance(shape, objects.Shape):
            self.inheritance.tag(identifier, node)
            return object_definition(self.places, identifier, shape, parts, node, hint, bounds, nullable=nullable)
        return nominal_definition(self.places, identifier, shape, node, hint, bounds, nullable=nullable)

    def _target(self, node: Node, reference: Node) -> Type:
        """Return what a definition that is only a reference stands for; nothing, where that leads back to it."""
        if leads_back(self.context, node):
            keyword = next(reference_keywords(reference.value))
            place = reference.location.child(keyword)
            self.context.report(codes.REF_CIRCULAR, place, ref=reference.value[keyword])
            return self._any(place, codes.REF_CIRCULAR, "a schema that is only itself")
        return self._reference(node, reference)
