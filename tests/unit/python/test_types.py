"""Uses of types as expressions of Python."""

from __future__ import annotations

from typing import Any

import pytest

from specloom.diagnostics import Location
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
    Union,
    UnionOf,
)
from specloom.targets.python.expressions import Expr, generic, join, literal, name
from specloom.targets.python.hoists import Place
from specloom.targets.python.layout import annotation
from specloom.targets.python.type_names import TypeNames
from specloom.targets.python.types import TypeWriter

ORIGIN = Location("spec.yaml")
STRING = Scalar(kind=ScalarKind.STRING)
INTEGER = Scalar(kind=ScalarKind.INTEGER)
NUMBER = Scalar(kind=ScalarKind.NUMBER)
HERE = Place("here", ("here",))


def definition(made_of: type[Any], identifier: str, /, **more: Any) -> TypeDef:
    made: TypeDef = made_of(
        id=identifier, hint=(identifier,), component=True, schema=f"/{identifier}", origin=ORIGIN, **more
    )
    return made


PET = definition(Object, "Pet", fields=())
COLOR = definition(Enum, "Color", members=(Member(value="red"), Member(value="blue")), kind=ScalarKind.STRING)
EITHER = definition(Union, "Either", variants=(Ref(target="Pet"), Ref(target="Color")))
PETS = definition(Alias, "Pets", type=Array(items=Ref(target="Pet")))
TREE = definition(Alias, "Tree", type=Array(items=Ref(target="Tree")), recursive=True)
TYPES = {found.id: found for found in (PET, COLOR, EITHER, PETS, TREE)}


@pytest.fixture
def writer() -> TypeWriter:
    """A writer for a handful of definitions."""
    names = {f"type:{identifier}": identifier for identifier in TYPES} | {"here": "Here"}
    return TypeWriter(TYPES, TypeNames(names=names, modules={}, split=frozenset()))


@pytest.mark.parametrize(
    ("type_", "value", "argument"),
    [
        (STRING, "str", "str"),
        (Scalar(kind=ScalarKind.STRING, format="date-time"), "dt.datetime", "dt.datetime"),
        (Scalar(kind=ScalarKind.STRING, format="date"), "dt.date", "dt.date"),
        (Scalar(kind=ScalarKind.STRING, format="uuid"), "UUID", "str | UUID"),
        (Scalar(kind=ScalarKind.STRING, format="decimal"), "Decimal", "Decimal"),
        (Scalar(kind=ScalarKind.STRING, format="byte"), "bytes", "bytes"),
        (Scalar(kind=ScalarKind.STRING, format="e-mail"), "str", "str"),
        (Scalar(kind=ScalarKind.BINARY), "bytes", "bytes"),
        (Scalar(kind=ScalarKind.BOOLEAN, nullable=True), "bool | None", "bool | None"),
        (Scalar(kind=ScalarKind.NULL), "None", "None"),
        (AnyType(), "Any", "object"),
        (AnyType(nullable=True), "Any", "object | None"),
        (NeverType(), "Never", "Never"),
        (Array(items=INTEGER), "list[int]", "Sequence[int]"),
        (MapType(values=NUMBER), "dict[str, float]", "Mapping[str, float]"),
        (TupleType(prefix=(STRING,), rest=INTEGER), "tuple[str, *tuple[int, ...]]", "tuple[str, *tuple[int, ...]]"),
        (TupleType(prefix=(STRING, NUMBER), rest=NeverType()), "tuple[str, float]", "tuple[str, float]"),
        (Ref(target="Pet"), "Pet", "Pet | Mapping[str, object]"),
        (Ref(target="Color"), "Color", "Color"),
        (Ref(target="Either", nullable=True), "Either | None", "Either | Mapping[str, object] | None"),
        (Ref(target="Pets"), "list[Pet]", "Sequence[Pet | Mapping[str, object]]"),
        (Ref(target="Tree"), "Tree", "Tree"),
        (UnionOf(variants=(INTEGER, NUMBER, STRING)), "float | str", "float | str"),
        (UnionOf(variants=(STRING, AnyType())), "Any", "str | object"),
        (UnionOf(variants=(STRING, NeverType())), "str", "str"),
        (Literal(members=(Member(value="a"),), open=False), 'Literal["a"]', 'Literal["a"]'),
        (Literal(members=(Member(value=1.5),), kind=ScalarKind.NUMBER), "float", "float"),
        (Literal(members=(Member(value="a"), Member(value="b"))), "Here", "Here"),
    ],
)
def test_uses(writer: TypeWriter, type_: Type, value: str, argument: str) -> None:
    """A value has the type it is decoded to; an argument takes more."""
    assert value == writer.value(type_, HERE, Direction.RESPONSE).text
    assert argument == writer.argument(type_, HERE).text


def test_files(writer: TypeWriter) -> None:
    """In a multipart form bytes may be a file."""
    found = writer.argument(Array(items=Scalar(kind=ScalarKind.BINARY)), HERE, takes_files=True)

    assert "Sequence[FileInput]" == found.text


def test_rings(writer: TypeWriter) -> None:
    """Objects end the search for rings."""
    assert [False, False, False, True] == [writer.is_cyclic(one) for one in ("Pet", "Either", "Pets", "Tree")]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([name("str"), name("None"), name("str"), name("Unset"), name("int")], "str | int | None | Unset"),
        ([literal(['"a"']), name("None"), literal(['"b, c"', '"a"'])], 'Literal["a", "b, c"] | None'),
        ([name("Any"), name("str"), name("Unset")], "Any | Unset"),
        ([name("int"), name("float")], "float"),
        ([name("Never")], "Never"),
    ],
)
def test_join(parts: list[Expr], expected: str) -> None:
    """A union says everything once."""
    assert expected == join(*parts).text


def test_needs() -> None:
    """The names to import are those that the text mentions; strings do not count."""
    found = join(generic("list", name("Pet")), name("dt.date"), literal(['"Any"']), name("None"))

    assert {"Pet", "dt", "Literal"} == found.needs


@pytest.mark.parametrize(
    ("members", "column", "after", "expected"),
    [
        (("str", "int"), 10, 5, "str | int"),
        (("A" * 40, "B" * 40), 20, 9, f"(\n    {'A' * 40} | {'B' * 40}\n)"),
        (("A" * 60, "B" * 40), 20, 9, f"(\n    {'A' * 60}\n    | {'B' * 40}\n)"),
        ((f"list[{'A' * 80}]",), 10, 0, f"list[\n    {'A' * 80}\n]"),
        ((f"dict[str, {'A' * 80}]",), 10, 0, f"dict[\n    str,\n    {'A' * 80},\n]"),
        ((f"list[{'A' * 50} | {'B' * 50}]",), 10, 0, f"list[\n    {'A' * 50}\n    | {'B' * 50}\n]"),
    ],
)
def test_layout(members: tuple[str, ...], column: int, after: int, expected: str) -> None:
    """A type that has no room goes over several lines, as black would do it."""
    assert expected == annotation(Expr(members), column=column, after=after, indent=0).printed()
