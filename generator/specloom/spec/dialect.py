"""What a version of OpenAPI needs to be read in the shape of the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from specloom.source import Node

__all__ = ["Dialect", "Follow"]

Follow = Callable[[Node], Node | None]
"""Follows references; None where that is reported as impossible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The functions that bring one object at a time to the shape of 3.2. Each leaves what is inside where it is."""

    schema: Callable[[Mapping[str, Any]], dict[str, Any]]
    """A Schema Object with the keywords of JSON Schema 2020-12."""
    root: Callable[[Node], Node]
    """The root with `servers` and `components`."""
    operation: Callable[[Node, Node, Node, Follow], tuple[Node, Node]]
    """Root, path item and operation to the path item and the operation with `requestBody` and `content`."""
    schemas: str
    """Pointer to the component schemas."""
    has_ref_siblings: bool
    """Keywords beside `$ref` in a schema count (3.1 and later)."""
