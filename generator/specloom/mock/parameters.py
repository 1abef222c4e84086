"""Checks the parameters of a request: each is read by its style and held against its schema. A request in, faults out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never
from urllib.parse import unquote

from specloom.ir.operation import Operation, Parameter, ParameterLocation, Style
from specloom.ir.types import JsonValue
from specloom.mock.bodies import read_form
from specloom.mock.faults import value_faults
from specloom.mock.model import Fault, Place, Received
from specloom.mock.pairs import Pairs
from specloom.mock.reading import ABSENT, Reader, UnreadableError, parse_json
from specloom.mock.routes import Route

__all__ = ["ParameterCheck"]

_IMPLIED = frozenset({"accept", "content-type", "authorization"})
"""Headers that are no parameters, whatever a document says (OpenAPI 3.2 §4.12.2)."""
_FORM = "application/x-www-form-urlencoded"
_PLACES = {
    ParameterLocation.PATH: Place.PATH,
    ParameterLocation.QUERY: Place.QUERY,
    ParameterLocation.QUERYSTRING: Place.QUERY,
    ParameterLocation.HEADER: Place.HEADER,
    ParameterLocation.COOKIE: Place.COOKIE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterCheck:
    """What one request gives for its parameters."""

    reader: Reader
    received: Received
    route: Route
    query: Pairs
    cookies: Pairs
    raw_cookies: Pairs
    """The same as they stand, for parameters whose style does not encode."""
    given_otherwise: frozenset[str]
    """Names in the query that credentials have."""

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with the parameters, and a fault for each pair of the query that is none."""
        fixed = {pair.partition("=")[0] for pair in self.route.fixed_query}
        self.query.take(lambda key: key in fixed)
        for parameter in self._ordered(self.route.operation):
            yield from self._of(parameter)
        for name in self.query.unused:
            yield Fault(status=400, place=Place.QUERY, name=name, detail="the operation has no such parameter")

    def _ordered(self, operation: Operation) -> list[Parameter]:
        """Return the parameters, with those last that take whatever pair is left: objects that are exploded."""

        def takes_the_rest(parameter: Parameter) -> bool:
            is_object = self.reader.shapes.kinds(parameter.type) <= {"object", "null"}
            return parameter.media_type is None and parameter.explode and is_object

        return sorted(operation.parameters, key=takes_the_rest)

    def _of(self, parameter: Parameter) -> Iterator[Fault]:
        name, place = parameter.wire_name, _PLACES[parameter.location]
        if place is Place.HEADER and name.lower() in _IMPLIED:
            return
        if place is Place.QUERY and name in self.given_otherwise:
            return
        try:
            value = self._value(parameter)
        except UnreadableError as error:
            yield Fault(status=400, place=place, name=name, detail=str(error))
            return
        if value is ABSENT:
            if parameter.required:
                yield Fault(status=400, place=place, name=name, detail="it is required, and not there")
            return
        if parameter.allow_empty and value in ("", [""]):
            return
        yield from value_faults(self.reader, parameter.type, value, place, name)

    def _value(self, parameter: Parameter) -> JsonValue:
        name = parameter.wire_name
        match parameter.location:
            case ParameterLocation.PATH:
                return self._in_path(parameter)
            case ParameterLocation.QUERY:
                return self._in_pairs(parameter, self.query)
            case ParameterLocation.QUERYSTRING:
                return self._whole_query(parameter)
            case ParameterLocation.COOKIE:
                return self._in_pairs(parameter, self.raw_cookies if parameter.style is Style.COOKIE else self.cookies)
            case ParameterLocation.HEADER:
                raw = self.received.header(name)
                if raw is None:
                    return ABSENT
                if parameter.media_type is not None:
                    return self._content(parameter, raw)
                return self.reader.in_header(raw, parameter.explode, parameter.type)
            case _:
                assert_never(parameter.location)

    def _in_path(self, parameter: Parameter) -> JsonValue:
        raw = dict(self.route.variables).get(parameter.wire_name)
        if raw is None:
            return ABSENT
        if parameter.media_type is not None:
            return self._content(parameter, unquote(raw))
        return self.reader.in_path(parameter.wire_name, raw, parameter.style, parameter.explode, parameter.type)

    def _in_pairs(self, parameter: Parameter, pairs: Pairs) -> JsonValue:
        name = parameter.wire_name
        if parameter.media_type is None:
            return self.reader.in_pairs(name, pairs, parameter.style, parameter.explode, parameter.type)
        found = pairs.take(lambda key: key == name)
        return self._content(parameter, pairs.decode(found[0].raw)) if found else ABSENT

    def _whole_query(self, parameter: Parameter) -> JsonValue:
        """Return the query string as one value of a media type (OpenAPI 3.2 §4.12.1)."""
        if (parameter.media_type or "").partition(";")[0].strip().lower() == _FORM:
            value = read_form(self.reader, self.query, parameter.type, parameter.encodings)
            return value or ABSENT
        self.query.take(lambda _: True)
        return self._content(parameter, unquote(self.received.query)) if self.received.query else ABSENT

    def _content(self, parameter: Parameter, text: str) -> JsonValue:
        """Return the value of a text in the media type of its parameter."""
        essence = (parameter.media_type or "").partition(";")[0].strip().lower()
        if essence.endswith(("/json", "+json")):
            return parse_json(text)
        return self.reader.scalar(text, parameter.type)
