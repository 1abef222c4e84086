"""Operations (OpenAPI 3.2 §4.10), each with all it inherits from its path item and the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.diagnostics import Location, codes
from specloom.ir.ids import words
from specloom.ir.ledger import Coverage, PartKind
from specloom.ir.operation import Body, Callback, Operation, ParameterLocation, Requirement, Server
from specloom.normalize.code_samples import code_samples
from specloom.normalize.contents import normalize_contents
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.links import Targets
from specloom.normalize.marks import Mark, Reading
from specloom.normalize.parameters import normalize_parameters
from specloom.normalize.paths import Broken, Found, methods_of
from specloom.normalize.responses import normalize_responses
from specloom.normalize.schemas.build import Schemas
from specloom.normalize.sections import Tags
from specloom.normalize.security import Schemes
from specloom.normalize.servers import normalize_servers
from specloom.normalize.templates import request_template
from specloom.source import Node

__all__ = ["OperationNormalizer"]


class OperationNormalizer:
    """Normalizes the operations of one document."""

    def __init__(
        self, schemas: Schemas, schemes: Schemes, tags: Tags, targets: Targets, *, server: str | None = None
    ) -> None:
        self._schemas = schemas
        self._context: Context = schemas.context
        self._schemes = schemes
        self._tags = tags
        self._targets = targets
        self._server = server
        self._open: set[Location] = set()
        """Operations whose callbacks are being read: a callback may describe the operation that it stands in."""

    def normalize(self, found: Found) -> tuple[Operation, Reading] | Broken:
        """Return an operation and what was noted of it; or that it is broken, which is reported."""
        with self._context.about(found.subject) as reading:
            try:
                return self._operation(found, found.subject), reading
            except BrokenError as broken:
                mark = Mark(broken.code.name, "it cannot be understood", broken.location)
                return Broken(found.subject, mark)

    def _operation(self, found: Found, subject: str) -> Operation:
        """Operation Object (§4.10). A part that is broken costs that part alone."""
        context = self._context
        node = context.expect(found.node, dict, "an operation")
        listed = context.spare(context.elements(node.get("tags"), "tags"), "tags")
        tags = tuple(str(tag.value) for tag in listed)
        hint = (found.id,)
        docs = node.get("externalDocs")
        parameters = normalize_parameters(self._schemas, found.path_item, node, found.path, hint)
        query = {each.wire_name for each in parameters if each.location is ParameterLocation.QUERY}
        return Operation(
            id=found.id,
            declared_id=node.text("operationId") or None,
            method=found.method,
            path=found.path,
            template=request_template(found.path, query),
            section=self._tags.section_of(tags),
            tags=tags,
            summary=node.text("summary") or found.path_item.text("summary"),
            description=node.text("description") or found.path_item.text("description"),
            deprecated=node.flag("deprecated"),
            parameters=parameters,
            body=self._body(node, hint),
            responses=normalize_responses(self._schemas, self._targets, node, subject, hint),
            security=self._security(node),
            servers=self._servers(found),
            callbacks=self._callbacks(node, found),
            external_docs=docs.text("url") if docs is not None else "",
            code_samples=tuple(code_samples(node)),
            origin=node.location,
        )

    def _servers(self, found: Found) -> tuple[Server, ...]:
        owners = (found.node, found.path_item, self._context.spec.root)
        node = next(
            (servers for owner in owners if (servers := owner.get("servers")) is not None and servers.value), None
        )
        return normalize_servers(self._context, node, self._server)

    def _security(self, node: Node) -> tuple[Requirement, ...]:
        """Return the operation's own requirements, else those of the document; `[]` of its own asks for nothing."""
        own = node.get("security")
        return self._schemes.requirements(own if own is not None else self._context.spec.root.get("security"))

    def _body(self, node: Node, hint: tuple[str, ...]) -> Body | None:
        """Request Body Object (§4.13); None where there is none, or it has no media type."""
        stated = node.get("requestBody")
        if stated is None:
            return None
        context = self._context
        try:
            body = context.expect(context.follow(stated), dict, "a request body")
        except BrokenError as broken:
            context.leave_out(broken, "request body")
            return None
        with context.inside("request"):
            contents = normalize_contents(self._schemas, body.get("content"), (*hint, "request"))
        if not contents:
            with context.part(PartKind.DETAIL, "request body"):
                context.skip(codes.BODY_UNDESCRIBED, body.location, "it has no media type")
            return None
        return Body(
            required=body.flag("required"),
            contents=contents,
            description=body.text("description"),
            origin=body.location,
        )

    def _callbacks(self, node: Node, found: Found) -> tuple[Callback, ...]:
        """Callback Object (§4.18): the requests that the API makes; a ring of them is told once."""
        if node.location in self._open:
            return ()
        self._open.add(node.location)
        try:
            context = self._context
            found_here: list[Callback] = []
            for name, member in context.spare(context.entries(node.get("callbacks"), "callbacks"), "callbacks"):
                with context.inside(f"callback {name}"):
                    found_here += self._callback(member, found, name)
            return tuple(found_here)
        finally:
            self._open.remove(node.location)

    def _callback(self, member: Node, found: Found, name: str) -> Iterator[Callback]:
        """Yield the requests of one Callback Object, each named after its operation and its place."""
        context = self._context
        try:
            callback = context.expect(context.follow(member), dict, "a callback")
            items = list(context.members(callback, "a callback"))
        except BrokenError as broken:
            context.leave_out(broken)
            return
        for expression, item in items:
            place = "".join(words(expression)) if len(items) > 1 else ""
            for method, request in self._requests(item):
                identifier = ".".join(part for part in (found.id, name, place, method.lower()) if part)
                inner = replace(request, id=identifier)
                try:
                    described = self._operation(inner, f"{found.subject}, callback {name}")
                except BrokenError as broken:
                    context.leave_out(broken, method)
                    continue
                yield Callback(name=name, expression=expression, operation=described, origin=request.node.location)

    def _requests(self, item: Node) -> Iterator[tuple[str, Found]]:
        """Yield the requests below one expression of a Callback Object, by method."""
        context = self._context
        try:
            path_item = context.expect(context.complete(item), dict, "a path item")
        except BrokenError as broken:
            context.leave_out(broken)
            return
        for method, node in methods_of(context, path_item):
            if isinstance(node, Mark):
                with context.part(PartKind.DETAIL, method):
                    context.reading.note(replace(node, coverage=Coverage.SKIPPED))
            else:
                yield method, Found(method, "", path_item, node, "")
