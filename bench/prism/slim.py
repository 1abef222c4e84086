"""A copy of a description that says nothing of answers but that there are some, for a mock that cannot load all of it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

__all__ = ["without_answers"]

_METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")


def without_answers(document: dict[str, Any]) -> dict[str, Any]:
    """Return the description with every schema of an answer open, and without the components that only those used."""
    slim = copy.deepcopy(document)
    for item in slim["paths"].values():
        for method in _METHODS:
            for response in item.get(method, {}).get("responses", {}).values():
                for content in response.get("content", {}).values():
                    content["schema"] = {"type": "object"}
                    content.pop("example", None)
                    content.pop("examples", None)
    schemas = slim.get("components", {}).get("schemas", {})
    used: set[str] = set()
    waiting = list(_schemas_in({key: value for key, value in slim.items() if key != "components"}))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _schemas_in(schemas.get(name))
    slim.get("components", {})["schemas"] = {name: schemas[name] for name in schemas if name in used}
    return slim


def _schemas_in(node: object) -> Iterator[str]:
    """Yield the names of component schemas that are referred to in a value."""
    if isinstance(node, dict):
        target = node.get("$ref")
        if isinstance(target, str) and target.startswith("#/components/schemas/"):
            yield target.rpartition("/")[2]
        for value in node.values():
            yield from _schemas_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from _schemas_in(value)
