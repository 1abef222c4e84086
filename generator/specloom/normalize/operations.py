"""Operations (OpenAPI 3.1 §4.8.10), each with all it inherits from its path item and the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from specloom.diagnostics import codes
from specloom.ir.ids import words
from specloom.ir.operation import Body, Callback, Operation, Requirement, Server
from specloom.ir.security import SecurityScheme
from specloom.normalize.contents import normalize_contents
from specloom.normalize.context import BrokenError, Context, Mark
from specloom.normalize.parameters import normalize_parameters
from specloom.normalize.responses import normalize_responses
from specloom.normalize.schemas.build import Schemas
from specloom.normalize.security import normalize_requirements
from specloom.normalize.servers import normalize_servers
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["METHODS", "Broken", "Found", "OperationNormalizer", "find_operations"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
DEFAULT_SECTION = "default"


@dataclass(frozen=True, slots=True)
class Found:
    """An operation in the document, before it is understood."""

    method: str
    path: str
    path_item: Node
    node: Node
    id: str
    """Unique."""

    @property
    def subject(self) -> str:
        """The operation as people write it."""
        return f"{self.method.upper()} {self.path}"


@dataclass(frozen=True, slots=True)
class Broken:
    """An operation, or all those of a path, that was left out, and why."""

    subject: str
    mark: Mark


def find_operations(context: Context, container: Node | None, where: str) -> tuple[list[Found], list[Broken]]:
    """Return the operations below `paths` (or `webhooks`), each with an id of its own; by path, then by method.

    Beside them what must be an operation, or hold some, and cannot be called: nothing is left out in silence.
    """
    found: list[tuple[str, str, Node, Node]] = []
    broken: list[Broken] = []
    for path, member in context.members(container, where):
        try:
            path_item = _path_item(context, path, member, where)
        except BrokenError as error:
            mark = Mark(error.code.name, "its path item cannot be understood", error.location)
            broken.append(Broken(f"every operation of {path}", mark))
            continue
        for method, node in _methods(path_item):
            found.append((path, method, *context.spec.upgrade_operation(path_item, _followed(context, node))))
        broken += _unknown_methods(context, path, path_item)
    names = _unique_ids(context, found)
    result = [
        Found(method, path, path_item, node, identifier)
        for (path, method, path_item, node), identifier in zip(found, names, strict=True)
    ]
    return sorted(result, key=lambda each: (each.path, each.method)), broken


def _path_item(context: Context, path: str, node: Node, where: str) -> Node:
    """Return a path item. A path without a slash would run into the host: `https://api.example.com` + `.evil.com`."""
    if where == "paths" and not path.startswith("/"):
        expected = "a path that begins with '/'"
        context.report(codes.STRUCTURE, node.location, where="a key of `paths`", expected=expected, actual=repr(path))
        raise BrokenError(codes.STRUCTURE, node.location)
    return context.expect(context.follow(node), dict, f"the path item {path}")


def _methods(path_item: Node) -> Iterator[tuple[str, Node]]:
    for key, node in path_item.members():
        if key in METHODS:
            yield key, node


def _unknown_methods(context: Context, path: str, path_item: Node) -> Iterator[Broken]:
    """Yield what looks like an operation under a key that is no method (`GET`), and those of other methods (3.2)."""
    others = path_item.get("additionalOperations")
    members = [*path_item.members(), *(others.members() if others is not None else ())]
    for key, node in members:
        is_operation = is_object(node.value) and ("responses" in node.value or "operationId" in node.value)
        if is_operation and key not in METHODS and not key.startswith("x-"):
            fields = {"where": "a method", "value": key, "allowed": ", ".join(METHODS)}
            context.report(codes.VALUE_UNKNOWN, node.location, **fields)
            yield Broken(f"{key} {path}", Mark(codes.VALUE_UNKNOWN.name, "its method is not known", node.location))


def _followed(context: Context, node: Node) -> Node:
    """Return what an operation refers to: outside the specification, but some multi-file documents are written so."""
    try:
        return context.follow(node)
    except BrokenError:
        return node


def _unique_ids(context: Context, found: list[tuple[str, str, Node, Node]]) -> list[str]:
    """Return the declared operationIds where they are there and unique, else names made of method and path."""
    declared = Counter(node.text("operationId") for *_, node in found)
    names = [_id(context, path, method, node, declared) for path, method, _, node in found]
    taken = Counter(names)
    return [
        name if taken[name] == 1 or name == node.text("operationId") else _spelled(method, path)
        for name, (path, method, _, node) in zip(names, found, strict=True)
    ]


def _id(context: Context, path: str, method: str, node: Node, declared: Counter[str]) -> str:
    stated = node.text("operationId")
    made = method + "".join(word[:1].upper() + word[1:] for word in words(path.replace("{", " by ").replace("}", " ")))
    if not stated:
        subject = f"{method.upper()} {path}"
        context.report(codes.OPERATION_ID_MISSING, node.location, subject=subject, name=made)
        return made
    if declared[stated] > 1:
        place = node.location.child("operationId")
        context.report(codes.OPERATION_ID_DUPLICATE, place, name=stated, other="another operation", renamed=made)
        return made
    return stated


def _spelled(method: str, path: str) -> str:
    """Return a name that tells `/a/b`, `/a-b` and `/aB` apart: what is no lower-case letter is spelled out."""
    marks = {"/": "Slash", "{": "By", "-": "Dash", "_": "Underscore", ".": "Dot"}
    return method + "".join(
        marks.get(each) or (each if each.isascii() and (each.islower() or each.isdigit()) else f"U{ord(each):x}")
        for each in path
        if each != "}"
    )


class OperationNormalizer:
    """Normalizes the operations of one document."""

    def __init__(self, schemas: Schemas, schemes: tuple[SecurityScheme, ...], server: str | None) -> None:
        self._schemas = schemas
        self._context = schemas.context
        self._schemes = schemes
        self._server = server

    def normalize(self, found: Found) -> tuple[Operation, list[Mark]] | Broken:
        """Return an operation and what is not fully expressed in it; or that it is broken, which is reported."""
        with self._context.about(found.subject) as marks:
            try:
                return self._operation(found), list(marks)
            except BrokenError as broken:
                mark = Mark(broken.code.name, "it cannot be understood", broken.location)
                return Broken(found.subject, mark)

    def _operation(self, found: Found) -> Operation:
        node = self._context.expect(found.node, dict, "an operation")
        tags = tuple(str(tag.value) for tag in self._context.elements(node.get("tags"), "tags"))
        hint = (found.id,)
        docs = node.get("externalDocs")
        return Operation(
            id=found.id,
            declared_id=node.text("operationId") or None,
            method=found.method.upper(),
            path=found.path,
            section=tags[0] if tags else DEFAULT_SECTION,
            tags=tags,
            summary=node.text("summary") or found.path_item.text("summary"),
            description=node.text("description") or found.path_item.text("description"),
            deprecated=node.flag("deprecated"),
            parameters=normalize_parameters(self._schemas, found.path_item, node, found.path, hint),
            body=self._body(node, hint),
            responses=normalize_responses(self._schemas, node, found.subject, hint),
            security=self._security(node),
            servers=self._servers(found),
            callbacks=self._callbacks(node, found),
            external_docs=docs.text("url") if docs is not None else "",
            origin=node.location,
        )

    def _servers(self, found: Found) -> tuple[Server, ...]:
        owners = (found.node, found.path_item, self._context.spec.root)
        node = next(
            (servers for owner in owners if (servers := owner.get("servers")) is not None and servers.value), None
        )
        return normalize_servers(self._context, node, self._server)

    def _security(self, node: Node) -> tuple[Requirement, ...]:
        own = node.get("security")
        return normalize_requirements(
            self._context, own if own is not None else self._context.spec.root.get("security"), self._schemes
        )

    def _body(self, node: Node, hint: tuple[str, ...]) -> Body | None:
        """Request Body Object (§4.8.13); None where there is none, or it has no media type."""
        stated = node.get("requestBody")
        if stated is None:
            return None
        body = self._context.expect(self._context.follow(stated), dict, "a request body")
        contents = normalize_contents(self._schemas, body.get("content"), (*hint, "request"))
        if not contents:
            self._context.degrade(
                codes.REQUIRED_MISSING,
                body.location,
                "its body has no media type",
                where="a request body",
                key="content",
            )
            return None
        return Body(
            required=body.flag("required"),
            contents=contents,
            description=body.text("description"),
            origin=body.location,
        )

    def _callbacks(self, node: Node, found: Found) -> tuple[Callback, ...]:
        """Callback Object (§4.8.18): the requests that the API makes."""
        result: list[Callback] = []
        for name, member in self._context.members(node.get("callbacks"), "callbacks"):
            callback = self._context.expect(self._context.follow(member), dict, "a callback")
            for expression, item in self._context.members(callback, "a callback"):
                path_item = self._context.expect(self._context.follow(item), dict, "a path item")
                for method, operation in _methods(path_item):
                    inner = Found(method, "", path_item, operation, f"{found.id}.{name}.{method}")
                    result.append(
                        Callback(
                            name=name,
                            expression=expression,
                            operation=self._operation(inner),
                            origin=operation.location,
                        )
                    )
        return tuple(result)
