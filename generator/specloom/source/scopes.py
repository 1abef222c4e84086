"""The dynamic scope of `$dynamicRef` and `$recursiveRef` (JSON Schema 2020-12 §8.2.3.2), without evaluating anything.

A `$dynamicRef` means the outermost schema resource on the way to it that has a dynamic anchor of its name. So the file
that holds it is seen anew (`View`) by each schema that gives the name another meaning: the same nodes under another
label, which makes them definitions of their own, as an instance of a generic type is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specloom.diagnostics import Location
from specloom.source.document import Document, Node, View
from specloom.source.identifiers import RECURSIVE, nearest, parts_of

__all__ = ["Scopes"]

Binding = tuple[str, Location]
Resolve = Callable[[Node, str], Node | None]
MAX_VIEWS = 1_000
"""Far above what documents need; beyond it a name keeps the meaning that its own resource gives it."""


class Scopes:
    """Knows what the names of dynamic anchors mean to whoever follows a reference."""

    def __init__(self, document: Document, resolve: Resolve, report_lost: Callable[[Node, str], None]) -> None:
        self._document = document
        self._resolve = resolve
        self._report_lost = report_lost
        self._settled: dict[Binding, set[Location]] = {}
        self._inside: dict[Location, tuple[list[Binding], list[Node]]] = {}

    def seen_from(self, node: Node, keyword: str, target: Node) -> Node:
        """Return the target of a reference of `node`, as it is seen from there."""
        bindings = self._bindings(node)
        if keyword != "$ref":
            name = self._dynamic_name(node, keyword, target)
            bound = bindings.get(name) if name is not None else None
            meant = self._document.node(bound) if bound is not None and bound != target.location else None
            if meant is not None:
                return meant
        kept = [each for each in sorted(bindings.items()) if self._matters(each, target)]
        if not kept:
            return target
        viewed = self._viewed(target, tuple(kept))
        if viewed is None:
            self._report_lost(node, keyword)
        return viewed or target

    def _bindings(self, node: Node) -> dict[str, Location]:
        """Return what the names mean at a node: outermost first, so what is bound on the way stays."""
        label = node.location.file
        view = self._document.views.get(label)
        file = self._document.file(label)
        if file is None or not (file.identifiers.dynamic or view):
            return {}
        resource = file.identifiers.resource(node.location.pointer)
        found: dict[str, Location] = {}
        for (around, name), pointers in file.identifiers.dynamic.items():
            pointer = nearest(pointers, node.location.pointer) if around == resource else None
            if pointer is not None:
                found[name] = Location(file.label, pointer)
        return found | dict(view.bindings if view else ())

    def _dynamic_name(self, node: Node, keyword: str, target: Node) -> str | None:
        """Return the name by which a reference asks the dynamic scope; None where it is an ordinary one."""
        name = RECURSIVE if keyword == "$recursiveRef" else str(node.value[keyword]).rpartition("#")[2]
        file = self._document.file(target.location.file)
        if file is None:
            return None
        resource = file.identifiers.resource(target.location.pointer)
        return name if target.location.pointer in file.identifiers.dynamic.get((resource, name), ()) else None

    def _matters(self, binding: Binding, target: Node) -> bool:
        """Return whether a `$dynamicRef` that can be reached from the target would mean something else without it."""
        settled = self._settled.setdefault(binding, set())
        waiting, seen = [target], set[Location]()
        while waiting:
            here = waiting.pop()
            if here.location in settled or here.location in seen:
                continue
            seen.add(here.location)
            names, onward = self._contents(here)
            if any(name == binding[0] and place != binding[1] for name, place in names):
                return True
            waiting += onward
        settled |= seen
        return False

    def _contents(self, node: Node) -> tuple[list[Binding], list[Node]]:
        """Return the `$dynamicRef`s inside a node with what they mean by themselves, and where all its references lead."""
        if node.location not in self._inside:
            names: list[Binding] = []
            onward: list[Node] = []
            for here, keyword in _references_in(node):
                target = self._resolve(here, keyword)
                if target is None:
                    continue
                onward.append(target)
                name = self._dynamic_name(here, keyword, target) if keyword != "$ref" else None
                if name is not None:
                    names.append((name, target.location))
            self._inside[node.location] = (names, onward)
        return self._inside[node.location]

    def _viewed(self, node: Node, bindings: tuple[Binding, ...]) -> Node | None:
        meanings = "; ".join(f"{name or '$recursiveRef'} is {place.file}#{place.pointer}" for name, place in bindings)
        label = f"{node.location.file} ({meanings})"
        if label not in self._document.views:
            if len(self._document.views) >= MAX_VIEWS:
                return None
            self._document.views[label] = View(node.location.file, bindings)
        return Node(node.value, Location(label, node.location.pointer))


def _references_in(node: Node) -> Iterator[tuple[Node, str]]:
    for pointer, value in parts_of(node.value, node.location.pointer):
        for keyword in ("$ref", "$dynamicRef", "$recursiveRef"):
            if isinstance(value.get(keyword), str):
                yield Node(value, Location(node.location.file, pointer)), keyword
