"""A schema in the document to a `Type`, and the definitions that types refer to (OpenAPI 3.1 §4.8.24)."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Any

from specloom.diagnostics import Location, codes
from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Bounds,
    Enum,
    Example,
    Literal,
    NeverType,
    Object,
    Ref,
    TupleType,
    Type,
    TypeDef,
    TypeId,
    Union,
    UnionOf,
)
from specloom.normalize.context import BrokenError, Context, Mark
from specloom.normalize.examples import schema_examples
from specloom.normalize.schemas import objects, scalars, unions
from specloom.normalize.schemas.parts import Part, bounds_of, flatten, json_types, sole_reference, with_keyword
from specloom.normalize.schemas.places import Hint, Places, component_name, hint_of, shared_hint, type_id
from specloom.source import Node
from specloom.source.values import is_array, is_object

__all__ = ["Hint", "Schemas"]

_INEXPRESSIBLE = (
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "$dynamicRef",
)
_MAX_DEPTH = 60
_ROLES = ("request", "response")


class Schemas:
    """Turns schemas into types; definitions are built once, when something first refers to them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.places = Places(context.spec.schemas_home)
        self.types: dict[TypeId, TypeDef] = {}
        self.marks: dict[TypeId, list[Mark]] = {}
        self._waiting: deque[tuple[TypeId, Node, Hint]] = deque()
        self._known: set[TypeId] = set()
        self._types_at: dict[Location, Type] = {}
        self._combined: dict[tuple[object, ...], Type] = {}
        self._depth = 0

    # What the other normalizers call

    def add_components(self) -> None:
        """Define every component schema of the root file, used or not."""
        components = self.context.spec.root.get("components")
        schemas = components.get("schemas") if components is not None else None
        try:
            members = list(self.context.members(schemas, "components.schemas"))
        except BrokenError:
            return
        for _, node in members:
            self.places.add(node)
        for name, node in members:
            self._define(node, (name,))
        self.finish()

    def root_type(self, node: Node, hint: Hint) -> Type:
        """Return the type of the schema of a content, a parameter or a header, and everything it refers to."""
        self.places.add(node)
        shared = shared_hint(node.location, self.places.home)
        if shared is not None:
            hint = shared if shared[-1:] == hint[-1:] or hint[-1] in _ROLES else (*shared, hint[-1])
        found = self.type_of(node, hint)
        self.finish()
        return found

    def finish(self) -> None:
        """Build the definitions that are referred to and not built yet."""
        while self._waiting:
            identifier, node, hint = self._waiting.popleft()
            with self.context.about(f"schema {'.'.join(hint)}") as marks:
                self.types[identifier] = self._definition(identifier, node, hint)
                if marks:
                    self.marks[identifier] = list(marks)

    # Types

    def type_of(self, node: Node, hint: Hint) -> Type:
        """Return the type of a schema; `AnyType`, reported, where a part of it cannot be understood."""
        known = self._types_at.get(node.location)
        if known is None:
            known = self._types_at[node.location] = self._type_of(node, hint)
        return known

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
        self.context.marks.append(Mark(code.name, reason, location))
        return AnyType()

    def _reference(self, node: Node, reference: Node) -> Type:
        """Return a use of the definition that a reference names."""
        target = self.context.follow(reference)
        if isinstance(target.value, bool):
            return AnyType() if target.value else NeverType()
        own_null = is_object(node.value) and node.value.get("nullable") is True and node is not reference
        identifier = self._define(target, hint_of(target.location, self.places.home))
        return Ref(
            target=identifier,
            nullable=own_null or self.admits_null(target),
            examples=schema_examples(node),
            schema=self.places.pointer(node.location),
        )

    def combine(self, parts: tuple[Part, ...], node: Node, hint: Hint) -> Type:
        """Return the type that satisfies all parts; an object is given a definition of its own."""
        if is_object(node.value) and node.value.get("nullable") is True and "type" not in node.value:
            self.places.unplaced.add(node.location)
        key = (node.location, *((part.node.location, len(part.schema)) for part in parts))
        known = self._combined.get(key)
        if known is None:
            known = self._combined[key] = self._combine(parts, node, hint)
        return known

    def _combine(self, parts: tuple[Part, ...], node: Node, hint: Hint) -> Type:
        shape, nullable = self._shape(parts, node, hint)
        examples = schema_examples(node)
        bounds = bounds_of(parts)
        pointer = self.places.pointer(node.location)
        if isinstance(shape, objects.Shape):
            identifier = self._add_inline(shape, parts, node, hint, bounds)
            return Ref(target=identifier, nullable=nullable, examples=examples, schema=pointer)
        return _finished(shape, nullable=nullable, bounds=bounds, examples=examples, schema=pointer)

    def _shape(self, parts: tuple[Part, ...], node: Node, hint: Hint) -> tuple[Type | objects.Shape, bool]:
        """Return what kind of value the parts describe, and whether null is one of them."""
        if any(part.schema.get("not") == {} for part in parts):
            return NeverType(), False
        for part in with_keyword(parts, *_INEXPRESSIBLE):
            for keyword in _INEXPRESSIBLE:
                if keyword in part.schema:
                    location = part.node.location.child(keyword)
                    reason = f"`{keyword}` is wider as a type"
                    self.context.degrade(codes.SCHEMA_KEYWORD, location, reason, keyword=keyword)
        types, nullable = json_types(self.context, parts)
        found = scalars.enumeration(parts)
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
        return _finished(shape, nullable=False, bounds=bounds_of(parts), examples=(), schema=None)

    def _of_type(self, name: str, parts: tuple[Part, ...], node: Node, hint: Hint) -> Type | objects.Shape:
        if name == "object":
            return objects.object_shape(self, parts, node, hint)
        if name == "array":
            return self._array(parts, hint)
        return scalars.scalar(name, parts)

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
        items = self._conjunction([part.node.get("items") for part in with_keyword(parts, "items")], (*hint, "item"))
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
        targets = {self.context.follow(reference).location for reference in references if reference is not None}
        if len(targets) == 1 and all(references):
            return self.type_of(nodes[-1], hint)
        parts = tuple(part for node in nodes for part in flatten(self.context, node))
        found = self.combine(tuple({part.node.location: part for part in parts}.values()), nodes[-1], hint)
        return _finished(found, nullable=found.nullable, bounds=found.bounds, examples=found.examples, schema=None)

    def admits_null(self, node: Node, seen: frozenset[Location] = frozenset()) -> bool:
        """Return whether null satisfies a definition, by a look at its own keywords."""
        value = node.value
        if not is_object(value) or node.location in seen:
            return False
        seen |= {node.location}
        if isinstance(value.get("$ref"), str):
            target = self.context.spec.follow(node)
            return target is not None and self.admits_null(target, seen)
        stated = value.get("type")
        if value.get("nullable") is True or stated == "null" or (is_array(stated) and "null" in stated):
            return True
        if stated is not None:
            return False
        choices = [element for key in ("oneOf", "anyOf") if (listed := node.get(key)) for element in listed.elements()]
        if choices:
            return any(self.admits_null(choice, seen) for choice in choices)
        enum = value.get("enum")
        return is_array(enum) and None in enum

    # Definitions

    def _define(self, node: Node, hint: Hint) -> TypeId:
        """Return the id of the definition at a node, to be built later if it is new."""
        identifier = type_id(node.location, self.places.home)
        if identifier not in self._known:
            self._known.add(identifier)
            self.places.add(node)
            self._waiting.append((identifier, node, hint))
        return identifier

    def _add_inline(
        self, shape: objects.Shape, parts: tuple[Part, ...], node: Node, hint: Hint, bounds: Bounds
    ) -> TypeId:
        identifier = type_id(node.location, self.places.home)
        around = [type_id(part.node.location, self.places.home) for part in parts[:-1] if part.node != node]
        if around and self._is_shared(parts, node):
            identifier = "&".join([identifier, *around])  # one schema, read together with different others
        self._known.add(identifier)
        self.types[identifier] = self._object(identifier, shape, parts, node, hint, bounds, nullable=False)
        return identifier

    def _is_shared(self, parts: tuple[Part, ...], node: Node) -> bool:
        """Return whether a part stands neither at the schema nor in its `allOf`, so that it was read with others."""
        inside = (node.location.pointer, f"{node.location.pointer}/allOf/")
        own = {part.node.location for part in flatten(self.context, node)}
        return any(
            part.node.location not in own and not part.node.location.pointer.startswith(inside) for part in parts
        )

    def _definition(self, identifier: TypeId, node: Node, hint: Hint) -> TypeDef:
        reference = None
        try:
            reference = sole_reference(self.context, node)
            if reference is not None:
                return self._alias(identifier, self._reference(node, reference), node, hint)
            parts = flatten(self.context, node)
            shape, nullable = self._shape(parts, node, hint)
        except BrokenError as broken:
            found = self._any(node.location, broken.code, "a schema that cannot be understood")
            return self._alias(identifier, found, node, hint)
        bounds = bounds_of(parts)
        common = self._common(identifier, node, hint, bounds, nullable=nullable)
        match shape:
            case objects.Shape():
                return self._object(identifier, shape, parts, node, hint, bounds, nullable=nullable)
            case Literal():
                return Enum(members=shape.members, open=shape.open, kind=shape.kind, **common)
            case UnionOf():
                return Union(
                    variants=shape.variants, discriminator=shape.discriminator, exclusive=shape.exclusive, **common
                )
            case _:
                finished = _finished(shape, nullable=nullable, bounds=bounds, examples=(), schema=common["schema"])
                return self._alias(identifier, finished, node, hint)

    def _alias(self, identifier: TypeId, found: Type, node: Node, hint: Hint) -> Alias:
        common = self._common(identifier, node, hint, Bounds(), nullable=found.nullable)
        return Alias(type=found, **common)

    def _object(
        self,
        identifier: TypeId,
        shape: objects.Shape,
        parts: tuple[Part, ...],
        node: Node,
        hint: Hint,
        bounds: Bounds,
        *,
        nullable: bool,
    ) -> Object:
        common = self._common(identifier, node, hint, bounds, nullable=nullable)
        if not common["description"]:
            common["description"] = next((part.node.text("description") for part in reversed(parts)), "")
        return Object(fields=shape.fields, additional=shape.additional, **common)

    def _common(self, identifier: TypeId, node: Node, hint: Hint, bounds: Bounds, *, nullable: bool) -> dict[str, Any]:
        is_root = node.location in self.places.roots
        examples: tuple[Example, ...] = schema_examples(node)
        return {
            "id": identifier,
            "hint": hint,
            "component": component_name(node.location, self.places.home) is not None
            or (is_root and node.location.file != self.places.home.file),
            "title": node.text("title"),
            "description": node.text("description"),
            "deprecated": node.flag("deprecated"),
            "bounds": bounds,
            "examples": examples,
            "nullable": nullable,
            "schema": self.places.pointer(node.location) or self.places.add(node),
            "origin": node.location,
        }


def _finished(
    shape: Type, *, nullable: bool, bounds: Bounds, examples: tuple[Example, ...], schema: str | None
) -> Type:
    """Return the type with what a use of it carries; what the only variant of a union carries already stays."""
    if isinstance(shape, Ref):
        nullable = nullable or shape.nullable
    kept = bounds if bounds != Bounds() else shape.bounds
    return replace(shape, nullable=nullable, bounds=kept, examples=examples or shape.examples, schema=schema)
