"""OpenAPI 3.0: its Schema Object (§4.7.24) in the shape of JSON Schema 2020-12, one object at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from specloom.source import Node
from specloom.source.values import is_array
from specloom.spec.dialect import Dialect, Follow

__all__ = ["V30", "V31", "upgrade_schema"]


def upgrade_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the object with 2020-12's keywords; the schemas inside it are left as they are, and where they are.

    `nullable: true` becomes null among the types; where there is no `type` to hold it, it is kept for the reader (its
    meaning there is disputed, and documents that write it mean "or null").
    """
    result = dict(schema)
    if result.get("nullable") is True and isinstance(result.get("type"), str):
        result["type"] = [result["type"], "null"]
        if is_array(result.get("enum")) and None not in result["enum"]:
            result["enum"] = [*result["enum"], None]
        del result["nullable"]
    elif result.get("nullable") is False:
        del result["nullable"]
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        flag = result.get(exclusive)
        if isinstance(flag, bool):
            del result[exclusive]
            if flag and bound in result:
                result[exclusive] = result.pop(bound)
    return result


def _same_root(root: Node) -> Node:
    return root


def _same_operation(_root: Node, path_item: Node, operation: Node, _follow: Follow) -> tuple[Node, Node]:
    return path_item, operation


V30 = Dialect(
    schema=upgrade_schema,
    root=_same_root,
    operation=_same_operation,
    schemas="/components/schemas",
    has_ref_siblings=False,
)
V31 = replace(V30, has_ref_siblings=True)
"""3.1 and 3.2. Documents that still write `nullable` or a boolean `exclusiveMinimum` mean what 3.0 means by them."""
