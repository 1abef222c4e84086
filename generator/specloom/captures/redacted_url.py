"""URLs as they may be shown: stand-ins for what a path names, and no credential in the query."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, unquote_plus, urlsplit

from specloom.captures.exchange import Exchange
from specloom.captures.places import Place
from specloom.captures.redacted_values import ValueRedactor
from specloom.ir.operation import Operation, Parameter, ParameterLocation

__all__ = ["shown_url"]

_UNRESERVED = "/,;=.:@!$&'()*+~-_"
_QUERY = "$,:@!'()*/?~-._"
_BRACES = re.compile(r"\{([^{}/]+)\}")

Pairs = tuple[tuple[str, str], ...]


def shown_url(
    exchange: Exchange, operation: Operation, values: ValueRedactor, place: Place
) -> tuple[str, dict[str, str], Pairs]:
    """Return the URL of a request as it may be shown, the values of its path by name, and its query, decoded."""
    parameters = {(each.location, each.wire_name): each for each in operation.parameters}
    path = {name: _path_value(name, value, parameters, values, place) for name, value in exchange.path_values}
    split = urlsplit(exchange.sent.url)
    shown = _path(split.path, operation.template or operation.path, dict(exchange.path_values), path)
    pairs = [pair for pair in split.query.split("&") if pair]
    query = [(pair, *_query_pair(pair, parameters, values, place)) for pair in pairs]
    host = split.netloc.rpartition("@")[2]
    base = f"{split.scheme}://{host}{shown}"
    written = "&".join(_written(*each) for each in query)
    return (f"{base}?{written}" if written else base), path, tuple((name, value) for _, name, value in query)


_Parameters = dict[tuple[ParameterLocation, str], Parameter]


def _path_value(name: str, value: str, parameters: _Parameters, values: ValueRedactor, place: Place) -> str:
    stated = parameters.get((ParameterLocation.PATH, name))
    inside = Place(root=place.root, direction=place.direction, pointer=f"/path/{name}", name=name, is_id=True)
    return values.written(value, stated.type if stated else None, inside)


def _query_pair(pair: str, parameters: _Parameters, values: ValueRedactor, place: Place) -> tuple[str, str]:
    """Return the name and the value of a pair, decoded, as they may be shown."""
    name, _, value = _decoded(pair)
    stated = parameters.get((ParameterLocation.QUERY, name))
    inside = Place(root=place.root, direction=place.direction, pointer=f"/query/{name}", name=name)
    if any(each.location == "query" and each.wire_name == name for each in values.api.security_schemes):
        return values.text(name, place), str(values.hidden(value, None, inside))
    return values.text(name, place), values.written(value, stated.type if stated else None, inside)


def _decoded(pair: str) -> tuple[str, str, str]:
    name, equals, value = pair.partition("=")
    return unquote_plus(name, errors="surrogateescape"), equals, unquote_plus(value, errors="surrogateescape")


def _written(pair: str, name: str, value: str) -> str:
    """Return a pair as it was written, unless something else stands in it now."""
    before, equals, text = _decoded(pair)
    return pair if (before, text) == (name, value) else f"{_encoded(name)}{equals}{_encoded(value)}"


def _path(path: str, template: str, given: dict[str, str], shown: dict[str, str]) -> str:
    """Return an encoded path with other values in the places that its template has for them."""
    pieces = _BRACES.split(template)
    names = pieces[1::2]
    pattern = "".join(
        f"(?P<v{index // 2}>.+?)" if index % 2 else re.escape(quote(piece, safe=_UNRESERVED + "%"))
        for index, piece in enumerate(pieces)
    )
    found = re.search(f"{pattern}$", path)
    if found is None:
        return path
    out, end = [path[: found.start()]], found.start()
    for index, name in enumerate(names):
        start, stop = found.span(f"v{index}")
        out += [path[end:start], _value(path[start:stop], given.get(name, ""), shown.get(name, ""))]
        end = stop
    return "".join([*out, path[end:]])


def _value(encoded: str, given: str, shown: str) -> str:
    """Return what stands in a path for a value, in the style that it was written in."""
    text = unquote(encoded, errors="surrogateescape")
    if shown == given or given not in text:
        return encoded
    return quote(text.replace(given, shown), safe="".join(set(_UNRESERVED) - {"/"}), errors="surrogateescape")


def _encoded(text: str) -> str:
    return quote(text, safe=_QUERY, errors="surrogateescape")
