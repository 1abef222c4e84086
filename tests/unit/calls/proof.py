"""Asks an independent validator (`jsonschema`) whether the values that the call stage chose satisfy their schemas."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
from jsonschema import Draft202012Validator

from specloom.calls.model import Calls, FileInput, Variant
from specloom.ir.api import Api
from specloom.ir.operation import ContentKind
from specloom.ir.types import Ref, Type

TEXTUAL = {ContentKind.TEXT, ContentKind.XML, ContentKind.NDJSON, ContentKind.SSE, ContentKind.BINARY}
HIDDEN = {"request": "readOnly", "response": "writeOnly"}


def unsatisfied(api: Api, calls: Calls) -> Iterator[tuple[str, str]]:
    """Yield the place and the problem of each chosen value that its schema does not accept."""
    proof = Proof(api)
    for operation in api.operations:
        for content in operation.body.contents if operation.body else ():
            for variant in Variant if content.kind not in TEXTUAL else ():
                chosen = calls.bodies[operation.id, content.media_type, variant]
                yield from proof.of(f"{operation.id} {variant} body", content.type, chosen.value, "request")
        for response in operation.responses:
            for content in response.contents:
                chosen = calls.responses.get((operation.id, response.status, content.media_type))
                if chosen is not None and content.kind not in TEXTUAL:
                    yield from proof.of(f"{operation.id} {response.status}", content.type, chosen.value, "response")
        for call in calls.calls[operation.id]:
            for argument in call.arguments:
                where = f"{operation.id} {call.variant} {argument.parameter.wire_name}"
                yield from proof.of(where, argument.parameter.type, argument.chosen.value, "request")


class Proof:
    """Validates with the API's schemas as they are, but for the properties that do not exist in a direction."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self._definitions = {direction: self._without(mark) for direction, mark in HIDDEN.items()}

    def of(self, where: str, type_: Type, value: Any, direction: str) -> Iterator[tuple[str, str]]:
        """Yield the problem of one value, if it has one."""
        pointer = type_.schema
        if pointer is None and isinstance(type_, Ref):
            pointer = self.api.types[type_.target].schema
        if pointer is None or isinstance(value, FileInput):
            return
        fragment = pointer.replace("%", "%25").replace(" ", "%20").replace("{", "%7B").replace("}", "%7D")
        schema = {"$defs": self._definitions[direction], "$ref": "#/$defs" + fragment}
        validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
        error = jsonschema.exceptions.best_match(validator.iter_errors(as_json(value)))
        if error is not None:
            yield where, f"{list(error.absolute_path)}: {error.message[:300]}"

    def _without(self, mark: str) -> dict[str, Any]:
        definitions = copy.deepcopy(dict(self.api.schemas))
        waiting: list[Any] = list(definitions.values())
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                self._trim(node, mark)
                waiting += node.values()
            elif isinstance(node, list):
                waiting += node
        return definitions

    def _trim(self, node: dict[str, Any], mark: str) -> None:
        """Drop what a validator in Python should not run, or what does not exist in the direction."""
        pattern = node.get("pattern")
        if isinstance(pattern, str) and not runs_in_python(pattern):
            del node["pattern"]
        reference = node.get("$ref")
        if isinstance(reference, str):
            node["$ref"] = reference.replace("%", "%25").replace(" ", "%20").replace("{", "%7B").replace("}", "%7D")
        properties = node.get("properties")
        if not isinstance(properties, dict):
            return
        both = {"readOnly", "writeOnly"}
        gone = [name for name, schema in properties.items() if self._marks(schema) & both == {mark}]
        for name in gone:
            del properties[name]
        if isinstance(node.get("required"), list):
            node["required"] = [name for name in node["required"] if name not in gone]

    def _marks(self, schema: Any) -> set[str]:
        if not isinstance(schema, dict):
            return set()
        found = {mark for mark in HIDDEN.values() if schema.get(mark) is True}
        reference = schema.get("$ref")
        if isinstance(reference, str):
            target = self.api.schemas.get(reference.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~"))
            if isinstance(target, dict):
                found |= {mark for mark in HIDDEN.values() if target.get(mark) is True}
        return found


def as_json(value: Any) -> Any:
    """Return the value with a text in the place of each file."""
    if isinstance(value, FileInput):
        return "file"
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value] if isinstance(value, list) else value


@cache
def runs_in_python(pattern: str) -> bool:
    """Return whether Python's engine reads the pattern as ECMA-262 does."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return not any(mark in pattern for mark in (r"\Z", r"\A", "(?i)"))
