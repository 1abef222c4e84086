"""Responses and their headers (OpenAPI 3.2 §4.16, §4.17)."""

from __future__ import annotations

import re
from collections.abc import Container

from specloom.diagnostics import codes
from specloom.ir.ledger import PartKind
from specloom.ir.operation import Response
from specloom.normalize.contents import normalize_contents
from specloom.normalize.context import BrokenError
from specloom.normalize.headers import normalize_headers
from specloom.normalize.links import Targets, normalize_links
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.source import Node

__all__ = ["normalize_responses"]

_STATUS = re.compile(r"[1-5][0-9][0-9]|[1-5]XX|default")


def normalize_responses(
    schemas: Schemas, targets: Targets, operation: Node, subject: str, hint: Hint
) -> tuple[Response, ...]:
    """Return the responses by status: numbers, then ranges, then `default`. A broken one is left out."""
    context = schemas.context
    node = operation.get("responses")
    stated = context.spare(context.members(node, "responses"), "responses")
    found: dict[str, Response] = {}
    for key, member in stated:
        status = _status(schemas, key, member, found)
        if status is None:
            continue
        with context.inside(f"response {status}"):
            try:
                found[status] = _response(schemas, targets, status, member, hint)
            except BrokenError as broken:
                context.leave_out(broken)
    if not stated:
        context.report(codes.RESPONSES_MISSING, operation.location, subject=subject)
    return tuple(sorted(found.values(), key=lambda response: _order(response.status)))


def _order(status: str) -> tuple[int, str]:
    return (2 if status == "default" else 1 if status.endswith("XX") else 0, status)


def _status(schemas: Schemas, stated: str, member: Node, taken: Container[str]) -> str | None:
    """Return the status that a key means; None where it means none, or one that is described already."""
    if _STATUS.fullmatch(stated):
        return stated
    context = schemas.context
    corrected = stated.upper() if stated.upper()[1:] == "XX" else stated.lower()
    if _STATUS.fullmatch(corrected) and corrected not in taken:
        context.report(codes.STATUS_UNUSUAL, member.location, status=stated, did=f"it was read as {corrected}")
        return corrected
    with context.part(PartKind.DETAIL, f"response {stated}"):
        reason = "its status is not known"
        context.skip(codes.STATUS_UNUSUAL, member.location, reason, status=stated, did="it was left out")
    return None


def _response(schemas: Schemas, targets: Targets, status: str, member: Node, hint: Hint) -> Response:
    """Response Object (§4.17)."""
    context = schemas.context
    node = context.expect(context.follow(member), dict, "a response")
    name = (*hint, "response" if status.startswith("2") else f"response {status}")
    return Response(
        status=status,
        summary=node.text("summary"),
        description=node.text("description"),
        headers=normalize_headers(schemas, node, name),
        contents=normalize_contents(schemas, node.get("content"), name),
        links=normalize_links(context, targets, node),
        origin=node.location,
    )
