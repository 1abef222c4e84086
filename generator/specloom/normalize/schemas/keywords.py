"""Keywords that no type expresses (JSON Schema 2020-12 §10.2): reported, and what they describe used where it is safe."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.diagnostics import codes
from specloom.normalize.context import BrokenError, Context
from specloom.normalize.marks import Mark
from specloom.normalize.schemas.parts import Part, flatten, with_keyword
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["conditional_properties", "is_impossible", "properties_of", "report_inexpressible"]

_INEXPRESSIBLE = (
    "not",
    "if",
    "dependentSchemas",
    "dependentRequired",
    "contains",
    "propertyNames",
    "unevaluatedItems",
)

_DEPENDENT = {"if": ("then", "else"), "contains": ("minContains", "maxContains")}


def is_impossible(parts: tuple[Part, ...]) -> bool:
    """Return whether a part is the schema `false`, or `not` of anything."""
    return any("not" in part.schema and part.schema["not"] in (True, {}) for part in parts)


def report_inexpressible(context: Context, parts: tuple[Part, ...]) -> None:
    """Report each such keyword: the type is wider than the schema. `then` and `else` are told with their `if`."""
    for part in with_keyword(parts, *_INEXPRESSIBLE):
        for keyword in _INEXPRESSIBLE:
            if keyword in part.schema and not _is_expressed(keyword, parts):
                location = part.node.location.child(keyword)
                reason = f"`{keyword}` is wider as a type"
                context.degrade(codes.SCHEMA_KEYWORD, location, reason, keyword=keyword)
                _note_dependent(context, part, keyword)


def _note_dependent(context: Context, part: Part, keyword: str) -> None:
    """Note the keywords that are not fully expressed because the one is not that they go with."""
    for other in _DEPENDENT.get(keyword, ()):
        if other in part.schema:
            reason = f"`{other}` goes with `{keyword}`"
            context.reading.note(
                Mark(codes.SCHEMA_KEYWORD.name, reason, part.node.location.child(other), keyword=other)
            )


def _is_expressed(keyword: str, parts: tuple[Part, ...]) -> bool:
    """Return whether a keyword says no more than the type: `unevaluatedItems` where it is what `items` would be."""
    return keyword == "unevaluatedItems" and not any({"items", "contains"} & part.schema.keys() for part in parts)


def conditional_properties(context: Context, parts: tuple[Part, ...]) -> dict[str, list[Node]]:
    """Return the properties that are described only under a condition; a value may have them, or not.

    One name may have several schemas, one for each condition: `then`, `else`, and each of `dependentSchemas`.
    """
    found: dict[str, list[Node]] = {}
    for part in parts:
        for branch in _branches(part):
            for name, nodes in _of_branch(context, branch).items():
                found.setdefault(name, []).extend(nodes)
    return found


def _branches(part: Part) -> Iterator[Node]:
    for keyword in ("then", "else"):
        branch = part.child(keyword) if "if" in part.schema else None
        if branch is not None:
            yield branch
    dependent = part.child("dependentSchemas") if "dependentSchemas" in part.schema else None
    if dependent is not None:
        yield from (branch for _, branch in sorted(dependent.members(), key=lambda each: each[0]))


def _of_branch(context: Context, branch: Node) -> dict[str, list[Node]]:
    if not is_object(branch.value):
        return {}
    try:
        parts = flatten(context, branch)
        found = conditional_properties(context, tuple(part for part in parts if part.node != branch))
        found.update(properties_of(context, parts))
    except BrokenError:
        return {}
    return found


def properties_of(context: Context, parts: tuple[Part, ...]) -> dict[str, list[Node]]:
    """Return the schemas of each property, one per part that describes it. Raises `BrokenError`."""
    found: dict[str, dict[object, Node]] = {}
    for part in with_keyword(parts, "properties"):
        listed = part.child("properties")
        if listed is None:
            continue
        for name, member in context.expect(listed, dict, "properties").members():
            found.setdefault(name, {})[member.location] = member
    return {name: list(nodes.values()) for name, nodes in found.items()}
