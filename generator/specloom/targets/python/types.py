"""Types of the API as types of Python. Every use of a type becomes an `Expr`; names come from `TypeNames`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Direction,
    Enum,
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
from specloom.targets.python.expressions import Expr, generic, join, literal, name
from specloom.targets.python.hoists import Place, definition_place, needs_name
from specloom.targets.python.literals import PyLiteral
from specloom.targets.python.type_names import TypeNames

__all__ = ["TypeWriter"]

_ANY, _NONE, _STR, _MAPPING = name("Any"), name("None"), name("str"), name("Mapping[str, object]")
_PLAIN = frozenset({"str", "int", "float", "bool", "None"})
_FORMATS = {
    "date-time": name("dt.datetime"),
    "date": name("dt.date"),
    "uuid": name("UUID"),
    "decimal": name("Decimal"),
    "byte": name("bytes"),
}
_KINDS = {
    ScalarKind.STRING: _STR,
    ScalarKind.INTEGER: name("int"),
    ScalarKind.NUMBER: name("float"),
    ScalarKind.BOOLEAN: name("bool"),
    ScalarKind.BINARY: name("bytes"),
    ScalarKind.NULL: _NONE,
}


@dataclass(frozen=True, slots=True)
class TypeWriter:
    """Writes uses of types."""

    types: Mapping[TypeId, TypeDef]
    names: TypeNames

    def value(self, type_: Type, place: Place, direction: Direction) -> Expr:
        """Return the type of a value as a model holds it, or as a call returns it."""
        return _Use(self, direction, is_argument=False).write(type_, place)

    def argument(self, type_: Type, place: Place, *, takes_files: bool = False) -> Expr:
        """Return the type of an argument, which is more generous: any sequence, a plain dict in place of a model.

        Bytes may then be a file where `takes_files`: in a multipart form.
        """
        return _Use(self, Direction.REQUEST, is_argument=True, takes_files=takes_files).write(type_, place)

    def members(self, use: Literal | Enum) -> tuple[tuple[PyLiteral, ...], Expr | None]:
        """Return the values of an enumeration that Python has literals for, and the type of the others, if any."""
        shown = tuple(PyLiteral(member.value) for member in use.members if _has_literal(member))
        listed = {literal.printed(): literal for literal in shown}
        complete = len(shown) == len(use.members)
        beyond = None if complete and not use.open else _KINDS.get(use.kind, _ANY) if use.kind else _ANY
        return tuple(listed.values()), beyond

    def union(self, variants: Iterable[Type], written: Iterable[Expr]) -> Expr:
        """Return a union. A plain type stands before enumerations: after one it is what that one is open to."""
        rest = list(written)
        plain = [each for each in rest if _PLAIN.issuperset(each.members)] if any(map(self._lists, variants)) else []
        return join(*plain, *(each for each in rest if each not in plain))

    def _lists(self, type_: Type) -> bool:
        """Return whether a type is an enumeration."""
        if not isinstance(type_, Ref):
            return isinstance(type_, Literal)
        definition = self.types[type_.target]
        return isinstance(definition, Enum) or (isinstance(definition, Alias) and isinstance(definition.type, Literal))

    def is_object(self, type_: Type) -> bool:
        """Return whether a value of this type may be a JSON object that has a model."""
        match type_:
            case Ref():
                definition = self.types[type_.target]
                match definition:
                    case Object():
                        return True
                    case Union():
                        return not self.is_cyclic(type_.target) and any(map(self.is_object, definition.variants))
                    case Alias():
                        return not definition.recursive and self.is_object(definition.type)
                    case Enum():
                        return False
            case UnionOf():
                return any(map(self.is_object, type_.variants))
            case _:
                return False

    def is_cyclic(self, identifier: TypeId) -> bool:
        """Return whether a union or an alias leads to a ring of unions and aliases; objects end the search."""
        return self._reaches_ring(identifier, ())

    def is_ring(self, variants: Iterable[Type]) -> bool:
        """Return whether one of several types leads to such a ring."""
        return any(self.is_cyclic(target) for variant in variants for target in _references(variant))

    def _reaches_ring(self, identifier: TypeId, trail: tuple[TypeId, ...]) -> bool:
        if identifier in trail:
            return True
        definition = self.types[identifier]
        if isinstance(definition, (Object, Enum)):
            return False
        inner = definition.variants if isinstance(definition, Union) else (definition.type,)
        return any(self._reaches_ring(target, (*trail, identifier)) for type_ in inner for target in _references(type_))


def _has_literal(member: Member) -> bool:
    return isinstance(member.value, (str, int))


def _references(type_: Type) -> list[TypeId]:
    match type_:
        case Ref():
            return [type_.target]
        case Array():
            return _references(type_.items)
        case MapType():
            return _references(type_.values)
        case TupleType():
            return [target for item in (*type_.prefix, type_.rest) for target in _references(item)]
        case UnionOf():
            return [target for variant in type_.variants for target in _references(variant)]
        case Scalar() | Literal() | AnyType() | NeverType():
            return []


@dataclass(frozen=True, slots=True)
class _Use:
    """One way to use types: in a direction, as an argument or not."""

    writer: TypeWriter
    direction: Direction
    is_argument: bool
    takes_files: bool = False

    def write(self, type_: Type, place: Place) -> Expr:
        found = self._bare(type_, place)
        return join(found, _NONE) if type_.nullable else found

    def _bare(self, type_: Type, place: Place) -> Expr:
        if needs_name(type_):
            return self._named(name(self.writer.names.of(place.key, self.direction)), type_)
        match type_:
            case Ref():
                return self._ref(type_)
            case Scalar():
                return self._scalar(type_)
            case Literal():
                return self._literal(type_)
            case Array():
                items = self.write(type_.items, place.below("items"))
                return generic("Sequence" if self.is_argument else "list", items)
            case MapType():
                values = self.write(type_.values, place.below("values"))
                return generic("Mapping" if self.is_argument else "dict", _STR, values)
            case TupleType():
                return self._tuple(type_, place)
            case UnionOf():
                variants = enumerate(type_.variants)
                written = [self.write(variant, place.below(str(index))) for index, variant in variants]
                return self.writer.union(type_.variants, written)
            case AnyType():
                return name("object") if self.is_argument else _ANY
            case NeverType():
                return name("Never")
            case _:
                assert_never(type_)

    def _ref(self, type_: Ref) -> Expr:
        definition = self.writer.types[type_.target]
        place = definition_place(definition)
        if isinstance(definition, Alias) and not definition.recursive and not needs_name(definition.type):
            return self.write(definition.type, place)
        return self._named(name(self.writer.names.of(place.key, self.direction)), type_)

    def _named(self, expression: Expr, type_: Type) -> Expr:
        """Return a named type; as an argument also a plain dict where it is an object."""
        if self.is_argument and self.writer.is_object(type_):
            return join(expression, _MAPPING)
        return expression

    def _scalar(self, type_: Scalar) -> Expr:
        if type_.kind is ScalarKind.STRING:
            found = _FORMATS.get(type_.format or "", _STR)
            return join(_STR, found) if self.is_argument and type_.format == "uuid" else found
        if type_.kind is ScalarKind.BINARY and self.takes_files:
            return name("FileInput")
        return _KINDS[type_.kind]

    def _literal(self, type_: Literal) -> Expr:
        known, beyond = self.writer.members(type_)
        parts = [literal(value.printed() for value in known)] if known else []
        return join(*parts, *([beyond] if beyond else []))

    def _tuple(self, type_: TupleType, place: Place) -> Expr:
        *prefix, rest = (
            self.write(item, place.below(str(index))) for index, item in enumerate((*type_.prefix, type_.rest))
        )
        tail = "" if isinstance(type_.rest, NeverType) else f"*tuple[{rest.text}, ...]"
        return generic("tuple", *prefix, tail=tail)
