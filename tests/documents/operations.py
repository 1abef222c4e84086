"""Path items: operations with parameters, bodies, responses, links and callbacks of every kind."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from documents.dialect import Dialect
from documents.schemas import Schemas
from documents.texts import markdown, property_names, tag_names, texts

__all__ = ["HEADERS", "Operations", "Templates", "variables"]

Draw = Callable[[st.SearchStrategy[Any]], Any]
Node = dict[str, Any]

_SEGMENTS = (
    *(
        "pets",
        "v1",
        "a.b",
        "class",
        "\u00fc",
        "a'b",
        'a"b',
        "a`b",
        "*",
        "README",
        "con",
        "$HOME",
        "a%20b",
        "~",
    ),
    *("{id}", "{id}.json", "x:{action}", "{class}", "{a-b}", "{petId}", "{id}/x/{id2}", "@{user}", "{\u540d}"),
)
_METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
_WITH_BODY = frozenset({"post", "put", "patch", "query"})
_STATUSES = ("200", "201", "202", "204", "2XX", "404", "4XX", "500", "default")
_JSON = ("application/json", "application/vnd.api+json", "application/json; charset=utf-8", "*/*")
_TEXT = ("text/plain", "text/csv", "application/xml", "application/x-ndjson", "text/event-stream", "image/png")
_BINARY = ("application/octet-stream", "image/*")
HEADERS = ("X-Request-ID", "x-class", "If-Match", "X_Under", "X-1", "Prefer")
_STYLES = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
_HOSTS = st.sampled_from(
    ("e.com", "{{x}}.com", "e.com/a'b", 'e.com/$(id)"', "\u4f8b.example", "[::1]:80", "e.com/`id`?a=b c")
)
_OF_ARRAYS = frozenset({"spaceDelimited", "pipeDelimited"})


def variables(path: str) -> list[str]:
    """Return the names in the braces of a path."""
    return re.findall(r"\{([^{}]+)\}", path)


def _distinct(paths: list[list[str]]) -> list[str]:
    """Return the paths that are equal to no other but for the names in their braces, and use no name twice."""
    found: dict[str, str] = {}
    for segments in paths:
        path = "/" + "/".join(segments)
        if len(set(variables(path))) == len(variables(path)):
            found.setdefault(re.sub(r"\{[^{}]+\}", "{}", path), path)
    return [*found.values()]


Templates = st.lists(st.lists(st.sampled_from(_SEGMENTS), max_size=3, unique=True), min_size=1, max_size=4).map(
    _distinct
)
"""The templates of a document's paths."""


