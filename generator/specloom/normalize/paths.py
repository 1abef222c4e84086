"""Paths and path items (OpenAPI 3.2 §4.8, §4.9): the operations of a document, before they are understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from specloom.diagnostics import codes
from specloom.ir.api import Excluded
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.marks import Mark
from specloom.normalize.operation_ids import unique_ids
from specloom.normalize.selection import Candidate
from specloom.normalize.templates import shape_of
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["METHODS", "Broken", "Found", "find_operations", "methods_of"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_NEW = frozenset({"query", "additionalOperations"})
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""RFC 9110 §5.6.2: what a method may be."""


@dataclass(frozen=True, slots=True)
class Found:
    """An operation in the document, before it is understood."""

    method: str
    """As it is sent: `GET`, `COPY`."""
    path: str
    """As written; the name of a webhook; empty for a request of a callback."""
    path_item: Node
    node: Node
    id: str
    """Unique."""

    @property
    def subject(self) -> str:
        """The operation as people write it."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Broken:
    """An operation, or all those of a path, that was left out, and why."""

    subject: str
    mark: Mark


Listed = tuple[str, str, Node, Node]
"""Path, method, path item and operation."""


def find_operations(
    context: Context, container: Node | None, where: str, taken: Collection[str] = ()
) -> tuple[list[Found], list[Broken]]:
    """Return the operations below `paths` (or `webhooks`), each with an id of its own; by path, then by method.

    `taken` are the ids that others have already. Beside the operations stands what must be one, or hold some, and cannot
    be called: nothing is left out in silence.
    """
    listed: list[Listed] = []
    broken: list[Broken] = []
    known = {path for path, _ in context.members(container, where)}
    for stated, member in context.members(container, where):
        try:
            path = _path(context, stated, member, known) if where == "paths" else stated
            path_item = context.expect(context.complete(member), dict, f"the path item {stated}")
        except BrokenError as error:
            mark = Mark(error.code.name, "its path item cannot be understood", error.location)
            broken.append(Broken(f"every operation of {stated}", mark))
            continue
        for method, node in methods_of(context, path_item):
            if isinstance(node, Mark):
                broken.append(Broken(f"{method} {path}", node))
            else:
                listed.append((path, method, path_item, node))
    if where == "paths":
        _report_twins(context, listed)
    return sorted(_wanted(context, listed, taken), key=lambda each: (each.path, each.method)), broken


def _wanted(context: Context, listed: list[Listed], taken: Collection[str]) -> Iterator[Found]:
    """Yield the operations that the config asks for, under their names."""
    ids = unique_ids(context, [(path, method, node) for path, method, _, node in listed], METHODS, taken)
    stated = [(method, path, node.text("operationId")) for path, method, _, node in listed]
    names = context.renames.operations(stated, ids)
    for (path, method, path_item, node), identifier in zip(listed, names, strict=True):
        if _is_wanted(context, Found(method, path, path_item, node, identifier)):
            yield Found(method, path, *context.spec.upgrade_operation(path_item, node), identifier)


def _is_wanted(context: Context, found: Found) -> bool:
    """Return whether the config asks for an operation; note those that it does not ask for."""
    tags = found.node.get("tags")
    candidate = Candidate(
        ids=(found.node.text("operationId"), found.id),
        method=found.method.upper(),
        path=found.path,
        tags=tuple(str(tag.value) for tag in tags.elements()) if tags is not None else (),
        deprecated=found.node.flag("deprecated"),
    )
    if context.selector.keeps(candidate):
        return True
    is_webhook = not found.path.startswith("/")
    context.excluded.append(Excluded(subject=found.subject, is_webhook=is_webhook, origin=found.node.location))
    return False


def _path(context: Context, stated: str, node: Node, known: set[str]) -> str:
    """Return a path, which begins with a slash: without one it would run into the host.

    `https://api.example.com` + `.evil.example` is another host, `https://api.example.com` + `/.evil.example` is not.
    """
    if stated.startswith("/"):
        return stated
    path = f"/{stated}"
    if "://" in stated or path in known:
        expected = "a path that begins with '/'"
        context.report(codes.STRUCTURE, node.location, where="a key of `paths`", expected=expected, actual=repr(stated))
        raise BrokenError(codes.STRUCTURE, node.location)
    context.report(codes.PATH_SLASH, node.location, path=stated, read=path)
    return path


def methods_of(context: Context, path_item: Node) -> Iterator[tuple[str, Node | Mark]]:
    """Yield the operations of a path item by method as it is sent; a mark in place of one that cannot be called."""
    given = {key: node for key, node in path_item.members() if not key.startswith("x-")}
    taken = {key for key in given if key in METHODS}
    if context.spec.version != "3.2":
        for key in sorted(_NEW & given.keys()):
            context.report(codes.FIELD_NEWER, given[key].location, key=key, version=context.spec.version)
    for key, node in given.items():
        if key in METHODS:
            yield key.upper(), _followed(context, node)
        elif is_object(node.value) and ("responses" in node.value or "operationId" in node.value):
            yield _odd_method(context, key, node, taken)
    try:
        others = list(context.entries(given.get("additionalOperations"), "additionalOperations"))
    except BrokenError as broken:
        yield "every further method of", Mark(broken.code.name, "they cannot be understood", broken.location)
        return
    for key, node in others:
        if key.lower() in METHODS or not _TOKEN.fullmatch(key):
            yield _odd_method(context, key, node, taken)
        else:
            yield key, _followed(context, node)


def _odd_method(context: Context, key: str, node: Node, taken: set[str]) -> tuple[str, Node | Mark]:
    """Return an operation under a key that should be another one: `GET` for `get`; a mark where nobody can say which."""
    method = key.lower()
    if method in METHODS and method not in taken:
        taken.add(method)
        context.report(codes.METHOD_CASE, node.location, key=key, method=method)
        return key.upper(), _followed(context, node)
    context.report(codes.VALUE_UNKNOWN, node.location, where="a method", value=key, allowed=", ".join(METHODS))
    return key, Mark(codes.VALUE_UNKNOWN.name, "its method is not known", node.location)


def _followed(context: Context, node: Node) -> Node | Mark:
    """Return what an operation refers to: outside the specification, but some multi-file documents are written so."""
    try:
        return context.expand(node, "an operation")
    except BrokenError as broken:
        return Mark(broken.code.name, "it cannot be understood", broken.location)


def _report_twins(context: Context, listed: list[Listed]) -> None:
    """Report operations that a server cannot tell apart, since their paths differ in the names of variables alone."""
    seen: dict[tuple[str, str], Listed] = {}
    for each in listed:
        path, method, _, node = each
        first = seen.setdefault((shape_of(path), method), each)
        if first is not each:
            related = [("the other path", first[3].location)]
            context.report(codes.PATH_TWIN, node.location, related=related, path=path, other=first[0])
