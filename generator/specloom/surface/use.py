"""Which types a program gives to the API, and which it gets: what is safe for one is not for the other."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from enum import Flag

from specloom.surface.model import Level, Method, Surface
from specloom.surface.types import Relation, names_in

__all__ = ["Use", "uses_of"]


class Use(Flag):
    """How programs use a type."""

    GIVEN = 1
    """As an argument, or inside of one."""
    RETURNED = 2

    def level_of(self, change: Relation) -> Level:
        """Return what a change of such a type does to programs.

        What is given may be taken from a wider choice, what is returned from a narrower one. A type that takes the same
        values but is written in another way (an open enumeration) is dangerous: what a program meets may be new to it.
        """
        if change is Relation.SAME:
            return Level.DANGEROUS
        safe = {Use.GIVEN: Relation.WIDER, Use.RETURNED: Relation.NARROWER}
        return Level.SAFE if all(safe[each] is change for each in self) else Level.BREAKING


def uses_of(surface: Surface) -> Mapping[str, Use]:
    """Return the use of each class and named type that stands in a signature, or in what stands there."""
    parts = dict(_parts(surface))
    methods = [*surface.functions.values()]
    for made in surface.classes.values():
        if made.name in surface.attributes:
            methods += made.methods.values()
    given = _reached(_given(methods), parts)
    returned = _reached(_returned(methods), parts)
    for name in parts.keys() - given - returned:  # a body whose fields are arguments, or one of an error
        (given if name.endswith("Input") else returned).add(name)
    return {
        name: (Use.GIVEN if name in given else Use(0)) | (Use.RETURNED if name in returned else Use(0))
        for name in given | returned
    }


def _given(methods: Iterable[Method]) -> Iterator[ast.expr | None]:
    for method in methods:
        for parameter in method.parameters.values():
            yield parameter.annotation


def _returned(methods: Iterable[Method]) -> Iterator[ast.expr | None]:
    for method in methods:
        yield method.returns


def _parts(surface: Surface) -> Iterator[tuple[str, set[str]]]:
    """Yield each class and named type with the names that stand in it."""
    for made in surface.classes.values():
        inner = set(made.bases)
        for each in made.fields.values():
            inner |= names_in(each.annotation)
        yield made.name, inner
    for named in surface.named.values():
        yield named.name, names_in(named.value)


def _reached(begin: Iterable[ast.expr | None], parts: Mapping[str, set[str]]) -> set[str]:
    waiting = [name for node in begin for name in names_in(node)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += parts.get(name, ())
    return found
