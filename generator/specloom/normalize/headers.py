"""Headers of responses and of the parts of a body (OpenAPI 3.2 §4.21)."""

from __future__ import annotations

from specloom.ir.ledger import PartKind
from specloom.ir.operation import Header
from specloom.normalize.context import BrokenError
from specloom.normalize.schemas.build import Hint, Schemas
from specloom.normalize.values import normalize_value
from specloom.source import Node

__all__ = ["normalize_headers"]


def normalize_headers(schemas: Schemas, node: Node, hint: Hint) -> tuple[Header, ...]:
    """Return the `headers` of an object by name; without `Content-Type`, which the media type gives."""
    context = schemas.context
    found: list[Header] = []
    for name, member in context.spare(context.entries(node.get("headers"), "headers"), "headers"):
        if name.lower() == "content-type":
            continue
        with context.part(PartKind.DETAIL, f"header {name}"):
            try:
                found.append(_header(schemas, name, member, hint))
            except BrokenError as broken:
                context.leave_out(broken)
    return tuple(found)


def _header(schemas: Schemas, name: str, element: Node, hint: Hint) -> Header:
    node = schemas.context.expect(schemas.context.follow(element), dict, "a header")
    value = normalize_value(schemas, node, (*hint, name))
    return Header(
        wire_name=name,
        type=value.type,
        required=node.flag("required"),
        media_type=value.media_type,
        description=node.text("description") or value.description,
        deprecated=node.flag("deprecated"),
        origin=node.location,
    )
