"""Responses, their headers and links (OpenAPI 3.1 §4.8.16, §4.8.17, §4.8.20)."""

from __future__ import annotations

import re

from specloom.diagnostics import codes
from specloom.ir.operation import Header, Link, Response
from specloom.normalize.contents import normalize_contents
from specloom.normalize.context import BrokenError
from specloom.normalize.parameters import normalize_header
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.source import Node

__all__ = ["normalize_responses"]

_STATUS = re.compile(r"[1-5][0-9][0-9]|[1-5]XX|default")


def normalize_responses(schemas: Schemas, operation: Node, subject: str, hint: Hint) -> tuple[Response, ...]:
    """Return the responses by status: numbers, then ranges, then `default`."""
    node = operation.get("responses")
    found: dict[str, Response] = {}
    for stated, member in schemas.context.members(node, "responses"):
        status = _status(schemas, stated, member)
        if status is not None and status not in found:
            found[status] = _response(schemas, status, member, hint)
    if not found:
        schemas.context.report(codes.RESPONSES_MISSING, operation.location, subject=subject)
    return tuple(sorted(found.values(), key=lambda response: _order(response.status)))


def _order(status: str) -> tuple[int, str]:
    return (2 if status == "default" else 1 if status.endswith("XX") else 0, status)


def _status(schemas: Schemas, stated: str, member: Node) -> str | None:
    if _STATUS.fullmatch(stated):
        return stated
    corrected = stated.upper() if stated.upper()[1:] == "XX" else stated.lower()
    if _STATUS.fullmatch(corrected):
        did = f"it was read as {corrected}"
    else:
        corrected, did = "", "it was left out"
    schemas.context.report(codes.STATUS_UNUSUAL, member.location, status=stated, did=did)
    return corrected or None


def _response(schemas: Schemas, status: str, member: Node, hint: Hint) -> Response:
    context = schemas.context
    node = context.expect(context.follow(member), dict, "a response")
    name = "response" if status.startswith("2") else f"response {status}"
    described = node.get("description")
    return Response(
        status=status,
        description=described.value if described is not None and isinstance(described.value, str) else "",
        headers=_headers(schemas, node, (*hint, name)),
        contents=normalize_contents(schemas, node.get("content"), (*hint, name)),
        links=_links(schemas, node),
        origin=node.location,
    )


def _headers(schemas: Schemas, node: Node, hint: Hint) -> tuple[Header, ...]:
    found = [
        normalize_header(schemas, name, member, hint)
        for name, member in schemas.context.members(node.get("headers"), "headers")
    ]
    return tuple(header for header in found if header is not None)


def _links(schemas: Schemas, node: Node) -> tuple[Link, ...]:
    """Return the links of a response; one that cannot be understood is reported and left out."""
    found: list[Link] = []
    for name, member in schemas.context.members(node.get("links"), "links"):
        try:
            link = schemas.context.expect(schemas.context.follow(member), dict, "a link")
        except BrokenError:
            continue
        given = link.get("parameters")
        found.append(
            Link(
                name=name,
                operation=link.text("operationId") or None,
                description=link.text("description"),
                parameters=tuple(sorted((key, value.value) for key, value in given.members()))
                if given is not None
                else (),
                origin=link.location,
            )
        )
    return tuple(found)
