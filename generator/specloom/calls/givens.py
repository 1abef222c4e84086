"""The document's own examples: which of them satisfy their schemas, and a finding for each that does not."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloom.calls.schema_check import SchemaChecker
from specloom.calls.schema_text import usable_pattern
from specloom.calls.values import is_array, is_object
from specloom.calls.walk import places
from specloom.diagnostics import Diagnostics, Location, codes
from specloom.ir.api import Api
from specloom.ir.types import Direction, Example, JsonValue, Object, Ref, Type, TypeDef

__all__ = ["Givens"]


@dataclass(slots=True)
class Givens:
    """Judges examples, and reports each bad one once."""

    api: Api
    checker: SchemaChecker
    diagnostics: Diagnostics
    _reported: set[Location] = field(default_factory=set[Location])
    _may_refer: bool = False

    def __post_init__(self) -> None:
        """Note whether any object really has a property called `$ref`."""
        definitions = self.api.types.values()
        self._may_refer = any(
            field.wire_name == "$ref" for one in definitions if isinstance(one, Object) for field in one.fields
        )

    def audit(self) -> None:
        """Report the schema-level examples that are invalid, and the patterns that nothing can check."""
        for place in places(self.api):
            for example in place.type.examples:
                self._judge(example, self.pointer(place.type))
            pattern = place.type.bounds.pattern
            if pattern is not None and usable_pattern(pattern) is None:
                reason = "it is not a regular expression that a bounded engine accepts"
                self.diagnostics.report(codes.PATTERN_INVALID, place.origin, pattern=pattern, reason=reason)

    def pointer(self, type_: Type | TypeDef) -> str | None:
        """Return where the schema of a type or a definition stands: its own place, else that of what it refers to."""
        if type_.schema is None and isinstance(type_, Ref):
            return self.api.types[type_.target].schema
        return type_.schema

    def _judge(self, example: Example, pointer: str | None) -> None:
        """Report an example at a schema, which may serve both directions, where neither accepts it."""
        problems = [self._problem(example, pointer, direction) for direction in Direction]
        if all(problem is not None for problem in problems):
            self.reject(example, problems[0] or "", "")

    def reject(self, example: Example, problem: str, subject: str) -> None:
        """Report an example, once."""
        if example.origin not in self._reported:
            self._reported.add(example.origin)
            self.diagnostics.report(codes.EXAMPLE_INVALID, example.origin, problem=problem, subject=subject)

    def leak(self, value: JsonValue) -> str | None:
        """Return a problem where the value holds an unresolved reference in the place of data."""
        if not self._may_refer and _holds_reference(value):
            return "it holds a `$ref`, which is not resolved inside of examples"
        return None

    def _problem(self, example: Example, pointer: str | None, direction: Direction) -> str | None:
        return self.checker.problem(pointer, example.value, direction) or self.leak(example.value)


def _holds_reference(value: JsonValue) -> bool:
    """Return whether there is an object with a key `$ref` anywhere in the value. Does not recurse."""
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if is_object(node):
            if "$ref" in node:
                return True
            waiting += node.values()
        elif is_array(node):
            waiting += node
    return False
