"""Whole documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from documents.dialect import DIALECTS, Dialect
from documents.operations import Operations
from documents.schemas import Schemas
from documents.texts import component_names, markdown, tag_names, texts

__all__ = ["documents"]

Draw = Callable[[st.SearchStrategy[Any]], Any]
Node = dict[str, Any]

_SCHEMES: tuple[Node, ...] = (
    {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
    {"type": "apiKey", "in": "query", "name": "api key"},
    {"type": "apiKey", "in": "cookie", "name": "sid"},
    {"type": "http", "scheme": "basic"},
    {"type": "http", "scheme": "bearer"},
    {"type": "openIdConnect", "openIdConnectUrl": "https://example.com/.well-known/openid-configuration"},
    {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://example.com/token", "scopes": {}}}},
)
_SERVERS: tuple[Node, ...] = (
    {"url": "https://api.example.com/v1"},
    {"url": "https://api.example.com/v1/"},
    {"url": "/relative"},
    {
        "url": "https://{region}.example.com:{port}/{base}",
        "variables": {
            "region": {"default": "eu", "enum": ["eu", "us"]},
            "port": {"default": "8443"},
            "base": {"default": "v1"},
        },
    },
)


@st.composite
def documents(draw: Draw) -> Node:
    """Return a document that openapi-spec-validator accepts, as JSON data."""
    dialect: Dialect = draw(st.sampled_from(DIALECTS))
    names: list[str] = draw(st.lists(component_names, max_size=4, unique=True))
    schemas = Schemas(dialect, tuple(names))
    schemes: dict[str, Node] = draw(st.dictionaries(component_names, st.sampled_from(_SCHEMES), max_size=3))
    schemes = {name: scheme | {"description": draw(markdown)} for name, scheme in schemes.items()}
    operations = Operations(dialect, schemas, tuple(schemes))
    components = {name: draw(schemas.component(tuple(names[:at]))) for at, name in enumerate(names)}
    if draw(st.booleans()):
        components |= _animals(draw)
        names.append("Animal.Any")
    document: Node = {
        "openapi": dialect.version,
        "info": {"title": draw(texts), "version": draw(texts), "description": draw(markdown)},
        "paths": operations.paths(draw),
        "components": {"schemas": components, "securitySchemes": schemes},
    }
    if draw(st.booleans()):
        document["servers"] = draw(st.lists(st.sampled_from(_SERVERS), min_size=1, max_size=2))
    if draw(st.booleans()):
        tags = draw(st.lists(tag_names, max_size=2, unique=True))
        document["tags"] = [{"name": name, "description": draw(markdown)} for name in tags]
    if dialect.is_json_schema and draw(st.integers(0, 3)) == 0:
        document["webhooks"] = {draw(texts): operations.path_item(draw, "")}
    return document


def _animals(draw: Draw) -> dict[str, Node]:
    """Return a union with a discriminator, with or without a mapping, and a family that inherits from it."""
    kind: Node = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    discriminator: Node = {"propertyName": "kind"}
    if draw(st.booleans()):
        discriminator["mapping"] = {'it\'s a "cat"': "#/components/schemas/Animal.Cat", "dog": "Animal.Dog"}
    cat = {
        "type": "object",
        "properties": {"lives": {"type": "integer"}, "parent": {"$ref": "#/components/schemas/Animal.Any"}},
    }
    variants = [{"$ref": "#/components/schemas/Animal.Cat"}, {"$ref": "#/components/schemas/Animal.Dog"}]
    return {
        "Animal.Base": kind,
        "Animal.Cat": {"allOf": [{"$ref": "#/components/schemas/Animal.Base"}, cat]},
        "Animal.Dog": {
            "allOf": [{"$ref": "#/components/schemas/Animal.Base"}, {"properties": {"bark": {"type": "boolean"}}}]
        },
        "Animal.Any": {"oneOf": variants, "discriminator": discriminator},
    }
