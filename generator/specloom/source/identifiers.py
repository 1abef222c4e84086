"""What a file calls its own parts: `$id`, `$anchor`, `$dynamicAnchor` (JSON Schema 2020-12 §8.2) and `$self` (OpenAPI 3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from specloom.diagnostics.pointer import escape_token
from specloom.source.addresses import joined, split_reference
from specloom.source.values import is_array, is_object

__all__ = ["RECURSIVE", "Identifiers", "identifiers_of", "nearest", "parts_of"]

RECURSIVE = ""
"""The name under which `$recursiveAnchor: true` (2019-09) is kept among the dynamic anchors."""

_WORDS = ('$id"', "$id:", "$id'", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$self", "draft-04")
_INSTANCES = frozenset({"const", "default", "enum", "example", "examples"})
"""Keywords whose value is data: nothing in it is a reference or an identifier."""
_NAMES = frozenset(
    {
        *("$defs", "callbacks", "content", "definitions", "dependencies", "dependentSchemas", "encoding", "headers"),
        *("links", "parameters", "pathItems", "paths", "patternProperties", "properties", "requestBodies", "responses"),
        *("schemas", "securitySchemes", "variables", "webhooks"),
    }
)
"""Keywords whose value maps names to objects: `default` in `responses` is a name, and so is `example` in `properties`."""


@dataclass(slots=True)
class Identifiers:
    """The identifiers of one file."""

    resources: dict[str, str]
    """Pointer -> address of each schema resource; the file itself is at the empty pointer."""
    anchors: dict[tuple[str, str], list[str]] = field(default_factory=dict[tuple[str, str], list[str]])
    """Pointer of the resource and name -> pointers. A name should stand once in a resource; documents do not know that."""
    dynamic: dict[tuple[str, str], list[str]] = field(default_factory=dict[tuple[str, str], list[str]])

    def resource(self, pointer: str) -> str:
        """Return the pointer of the innermost resource around a node."""
        if len(self.resources) == 1:
            return ""
        while pointer not in self.resources:
            pointer = pointer.rpartition("/")[0]
        return pointer


def identifiers_of(text: str, data: Any, address: str) -> Identifiers:
    """Return the identifiers of a file that was read from `address`."""
    found = Identifiers({"": address})
    if any(word in text for word in _WORDS):
        _collect(data, found)
    return found


def _collect(data: Any, found: Identifiers) -> None:
    for pointer, value in parts_of(data):
        resource = _own_resource(value, pointer, found)
        anchor, dynamic = value.get("$anchor"), value.get("$dynamicAnchor")
        for name in (anchor, dynamic):
            if isinstance(name, str):
                found.anchors.setdefault((resource, name), []).append(pointer)
        if isinstance(dynamic, str):
            found.dynamic.setdefault((resource, dynamic), []).append(pointer)
        if value.get("$recursiveAnchor") is True:
            found.dynamic.setdefault((resource, RECURSIVE), []).append(pointer)


def _own_resource(value: dict[str, Any], pointer: str, found: Identifiers) -> str:
    """Return the resource that an object belongs to, which is itself where it has an `$id`."""
    around = found.resource(pointer)
    keyword = "$self" if not pointer and "$self" in value else "$id"
    if "draft-04" in str(value.get("$schema", "")):
        keyword = "id"
    stated = value.get(keyword)
    reference = split_reference(stated) if isinstance(stated, str) and not set(stated) & set(" \n\t") else None
    if reference is None:
        return around
    resource = around
    address = joined(found.resources[around], reference.document)
    if reference.document and address is not None:
        resource = pointer
        found.resources[pointer] = address
    if reference.fragment and not reference.fragment.startswith("/"):  # drafts 04 to 07: `$id: "#name"`
        found.anchors.setdefault((resource, reference.fragment), []).append(pointer)
    return resource


def parts_of(data: Any, start: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object that can be a schema or hold one, with its pointer; an outer one before those inside it.

    Objects that map names are yielded as well (without effect: what they hold is no text), data is not.
    """
    waiting: list[tuple[str, Any, bool]] = [(start, data, False)]
    while waiting:
        pointer, value, is_names = waiting.pop()
        if is_array(value):
            waiting += [(f"{pointer}/{index}", each, False) for index, each in enumerate(value) if is_nested(each)]
        elif is_object(value):
            yield pointer, value
            waiting += [
                (f"{pointer}/{escape_token(key)}", each, not is_names and key in _NAMES)
                for key, each in value.items()
                if is_nested(each) and (is_names or key not in _INSTANCES)
            ]


def is_nested(value: Any) -> bool:
    """Return whether a value can hold others."""
    return isinstance(value, (dict, list))


def nearest(pointers: list[str], pointer: str) -> str | None:
    """Return the one of several equal names that a node means: the one it shares the longest way with.

    None where two are equally near. (The specification wants one of a name; many documents have one in each component.)
    """
    if len(pointers) == 1:
        return pointers[0]
    ranked = sorted(((_shared(each, pointer), each) for each in pointers), reverse=True)
    return ranked[0][1] if ranked[0][0] > ranked[1][0] else None


def _shared(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first.split("/"), second.split("/"), strict=False):
        if one != other:
            break
        count += 1
    return count
