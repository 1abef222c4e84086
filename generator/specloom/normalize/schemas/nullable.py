"""Whether null satisfies a schema: `nullable` in all the places where documents of 3.0 write it, and 2.0's `x-nullable`.

The specification lets `nullable: true` count only beside a `type` (3.0.3 §4.7.24.1). Documents write it beside a `$ref`,
an `allOf` or an `enum` as well, and mean "or null" every time; so that is what it is taken for.
"""

from __future__ import annotations

from typing import Any

from specloom.diagnostics import Location
from specloom.normalize.context import Context
from specloom.normalize.schemas.annotations import says_nothing
from specloom.normalize.schemas.sole import reached
from specloom.source import Node
from specloom.source.refs import is_reference
from specloom.source.values import is_array, is_object

__all__ = ["admits_null", "is_marked_nullable", "is_null", "stands_apart"]


def is_marked_nullable(context: Context, schema: object) -> bool:
    """Return whether a schema says `nullable` itself, or in a part of its `allOf` that says nothing else."""
    if not is_object(schema):
        return False
    if schema.get("nullable") is True or (context.spec.version == "2.0" and schema.get("x-nullable") is True):
        return True
    parts = schema.get("allOf")
    return is_array(parts) and any(
        says_nothing(part) and is_marked_nullable(context, part) for part in parts if is_object(part)
    )


def stands_apart(context: Context, schema: object) -> bool:
    """Return whether null is admitted beside a schema rather than by its `type`, so that another schema holds it."""
    if not is_object(schema) or not is_marked_nullable(context, schema):
        return False
    return not isinstance(schema.get("type"), str) or any(key in schema for key in ("$ref", "allOf", "anyOf", "oneOf"))


def is_null(context: Context, node: Node) -> bool:
    """Return whether a schema is satisfied by null alone; `{nullable: true}` and nothing else is a way to write it."""
    value = node.value
    if not is_object(value):
        return False
    return (
        value.get("type") in ("null", ["null"])
        or value.get("enum") == [None]
        or ("const" in value and value["const"] is None)
        or (says_nothing(value) and is_marked_nullable(context, value))
    )


def admits_null(context: Context, node: Node, seen: frozenset[Location] = frozenset()) -> bool:
    """Return whether null satisfies a definition, by a look at its own keywords."""
    value: Any = node.value
    if not is_object(value) or node.location in seen:
        return False
    if is_marked_nullable(context, value):
        return True
    seen |= {node.location}
    if is_reference(value):
        target = reached(context, node)
        return target is not None and admits_null(context, target, seen)
    stated = value.get("type")
    if stated is not None:
        return stated == "null" or (is_array(stated) and "null" in stated)
    choices = [element for key in ("oneOf", "anyOf") if (listed := node.get(key)) for element in listed.elements()]
    if choices:
        return any(admits_null(context, choice, seen) for choice in choices)
    parts = [part for part in (node.get("allOf") or node).elements() if not says_nothing(part.value)]
    if parts:
        return all(admits_null(context, part, seen) for part in parts)
    enum = value.get("enum")
    return (is_array(enum) and None in enum) or ("const" in value and value["const"] is None)
