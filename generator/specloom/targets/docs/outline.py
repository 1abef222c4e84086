"""The fields of a value as an indented outline: every field to any depth, recursion cut.

Level by level, so that where a page would grow beyond its budget it is the deepest fields that are left to their schema
pages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from specloom.ir.types import (
    Access,
    Alias,
    AnyType,
    Array,
    Direction,
    Enum,
    Field,
    MapType,
    Object,
    Ref,
    Scalar,
    TupleType,
    Type,
    TypeDef,
    TypeId,
    Union,
    UnionOf,
)
from specloom.targets.docs.markdown import MdCode, MdIndent, MdInline, MdLink, MdPlain, MdWords
from specloom.targets.docs.names import PageNames, schema_title
from specloom.targets.docs.words import Fact, Words, json_code

__all__ = ["OutlineLine", "Outliner", "SchemaLink"]


@dataclass(frozen=True, slots=True)
class SchemaLink:
    """A schema's name and the address of its page."""

    name: MdPlain
    page: MdLink


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineLine:
    """One item of the outline, at its depth."""

    indent: MdIndent
    name: MdCode | None
    """A field's name; None for what has none."""
    role: MdWords | None
    """What it is, where it has no name: `any key`, `variant`, `item 1`."""
    words: MdWords
    """Its type and what holds for it: `string, required, read-only`; `recursive` where its fields stand around it."""
    description: MdInline | None
    facts: tuple[Fact, ...]
    link: SchemaLink | None
    """The page with its fields, where they are not shown here."""


