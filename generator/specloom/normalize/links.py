"""Links (OpenAPI 3.2 §4.20): which operation comes next, and what of the answer it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from specloom.diagnostics import Location, codes
from specloom.ir.ledger import PartKind
from specloom.ir.operation import Link, OperationId
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.paths import Found
from specloom.source import Node

__all__ = ["Targets", "normalize_links"]


class Targets:
    """What a link can lead to: the operations of the document, by declared id and by place."""

    def __init__(self, context: Context, found: Iterable[Found]) -> None:
        listed = list(found)
        stated = Counter(each.node.text("operationId") for each in listed)
        self.by_name: dict[str, OperationId] = {
            name: each.id for each in listed if (name := each.node.text("operationId")) and stated[name] == 1
        }
        self.by_place: dict[Location, OperationId] = {each.node.location: each.id for each in listed}
        self.unwanted = {each.origin for each in context.excluded}
        nodes = (context.spec.document.node(place) for place in self.unwanted)
        self.unwanted_names = {node.text("operationId") for node in nodes if node is not None}


def normalize_links(context: Context, targets: Targets, node: Node) -> tuple[Link, ...]:
    """Return the links of a response; one that cannot be understood is reported and left out."""
    named = context.spare(context.entries(node.get("links"), "links"), "links")
    return tuple(_links(context, targets, named))


def _links(context: Context, targets: Targets, named: list[tuple[str, Node]]) -> Iterator[Link]:
    for name, member in named:
        try:
            link = context.expect(context.follow(member), dict, "a link")
            target = _target(context, targets, link, name)
        except BrokenError as broken:
            context.leave_out(broken, f"link {name}")
            continue
        given, body = link.get("parameters"), link.get("requestBody")
        yield Link(
            name=name,
            operation=target,
            description=link.text("description"),
            parameters=tuple(sorted((key, value.value) for key, value in given.members())) if given is not None else (),
            body=body.value if body is not None else None,
            origin=link.location,
        )


def _target(context: Context, targets: Targets, link: Node, title: str) -> OperationId | None:
    """Return where a link leads: by `operationId`, or by `operationRef`; None where the operation is not wanted."""
    name, reference = link.text("operationId"), link.text("operationRef")
    if not reference:
        if name not in targets.by_name and name not in targets.unwanted_names:
            _lose(context, link, name, title)
        return targets.by_name.get(name)
    place = context.follow(Node({"$ref": reference}, link.location)).location
    if place not in targets.by_place and place not in targets.unwanted:
        _lose(context, link, reference, title)
    return targets.by_place.get(place)


def _lose(context: Context, link: Node, target: str, title: str) -> None:
    with context.part(PartKind.DETAIL, f"link {title}"):
        context.degrade(codes.LINK_UNKNOWN, link.location, "it leads to no operation", target=target)
