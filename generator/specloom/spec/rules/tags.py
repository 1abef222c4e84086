"""Tags have names of their own, and parents that exist (OpenAPI 3.2 §4.22)."""

from __future__ import annotations

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.source import Node

__all__ = ["check_tags"]


def check_tags(root: Node, diagnostics: Diagnostics) -> None:
    """Report tags that are described twice, whose parent is not there, or that are their own ancestors."""
    tags = root.get("tags")
    described: dict[str, Node] = {}
    for tag in tags.elements() if tags is not None else ():
        name = tag.text("name")
        if name in described:
            first = [("first here", described[name].location, None)]
            diagnostics.report(codes.TAG_DUPLICATE, tag.location, name=name, related=first)
        elif name:
            described[name] = tag
    parents = {name: parent for name, tag in described.items() if (parent := tag.text("parent"))}
    for name, parent in parents.items():
        place = described[name].location.child("parent")
        if parent not in described:
            problem = f"there is no tag {parent!r}"
            diagnostics.report(codes.TAG_PARENT, place, name=name, problem=problem)
        else:
            _check_circle(name, parents, place, diagnostics)


def _check_circle(name: str, parents: dict[str, str], place: Location, diagnostics: Diagnostics) -> None:
    trail = [name]
    while (parent := parents.get(trail[-1])) is not None and parent not in trail:
        trail.append(parent)
    if parent == name and name == min(trail):
        problem = "it is its own ancestor: " + " > ".join([*trail, name])
        diagnostics.report(codes.TAG_PARENT, place, name=name, problem=problem)
