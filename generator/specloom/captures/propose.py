"""An overlay that would make a description say what the API really answers (OpenAPI Overlay 1.0)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from specloom.calls.captured import described_content, described_response, essence
from specloom.calls.schema_check import Problem, SchemaChecker
from specloom.calls.values import is_array, is_object
from specloom.captures.located import Located, located, schema_place
from specloom.captures.model import Body, BodyKind, Captures, Recorded
from specloom.diagnostics import Location
from specloom.diagnostics.pointer import tokens_of
from specloom.ir.api import Api
from specloom.ir.operation import Operation, Response
from specloom.ir.types import Direction, JsonValue
from specloom.samples.yaml_text import yaml_text
from specloom.source import Document

__all__ = ["HEAD", "Proposal", "propose"]

_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    204: "No Content",
}
_BOUNDS = frozenset(
    {
        *(
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "maximum",
            "maxItems",
            "maxLength",
            "maxProperties",
            "minimum",
        ),
        *("minItems", "minLength", "minProperties", "multipleOf", "pattern", "uniqueItems"),
    }
)
_REQUIRED = re.compile(r'^("(?:[^"\\]|\\.)*") is a required property$')
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_Action = dict[str, JsonValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What could be done about the differences."""

    text: str
    """The overlay, YAML. Empty where there is nothing to change, or nothing that could be changed."""
    count: int
    """How many actions it has."""
    left: tuple[str, ...]
    """Differences that it does nothing about, in words."""


def propose(captures: Captures, api: Api, document: Document) -> Proposal:
    """Return an overlay for what captures differ in from the description; `document` is what `api` was read from.

    Stale captures do not count: the description has changed since.
    """
    operations = {each.id: each for each in api.operations}
    work = _Work(api=api, document=document, checker=SchemaChecker(api.schemas))
    for recorded in captures.recorded:
        if recorded.deviations and not recorded.is_stale:
            work.add(recorded, operations[recorded.capture.operation])
    text = ""
    if work.actions:
        info = {"title": f"What {api.info.title} really answers", "version": "1"}
        text = HEAD + yaml_text({"overlay": "1.0.0", "info": info, "actions": work.actions})
    return Proposal(text=text, count=len(work.actions), left=tuple(work.left))


HEAD = "# Proposed by `specloom capture --propose-overlay` from captured answers: each change is for you to judge.\n"
"""The first line of every proposal: it tells a file that may be written anew from any other."""


