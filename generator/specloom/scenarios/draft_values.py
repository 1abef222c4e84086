"""What the steps of a draft send: examples, with what other steps made, inputs and the prefix in their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from specloom.calls.model import Argument, Call, Calls, Variant
from specloom.calls.schema_check import SchemaChecker
from specloom.ir.api import Api
from specloom.ir.ids import slugify, words
from specloom.ir.operation import ContentKind, Operation, ParameterLocation
from specloom.ir.types import Direction, JsonValue
from specloom.scenarios.draft_makers import Maker, keys_in
from specloom.scenarios.draft_plan import has_file, is_reading
from specloom.scenarios.expressions import ExpressionError, read_text
from specloom.source.values import is_array, is_object

__all__ = ["Sender"]

_NOT_ID = re.compile(r"[^A-Za-z0-9_-]+")
_SIGNS = re.compile(r"[^a-z0-9]")
_NAMES = ("name", "title", "displayname", "label", "subject", "summary")
"""Properties that can carry the prefix, the likeliest first."""
_PREFIXES = ("specloom-", "specloom-specloom-specloom-")
"""What the config may say; a name that cannot begin with these has no place for it."""


@dataclass(slots=True, kw_only=True)
class Sender:
    """Makes the requests of one workflow, and collects its inputs and what it needs of others."""

    api: Api
    calls: Calls
    checker: SchemaChecker
    makers: Mapping[str, Maker]
    named: Callable[[Maker], str | None]
    """Return the expression for what a maker makes; None where it cannot be had here."""
    inputs: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """Schemas by name."""
    places: dict[str, str] = field(default_factory=dict[str, str])
    """Where the value of each input is asked for, by its name."""

    def parameters(self, operation: Operation) -> list[JsonValue]:
        """Return the parameters that a step gives: the required ones."""
        return [self._given(each, operation) for each in self.calls.minimal(operation.id).arguments]

    def _given(self, argument: Argument, operation: Operation) -> JsonValue:
        """Return one parameter. Arazzo 1.0 has no word for the place of a whole query string: its name must do."""
        name, place = argument.parameter.wire_name, argument.parameter.location
        where = {} if place is ParameterLocation.QUERYSTRING else {"in": place.value}
        return {"name": name, **where, "value": self._argument(argument, operation)}

    def _argument(self, argument: Argument, operation: Operation) -> JsonValue:
        parameter, value = argument.parameter, argument.chosen.value
        if parameter.location is not ParameterLocation.PATH:
            return self._plain(value, parameter.wire_name)
        key = next((key for name, key in keys_in(operation.template) if name == parameter.wire_name), "")
        maker = self.makers.get(key)
        if maker is not None and maker.is_named and maker.create is operation:
            return f"{{$inputs.prefix}}{_what(operation)}"
        expression = self.named(maker) if maker is not None else None
        return expression or self._input(parameter.wire_name, key or operation.template, value)

    def body(self, operation: Operation) -> JsonValue:
        """Return the request body of a step; None where it sends none."""
        call = self.calls.minimal(operation.id)
        if call.body is None:
            return None
        content, value = call.body.content, call.body.chosen.value
        if is_object(value):
            marked = {} if is_reading(operation) else self._mark(call, value)
            given = value if value or marked else self._full(call)
            value = {key: self._member(key, each, operation) for key, each in given.items()} | marked
        else:
            value = self._plain(value, "body")
        if isinstance(value, str) and content.kind is ContentKind.JSON and value.lstrip()[:1] in ("{", "["):
            value = self._input("body", operation.template, value)
        return {"contentType": content.media_type, "payload": value}

    def _full(self, call: Call) -> dict[str, JsonValue]:
        """Return the whole of a body in place of an empty one: it would change nothing."""
        assert call.body is not None
        full = self.calls.bodies.get((call.operation.id, call.body.content.media_type, Variant.FULL))
        is_usable = full is not None and is_object(full.value) and not full.fault and not has_file(full.value)
        return full.value if full is not None and is_usable else {}

    def _member(self, name: str, value: JsonValue, operation: Operation) -> JsonValue:
        """Return the value of a property: what another workflow made, where that is what it names."""
        plain = _SIGNS.sub("", name.lower())
        for maker in self.makers.values():
            if plain in maker.words and isinstance(value, (str, int)) and maker.create is not operation:
                expression = self.named(maker)
                if expression is not None:
                    return expression
        return self._plain(value, name)

    def _mark(self, call: Call, value: dict[str, JsonValue]) -> dict[str, JsonValue]:
        """Return the property that is a name, with the prefix in its value; nothing where none can have it."""
        assert call.body is not None
        content, known = call.body.content, {**self._full(call), **value}
        names = {_SIGNS.sub("", key.lower()): key for key, each in known.items() if isinstance(each, str)}
        what = _what(call.operation)
        for name in (names[one] for one in _NAMES if one in names):
            marked = [{**value, name: f"{prefix}{what}"} for prefix in _PREFIXES]
            if all(self.checker.accepts(content.type.schema, each, Direction.REQUEST) for each in marked):
                return {name: f"{{$inputs.prefix}}{what}"}
        return {}

    def _plain(self, value: JsonValue, name: str) -> JsonValue:
        """Return a value that stands for itself: a text that would be read as an expression becomes an input."""
        if is_object(value):
            return {key: self._plain(each, key) for key, each in value.items()}
        if is_array(value):
            return [self._plain(each, name) for each in value]
        if not isinstance(value, str):
            return value
        try:
            is_plain = isinstance(read_text(value), str)
        except ExpressionError:
            is_plain = False
        return value if is_plain else self._input(name, f"{name} {value}", value)

    def _input(self, name: str, place: str, value: JsonValue) -> str:
        """Return the expression for an input whose default is a value; the same place has the same input."""
        known = next((one for one, where in self.places.items() if where == place), None)
        if known is None:
            stem = _NOT_ID.sub("-", name).strip("-")[:60] or "value"
            taken = {*self.places, "prefix"}
            known = next(
                one for one in (stem, *(f"{stem}-{count}" for count in range(2, len(taken) + 3))) if one not in taken
            )
            self.places[known] = place
            self.inputs[known] = {**_typed(value), "default": value}
        return f"$inputs.{known}"


def _what(operation: Operation) -> str:
    """Return what an operation is about, in a word: `client` of `createClient`."""
    return (slugify(" ".join(words(operation.id)[1:])) or "made")[:20]


def _typed(value: JsonValue) -> dict[str, JsonValue]:
    match value:
        case bool():
            return {"type": "boolean"}
        case int():
            return {"type": "integer"}
        case float():
            return {"type": "number"}
        case str():
            return {"type": "string"}
        case _:
            return {}
