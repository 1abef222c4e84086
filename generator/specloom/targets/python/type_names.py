"""What every class and alias of models is called, and the module it stands in. Decided once, before anything is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from specloom.diagnostics import Diagnostics, Location
from specloom.ir.api import Api
from specloom.ir.types import Array, Direction, Literal, MapType, Ref, TupleType, Type, TypeDef, TypeId, UnionOf
from specloom.published import NO_NAMES, NameBook
from specloom.targets.python.hoists import (
    Hoist,
    definition_hoists,
    definition_place,
    incoming_hoists,
    operation_hoists,
)
from specloom.targets.python.names import KEEPER, Contender, parts_of, resolve
from specloom.targets.python.scopes import SECTION_CLASSES, lasting_key
from specloom.targets.python.words import digest, module_name, pascal, words

__all__ = ["TypeNames", "name_types"]

_RESPONSE, _REQUEST = Direction.RESPONSE, Direction.REQUEST
_COMPONENT, _RESPELLED, _INLINE_JSON, _INLINE, _INPUT, _HOIST, _HOIST_INPUT = range(7)
"""Ranks: who keeps a name that several want. What the author named so comes first, what we made up last."""
_SEPARATORS = re.compile(r"[/#&]")
_NOISE = frozenset(
    {"", "components", "content", "paths", "properties", "requestBody", "responses", "schema", "schemas"}
)
"""Steps of a pointer that say nothing about what they lead to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeNames:
    """Names by place and direction, modules by name."""

    names: Mapping[str, str]
    modules: Mapping[str, str]
    """The module below `models` of each name; not there for aliases that stand in the module of a section."""
    split: frozenset[str]
    """Keys of the places whose request form has a name of its own."""
    book: NameBook = NO_NAMES
    """For the names inside these types, and of what takes them."""

    def of(self, key: str, direction: Direction) -> str:
        """Return the name of a definition or of a hoisted type."""
        return self.names[_key(key, direction) if key in self.split else key]

    def both(self, key: str) -> tuple[Direction, ...]:
        """Return the directions that need a class of their own."""
        return (_RESPONSE, _REQUEST) if key in self.split else (_RESPONSE,)


def name_types(api: Api, diagnostics: Diagnostics | None = None, book: NameBook = NO_NAMES) -> TypeNames:
    """Return the names of all definitions and hoisted types of an API."""
    owned = {definition.id: tuple(definition_hoists(definition)) for definition in api.types.values()}
    called = (hoist for operation in api.operations for hoist in operation_hoists(operation))
    loose = (*called, *incoming_hoists(api))
    lifted = [hoist for group in owned.values() for hoist in group] + list(loose)
    split = {definition_place(api.types[identifier]).key for identifier in api.split}
    split |= {hoist.place.key for hoist in lifted if _is_split(hoist.type, api.split)}
    sections = book.known.get(SECTION_CLASSES, {}).values()
    keepers = [Contender(key=f"section:{name}", shown=name, candidates=(name,), rank=KEEPER) for name in sections]
    lasting = {f"operation:{one.id}/": f"operation:{lasting_key(one)}/" for one in api.operations}
    contenders = [*_definitions(api, split), *(_lasting(one, lasting) for one in _lifted(lifted, split))]
    resolved = resolve([*keepers, *contenders], diagnostics, same=_module, scope=book.scope("python/models"))
    names = {one.key: resolved[one.key] for one in contenders}
    found = TypeNames(names=names, modules={}, split=frozenset(split), book=book)
    modules = {
        found.of(key, direction): module
        for key, module in _modules(api, owned, loose, found)
        for direction in found.both(key)
    }
    return TypeNames(names=names, modules=modules, split=found.split, book=book)


def _lasting(contender: Contender, prefixes: Mapping[str, str]) -> Contender:
    """Return a contender that is told by the method and the path of its operation, whatever its id."""
    prefix, slash, rest = contender.key.partition("/")
    known = prefixes.get(f"{prefix}{slash}")
    return contender if known is None else replace(contender, lasting=f"{known}{rest}")


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
        if not hoist.is_local:
            yield hoist.place.key, _module(found.of(hoist.place.key, _RESPONSE))


def _definitions(api: Api, split: set[str]) -> Iterator[Contender]:
    for definition in api.types.values():
        key = definition_place(definition).key
        words_of = _Words(definition.hint, _own_words(definition), definition.origin)
        yield words_of.contender(key, _rank(definition))
        if key in split:
            yield words_of.contender(_key(key, _REQUEST), _INPUT, "Input")


def _rank(definition: TypeDef) -> int:
    if definition.component:
        return _COMPONENT if pascal(words(definition.id), "model") == definition.id else _RESPELLED
    return _INLINE_JSON if "json" in definition.id else _INLINE


def _lifted(lifted: list[Hoist], split: set[str]) -> Iterator[Contender]:
    for hoist in lifted:
        key = hoist.place.key
        words_of = _Words(hoist.place.hint, ("Value",))
        yield words_of.contender(key, _HOIST)
        if key in split:
            yield words_of.contender(_key(key, _REQUEST), _HOIST_INPUT, "Input")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a name is made of."""

    hint: tuple[str, ...]
    own: tuple[str, ...]
    """Words that tell apart two things of one hint."""
    origin: Location | None = None

    def contender(self, key: str, rank: int, *suffix: str) -> Contender:
        """Return a contender for the words of the hint; else with words of its own; else with a digest."""
        parts = [part for text in self.hint for part in parts_of(text)]
        tails = ((), self.own, (*self.own, digest(key)))
        candidates = [pascal([*parts, *tail, *suffix], "model") for tail in tails]
        return Contender(
            key=key,
            shown="/".join(self.hint),
            candidates=tuple(dict.fromkeys(candidates)),
            rank=rank,
            origin=self.origin,
        )


def _own_words(definition: TypeDef) -> tuple[str, ...]:
    """Return what kind of thing a component is; of a definition written inline, the words of its pointer."""
    if definition.component:
        return (type(definition).__name__,)
    said = {part.lower() for text in definition.hint for part in words(text)}
    tokens = (token.replace("~1", "/") for token in _SEPARATORS.split(definition.id) if token not in _NOISE)
    return tuple(dict.fromkeys(part for token in tokens for part in words(token) if part.lower() not in said))


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
