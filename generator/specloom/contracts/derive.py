"""The contracts of a folder's templates: from the views that they name in their first lines, and what they include."""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from specloom.contracts.model import Contract, Field, Shape
from specloom.contracts.types import Kind, attribute, either, members, named, shape_of, shapes_below
from specloom.contracts.walk import Walk, walk
from specloom.render import Renderer

__all__ = ["VIEW", "Templates"]

VIEW = "view"
"""What the view of a file is called in its template."""
_FIRST_LINE = re.compile(r"\{#-? view: (?P<module>\w+(?:\.\w+)*)\.(?P<name>\w+)\b")
_OURS = ("targets.", "site.")


@dataclass(frozen=True)
class Templates:
    """The templates of some targets, as they come with their packages."""

    renderer: Renderer
    targets: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the templates."""
        return tuple(name for target in self.targets for name in self.renderer.templates_of(target))

    @cached_property
    def _views(self) -> Mapping[str, type]:
        """The classes of views by the template that prints them."""
        found = ((name, _view_of(self.renderer, name)) for name in self.names)
        return {name: view for name, view in found if view is not None}

    @cached_property
    def given(self) -> Mapping[str, Mapping[str, Kind]]:
        """What each template is given, by name: the types of all that it can see."""
        roots = {name: {VIEW: view} for name, view in self._views.items()}
        sites: defaultdict[str, list[Mapping[str, Kind]]] = defaultdict(list)
        waiting: list[tuple[str, Mapping[str, Kind], tuple[str, ...]]] = [
            (name, given, ()) for name, given in roots.items()
        ]
        while waiting:
            name, given, around = waiting.pop()
            for each in self._walk(name, given).included:
                if each.template in self.names and each.template not in (*around, name):
                    sites[each.template].append(each.given)
                    waiting.append((each.template, each.given, (*around, name)))
        return {name: roots.get(name) or _common(sites[name]) for name in self.names}

    def contract(self, name: str) -> Contract:
        """Return the contract of a template: the view of a file, or what a part of several files uses of them."""
        given = self.given[name]
        used = {VIEW} if name in self._views else self._used(name, given, ())
        kinds = {each: given[each] for each in sorted(used)}
        shapes: dict[str, Shape] = {}
        for kind in kinds.values():
            if name in self._views or len(members(kind)) == 1:
                _add_shapes(shapes_below(kind), shapes)
            else:
                _add_common(kind, shapes)
        return Contract({each: named(kind) for each, kind in kinds.items()}, dict(sorted(shapes.items())))

    def _used(self, name: str, given: Mapping[str, Kind], around: tuple[str, ...]) -> set[str]:
        """Return the names, of those that a part is given, that it or a part of it uses."""
        found = self._walk(name, given)
        used = set(found.used)
        for each in found.included:
            if each.template in self.names and each.template not in (*around, name):
                inner = self._used(each.template, each.given, (*around, name))
                used |= {one for one in inner if one in given and each.given[one] == given[one]}
        return used

    def _walk(self, name: str, given: Mapping[str, Kind]) -> Walk:
        return walk(self.renderer.parsed(name), given)


def _view_of(renderer: Renderer, name: str) -> type | None:
    """Return the class of a template's view; None for a part of other templates."""
    match = _FIRST_LINE.match(renderer.source(name))
    if match is None:
        return None
    module = f"specloom.{match['module']}" if match["module"].startswith(_OURS) else match["module"]
    try:
        kind = getattr(importlib.import_module(module), match["name"], None)
    except ImportError:  # of a package that says something wrong; a test holds that we do not
        return None
    return kind if isinstance(kind, type) and getattr(kind, "template", None) == name else None


def _common(sites: Iterable[Mapping[str, Kind]]) -> dict[str, Kind]:
    """Return what is known at all of these places."""
    found = list(sites)
    names = sorted(name for name in (found[0] if found else ()) if all(name in each for each in found))
    return {name: either(each[name] for each in found) for name in names}


def _add_shapes(kinds: Iterable[type], shapes: dict[str, Shape]) -> None:
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if shapes.get(kind.__name__, shape_of(kind)) != shape_of(kind):
            raise ValueError(f"two types of one contract are called {kind.__name__}")
        if kind.__name__ not in shapes:
            shapes[kind.__name__] = shape_of(kind)
            for name in shape_of(kind).fields:
                waiting += shapes_below(attribute(kind, name))


def _add_common(kind: Kind, shapes: dict[str, Shape]) -> None:
    """Add what all of several types have: a part that stands in several files may ask for no more."""
    each = [shape_of(member) for member in members(kind) if isinstance(member, type)]
    names = sorted(name for name in (each[0].fields if each else ()) if all(name in shape.fields for shape in each))
    common = {name: attribute(kind, name) for name in names}
    docs = {name: next(shape.fields[name].doc for shape in each) for name in names}
    shapes[named(kind)] = Shape(
        "What all of these have.", {name: Field(named(it), docs[name]) for name, it in common.items()}
    )
    for it in common.values():
        _add_shapes(shapes_below(it), shapes)
