"""Reads values back out of raw requests, by the serialisation styles of OpenAPI 3.1 §4.8.12. Used by the test server only."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_plus

from behaviour.api_document import Document, Node

__all__ = ["Decoder", "Query", "UnreadableError"]

DELIMITERS = {"form": ",", "spaceDelimited": "%20", "pipeDelimited": "%7C"}
DEFAULT_STYLES = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


class UnreadableError(ValueError):
    """What was sent is not in the style that the document asks for."""


@dataclass
class Query:
    """Raw `key=value` pairs, and which of them a parameter has accounted for."""

    pairs: list[tuple[str, str]]
    used: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str, separator: str = "&") -> Query:
        """Return the pairs of a query, or of a Cookie header; keys decoded, values raw."""
        pieces = [piece.strip(" ").partition("=") for piece in text.split(separator) if piece.strip()]
        return cls([(unquote_plus(key), value) for key, _, value in pieces])

    def take(self, wanted: Any) -> list[tuple[str, str]]:
        """Return the pairs whose key `wanted` accepts, and account for them."""
        found = [(index, pair) for index, pair in enumerate(self.pairs) if wanted(pair[0])]
        self.used |= {index for index, _ in found}
        return [pair for _, pair in found]

    @property
    def unused(self) -> list[str]:
        return [key for index, (key, _) in enumerate(self.pairs) if index not in self.used]


@dataclass(frozen=True)
class Decoder:
    """Decodes by the schemas of one document."""

    document: Document

    def scalar(self, text: str, schema: Node | None) -> Any:
        """Return the JSON value that a text stands for, where the text itself is not allowed."""
        types = self.document.types(schema)
        if "string" in types and (types == {"string"} or self.document.problem(schema, text) is None):
            return text
        if "integer" in types and re.fullmatch("-?[0-9]+", text):
            return int(text)
        if types & {"integer", "number"} and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text):
            return float(text)
        if "boolean" in types and text in ("true", "false"):
            return text == "true"
        if types & {"object", "array"} and text[:1] in ("{", "["):
            return json.loads(text)
        return text

    def style_of(self, parameter: Node) -> tuple[str, bool]:
        """Return style and explode, with the specification's defaults."""
        style = parameter.value.get("style") or DEFAULT_STYLES[parameter.value["in"]]
        return style, parameter.value.get("explode", style in ("form", "cookie"))

    def in_path(self, parameter: Node, raw: str) -> Any:
        """Return the value of a path parameter from its encoded text."""
        content = next(iter(self.document.items(parameter.child("content"))), None)
        if content is not None:
            return json.loads(unquote(raw))
        style, explode = self.style_of(parameter)
        schema, name = self.document.get(parameter, "schema"), parameter.value["name"]
        if style == "matrix":
            return self._matrix(name, raw, explode, schema)
        if style == "label":
            if not raw.startswith("."):
                raise UnreadableError(f"{raw!r} does not start with a dot")
            return self.delimited(raw[1:], "." if explode else ",", explode, schema)
        return self.delimited(raw, ",", explode, schema)

    def delimited(self, raw: str, delimiter: str, explode: bool, schema: Node | None, decode: Any = unquote) -> Any:
        """Return what stands between delimiters: a list, an object, or one value."""
        types = self.document.types(schema)
        if "string" not in types and "array" in types:
            items = self.document.inside(schema, "items")
            return [self.scalar(decode(piece), items) for piece in raw.split(delimiter)] if raw else []
        if "string" not in types and "object" in types:
            pieces = raw.split(delimiter)
            members = (
                [tuple(piece.split("=", 1)) for piece in pieces]
                if explode
                else list(zip(*[iter(pieces)] * 2, strict=True))
            )
            return {decode(key): self.member(decode(key), decode(text), schema) for key, text in members}
        return self.scalar(decode(raw), schema)

    def member(self, key: str, text: str, schema: Node | None) -> Any:
        return self.scalar(text, self.document.inside(schema, "properties", key))

    def in_pairs(self, name: str, query: Query, style: str, explode: bool, schema: Node | None) -> Any:
        """Return a value from a query, a cookie or a form; None where it is not there."""
        types = self.document.types(schema)
        if style == "deepObject":
            return self._deep(name, query, schema)
        if "string" not in types and "object" in types and "array" not in types and explode:
            known = self.document.inside(schema, "properties")
            names = set(known.value) if known is not None else set()
            found = query.take(lambda key: key in names if names else True)
            return {key: self.member(key, unquote_plus(raw), schema) for key, raw in found} or None
        found = query.take(lambda key: key == name)
        if not found:
            return None
        if "string" not in types and "array" in types and explode:
            items = self.document.inside(schema, "items")
            return [self.scalar(unquote_plus(raw), items) for _, raw in found]
        if len(found) > 1:
            raise UnreadableError(f"{name!r} is given {len(found)} times")
        return self.delimited(found[0][1], DELIMITERS.get(style, ","), False, schema, unquote_plus)

    def _matrix(self, name: str, raw: str, explode: bool, schema: Node | None) -> Any:
        pieces = raw.split(";")[1:]
        if not raw.startswith(";"):
            raise UnreadableError(f"{raw!r} does not start with a semicolon")
        types = self.document.types(schema)
        if explode and "object" in types and "string" not in types:
            return self.delimited(";".join(pieces), ";", True, schema)
        values = []
        for piece in pieces:
            key, _, value = piece.partition("=")
            if unquote(key) != name:
                raise UnreadableError(f"{unquote(key)!r} in the place of {name!r}")
            values.append(value)
        if explode and "array" in types and "string" not in types:
            return [self.scalar(unquote(value), self.document.inside(schema, "items")) for value in values]
        return self.delimited(values[0], ",", False, schema)

    def _deep(self, name: str, query: Query, schema: Node | None) -> Any:
        alone = query.take(lambda key: key == name)
        if alone:
            return self.scalar(unquote_plus(alone[0][1]), schema)
        tree: dict[str, Any] = {}
        for key, raw in query.take(lambda key: key.startswith(f"{name}[")):
            *path, last = re.findall(r"\[([^\]]*)\]", key[len(name) :])
            place = tree
            for step in path:
                place = place.setdefault(step, {})
            place[last] = unquote_plus(raw)
        return self._typed(tree, schema) if tree else None

    def _typed(self, tree: Any, schema: Node | None) -> Any:
        if not isinstance(tree, dict):
            return self.scalar(tree, schema)
        if all(key.isdecimal() for key in tree):
            return [self._typed(item, self.document.inside(schema, "items")) for item in tree.values()]
        keys = {key: self.document.inside(schema, "properties", key) for key in tree}
        keys = {key: found or self.document.inside(schema, "additionalProperties") for key, found in keys.items()}
        return {key: self._typed(item, keys[key]) for key, item in tree.items()}
