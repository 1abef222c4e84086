"""Defaults satisfy their schema (OpenAPI 3.1 §4.8.24; JSON Schema 2020-12 §9.2)."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs

from specloom.diagnostics import Diagnostics, codes
from specloom.diagnostics.pointer import tokens_of
from specloom.source import Node
from specloom.source.refs import References
from specloom.spec.branches import innermost
from specloom.spec.model import Spec
from specloom.spec.official import OfficialError
from specloom.spec.rules.closed import Closer, TooLargeError
from specloom.spec.words import misfit, subject_of

__all__ = ["DefaultRule"]

_PATTERNS = jsonschema_rs.FancyRegexOptions(backtrack_limit=20_000, size_limit=1 << 20, dfa_size_limit=1 << 20)
_TYPES: dict[str, type] = {"boolean": bool, "string": str, "array": list, "object": dict}
_SIMPLE = {"type", "default", "description", "title", "example", "nullable", "deprecated", "readOnly", "writeOnly"}


class DefaultRule:
    """Checks the defaults of one document; schemas that are alike are checked once."""

    def __init__(self, spec: Spec, references: References, diagnostics: Diagnostics) -> None:
        self._spec = spec
        self._references = references
        self._diagnostics = diagnostics
        self._known: dict[str, str | None] = {}

    def check(self, schema: Node) -> None:
        """Report the default of a schema that does not satisfy it."""
        stated = schema.get("default")
        if stated is None or _is_plainly_right(schema.value, stated.value):
            return
        if "$ref" in schema.value and not self._spec.has_ref_siblings:
            return
        if stated.value is None and schema.value.get("nullable") is True:
            return
        problem = self._problem(schema, stated.value)
        if problem is not None:
            subject = subject_of(tuple(tokens_of(stated.location.pointer)))
            or_leave = "; where null means that there is none, leave it out" if stated.value is None else ""
            fields = {"problem": problem, "or_leave": or_leave}
            self._diagnostics.report(codes.DEFAULT_INVALID, stated.location, fields, subject=subject)

    def _problem(self, schema: Node, value: Any) -> str | None:
        try:
            closed = Closer(self._spec, self._references).close(schema, value)
        except (TooLargeError, RecursionError):
            return None
        key = json.dumps([closed, value])
        if key not in self._known:
            self._known[key] = _problem(closed, value)
        return self._known[key]


def _is_plainly_right(schema: dict[str, Any], value: Any) -> bool:
    """Return whether a schema asks for nothing but a type, and the value has it: most defaults are like this."""
    return schema.keys() <= _SIMPLE and type(value) is _TYPES.get(str(schema.get("type")))


def _problem(schema: dict[str, Any], value: Any) -> str | None:
    """Return what is wrong with a value; None where nothing is, or the schema cannot be used."""
    try:
        validator = jsonschema_rs.Draft202012Validator(
            schema, validate_formats=True, pattern_options=_PATTERNS, offline=True
        )
        if validator.is_valid(value):
            return None
        errors = [error for each in validator.iter_errors(value) for error in innermost(each)]
    except ValueError:
        return None
    single = [error for error in errors if isinstance(error, OfficialError)]
    if not single:
        return "satisfies none of the alternatives that its schema has"
    return misfit(min(single, key=lambda error: (len(error.instance_path), error.message)))