@dataclass(slots=True, kw_only=True)
class _Work:
    """Collects actions."""

    api: Api
    document: Document
    checker: SchemaChecker
    actions: list[_Action] = field(default_factory=list[_Action])
    left: list[str] = field(default_factory=list[str])

    def add(self, recorded: Recorded, operation: Operation) -> None:
        """Add what is to be done about one capture."""
        capture = recorded.capture
        status, body = capture.response.status, capture.response.body
        response = described_response(operation, status)
        if response is None:
            described: JsonValue = {"description": _WORDS.get(status, f"Status {status}"), **self._contents(body)}
            self._update(operation.origin.child("responses"), {str(status): described}, recorded)
            return
        sent = {name for name, _ in capture.response.headers}
        for header in response.headers:
            if header.required and header.wire_name.lower() not in sent:
                self._update(header.origin, {"required": False}, recorded)
        if body is None:
            return
        content = described_content(response, body.media_type)
        if content is None:
            self._add_content(response, operation, body, recorded)
        elif body.kind is BodyKind.JSON and not body.is_cut and not content.is_sequence:
            start = schema_place(self.document, content, response)
            for problem in self.checker.problems(content.type.schema, body.value, Direction.RESPONSE):
                where = located(self.api, content.type, start, problem.path) if start else None
                if where is None or not self._mend(where, problem, _at(body.value, problem.path), recorded):
                    self._leave(recorded, problem)

    @property
    def _is_v2(self) -> bool:
        return "swagger" in self.document.root.value

    def _contents(self, body: Body | None) -> dict[str, JsonValue]:
        """Return what a response says of a body."""
        if body is None:
            return {}
        schema = _schema_of(body)
        return {"schema": schema} if self._is_v2 else {"content": {essence(body.media_type): {"schema": schema}}}

    def _add_content(self, response: Response, operation: Operation, body: Body, recorded: Recorded) -> None:
        if self._is_v2 and response.contents:
            node = self.document.node(operation.origin)
            inherited: list[JsonValue] = (
                [] if node is None or node.get("produces") else self.document.root.value.get("produces", [])
            )
            self._update(operation.origin, {"produces": [*inherited, essence(body.media_type)]}, recorded)
        else:
            self._update(response.origin, self._contents(body), recorded)

    def _mend(self, where: Located, problem: Problem, value: JsonValue, recorded: Recorded) -> bool:
        """Add actions that make a schema accept a value; return False where nothing can be proposed."""
        node = self.document.node(where.place)
        if node is None or not is_object(node.value) or where.place.file != self.document.root_label:
            return False
        if problem.keyword == "type":
            return self._widen(where.place, node.value, value, recorded)
        if problem.keyword not in node.value:
            return False
        if problem.keyword in _BOUNDS:
            self._remove(where.place.child(problem.keyword), recorded)
        elif problem.keyword == "enum":
            self._update(where.place, {"enum": [value]}, recorded)
        elif problem.keyword == "additionalProperties":
            self._remove(where.place.child("additionalProperties"), recorded)
        elif problem.keyword == "required":
            return self._release(where.place, node.value["required"], problem.message, recorded)
        else:
            return False
        return True

    def _widen(self, place: Location, schema: dict[str, JsonValue], value: JsonValue, recorded: Recorded) -> bool:
        """Allow the type of a value."""
        stated, found = schema.get("type"), _type_of(value)
        if stated is None:
            return False
        is_old = self._is_v2 or str(self.document.root.value.get("openapi", "")).startswith("3.0")
        if is_old and value is None:
            self._update(place, {"x-nullable" if self._is_v2 else "nullable": True}, recorded)
        elif is_array(stated):
            self._update(place, {"type": [found]}, recorded)
        elif (stated, found) == ("integer", "number"):
            self._update(place, {"type": "number"}, recorded)
        else:
            self._remove(place.child("type"), recorded)
            if not is_old:
                self._update(place, {"type": [stated, found]}, recorded)
        if value is None and is_array(schema.get("enum")) and None not in schema["enum"]:
            self._update(place, {"enum": [None]}, recorded)
        return True

    def _release(self, place: Location, required: JsonValue, message: str, recorded: Recorded) -> bool:
        """Make a property optional."""
        found = _REQUIRED.match(message)
        if found is None or not is_array(required):
            return False
        whole = _path(place.child("required"))
        names = {*map(json.dumps, required)}
        self._add({"target": f"{whole}[?@ == {found[1]}]", "remove": True}, recorded)
        if names <= {str(each["target"]).removeprefix(f"{whole}[?@ == ")[:-1] for each in self.actions}:
            # An empty list is an error before JSON Schema 2019-09.
            self.actions = [each for each in self.actions if not str(each["target"]).startswith(f"{whole}[")]
            self._add({"target": whole, "remove": True}, recorded)
        return True

    def _update(self, place: Location, value: JsonValue, recorded: Recorded) -> None:
        if place.file != self.document.root_label:
            self.left.append(f"{recorded.label}: what it differs in stands in {place.file}, where no overlay reaches")
            return
        self._add({"target": _path(place), "update": value}, recorded)

    def _remove(self, place: Location, recorded: Recorded) -> None:
        self._add({"target": _path(place), "remove": True}, recorded)

    def _add(self, action: _Action, recorded: Recorded) -> None:
        told = {"target": action["target"], "description": f"As {recorded.label} shows.", **action}
        if all({**each, "description": ""} != {**told, "description": ""} for each in self.actions):
            self.actions.append(told)

    def _leave(self, recorded: Recorded, problem: Problem) -> None:
        pointer = "".join(f"/{step}" for step in problem.path)
        self.left.append(f"{recorded.label}{f' at {pointer}' if pointer else ''}: {problem.message}")


def _at(value: JsonValue, path: tuple[str | int, ...]) -> JsonValue:
    for step in path:
        value = value[step]
    return value


def _path(place: Location) -> str:
    """Return a JSONPath to one place (RFC 9535)."""
    return "$" + "".join(_segment(token) for token in tokens_of(place.pointer))


def _segment(token: str) -> str:
    if _NAME.fullmatch(token):
        return f".{token}"
    return "['" + token.replace("\\", "\\\\").replace("'", "\\'") + "']"


def _type_of(value: JsonValue) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def _schema_of(body: Body) -> JsonValue:
    """Return a schema for a body that nothing described."""
    return _inferred(body.value) if body.kind is BodyKind.JSON else {"type": "string"}


def _inferred(value: JsonValue) -> JsonValue:
    if value is None:
        return {}
    if is_object(value):
        return {"type": "object", "properties": {key: _inferred(each) for key, each in value.items()}}
    if is_array(value):
        return {"type": "array", "items": _inferred(value[0]) if value else {}}
    return {"type": _type_of(value)}
