"""An OpenAPI document as a test server reads it: raw nodes, references across files, schemas for validation.

Nothing here uses specloom: the server has to find specloom's mistakes, so it reads documents in its own way, and has
values validated by `openapi-schema-validator` and `jsonschema`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag, urljoin

import yaml
from jsonschema.exceptions import ValidationError, best_match
from jsonschema.validators import extend
from openapi_schema_validator import OAS30WriteValidator, OAS31Validator, oas30_format_checker, oas31_format_checker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

__all__ = ["METHODS", "Document", "Node"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
ALL_TYPES = {"string", "number", "integer", "boolean", "array", "object", "null"}


class TextLoader(yaml.CSafeLoader):
    """YAML as JSON sees it: dates stay the text that they are."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def with_string_keys(value: Any) -> Any:
    """Return the data with the keys that JSON has: a status code is a text."""
    if isinstance(value, dict):
        return {str(key): with_string_keys(item) for key, item in value.items()}
    return [with_string_keys(item) for item in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the document, and its address."""

    value: Any
    uri: str
    pointer: str

    def child(self, *keys: str | int) -> Node | None:
        """Return the node below this one, not following references; None where there is none."""
        value, pointer = self.value, self.pointer
        for key in keys:
            if (isinstance(value, dict) and key in value) or (
                isinstance(value, list) and isinstance(key, int) and key < len(value)
            ):
                value = value[key]
            else:
                return None
            pointer += "/" + str(key).replace("~", "~0").replace("/", "~1")
        return Node(value, self.uri, pointer)

    @property
    def address(self) -> str:
        return f"{self.uri}#{quote(self.pointer, safe='/~')}"


def _written_required(validator: Any, required: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """`required` in a request: what is read-only need not be there (OpenAPI 3.1 §4.8.24)."""
    if not validator.is_type(instance, "object"):
        return
    for name in required:
        described = schema.get("properties", {}).get(name)
        if name not in instance and not (isinstance(described, dict) and described.get("readOnly") is True):
            yield ValidationError(f"{name!r} is a required property")


WrittenValidator = extend(OAS31Validator, {"required": _written_required})


@dataclass(frozen=True)
class Document:
    """A document on disk, with everything that it refers to in files beside it."""

    path: Path

    @cached_property
    def root(self) -> Node:
        return Node(self._registry.contents(self.path.resolve().as_uri()), self.path.resolve().as_uri(), "")

    @cached_property
    def _registry(self) -> Registry[Any]:
        registry: Registry[Any] = Registry(retrieve=_read)  # type: ignore[call-arg]
        return registry.get_or_retrieve(self.path.resolve().as_uri()).registry

    def follow(self, node: Node | None) -> Node | None:
        """Return the node that a chain of references leads to."""
        for _ in range(50):
            if node is None or not isinstance(node.value, dict) or not isinstance(node.value.get("$ref"), str):
                return node
            address, fragment = urldefrag(urljoin(node.uri, node.value["$ref"]))
            contents = self._registry.get_or_retrieve(address).value.contents
            found = re.sub("%([0-9A-Fa-f]{2})", lambda match: chr(int(match[1], 16)), fragment)
            keys = [token.replace("~1", "/").replace("~0", "~") for token in found.split("/")[1:]]
            node = _at(Node(contents, address, ""), keys)
        return None

    def get(self, node: Node | None, *keys: str | int) -> Node | None:
        """Return a node below another, following references before and after each step."""
        node = self.follow(node)
        for key in keys:
            node = self.follow(node.child(key)) if node is not None else None
        return node

    def items(self, node: Node | None) -> Iterator[tuple[str, Node]]:
        """Yield the members of an object, references followed."""
        node = self.follow(node)
        for key in node.value if node is not None and isinstance(node.value, dict) else ():
            found = self.get(node, key)
            if found is not None:
                yield key, found

    def problem(self, schema: Node | None, value: Any) -> str | None:
        """Return what is wrong with a value in a request, by the schema; None where it satisfies it."""
        if schema is None:
            return None
        is_old = str(self.root.value.get("openapi", "")).startswith("3.0")
        kind = OAS30WriteValidator if is_old else WrittenValidator
        checker = oas30_format_checker if is_old else oas31_format_checker
        validator = kind({"$ref": schema.address}, registry=self._registry, format_checker=checker)
        error = best_match(validator.iter_errors(value))
        return None if error is None else f"at {list(error.absolute_path)}: {error.message[:300]}"

    def types(self, schema: Node | None, depth: int = 0) -> set[str]:
        """Return the JSON types that a schema may describe; all where it does not say."""
        schema = self.follow(schema)
        if schema is None or not isinstance(schema.value, dict) or depth > 8:
            return set(ALL_TYPES)
        stated = schema.value.get("type")
        if stated is not None:
            return {stated} if isinstance(stated, str) else set(stated)
        for keyword in ("allOf", "anyOf", "oneOf"):
            parts = schema.value.get(keyword) or []
            found = [self.types(schema.child(keyword, index), depth + 1) for index in range(len(parts))]
            if found:
                return set.intersection(*found) if keyword == "allOf" else set.union(*found)
        return {"object"} if "properties" in schema.value else set(ALL_TYPES)

    def inside(self, schema: Node | None, *keys: str, depth: int = 0) -> Node | None:
        """Return the first subschema at these keys, in the schema itself or in a part of it."""
        schema = self.follow(schema)
        if schema is None or depth > 8:
            return None
        found = self.get(schema, *keys)
        if found is not None:
            return found
        for keyword in ("allOf", "anyOf", "oneOf"):
            parts = schema.value.get(keyword) if isinstance(schema.value, dict) else None
            for index in range(len(parts or ())):
                found = self.inside(schema.child(keyword, index), *keys, depth=depth + 1)
                if found is not None:
                    return found
        return None


def _at(node: Node | None, keys: list[str]) -> Node | None:
    for key in keys:
        if node is None:
            return None
        node = node.child(int(key)) if isinstance(node.value, list) and key.isdecimal() else node.child(key)
    return node


def _read(uri: str) -> Resource[Any]:
    text = Path(
        re.sub("%([0-9A-Fa-f]{2})", lambda match: chr(int(match[1], 16)), uri.removeprefix("file://"))
    ).read_text()
    data = json.loads(text) if uri.endswith(".json") else with_string_keys(yaml.load(text, TextLoader))
    return Resource(contents=data, specification=DRAFT202012)
