"""References: `$ref` (RFC 6901 pointers, RFC 3986 addresses), `$dynamicRef` and `$recursiveRef` (JSON Schema §8.2.3)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specloom.diagnostics import Code, Diagnostics, Location, codes
from specloom.diagnostics.pointer import tokens_of
from specloom.source.addresses import split_reference
from specloom.source.document import Document, MovedObject, Node, SourceFile
from specloom.source.finder import Fault, Finder, Resource
from specloom.source.identifiers import RECURSIVE, nearest
from specloom.source.limits import Limits
from specloom.source.scopes import Scopes
from specloom.source.values import is_object

__all__ = ["REFERENCES", "References", "is_reference", "reference_keywords"]

REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
_REFERENCES = frozenset(REFERENCES)
_MAX_CHAIN = 100
_ANCHOR = re.compile(r"[A-Za-z_][-A-Za-z0-9._]*")


def reference_keywords(value: Any) -> Iterator[str]:
    """Yield the keywords by which an object refers to others."""
    if is_object(value):
        for keyword in REFERENCES:
            if isinstance(value.get(keyword), str):
                yield keyword


def is_reference(value: Any) -> bool:
    """Return whether an object refers to another."""
    return is_object(value) and not _REFERENCES.isdisjoint(value) and any(reference_keywords(value))


@dataclass(frozen=True, slots=True)
class _Found:
    """Where a reference leads, before anything is said about it."""

    node: Node | None = None
    fault: Fault | None = None
    fallback_from: str | None = None
    """The address of the resource around the reference, in which it names nothing."""


class References:
    """Follows the references of a document; every answer is remembered, every fault reported once."""

    def __init__(self, document: Document, diagnostics: Diagnostics, limits: Limits | None = None) -> None:
        self._document = document
        self._diagnostics = diagnostics
        self._finder = Finder(document, diagnostics, limits or Limits())
        self._scopes = Scopes(document, self._quietly, self._report_lost)
        self._found: dict[tuple[str, str, str, str], _Found] = {}
        self._open: set[tuple[str, str, str, str]] = set()
        self._told: set[tuple[str, str, str, str]] = set()

    def follow(self, node: Node, subject: str = "", is_bare: Callable[[Node], bool] | None = None) -> Node | None:
        """Return what a chain of references ends in; the node itself where it is none. None: reported.

        Where `is_bare` is given, the chain ends before a reference that it denies: one that says something itself.
        """
        found = self._end(node, subject, is_bare)
        if found is not None and is_object(found.value) and not isinstance(found.value.get("$ref", ""), str):
            place, ref = found.location.child("$ref"), found.value["$ref"]
            self._diagnostics.report(codes.REF_INVALID, place, ref=ref, reason="it is not text", subject=subject)
            return None
        return found

    def _end(self, node: Node, subject: str, is_bare: Callable[[Node], bool] | None = None) -> Node | None:
        seen: set[Location] = set()
        here = node
        while is_reference(here.value):
            if seen and is_bare is not None and not is_bare(here):
                return here
            if here.location in seen or len(seen) > _MAX_CHAIN:
                first = next(reference_keywords(node.value))
                place = node.location.child(first)
                self._diagnostics.report(codes.REF_CIRCULAR, place, ref=node.value[first], subject=subject)
                return None
            seen.add(here.location)
            target = self.resolve(here, subject)
            if target is None:
                return None
            here = target
        return here

    def resolve(self, node: Node, subject: str = "") -> Node | None:
        """Return the node that a reference names, one step; None where that is reported as impossible."""
        keyword = next(reference_keywords(node.value))
        found = self._locate(node, keyword)
        if found.node is None or found.fallback_from is not None:
            self._tell(node, keyword, found, subject)
        return self._scopes.seen_from(node, keyword, found.node) if found.node is not None else None

    def expand(self, node: Node, where: str, subject: str = "") -> Node | None:
        """Return what a reference leads to that stands where the specification allows none, which is reported.

        `properties: {$ref: "common.yml", name: {...}}`
        """
        self._diagnostics.report(codes.REF_MISPLACED, node.location.child("$ref"), where=where, subject=subject)
        return self.complete(node, subject)

    def complete(self, node: Node, subject: str = "") -> Node | None:
        """Return what a reference leads to, with the members that stand beside it in place of those of that name."""
        bare = Node({"$ref": node.value["$ref"]}, node.location)
        found = self._end(bare, subject)  # which may be `properties`, one of them named `$ref`
        if found is None or not is_object(found.value) or len(node.value) == 1:
            return found
        own = {key: member for key, member in node.members() if key != "$ref"}
        return Node(MovedObject({**dict(found.members()), **own}), node.location)

    def fault(self, node: Node) -> Code:
        """Return why following a reference comes to no end; `ref-missing` where its file cannot be parsed."""
        seen: set[Location] = set()
        here = node
        while is_reference(here.value):
            found = self._locate(here, next(reference_keywords(here.value)))
            if found.node is None:
                return (found.fault.code if found.fault is not None else None) or codes.REF_MISSING
            if here.location in seen:
                return codes.REF_CIRCULAR
            seen.add(here.location)
            here = found.node
        return codes.REF_INVALID

    def is_reachable(self, node: Node) -> bool:
        """Return whether there is what a reference names; nothing is reported where there is not."""
        return self._locate(node, next(reference_keywords(node.value))).node is not None

    def is_instance(self, node: Node) -> bool:
        """Return whether a reference gives what it leads to another meaning than it has by itself (`Scopes`)."""
        keyword = next(reference_keywords(node.value))
        target = self._locate(node, keyword).node
        seen = self._scopes.seen_from(node, keyword, target) if target is not None else node
        return seen.location.file in self._document.views and seen.location.file != node.location.file

    def _report_lost(self, node: Node, keyword: str) -> None:
        self._diagnostics.report(codes.SCHEMA_KEYWORD, node.location.child(keyword), keyword=keyword)

    def _quietly(self, node: Node, keyword: str) -> Node | None:
        return self._locate(node, keyword).node

    def _tell(self, node: Node, keyword: str, found: _Found, subject: str) -> None:
        key = self._key(node, keyword)
        if key in self._told:
            return
        self._told.add(key)
        place, ref = node.location.child(keyword), node.value[keyword]
        if found.fault is not None and found.fault.code is not None:
            self._diagnostics.report(found.fault.code, place, found.fault.fields, subject=subject)
        if found.fallback_from is not None:
            self._diagnostics.report(codes.REF_BASE, place, ref=ref, address=found.fallback_from, subject=subject)

    def _key(self, node: Node, keyword: str) -> tuple[str, str, str, str]:
        """Return what a reference is known by: equal texts in one resource lead to one place, anchors by and large."""
        file = self._file(node)
        resource = file.identifiers.resource(node.location.pointer)
        is_near = file.identifiers.anchors or file.identifiers.dynamic
        near = node.location.pointer if is_near and not node.value[keyword].startswith("#/") else ""
        return (file.label, resource, f"{keyword} {node.value[keyword]}", near)

    def _file(self, node: Node) -> SourceFile:
        return self._document.file(node.location.file) or self._document.files[self._document.root_label]

    def _locate(self, node: Node, keyword: str) -> _Found:
        key = self._key(node, keyword)
        if key in self._open or len(self._open) > _MAX_CHAIN:
            return _fault(codes.REF_CIRCULAR, node.value[keyword])
        if key not in self._found:
            self._open.add(key)
            try:
                self._found[key] = self._search(node, keyword)
            finally:
                self._open.discard(key)
        return self._found[key]

    def _search(self, node: Node, keyword: str) -> _Found:
        ref: str = node.value[keyword]
        reference = split_reference(ref)
        if reference is None:
            return _fault(codes.REF_INVALID, ref, reason="it is not a URI")
        file = self._file(node)
        around = Resource(file, file.identifiers.resource(node.location.pointer))
        if keyword == "$recursiveRef":
            recursive = _nearest_anchor(file.identifiers.dynamic, around, RECURSIVE, node)
            if recursive is not None:
                return _Found(_at(file, recursive))
        resource = self._finder.find(around, reference, ref)
        if isinstance(resource, Fault):
            return _Found(fault=resource)
        found = self._inside(resource, reference.fragment, ref, node)
        is_fallback = resource.is_fallback
        if found.node is None and resource is around and resource.pointer:
            again = self._inside(Resource(file), reference.fragment, ref, node)
            found, is_fallback = (again, True) if again.node is not None else (found, False)
        if found.node is not None and is_fallback:
            return _Found(found.node, fallback_from=file.identifiers.resources[around.pointer])
        return found

    def _inside(self, resource: Resource, fragment: str, ref: str, node: Node) -> _Found:
        if fragment and not fragment.startswith("/"):
            return self._anchor(resource, fragment, ref, node)
        return self._walk(resource, fragment, ref)

    def _anchor(self, resource: Resource, name: str, ref: str, node: Node) -> _Found:
        pointer = _nearest_anchor(resource.file.identifiers.anchors, resource, name, node)
        if pointer is not None:
            return _Found(_at(resource.file, pointer))
        if not _ANCHOR.fullmatch(name):
            return _fault(
                codes.REF_INVALID, ref, reason="its fragment is neither a JSON pointer nor the name of an anchor"
            )
        names = [each for around, each in resource.file.identifiers.anchors if around == resource.pointer]
        return _fault(codes.REF_MISSING, ref, hint=_close(name, names) or " (no such `$anchor`)")

    def _walk(self, resource: Resource, pointer: str, ref: str) -> _Found:
        """Go down a pointer token by token, through references that stand on the way."""
        here = _at(resource.file, resource.pointer)
        if here is None:
            return _fault(codes.REF_MISSING, ref, hint="")
        for token in tokens_of(pointer):
            step = here.step(token)
            passed: set[Location] = set()
            while step is None and is_object(here.value) and isinstance(here.value.get("$ref"), str):
                if here.location in passed:
                    return _fault(codes.REF_CIRCULAR, ref)
                passed.add(here.location)
                onward = self._locate(here, "$ref")
                if onward.node is None:
                    return _fault(codes.REF_CIRCULAR, ref) if _is_ring(onward) else onward
                here = onward.node
                step = here.step(token)
            if step is None:
                return _fault(
                    codes.REF_MISSING, ref, hint=_close(token, list(here.value) if is_object(here.value) else [])
                )
            here = step
        return _Found(here)


def _fault(code: Code, ref: str, **fields: str) -> _Found:
    return _Found(fault=Fault(code, {"ref": ref, **fields}))


def _is_ring(found: _Found) -> bool:
    return found.fault is not None and found.fault.code is codes.REF_CIRCULAR


def _at(file: SourceFile, pointer: str) -> Node | None:
    return Node(file.data, Location(file.label)).at(pointer)


def _nearest_anchor(
    anchors: Mapping[tuple[str, str], list[str]], resource: Resource, name: str, node: Node
) -> str | None:
    """Return the pointer of an anchor; where several have the name, the nearest to a node, or the first by its place."""
    pointers = anchors.get((resource.pointer, name))
    if not pointers:
        return None
    is_here = node.location.file.startswith(resource.file.label)
    return nearest(pointers, node.location.pointer if is_here else "") or min(pointers)


def _close(token: str, names: list[Any]) -> str:
    """Return a few words that name what is there instead."""
    close = difflib.get_close_matches(token, [str(name) for name in names[:5000]], n=1, cutoff=0.7)
    return f'; there is "{close[0]}"' if close else ""
