"""What the contestants are asked to do: two operations of the document, and answers that satisfy their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Auth", "Exercise", "Sample", "count_operations", "read_document", "sample"]

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
ITEMS = 1000
_DEEPEST = 6
_BY_FORMAT = {
    "date-time": "2020-01-01T00:00:00Z",
    "date": "2020-01-01",
    "uuid": "3f2b4c1e-7d80-4a49-9f3b-0c7f1d2e6a55",
    "uri": "https://example.com/one",
    "email": "one@example.com",
}


class _Loader(yaml.SafeLoader):
    """YAML as OpenAPI has it: a time is text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Exercise:
    """One operation, what it is called with, and the body of its answer."""

    operation: str
    template: str
    path: str
    """With its variables replaced."""
    values: dict[str, str]
    answer: str
    items: int
    """How many items the answer is a list of; 0: it is one object."""


@dataclass(frozen=True, slots=True)
class Auth:
    """The credential that every contestant is given."""

    scheme: str
    header: str
    prefix: str
    secret: str = "secret"


@dataclass(frozen=True, slots=True)
class Sample:
    """All that a worker needs to know of the document."""

    base_url: str
    auth: Auth | None
    one: Exercise
    many: Exercise

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def read_document(path: Path) -> dict[str, Any]:
    """Return an OpenAPI document in JSON or YAML."""
    text = path.read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text) if path.suffix == ".json" else yaml.load(text, _Loader)
    return document


def count_operations(document: dict[str, Any]) -> int:
    """Return how many operations the document has."""
    return sum(method in item for item in document["paths"].values() for method in METHODS)


def sample(document: dict[str, Any], one: str | None = None, many: str | None = None) -> Sample:
    """Return the exercises: operations that are named, else those whose answer is of median size.

    An operation can be chosen where it is a GET that needs nothing but its path, and answers with JSON. Raises
    `ValueError` where there is none.
    """
    found = list(_exercises(document))
    singles = [each for each in found if not each.items]
    lists = [each for each in found if each.items]
    servers = document.get("servers") or [{"url": ""}]
    base_url = str(servers[0]["url"])
    if not base_url.startswith("http"):
        base_url = "https://api.example.com" + base_url.rstrip("/")
    return Sample(base_url, _auth(document), _chosen(singles, one), _chosen(lists, many))


def _chosen(exercises: list[Exercise], name: str | None) -> Exercise:
    named = [each for each in exercises if name in (None, each.operation)]
    if not named:
        raise ValueError(f"no operation{f' {name}' if name else ''} is a GET that needs only its path and answers JSON")
    return sorted(named, key=lambda each: (len(each.answer), each.operation))[len(named) // 2]


def _exercises(document: dict[str, Any]) -> Iterator[Exercise]:
    """Yield what each operation that can be chosen would be."""
    for template, item in document["paths"].items():
        node = item.get("get")
        if not node or "operationId" not in node or node.get("servers"):
            continue
        given = [*item.get("parameters", []), *node.get("parameters", [])]
        parameters = [_resolved(document, parameter) for parameter in given]
        schema = _answer(document, node)
        if schema is None or any(p.get("required") and p["in"] != "path" for p in parameters):
            continue
        names = [p["name"] for p in parameters if p["in"] == "path"]
        if any(
            _resolved(document, p.get("schema", {})).get("type") != "string" for p in parameters if p["in"] == "path"
        ):
            continue
        is_list = schema.get("type") == "array"
        value = value_of(document, schema.get("items", {}) if is_list else schema)
        if not isinstance(value, dict) or not value:
            continue
        path = template
        for number, name in enumerate(names):
            path = path.replace(f"{{{name}}}", f"value{number}")
        values = {name: f"value{number}" for number, name in enumerate(names)}
        answer = json.dumps([value] * ITEMS if is_list else value, separators=(",", ":"))
        yield Exercise(node["operationId"], template, path, values, answer, ITEMS if is_list else 0)


def _answer(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any] | None:
    """Return the schema of the JSON body of the answer 200."""
    answer = _resolved(document, node.get("responses", {}).get("200", {}))
    schema = answer.get("content", {}).get("application/json", {}).get("schema")
    return None if schema is None else _resolved(document, schema)


def _resolved(document: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Return what a local reference leads to."""
    while "$ref" in node:
        target: Any = document
        for token in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        node = target
    return node


def value_of(document: dict[str, Any], schema: dict[str, Any], depth: int = 0) -> Any:
    """Return a value that satisfies a schema: its example, or one that is made from its parts."""
    schema = _resolved(document, schema)
    if "allOf" in schema:
        merged: dict[str, Any] = {}
        for part in [*schema["allOf"], {key: value for key, value in schema.items() if key != "allOf"}]:
            value = value_of(document, part, depth)
            merged.update(value if isinstance(value, dict) else {})
        return merged
    for variants in ("oneOf", "anyOf"):
        if variants in schema:
            return value_of(document, schema[variants][0], depth + 1)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) else kind
    if "properties" in schema or kind == "object":
        return _object(document, schema, depth)
    if kind == "array":
        return [] if depth > _DEEPEST else [value_of(document, schema.get("items", {}), depth + 1)]
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("example", "default"):
        if isinstance(schema.get(key), str | int | float):
            return schema[key]
    made = {"integer": schema.get("minimum", 1), "number": 1.5, "boolean": True}
    return made.get(str(kind), _BY_FORMAT.get(schema.get("format", ""), "text"))


def _object(document: dict[str, Any], schema: dict[str, Any], depth: int) -> dict[str, Any]:
    """Return an object with all its properties, or, deep down, only with those that it needs."""
    needed = schema.get("required", [])
    return {
        name: value_of(document, part, depth + 1)
        for name, part in schema.get("properties", {}).items()
        if name in needed or (depth < _DEEPEST and not part.get("writeOnly"))
    }


def _auth(document: dict[str, Any]) -> Auth | None:
    """Return the first scheme that puts its secret into a header."""
    for name, scheme in document.get("components", {}).get("securitySchemes", {}).items():
        if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
            return Auth(name, scheme["name"], "")
        if scheme.get("type") == "http" and scheme.get("scheme", "").lower() == "bearer":
            return Auth(name, "Authorization", "Bearer")
    return None
