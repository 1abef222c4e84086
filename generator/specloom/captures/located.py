"""Where in the description the schema of a part of an answer stands."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.diagnostics import Location
from specloom.ir.api import Api
from specloom.ir.operation import Content, Response
from specloom.ir.types import Alias, Array, MapType, Object, Ref, TupleType, Type, TypeDef
from specloom.source import Document

__all__ = ["Located", "located", "schema_place"]


@dataclass(frozen=True, slots=True)
class Located:
    """A type, and where its schema stands."""

    type: Type | TypeDef
    place: Location


def schema_place(document: Document, content: Content, response: Response) -> Location | None:
    """Return where the schema of a content stands: in its media type, in Swagger 2.0 in the response."""
    for origin in (content.origin, response.origin):
        node = document.node(origin)
        if node is not None and node.get("schema") is not None:
            return origin.child("schema")
    return None


def located(api: Api, type_: Type, place: Location, path: tuple[str | int, ...]) -> Located | None:
    """Return what a way into a value of the type at `place` leads to; None where a union is in the way."""
    here = _resolved(api, Located(type_, place))
    for step in path:
        below = _below(here, step)
        if below is None:
            return None
        here = _resolved(api, below)
    return here


def _below(here: Located, step: str | int) -> Located | None:
    match here.type:
        case Object(fields=fields, additional=additional):
            found = next((each for each in fields if each.wire_name == step), None)
            if found is not None:
                return Located(found.type, found.origin)
            return None if additional is None else Located(additional, here.place.child("additionalProperties"))
        case MapType(values=values):
            return Located(values, here.place.child("additionalProperties"))
        case Array(items=items):
            return Located(items, here.place.child("items"))
        case TupleType(prefix=prefix) if isinstance(step, int) and step < len(prefix):
            return Located(prefix[step], here.place.child("prefixItems", step))
        case _:
            return None


def _resolved(api: Api, here: Located) -> Located:
    """Return a definition and its place in the place of a reference to it."""
    while isinstance(here.type, Ref | Alias):
        if isinstance(here.type, Ref):
            definition = api.types[here.type.target]
            here = Located(definition, definition.origin)
        else:
            here = Located(here.type.type, here.place)
    return here
