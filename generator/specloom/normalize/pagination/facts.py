"""What an operation has that may be about pages: its inputs, the properties of its answer, its list."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from specloom.ir.answers import fields_of, list_at, listing_answer, resolved
from specloom.ir.operation import ContentKind, Operation, ParameterLocation
from specloom.ir.pagination import InputPlace, PageInput, PropertyPath
from specloom.ir.types import Direction, Field, JsonValue, Object, Scalar, ScalarKind, Type, TypeDef, TypeId
from specloom.normalize.pagination.conventions import ASIDE, WRAPPERS, plain

__all__ = ["Facts", "Told", "facts_of", "inputs_of", "sole_list"]

_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An input of an operation that is a number or a text."""

    input: PageInput
    scalar: Scalar
    default: JsonValue

    @property
    def word(self) -> str:
        """Its name, without case and signs."""
        return plain(self.input.wire_name)

    @property
    def is_whole(self) -> bool:
        """Return whether it is a whole number, or a text whose default is one."""
        digits = isinstance(self.default, str) and self.default.isascii() and self.default.isdigit()
        return self.scalar.kind is ScalarKind.INTEGER or (self.scalar.kind is ScalarKind.STRING and digits)

    @property
    def start(self) -> int | None:
        """The default; where there is none, the least value."""
        stated = self.default if self.default is not None else self.scalar.bounds.minimum
        if isinstance(stated, bool) or not isinstance(stated, int | float | str) or not self.is_whole:
            return None
        return int(stated) if int(stated) in (0, 1) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A property of an answer, at its top or beside others that are about pages."""

    path: PropertyPath
    field: Field
    scalar: Scalar

    @property
    def word(self) -> str:
        """Its name, without case and signs."""
        return plain(self.path[-1])

    @property
    def around(self) -> str:
        """The name of what it stands in, likewise."""
        return plain(self.path[-2]) if len(self.path) > 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All of it, of one operation."""

    items: PropertyPath
    item_fields: tuple[Field, ...]
    given: tuple[Given, ...]
    told: tuple[Told, ...]
    has_link: bool
    """A success has the header `Link`."""

    def only_given(self, words: Container[str]) -> Given | None:
        """Return the one input that is called like one of the words; None where there is none, or several."""
        found = [each for each in self.given if each.word in words]
        return found[0] if len(found) == 1 else None

    def only_told(self, words: Container[str], *kinds: ScalarKind) -> Told | None:
        """Return the one property of these kinds that is called like one of the words; None where there are several."""
        found = [each for each in self.told if each.word in words and each.scalar.kind in kinds]
        return found[0] if len(found) == 1 else None

    def flag(self, words: Container[str]) -> PropertyPath:
        """Return where the one flag of these words is; empty where there is none."""
        found = self.only_told(words, ScalarKind.BOOLEAN)
        return found.path if found else ()


def facts_of(operation: Operation, types: Mapping[TypeId, TypeDef]) -> Facts | None:
    """Return what there is; None where the answer is no list, and none that has one at a certain place."""
    found = listing_answer(operation)
    items = sole_list(found[1].type, types) if found else None
    listed = list_at(found[1].type, items, types) if found and items is not None else None
    if found is None or items is None or listed is None:
        return None
    return Facts(
        items=items,
        item_fields=fields_of(listed.items, types),
        given=tuple(_given(operation, types)),
        told=tuple(_told(found[1].type, types, ())),
        has_link=any(header.wire_name.lower() == "link" for one in operation.successes for header in one.headers),
    )


def sole_list(type_: Type, types: Mapping[TypeId, TypeDef]) -> PropertyPath | None:
    """Return where the list of an answer is: empty where the answer is one; None where it has none, or several."""
    if list_at(type_, (), types) is not None:
        return ()
    names = [
        field.wire_name
        for field in fields_of(type_, types)
        if list_at(field.type, (), types) is not None and plain(field.wire_name) not in ASIDE
    ]
    return (names[0],) if len(names) == 1 else None


def inputs_of(operation: Operation, types: Mapping[TypeId, TypeDef]) -> Iterator[tuple[PageInput, Type, JsonValue]]:
    """Yield the query parameters and the properties of a JSON body, with type and default; none that is deprecated."""
    for parameter in operation.parameters_in(ParameterLocation.QUERY):
        if not parameter.deprecated and parameter.media_type is None:
            yield (
                PageInput(place=InputPlace.QUERY, wire_name=parameter.wire_name),
                parameter.type,
                parameter.default,
            )
    for content in operation.body.contents[:1] if operation.body else ():
        if content.kind is ContentKind.JSON:
            for field in fields_of(content.type, types, Direction.REQUEST):
                if not field.deprecated:
                    yield PageInput(place=InputPlace.BODY, wire_name=field.wire_name), field.type, field.default


def _given(operation: Operation, types: Mapping[TypeId, TypeDef]) -> Iterator[Given]:
    for where, type_, default in inputs_of(operation, types):
        scalar = resolved(type_, types)
        if isinstance(scalar, Scalar) and scalar.kind is not ScalarKind.BOOLEAN:
            yield Given(input=where, scalar=scalar, default=default)


def _told(type_: Type, types: Mapping[TypeId, TypeDef], above: PropertyPath) -> Iterator[Told]:
    for field in fields_of(type_, types):
        path, found = (*above, field.wire_name), resolved(field.type, types)
        if isinstance(found, Scalar):
            yield Told(path=path, field=field, scalar=found)
        elif isinstance(found, Object) and len(path) < _DEEPEST and plain(field.wire_name) in WRAPPERS:
            yield from _told(field.type, types, path)