@dataclass(slots=True)
class _Node:
    """A line before it is printed."""

    type: Type
    depth: int
    path: frozenset[TypeId]
    """The definitions it lies in."""
    entry: Field | None = None
    role: str = ""
    children: list[_Node] = field(default_factory=lambda: list[_Node]())
    recursive: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outliner:
    """Makes outlines for one page."""

    words: Words
    names: PageNames
    here: str
    """The page's own path."""
    budget: int
    """How many lines an outline may have before its deepest levels are left out."""
    links_schemas: bool = False
    """Leave the fields of schemas that have pages to those pages."""

    def of_type(self, type_: Type, direction: Direction | None) -> tuple[OutlineLine, ...]:
        """Return the outline of a body: the fields or variants themselves, anything else as one item."""
        root = _Node(type=type_, depth=-1, path=frozenset())
        if not isinstance(self._through(type_), Array | MapType):
            root.children = self._parts(root, direction)
        root.children = root.children or [_Node(type=type_, depth=0, path=frozenset())]
        self._grow(root, direction)
        return tuple(self._line(node) for node in _flat(root))

    def of_definition(self, definition: TypeDef) -> tuple[OutlineLine, ...]:
        """Return the outline of a schema page: everything that lies in the definition, in both directions."""
        root = _Node(type=Ref(target=definition.id), depth=-1, path=frozenset())
        root.children = self._parts(root, None)
        self._grow(root, None)
        return tuple(self._line(node) for node in _flat(root))

    def link(self, type_: Type) -> SchemaLink | None:
        """Return the page of the definition that a type is, or whose items it holds."""
        match type_:
            case Ref(target=target) if target in self.names.schemas:
                title = schema_title(self.words.types[target])
                return SchemaLink(MdPlain(title), MdLink(self.here, self.names.schemas[target]))
            case Array(items=inner) | MapType(values=inner):
                return self.link(inner)
            case _:
                return None

    def _grow(self, root: _Node, direction: Direction | None) -> None:
        """Add what lies below the root's children, the shallowest first, as far as the budget goes."""
        queue = deque(root.children)
        lines = len(root.children)
        while queue:
            node = queue.popleft()
            if self.links_schemas and self.link(node.type) is not None:
                node.cut = True
                continue
            parts = self._parts(node, direction)
            if parts and lines + len(parts) > self.budget:
                node.cut = True
                continue
            node.children = parts
            lines += len(parts)
            queue.extend(parts)

    def _parts(self, node: _Node, direction: Direction | None) -> list[_Node]:
        """Return the nodes right below one; mark it as recursive where they stand around it."""
        core, path = self._core(node.type, node.path)
        if core is None:
            node.recursive = True
            return []
        depth = node.depth + 1
        match core:
            case Object():
                return self._fields(core, path, depth, direction)
            case Union(variants=variants) | UnionOf(variants=variants):
                if not any(self._has_parts(variant) for variant in variants):
                    return []
                return [_Node(type=variant, depth=depth, path=path, role="variant") for variant in variants]
            case TupleType(prefix=prefix):
                return [_Node(type=t, depth=depth, path=path, role=f"item {n}") for n, t in enumerate(prefix, 1)]
            case MapType(values=values) if self._has_parts(values):
                return [_Node(type=values, depth=depth, path=path, role="any key")]
            case Scalar(content=content) if content is not None and self._has_parts(content):
                return [_Node(type=content, depth=depth, path=path, role="JSON in the text")]
            case _:
                return []

    def _fields(self, core: Object, path: frozenset[TypeId], depth: int, direction: Direction | None) -> list[_Node]:
        nodes = [
            _Node(type=entry.type, depth=depth, path=path, entry=entry)
            for entry in core.fields
            if direction is None or entry.exists_in(direction)
        ]
        if core.additional is not None and not isinstance(core.additional, AnyType):
            nodes.append(_Node(type=core.additional, depth=depth, path=path, role="any other key"))
        return nodes

    def _has_parts(self, type_: Type) -> bool:
        core, _ = self._core(type_, frozenset())
        return isinstance(core, Object | Union | UnionOf | TupleType | MapType)

    def _through(self, type_: Type) -> Type:
        """Return a type with the names of aliases taken away."""
        seen: set[TypeId] = set()
        while isinstance(type_, Ref) and type_.target not in seen:
            seen.add(type_.target)
            definition = self.words.types[type_.target]
            if not isinstance(definition, Alias):
                break
            type_ = definition.type
        return type_

    def _core(
        self, type_: Type, path: frozenset[TypeId]
    ) -> tuple[Type | Object | Enum | Union | None, frozenset[TypeId]]:
        """Return what a type is behind references and lists, and the definitions passed; None where it lies in itself."""
        while True:
            match type_:
                case Ref(target=target):
                    if target in path:
                        return None, path
                    path = path | {target}
                    definition = self.words.types[target]
                    if not isinstance(definition, Alias):
                        return definition, path
                    type_ = definition.type
                case Array(items=items):
                    type_ = items
                case _:
                    return type_, path

    def _line(self, node: _Node) -> OutlineLine:
        entry = node.entry
        facts = self.words.facts(node.type)
        if entry is not None and entry.has_default:
            facts = (*facts, Fact(MdWords("Default"), (json_code(entry.default, cell=False),)))
        description = entry.description if entry is not None else ""
        return OutlineLine(
            indent=MdIndent(node.depth),
            name=None if entry is None else MdCode(entry.wire_name),
            role=MdWords(node.role) if node.role else None,
            words=MdWords(", ".join([self.words.type(node.type).printed(), *_marks(node)])),
            description=MdInline(description) if description.strip() else None,
            facts=facts,
            link=self.link(node.type) if node.recursive or node.cut or node.role == "variant" else None,
        )


def _marks(node: _Node) -> Iterator[str]:
    if node.entry is not None:
        yield "required" if node.entry.required else "optional"
        if node.entry.access is not Access.BOTH:
            yield f"{node.entry.access.value}-only"
        if node.entry.deprecated:
            yield "deprecated"
    if node.recursive:
        yield "recursive"


def _flat(root: _Node) -> Iterator[_Node]:
    stack = list(reversed(root.children))
    while stack:
        node = stack.pop()
        yield node
        stack += reversed(node.children)
