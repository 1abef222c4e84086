"""Example values as Python: JSON by names of the wire in, the objects that a call of the client takes out.

What is written has the type that the signature says, and makes the same JSON again. Where that cannot be had,
`UnwritableError` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from specloom.calls.model import FileInput
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
    Union,
    UnionOf,
)
from specloom.targets.python.code import Identifier
from specloom.targets.python.example_code import PyDisplay, PyItem, PyName, PyTree, PyUpload
from specloom.targets.python.example_texts import UnwritableError, written_text
from specloom.targets.python.hoists import definition_place
from specloom.targets.python.literals import PyLiteral, PyString
from specloom.targets.python.scopes import name_fields
from specloom.targets.python.types import TypeWriter
from specloom.targets.python.words import snake, words
from specloom.text import Printable

__all__ = ["ExampleValues", "plain_value"]

_KINDS: dict[ScalarKind, tuple[type, ...]] = {
    ScalarKind.INTEGER: (int,),
    ScalarKind.NUMBER: (int, float),
    ScalarKind.BOOLEAN: (bool,),
    ScalarKind.NULL: (type(None),),
}


def plain_value(value: JsonValue) -> Printable:
    """Return a value of which nothing is known but that it is JSON, or a file."""
    if is_object(value):
        return PyDisplay("{}", tuple(PyItem(plain_value(item), PyString(name)) for name, item in value.items()))
    if is_array(value):
        return PyDisplay("[]", tuple(PyItem(plain_value(item)) for item in value))
    return _file(value) if isinstance(value, FileInput) else PyLiteral(value)


def _file(file: FileInput) -> Printable:
    """Return the path of a file that the reader has; it is called like what it is for."""
    return PyUpload(PyString(f"{snake(words(file.purpose), 'file')}.bin"), file.variable)


@dataclass(frozen=True, slots=True)
class ExampleValues:
    """Writes the values of one API."""

    writer: TypeWriter

    def argument(self, type_: Type, value: JsonValue, *, takes_files: bool = False) -> Printable:
        """Return a value as an argument; an object that its model cannot hold is a dict."""
        return _Use(self.writer, is_argument=True, allows_dict=True, takes_files=takes_files).write(type_, value)


@dataclass(frozen=True, slots=True)
class _Use:
    """One way to use values: as an argument, or inside a model."""

    writer: TypeWriter
    is_argument: bool = False
    allows_dict: bool = False
    """An object may be a dict where its model cannot hold it."""
    takes_files: bool = False

    def write(self, type_: Type, value: JsonValue) -> Printable:
        if value is None and type_.nullable:
            return PyLiteral(None)
        match type_:
            case Ref():
                return self._definition(type_, value)
            case Scalar():
                return self._scalar(type_, value)
            case Literal():
                return _member(type_, value)
            case Array() if is_array(value):
                return PyDisplay("[]", tuple(PyItem(self.write(type_.items, item)) for item in value))
            case MapType() if is_object(value):
                pairs = ((PyString(name), self.write(type_.values, item)) for name, item in value.items())
                return PyDisplay("{}", tuple(PyItem(item, name) for name, item in pairs))
            case TupleType() if is_array(value):
                return self._tuple(type_, value)
            case UnionOf():
                return self._union(type_.variants, type_.discriminator, value)
            case AnyType():
                return plain_value(value)
            case Array() | MapType() | TupleType() | NeverType():
                raise UnwritableError
            case _:
                assert_never(type_)

    def _definition(self, use: Ref, value: JsonValue) -> Printable:
        definition = self.writer.types[use.target]
        match definition:
            case Object():
                return self._object(definition, value)
            case Enum():
                return _member(definition, value)
            case Union():
                return self._union(definition.variants, definition.discriminator, value)
            case Alias():
                return self.write(definition.type, value)
            case _:
                assert_never(definition)

    def _object(self, definition: Object, value: JsonValue) -> Printable:
        try:
            return self._model(definition, value)
        except UnwritableError:
            if self.allows_dict and is_object(value):
                return plain_value(value)
            raise

    def _model(self, definition: Object, value: JsonValue) -> Printable:
        """Return the call of a class; fields in the order of the value."""
        fields = {field.wire_name: field for field in definition.fields if field.exists_in(Direction.REQUEST)}
        if not is_object(value) or not value.keys() <= fields.keys():
            raise UnwritableError
        if any(field.required and name not in value for name, field in fields.items()):
            raise UnwritableError
        names = name_fields(definition, book=self.writer.names.book)
        title = self.writer.names.of(definition_place(definition).key, Direction.REQUEST)
        inside = _Use(self.writer)
        given = ((Identifier(names[name]), inside.write(fields[name].type, item)) for name, item in value.items())
        return PyTree(PyName((Identifier(title),)), tuple(PyItem(item, name) for name, item in given))

    def _union(self, variants: Iterable[Type], discriminator: Discriminator | None, value: JsonValue) -> Printable:
        """Return the value as the variant that its tag names, else as the first one that it fits."""
        listed = list(variants)
        tag = value.get(discriminator.property) if discriminator and is_object(value) else None
        if discriminator and isinstance(tag, str) and tag in discriminator.mapping:
            listed.insert(0, listed[discriminator.mapping[tag]])
        exact = replace(self, allows_dict=False)
        for use in (exact, self) if self.allows_dict else (self,):
            for variant in listed:
                try:
                    return use.write(variant, value)
                except UnwritableError:
                    continue
        raise UnwritableError

    def _tuple(self, type_: TupleType, value: list[JsonValue]) -> Printable:
        if len(value) < len(type_.prefix):
            raise UnwritableError
        types = (*type_.prefix, *(type_.rest for _ in value[len(type_.prefix) :]))
        items = (self.write(one, item) for one, item in zip(types, value, strict=True))
        return PyDisplay("()", tuple(PyItem(item) for item in items))

    def _scalar(self, type_: Scalar, value: JsonValue) -> Printable:
        match type_.kind:
            case ScalarKind.STRING if self.takes_files and type_.format == "byte":
                raise UnwritableError  # bytes in a form are a file, and not a text of base64
            case ScalarKind.STRING if isinstance(value, str):
                # An argument may be the text of an identifier; a field holds the identifier.
                format_ = None if self.is_argument and type_.format == "uuid" else type_.format
                return written_text(format_, value)
            case ScalarKind.BINARY if self.takes_files and isinstance(value, FileInput):
                return _file(value)
            case ScalarKind.STRING | ScalarKind.BINARY:
                raise UnwritableError
            case kind:
                is_fitting = isinstance(value, _KINDS[kind]) and isinstance(value, bool) is (kind is ScalarKind.BOOLEAN)
                if not is_fitting:
                    raise UnwritableError
                return PyLiteral(value)


def _member(use: Literal | Enum, value: JsonValue) -> Printable:
    """Return a value of an enumeration: one that it has, of the very same type."""
    if not any(type(member.value) is type(value) and member.value == value for member in use.members):
        raise UnwritableError
    return plain_value(value)
