"""Holds a raw HTTP request against an OpenAPI document, and says everything that is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any
from urllib.parse import quote, unquote_plus, urlsplit

from behaviour.api_document import METHODS, Document, Node
from behaviour.request_decoding import Decoder, Query, UnreadableError

__all__ = ["Matched", "Received", "RequestCheck"]

IMPLIED_HEADERS = {"accept", "content-type", "authorization"}


@dataclass(frozen=True)
class Received:
    """A request as it came over the wire."""

    method: str
    target: str
    """Path and query, raw."""
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return a header's value; None where it is not there."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True)
class Matched:
    """The operation that a request is for."""

    path: str
    method: str
    path_item: Node
    operation: Node
    variables: dict[str, str]
    """Raw texts by name."""


@dataclass(frozen=True)
class RequestCheck:
    """Checks requests of one document, whose paths are mounted below `base_path`."""

    document: Document
    base_path: str = ""

    def match(self, received: Received) -> Matched | None:
        """Return the operation of a request: of several paths that fit, the one with the fewest variables.

        Documents tell operations on one path apart by a fixed query, or by a fragment, which is never sent: of those,
        the one whose query is there, then the one with the fewest problems.
        """
        path = urlsplit(received.target).path
        if not path.startswith(self.base_path):
            return None
        found: list[tuple[int, int, Matched]] = []
        for template, item in self.document.items(self.document.get(self.document.root, "paths")):
            names = re.findall(r"\{([^{}]*)\}", template)
            plain, _, query = template.partition("#")[0].partition("?")
            literals = re.split(r"\{[^{}]*\}", plain)
            pattern = "([^/]+?)".join(re.escape(literal) for literal in literals)
            fits = re.fullmatch(pattern, path[len(self.base_path) :])
            operation = self.document.get(item, received.method.lower()) if received.method.lower() in METHODS else None
            if fits is None or operation is None or query not in received.target:
                continue
            variables = dict(zip(names, fits.groups(), strict=True))
            found.append(
                (len(names), -len(query), Matched(template, received.method.lower(), item, operation, variables))
            )
        best = [one for one in found if one[:2] == min(each[:2] for each in found)]
        return min((one[2] for one in best), key=lambda one: len(self.problems(received, one)), default=None)

    def problems(self, received: Received, matched: Matched) -> list[str]:
        """Return everything that the document does not allow in the request."""
        query = Query.of(urlsplit(received.target).query)
        query.take(lambda key: f"{key}=" in matched.path)
        found = [*self._security(received, matched, query), *self._parameters(received, matched, query)]
        found += [f"query parameter {name!r} is not described" for name in query.unused]
        return [*found, *self._body(received, matched)]

    def _parameters(self, received: Received, matched: Matched, query: Query) -> Iterator[str]:
        cookies = Query.of(received.header("Cookie") or "", ";")
        for parameter in self._described(matched):
            name, place = parameter.value["name"], parameter.value["in"]
            if place == "header" and name.lower() in IMPLIED_HEADERS:
                continue
            try:
                value = self._value(parameter, received, matched, {"query": query, "cookie": cookies})
            except (ValueError, IndexError) as error:
                yield f"{place} parameter {name!r} cannot be read: {error}"
                continue
            if value is None:
                if parameter.value.get("required"):
                    yield f"{place} parameter {name!r} is required"
                continue
            content = next(iter(self.document.items(parameter.child("content"))), None)
            schema = self.document.get(content[1] if content else parameter, "schema")
            problem = self.document.problem(schema, value)
            if problem is not None:
                yield f"{place} parameter {name!r} {problem}"

    def _described(self, matched: Matched) -> list[Node]:
        """Return the parameters of the operation and of its path; the operation's win. Form-exploded objects come last."""
        found: dict[tuple[str, str], Node] = {}
        for owner in (matched.path_item, matched.operation):
            listed = owner.child("parameters")
            for index in range(len(listed.value) if listed is not None else 0):
                parameter = self.document.get(listed, index)
                assert parameter is not None
                found[parameter.value["in"], parameter.value["name"]] = parameter
        return sorted(
            found.values(), key=lambda node: self.document.types(self.document.get(node, "schema")) == {"object"}
        )

    def _value(self, parameter: Node, received: Received, matched: Matched, pairs: dict[str, Query]) -> Any:
        decoder = Decoder(self.document)
        name, place = parameter.value["name"], parameter.value["in"]
        style, explode = decoder.style_of(parameter)
        schema = self.document.get(parameter, "schema")
        if place == "path":
            return decoder.in_path(parameter, matched.variables[name]) if name in matched.variables else None
        has_content = parameter.child("content") is not None
        if place == "header":
            raw = received.header(name)
            if raw is None or has_content:
                return None if raw is None else json.loads(raw)
            return decoder.delimited(raw, ",", explode, schema, str)
        if has_content:
            found = pairs[place].take(lambda key: key == name)
            media = next(iter(parameter.value["content"]))
            text = unquote_plus(found[0][1]) if found else None
            return json.loads(text) if text is not None and "json" in media else text
        return decoder.in_pairs(name, pairs[place], style, explode, schema)

    def _security(self, received: Received, matched: Matched, query: Query) -> Iterator[str]:
        required = matched.operation.value.get("security", self.document.root.value.get("security", []))
        schemes = dict(self.document.items(self.document.get(self.document.root, "components", "securitySchemes")))
        cookies = Query.of(received.header("Cookie") or "", ";")
        satisfied = [all(self._has(schemes.get(name), received, query, cookies) for name in one) for one in required]
        if required and not any(satisfied):
            yield f"no security requirement is satisfied: {required}"

    @staticmethod
    def _has(scheme: Node | None, received: Received, query: Query, cookies: Query) -> bool:
        """Return whether a credential is there; a query key is accounted for."""
        if scheme is None:
            return False
        kind, place, name = scheme.value["type"], scheme.value.get("in"), scheme.value.get("name")
        if kind == "mutualTLS":
            return True
        if kind == "apiKey" and place == "header":
            return bool(received.header(name))
        if kind == "apiKey":
            pairs = (query if place == "query" else cookies).take(lambda key: key == name)
            return any(value for _, value in pairs)
        word = scheme.value.get("scheme", "bearer") if kind == "http" else "bearer"
        sent, _, value = (received.header("Authorization") or "").partition(" ")
        return sent.lower() == word.lower() and bool(value)

    def _body(self, received: Received, matched: Matched) -> Iterator[str]:
        described = self.document.get(matched.operation, "requestBody")
        sent = received.header("Content-Type")
        if described is None:
            if received.body:
                yield "a body was sent, and none is described"
            return
        if sent is None and not received.body:
            if described.value.get("required"):
                yield "the body is required"
            return
        contents = dict(self.document.items(described.child("content")))
        content = _content(contents, sent or "")
        if content is None:
            yield f"content type {sent!r} is none of {sorted(contents)}"
            return
        try:
            value = self._body_value(received, content, (sent or "").partition(";")[0].strip().lower())
        except (ValueError, UnreadableError) as error:
            yield f"the body cannot be read as {sent}: {error}"
            return
        problem = self.document.problem(self.document.get(content, "schema"), value) if value is not None else None
        if problem is not None:
            yield f"body {problem}"

    def _body_value(self, received: Received, content: Node, media_type: str) -> Any:
        """Return the value that a body stands for; None for bytes, which no schema says anything about."""
        if media_type == "application/json" or media_type.endswith("+json"):
            return json.loads(received.body)
        if media_type == "application/x-www-form-urlencoded":
            return self._form(received.body.decode("ascii"), content)
        if media_type.startswith("multipart/"):
            return self._multipart(received, content)
        if media_type == "text/plain":
            return received.body.decode()
        if not received.body:
            raise UnreadableError("it is empty")
        return None

    def _form(self, text: str, content: Node) -> dict[str, Any]:
        decoder, schema, query = Decoder(self.document), self.document.get(content, "schema"), Query.of(text)
        value = self._styled(query, content)
        names = list(dict.fromkeys(key.partition("[")[0] for key in query.unused))
        for name in names:
            inner = self.document.inside(schema, "properties", name)
            if self.document.types(inner) == {"object"}:
                value[name] = json.loads(unquote_plus(query.take(lambda key, name=name: key == name)[0][1]))
            elif inner is None:
                value[name] = _maybe_json(query.take(lambda key, name=name: key == name))
            else:
                value[name] = decoder.in_pairs(name, query, "form", True, inner)
        if query.unused:
            raise UnreadableError(f"no property accounts for {query.unused}")
        return value

    def _styled(self, query: Query, content: Node) -> dict[str, Any]:
        """Return the properties whose encoding says how they are written in the terms of parameters."""
        decoder, schema = Decoder(self.document), self.document.get(content, "schema")
        encodings = self.document.get(content, "encoding")
        value: dict[str, Any] = {}
        for name, stated in encodings.value.items() if encodings is not None else ():
            if stated.keys() & {"style", "explode", "allowReserved"}:
                style = stated.get("style", "form")
                explode = stated.get("explode", style in ("form", "deepObject"))
                inner = self.document.inside(schema, "properties", name)
                found = decoder.in_pairs(name, query, style, explode, inner)
                value |= {} if found is None else {name: found}
        return value

    def _multipart(self, received: Received, content: Node) -> dict[str, Any]:
        head = f"Content-Type: {received.header('Content-Type')}\r\n\r\n".encode()
        message = message_from_bytes(head + received.body, policy=policy.HTTP)
        if not message.is_multipart():
            raise UnreadableError("it has no parts")
        decoder, schema = Decoder(self.document), self.document.get(content, "schema")
        value: dict[str, Any] = {}
        parts = [(part.get_param("name", header="content-disposition"), part) for part in message.iter_parts()]  # type: ignore[attr-defined]
        texts = [
            (name, part) for name, part in parts if part.get_content_type() == "text/plain" and not part.get_filename()
        ]
        query = Query([(name, quote(part.get_payload(decode=True).decode(), safe=",")) for name, part in texts])
        if not self.document.root.value.get("openapi", "").startswith("3.0"):
            value = self._styled(query, content)
        taken = {id(texts[index][1]) for index in query.used}
        for name, part in parts:
            if id(part) in taken:
                continue
            described = self.document.inside(schema, "properties", name)
            is_list = "array" in self.document.types(described) and "string" not in self.document.types(described)
            item = self._part(part, decoder, self.document.inside(described, "items") if is_list else described)
            if is_list and not isinstance(item, list):
                value.setdefault(name, []).append(item)
            else:
                value[name] = item
        return value

    @staticmethod
    def _part(part: Any, decoder: Decoder, schema: Node | None) -> Any:
        payload = part.get_payload(decode=True)
        if part.get_content_type().endswith("json"):
            return json.loads(payload)
        if part.get_filename() is not None:
            return payload.decode("latin-1")
        return decoder.scalar(payload.decode(), schema)


def _maybe_json(found: list[tuple[str, str]]) -> Any:
    """Return a field that one variant of a union describes: nested values are JSON, where no style is asked for."""
    text = unquote_plus(found[0][1])
    return json.loads(text) if text[:1] in ("{", "[") else text


def _content(contents: dict[str, Node], sent: str) -> Node | None:
    """Return the content of a media type: the exact one, else one whose range holds it."""
    essence = sent.partition(";")[0].strip().lower()
    for described, content in contents.items():
        if described.partition(";")[0].strip().lower() == essence:
            return content
    for described, content in contents.items():
        if "*" in described and re.fullmatch(re.escape(described).replace(r"\*", ".*"), essence):
            return content
    return None
