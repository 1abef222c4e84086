"""How lists go on: the constant `Pages(...)` beside an operation's `Call(...)`, and the iterator's two statements."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.answers import list_at, listing_answer, resolved
from specloom.ir.operation import Operation
from specloom.ir.pagination import Pagination, PropertyPath
from specloom.ir.types import Alias, Direction, Object, Ref, Type
from specloom.targets.python.code import Identifier, TypeExpression
from specloom.targets.python.expressions import Expr, generic
from specloom.targets.python.hoists import Place, definition_place, response_place
from specloom.targets.python.layout import LINE, PyArguments, PyGroup, PyKeyword, annotation
from specloom.targets.python.literals import PyLiteral, PyString
from specloom.targets.python.types import TypeWriter
from specloom.targets.python.views import PagesSpec
from specloom.text import Printable

__all__ = ["plan_pages"]


def _item_type(operation: Operation, items: PropertyPath, writer: TypeWriter) -> Expr:
    """Return the type of an item of an operation with pages."""
    found = listing_answer(operation)
    assert found is not None, "an operation with pages has an answer"
    response, content = found
    type_, place = content.type, response_place(operation, response, content)
    for name in items:
        type_, place = _below(type_, name, writer)
    listed = list_at(type_, (), writer.types)
    assert listed is not None, "the items of pages are a list"
    return writer.value(listed.items, _unwrapped(type_, place, writer).below("items"), Direction.RESPONSE)


def _below(type_: Type, name: str, writer: TypeWriter) -> tuple[Type, Place]:
    found = resolved(type_, writer.types)
    assert isinstance(found, Object), "a path leads through objects"
    field = next(field for field in found.fields if field.wire_name == name)
    return field.type, definition_place(found).named(name)


def _unwrapped(type_: Type, place: Place, writer: TypeWriter) -> Place:
    """Return the place that a type is written at: that of an alias, where it is one."""
    while isinstance(type_, Ref):
        definition = writer.types[type_.target]
        assert isinstance(definition, Alias), "only aliases lead to a list"
        type_, place = definition.type, definition_place(definition)
    return place


def plan_pages(
    operation: Operation, name: str, iterator: str, section: str, writer: TypeWriter, used: set[str]
) -> PagesSpec:
    """Return the iterator of an operation with pages whose method is called `name`."""
    found = operation.pagination
    assert found is not None, "only lists that go on have an iterator"
    item = _item_type(operation, found.items, writer)
    used |= {"Pages", "async_paged", "paged", *item.needs}
    constant = f"_{iterator.upper()}"
    width = len(f"{constant}: Pages[{item.text}]")
    is_enclosed = width + len(" = Pages(") > LINE >= width + len(" = (")
    after = len(" = (" if is_enclosed else " = Pages(")
    written = annotation(generic("Pages", item), column=len(constant) + 2, after=after, indent=0)
    column = len("]") if "\n" in written.printed() else width
    return PagesSpec(
        name=Identifier(iterator),
        item=TypeExpression(item.text),
        method=Identifier(name),
        constant=Identifier(constant),
        constant_type=written,
        is_enclosed=is_enclosed,
        indent=4 if is_enclosed else 0,
        arguments=PyArguments(
            tuple(_arguments(found)), room=LINE - column - len(" = Pages"), inside=0 if is_enclosed else LINE - 4
        ),
        is_wide=len(f"    {iterator} = paged({name}, {constant})") > LINE,
        is_twin_wide=len(f"    {iterator} = async_paged({section}.{name}, {constant})") > LINE,
    )


def _arguments(found: Pagination) -> Iterator[Printable]:
    yield PyString(found.style)
    if found.position is not None:
        yield PyString(found.position.place)
        yield PyString(found.position.wire_name)
    if found.items:
        yield _keyword("items", found.items)
    if found.first:
        yield PyKeyword(Identifier("first"), PyLiteral(found.first))
    for key in ("next", "has_more", "is_last", "total"):
        path: PropertyPath = getattr(found, key)
        if path:
            yield _keyword(key, path)
    if found.item_key:
        yield PyKeyword(Identifier("item_key"), PyString(found.item_key))


def _keyword(name: str, path: PropertyPath) -> PyKeyword:
    return PyKeyword(Identifier(name), PyGroup("()", tuple(map(PyString, path)), LINE - 4 - len(f"{name}=,")))