@dataclass(frozen=True, slots=True)
class Operations:
    """Draws path items; remembers the ids that were given out, which must be unique."""

    dialect: Dialect
    schemas: Schemas
    schemes: tuple[str, ...]
    ids: list[str] = field(default_factory=list[str])

    def paths(self, draw: Draw) -> dict[str, Node]:
        """Return the `paths` of a document."""
        return {path: self.path_item(draw, path) for path in draw(Templates)}

    def path_item(self, draw: Draw, path: str) -> Node:
        """Return what can be done with a path."""
        methods = draw(st.lists(st.sampled_from(_METHODS), min_size=1, max_size=2, unique=True))
        item: Node = {method: self._operation(draw, method, path) for method in methods}
        if self.dialect.has_query_method and draw(st.booleans()):
            item["query"] = self._operation(draw, "query", path)
        if draw(st.integers(0, 4)) == 0:
            item["summary"] = draw(texts)
            item["parameters"] = [self._parameter(draw, "header", "X-Shared")]
        return item

    def _operation(self, draw: Draw, method: str, path: str) -> Node:
        operation: Node = {"responses": self._responses(draw)}
        identifier = draw(st.one_of(st.none(), property_names))
        if identifier and identifier not in self.ids:
            operation["operationId"] = identifier
            self.ids.append(identifier)
        for key, strategy in (("summary", texts), ("description", markdown), ("tags", st.lists(tag_names, max_size=2))):
            if draw(st.booleans()):
                operation[key] = draw(strategy)
        operation["parameters"] = self._parameters(draw, path)
        if method in _WITH_BODY and draw(st.integers(0, 3)):
            operation["requestBody"] = {
                "required": draw(st.booleans()),
                "content": self._contents(draw, is_request=True),
            }
        if self.schemes and draw(st.booleans()):
            names = draw(st.lists(st.sampled_from(self.schemes), max_size=2, unique=True))
            operation["security"] = [{name: []} for name in names]
        if draw(st.integers(0, 5)) == 0:
            operation["callbacks"] = {
                "onEvent": {"{$request.body#/url}": {"post": {"responses": self._responses(draw)}}}
            }
        if draw(st.integers(0, 5)) == 0:
            operation["servers"] = [{"url": "https://{host}/x/", "variables": {"host": {"default": draw(_HOSTS)}}}]
        if draw(st.integers(0, 5)) == 0:
            operation |= {"deprecated": True, "externalDocs": {"url": "https://example.com/a_b?c=d#e"}}
        return operation

    def _parameters(self, draw: Draw, path: str) -> list[Node]:
        parameters = [self._parameter(draw, "path", name) for name in variables(path)]
        queries = [name for name in draw(st.lists(property_names, max_size=3, unique=True)) if name]
        parameters += [self._parameter(draw, "query", name) for name in queries]
        headers = draw(st.lists(st.sampled_from(HEADERS), max_size=2, unique=True))
        parameters += [self._parameter(draw, "header", name) for name in headers]
        if draw(st.integers(0, 3)) == 0:
            parameters.append(self._parameter(draw, "cookie", draw(st.sampled_from(("session", "a-b", "class")))))
        return parameters

    def _parameter(self, draw: Draw, where: str, name: str) -> Node:
        parameter: Node = {"name": name, "in": where, "required": where == "path" or draw(st.booleans())}
        if draw(st.booleans()):
            parameter["description"] = draw(markdown)
        if where == "query" and draw(st.integers(0, 6)) == 0:
            return parameter | {"content": {"application/json": {"schema": draw(self.schemas.any(1))}}}
        style = draw(st.sampled_from(_STYLES[where]))
        schemas = self.schemas.flat()
        if style in _OF_ARRAYS:
            schemas = self.schemas.scalar().map(lambda items: {"type": "array", "items": items})
        elif style == "deepObject":
            schemas = self.schemas.scalar().map(lambda one: {"type": "object", "properties": {"a": one, "b c": one}})
        parameter |= {"style": style, "schema": draw(schemas)}
        if parameter["schema"].get("type") == "string" and len(parameter["schema"]) == 1:
            parameter["example"] = draw(texts)
        if style not in _OF_ARRAYS and style != "deepObject" and draw(st.booleans()):
            parameter["explode"] = draw(st.booleans())
        return parameter

    def _responses(self, draw: Draw) -> Node:
        statuses = draw(st.lists(st.sampled_from(_STATUSES), min_size=1, max_size=3, unique=True))
        return {status: self._response(draw, status) for status in statuses}

    def _response(self, draw: Draw, status: str) -> Node:
        response: Node = {"description": draw(markdown)}
        if status != "204" and draw(st.integers(0, 3)):
            response["content"] = self._contents(draw, is_request=False)
        if draw(st.integers(0, 4)) == 0:
            response["headers"] = {"X-Rate-Limit": {"description": draw(texts), "schema": draw(self.schemas.scalar())}}
        if self.ids and draw(st.integers(0, 4)) == 0:
            response["links"] = {"next": {"operationId": draw(st.sampled_from(self.ids)), "description": draw(texts)}}
        return response

    def _form(self, draw: Draw) -> Node:
        """Return the content of a form, now and then with an encoding for one of its properties."""
        content: Node = {"schema": draw(self.schemas.form())}
        names = [*content["schema"]["properties"]]
        if names and draw(st.booleans()):
            how = draw(st.sampled_from(("application/json", "text/plain", "application/xml", "image/png, image/jpeg")))
            content["encoding"] = {draw(st.sampled_from(names)): {"contentType": how}}
        return content

    def _contents(self, draw: Draw, *, is_request: bool) -> Node:
        contents: Node = {}
        for _ in range(draw(st.integers(1, 2))):
            kind = draw(st.sampled_from(("json", "json", "json", "text", "binary", "form", "multipart")))
            match kind:
                case "form" | "multipart" if is_request:
                    media_type = {"form": "application/x-www-form-urlencoded", "multipart": "multipart/form-data"}[kind]
                    contents[media_type] = self._form(draw)
                case "text":
                    contents[draw(st.sampled_from(_TEXT))] = {"schema": draw(self.schemas.any(1))}
                case "binary":
                    contents[draw(st.sampled_from(_BINARY))] = {"schema": {"type": "string", "format": "binary"}}
                case _:
                    contents[draw(st.sampled_from(_JSON))] = self._json(draw)
        return contents

    def _json(self, draw: Draw) -> Node:
        """Return a JSON content, now and then with an example that fits, or with one that does not matter."""
        kind = draw(st.integers(0, 5))
        if kind == 0:
            schema: Node = {"type": "object", "additionalProperties": {"type": "string"}}
            return {"schema": schema, "example": draw(st.dictionaries(property_names, texts, max_size=3))}
        if kind == 1:
            schema = {"type": "array", "items": {"type": "string"}}
            values = itertools.count(1)
            lists = draw(st.lists(st.lists(texts, max_size=2), min_size=1, max_size=2))
            return {"schema": schema, "examples": {f"example {next(values)}": {"value": each} for each in lists}}
        return {"schema": draw(self.schemas.any(2))}
