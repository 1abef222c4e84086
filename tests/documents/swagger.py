"""Whole documents of Swagger 2.0."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from documents.dialect import SWAGGER
from documents.operations import HEADERS, Templates, variables
from documents.schemas import Schemas
from documents.texts import component_names, markdown, property_names, tag_names, texts

__all__ = ["swagger_documents"]

Draw = Callable[[st.SearchStrategy[Any]], Any]
Node = dict[str, Any]

_SCHEMES: tuple[Node, ...] = (
    {"type": "basic"},
    {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
    {"type": "apiKey", "in": "query", "name": "api key"},
    {
        "type": "oauth2",
        "flow": "accessCode",
        "authorizationUrl": "https://e.com/a",
        "tokenUrl": "https://e.com/t",
        "scopes": {},
    },
)
_MEDIA_TYPES = ("application/json", "application/xml", "text/plain", "application/octet-stream", "application/hal+json")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_NOT_IN_PARAMETERS = frozenset({"example", "description"})


@st.composite
def swagger_documents(draw: Draw) -> Node:
    """Return a document of Swagger 2.0 that openapi-spec-validator accepts, as JSON data."""
    names: list[str] = draw(st.lists(component_names, max_size=4, unique=True))
    schemas = Schemas(SWAGGER, tuple(names))
    schemes: dict[str, Node] = draw(st.dictionaries(component_names, st.sampled_from(_SCHEMES), max_size=2))
    document: Node = {
        "swagger": "2.0",
        "info": {"title": draw(texts), "version": draw(texts), "description": draw(markdown)},
        "paths": {path: _path_item(draw, path, schemas, tuple(schemes)) for path in draw(Templates)},
        "definitions": {name: draw(schemas.component(tuple(names[:at]))) for at, name in enumerate(names)},
        "securityDefinitions": schemes,
    }
    if draw(st.booleans()):
        document |= {"host": "api.example.com:8443", "basePath": "/v1", "schemes": ["https", "http"]}
    if draw(st.booleans()):
        document["produces"] = draw(st.lists(st.sampled_from(_MEDIA_TYPES), max_size=2, unique=True))
    return document


def _path_item(draw: Draw, path: str, schemas: Schemas, schemes: tuple[str, ...]) -> Node:
    methods = draw(st.lists(st.sampled_from(("get", "post", "put", "delete")), min_size=1, max_size=2, unique=True))
    return {method: _operation(draw, path, schemas, schemes) for method in methods}


def _operation(draw: Draw, path: str, schemas: Schemas, schemes: tuple[str, ...]) -> Node:
    operation: Node = {"parameters": _parameters(draw, path, schemas), "responses": _responses(draw, schemas)}
    for key, strategy in (
        ("summary", texts),
        ("description", markdown),
        ("tags", st.lists(tag_names, max_size=2, unique=True)),
    ):
        if draw(st.booleans()):
            operation[key] = draw(strategy)
    kind = draw(st.sampled_from(("none", "body", "form")))
    if kind == "body":
        body = {"in": "body", "name": draw(texts), "required": draw(st.booleans()), "schema": draw(schemas.any(2))}
        operation["parameters"].append(body)
        operation["consumes"] = draw(st.lists(st.sampled_from(_MEDIA_TYPES), min_size=1, max_size=2, unique=True))
    elif kind == "form":
        operation["parameters"] += _fields(draw, schemas)
        operation["consumes"] = ["multipart/form-data", *draw(st.lists(st.sampled_from(_FORMS), max_size=1))][-1:]
    if schemes and draw(st.booleans()):
        operation["security"] = [
            {name: []} for name in draw(st.lists(st.sampled_from(schemes), max_size=2, unique=True))
        ]
    return operation


def _parameters(draw: Draw, path: str, schemas: Schemas) -> list[Node]:
    found = [_parameter(draw, "path", name, schemas) for name in variables(path)]
    queries = [name for name in draw(st.lists(property_names, max_size=3, unique=True)) if name]
    found += [_parameter(draw, "query", name, schemas) for name in queries]
    headers = draw(st.lists(st.sampled_from(HEADERS), max_size=1))
    return found + [_parameter(draw, "header", name, schemas) for name in headers]


def _fields(draw: Draw, schemas: Schemas) -> list[Node]:
    names = draw(st.lists(property_names.filter(bool), min_size=1, max_size=3, unique=True))
    return [_parameter(draw, "formData", name, schemas) for name in names]


def _parameter(draw: Draw, where: str, name: str, schemas: Schemas) -> Node:
    parameter: Node = {"name": name, "in": where, "required": where == "path" or draw(st.booleans())}
    if draw(st.booleans()):
        parameter["description"] = draw(markdown)
    schema = _plain(draw(schemas.scalar()))
    if draw(st.integers(0, 3)) == 0:
        separators = ("csv", "ssv", "tsv", "pipes", *(("multi",) if where in {"query", "formData"} else ()))
        schema = {"type": "array", "items": schema, "collectionFormat": draw(st.sampled_from(separators))}
    if parameter["required"]:
        schema.pop("default", None)
    return parameter | schema


def _plain(schema: Node) -> Node:
    """Return a schema as far as a parameter of Swagger 2.0 can have it."""
    kept = {key: value for key, value in schema.items() if key not in _NOT_IN_PARAMETERS}
    return kept if "type" in kept else {"type": "string"}


def _responses(draw: Draw, schemas: Schemas) -> Node:
    statuses = draw(
        st.lists(st.sampled_from(("200", "201", "204", "404", "default")), min_size=1, max_size=3, unique=True)
    )
    return {status: _response(draw, status, schemas) for status in statuses}


def _response(draw: Draw, status: str, schemas: Schemas) -> Node:
    response: Node = {"description": draw(markdown)}
    if status != "204" and draw(st.booleans()):
        response["schema"] = draw(schemas.any(2))
    if draw(st.integers(0, 3)) == 0:
        response["headers"] = {"X-Rate-Limit": _plain(draw(schemas.scalar()))}
    return response
