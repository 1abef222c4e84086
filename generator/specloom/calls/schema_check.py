"""Says whether a value satisfies its schema, with jsonschema-rs. Schemas of the API in; problems in words out."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import jsonschema_rs

from specloom.calls.schema_forms import SchemaForms, schema_at
from specloom.calls.schema_text import PATTERN_OPTIONS
from specloom.calls.values import MAX_DEPTH, is_object, is_too_deep
from specloom.diagnostics.pointer import unescape_token
from specloom.ir.types import Direction, JsonValue

__all__ = ["Problem", "SchemaChecker"]

_ANNOTATIONS = frozenset({"$ref", "readOnly", "writeOnly", "xml"})
_MAX_REFERENCES = 50
_MAX_ERRORS = 50
_MAX_MESSAGE = 220

_Validator = jsonschema_rs.Draft202012Validator


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place of a value."""

    path: tuple[str | int, ...]
    """Keys and indexes that lead there."""
    message: str
    keyword: str = ""
    """Of the schema, that the value fails."""


class SchemaChecker:
    """Validators by schema and direction, compiled when they are first needed.

    All root schemas of a direction share one validator, which checks `{key: value}`: they share most of their
    definitions, and compiling each with its own closure takes a hundred times as long. A place inside a root gets a
    validator of its own.
    """

    def __init__(self, schemas: Mapping[str, JsonValue]) -> None:
        self._schemas = schemas
        self._forms = {direction: SchemaForms(schemas, direction) for direction in Direction}
        self._roots: dict[Direction, _Validator | None] = {}
        self._single: dict[tuple[str, Direction], _Validator | None] = {}
        self._canonical: dict[str, str] = {}

    def accepts(self, pointer: str | None, value: JsonValue, direction: Direction) -> bool:
        """Return whether the value satisfies the schema at the pointer; always, where there is no schema."""
        found = self._find(pointer, value, direction)
        if found is None:
            return not is_too_deep(value)
        validator, instance, _ = found
        try:
            return not is_too_deep(value) and validator.is_valid(instance)
        except ValueError:
            return False

    def problem(self, pointer: str | None, value: JsonValue, direction: Direction) -> str | None:
        """Return what is wrong with the value and where; None where it satisfies the schema at the pointer."""
        found = self.problems(pointer, value, direction)
        return _told(found[0].path, found[0].message) if found else None

    def problems(self, pointer: str | None, value: JsonValue, direction: Direction) -> list[Problem]:
        """Return everything that is wrong with the value, the outermost first; not more than can be read."""
        if is_too_deep(value):
            return [Problem((), f"it is nested more than {MAX_DEPTH} levels deep")]
        found = self._find(pointer, value, direction)
        if found is None:
            return []
        validator, instance, skipped = found
        try:
            if validator.is_valid(instance):
                return []
            errors = itertools.islice(validator.iter_errors(instance), _MAX_ERRORS)
            told = [Problem(tuple(error.instance_path[skipped:]), error.message, _keyword(error)) for error in errors]
        except ValueError as error:
            return [Problem((), f"it cannot be checked: {error}")]
        return sorted(told, key=lambda one: (len(one.path), [str(step) for step in one.path], one.message))

    def failing(self, pointer: str | None, value: JsonValue, direction: Direction) -> set[str]:
        """Return the properties of an object at or below which its schema fails; empty where it fails elsewhere, or not."""
        found = self._find(pointer, value, direction)
        if found is None or is_too_deep(value):
            return set()
        validator, instance, skipped = found
        try:
            errors = itertools.islice(validator.iter_errors(instance), _MAX_ERRORS)
            return {str(error.instance_path[skipped]) for error in errors if len(error.instance_path) > skipped}
        except ValueError:
            return set()

    def schema(self, pointer: str | None) -> JsonValue:
        """Return the schema at a pointer, references followed; None where there is none."""
        return None if pointer is None else schema_at(self._schemas, self._resolved(pointer))

    def _find(
        self, pointer: str | None, value: JsonValue, direction: Direction
    ) -> tuple[_Validator, JsonValue, int] | None:
        """Return the validator of a place, what to give it, and how much of an error's path is not the value's."""
        if pointer is None:
            return None
        place = self._resolved(pointer)
        key = unescape_token(place[1:])
        if "/" not in place[1:] and key in self._schemas:
            roots = self._root_validator(direction)
            if roots is not None:
                return roots, {key: value}, 1
        if (place, direction) not in self._single:
            self._single[place, direction] = self._compile_one(place, direction)
        single = self._single[place, direction]
        return None if single is None else (single, value, 0)

    def _resolved(self, pointer: str) -> str:
        """Return the pointer of the schema that a bare reference at `pointer` leads to."""
        if pointer not in self._canonical:
            place = pointer
            for _ in range(_MAX_REFERENCES):
                schema = schema_at(self._schemas, place)
                if not is_object(schema) or "$ref" not in schema or not schema.keys() <= _ANNOTATIONS:
                    break
                place = str(schema["$ref"]).removeprefix("#/$defs")
            self._canonical[pointer] = place
        return self._canonical[pointer]

    def _root_validator(self, direction: Direction) -> _Validator | None:
        if direction not in self._roots:
            form = self._forms[direction]
            properties = {key: form.of_key(key) for key in self._schemas}
            self._roots[direction] = _compile({"$defs": form.definitions(properties), "properties": properties})
        return self._roots[direction]

    def _compile_one(self, place: str, direction: Direction) -> _Validator | None:
        form = self._forms[direction]
        original = schema_at(self._schemas, place)
        if original is None:
            return None
        schema = form.of_schema(original)
        return _compile({"$defs": form.definitions(schema), "allOf": [schema]})


def _keyword(error: jsonschema_rs.ValidationError) -> str:
    return str(error.schema_path[-1]) if error.schema_path else ""


def _compile(schema: dict[str, JsonValue]) -> _Validator | None:
    """Return the validator of a schema; None for one the library cannot compile (nested beyond its limit)."""
    try:
        return _Validator(schema, validate_formats=True, pattern_options=PATTERN_OPTIONS, offline=True)
    except ValueError:
        return None


def _told(path: Sequence[str | int], message: str) -> str:
    if len(message) > _MAX_MESSAGE:
        message = f"{message[:90]} ... {message[-120:]}"
    where = "".join(f"/{step}" for step in path)
    return f"at {where}: {message}" if where else message
