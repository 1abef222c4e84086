"""What every class and alias of models is called, and the module it stands in. Decided once, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.diagnostics import Diagnostics, Location
from specloom.ir.api import Api
from specloom.ir.types import Array, Direction, Literal, MapType, Ref, TupleType, Type, TypeId, UnionOf
from specloom.targets.python.hoists import Hoist, definition_hoists, definition_place, operation_hoists
from specloom.targets.python.names import Contender, parts_of, resolve
from specloom.targets.python.words import digest, module_name, pascal, words

__all__ = ["TypeNames", "name_types"]

_RESPONSE, _REQUEST = Direction.RESPONSE, Direction.REQUEST
_COMPONENT, _INLINE, _INPUT, _HOIST, _HOIST_INPUT = range(5)
"""Ranks: who keeps a name that several want. What the author named comes first, what we made up last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeNames:
    """Names by place and direction, modules by name."""

    names: Mapping[str, str]
    modules: Mapping[str, str]
    """The module below `models` of each name; not there for aliases that stand in the module of a section."""
    split: frozenset[str]
    """Keys of the places whose request form has a name of its own."""

    def of(self, key: str, direction: Direction) -> str:
        """Return the name of a definition or of a hoisted type."""
        return self.names[_key(key, direction) if key in self.split else key]

    def both(self, key: str) -> tuple[Direction, ...]:
        """Return the directions that need a class of their own."""
        return (_RESPONSE, _REQUEST) if key in self.split else (_RESPONSE,)


def name_types(api: Api, diagnostics: Diagnostics | None = None) -> TypeNames:
    """Return the names of all definitions and hoisted types of an API."""
    owned = {definition.id: tuple(definition_hoists(definition)) for definition in api.types.values()}
    loose = tuple(hoist for operation in api.operations for hoist in operation_hoists(operation))
    lifted = [hoist for group in owned.values() for hoist in group] + list(loose)
    split = {definition_place(api.types[identifier]).key for identifier in api.split}
    split |= {hoist.place.key for hoist in lifted if _is_split(hoist.type, api.split)}
    contenders = [*_definitions(api, split), *_lifted(lifted, split)]
    names = resolve(contenders, diagnostics, same=_module)
    found = TypeNames(names=names, modules={}, split=frozenset(split))
    modules = {
        found.of(key, direction): module
        for key, module in _modules(api, owned, loose, found)
        for direction in found.both(key)
    }
    return TypeNames(names=names, modules=modules, split=found.split)


def _key(key: str, direction: Direction) -> str:
    return key if direction is _RESPONSE else f"{key} ({direction})"


def _module(name: str) -> str:
    """Return the module of a class: what makes two classes clash, since file systems may not tell case."""
    return module_name(words(name), "model")


def _modules(
    api: Api, owned: Mapping[TypeId, tuple[Hoist, ...]], loose: tuple[Hoist, ...], found: TypeNames
) -> Iterator[tuple[str, str]]:
    """Yield the module of each place: a definition's own, which its enumerations share; a union's own."""
    for definition in api.types.values():
        key = definition_place(definition).key
        module = _module(found.of(key, _RESPONSE))
        yield key, module
        for hoist in owned[definition.id]:
            own = _module(found.of(hoist.place.key, _RESPONSE))
            yield hoist.place.key, module if isinstance(hoist.type, Literal) else own
    for hoist in loose:
        if not isinstance(hoist.type, Literal):
            yield hoist.place.key, _module(found.of(hoist.place.key, _RESPONSE))


def _definitions(api: Api, split: set[str]) -> Iterator[Contender]:
    for definition in api.types.values():
        key = definition_place(definition).key
        rank = _COMPONENT if definition.component else _INLINE
        kind = type(definition).__name__
        yield _contender(key, definition.hint, "", kind, rank, definition.origin)
        if key in split:
            yield _contender(_key(key, _REQUEST), definition.hint, "Input", "Request", _INPUT, definition.origin)


def _lifted(lifted: list[Hoist], split: set[str]) -> Iterator[Contender]:
    for hoist in lifted:
        key, hint = hoist.place.key, hoist.place.hint
        yield _contender(key, hint, "", "Value", _HOIST, None)
        if key in split:
            yield _contender(_key(key, _REQUEST), hint, "Input", "Request", _HOIST_INPUT, None)


def _contender(
    key: str, hint: tuple[str, ...], suffix: str, kind: str, rank: int, origin: Location | None
) -> Contender:
    """Return a contender for the words of its hint and a suffix; else with the kind of thing it is, else a digest."""
    parts = [part for text in hint for part in parts_of(text)]
    tails = ([suffix], [suffix, kind], [suffix, kind, digest(key)])
    candidates = [pascal([*parts, *(part for part in tail if part)], "model") for tail in tails]
    return Contender(
        key=key, shown="/".join(hint), candidates=tuple(dict.fromkeys(candidates)), rank=rank, origin=origin
    )


def _is_split(type_: Type, split: frozenset[TypeId]) -> bool:
    """Return whether a type written inline has a definition below it whose forms differ."""
    match type_:
        case Ref():
            return type_.target in split
        case Array():
            return _is_split(type_.items, split)
        case MapType():
            return _is_split(type_.values, split)
        case TupleType():
            return any(_is_split(item, split) for item in (*type_.prefix, type_.rest))
        case UnionOf():
            return any(_is_split(variant, split) for variant in type_.variants)
        case _:
            return False
