"""How the bodies of requests are written: `Body(...)` for each media type, and for the query string where it is one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from specloom.calls.multipart import is_json_type
from specloom.ir.operation import Body, Content, ContentKind, Encoding, Operation, ParameterLocation, Style
from specloom.targets.python.code import Identifier
from specloom.targets.python.layout import LINE, PyFlags, PyGroup, PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.views import BodySpec

__all__ = ["BODY_KINDS", "body_spec", "further_bodies", "preferred_body", "style_flags", "whole_query"]

BODY_KINDS = {
    ContentKind.JSON: "json",
    ContentKind.MULTIPART: "multipart",
    ContentKind.FORM: "form",
    ContentKind.BINARY: "binary",
    ContentKind.TEXT: "text",
    ContentKind.XML: "text",
    ContentKind.SSE: "text",
    ContentKind.NDJSON: "ndjson",
    ContentKind.ANY: "any",
}
"""Kinds of content as the runtime calls them."""
_PREFERRED = (ContentKind.JSON, ContentKind.MULTIPART, ContentKind.FORM, ContentKind.BINARY)
_UNSTATED = ("text/plain", "application/octet-stream")
_STEP = 4


def preferred_body(body: Body) -> Content:
    """Return the content to send: JSON, else a form with files, a form, bytes, else the first."""
    ranked = [content for kind in _PREFERRED for content in body.contents if content.kind is kind]
    return ranked[0] if ranked else body.contents[0]


def body_spec(body: Body, indent: int) -> BodySpec:
    """Return how a body is written unless something else is asked for; the call's arguments are indented by `indent`."""
    return _spec(preferred_body(body), body.required, indent, Identifier("body"))


def further_bodies(body: Body, indent: int) -> tuple[BodySpec, ...]:
    """Return how it is written in other media types, where more than the name of the media type is different."""
    usual = preferred_body(body)
    like = _spec(usual, body.required, indent + _STEP, None)
    specs = [_spec(one, body.required, indent + _STEP, None) for one in body.contents if one != usual]
    return tuple(spec for spec in specs if spec != replace(like, media_type=spec.media_type))


def whole_query(operation: Operation, indent: int) -> BodySpec | None:
    """Return how the query string is written where one parameter is all of it; None where it is made of pairs."""
    for parameter in operation.parameters_in(ParameterLocation.QUERYSTRING):
        media_type = parameter.media_type or ""
        is_form = media_type.partition(";")[0].strip().lower() == "application/x-www-form-urlencoded"
        kind = "form" if is_form else "json" if is_json_type(media_type) else "text"
        return BodySpec(
            keyword=Identifier("query"),
            kind=PyString(kind),
            media_type=PyString(media_type),
            required=True,
            styles=tuple(_property_styles(parameter.encodings)),
            indent=indent + _STEP,
        )
    return None


def style_flags(style: Style, explode: bool, allow_reserved: bool) -> PyFlags:
    """Return `Style(...)`."""
    flags = {"explode": explode, "allow_reserved": allow_reserved}
    chosen = tuple(Identifier(flag) for flag, is_set in flags.items() if is_set)
    return PyFlags(Identifier("Style"), PyString(style), chosen)


def _spec(content: Content, required: bool, indent: int, keyword: Identifier | None) -> BodySpec:
    part_types = [
        PyPair(PyString(one.property), PyString(one.content_type))
        for one in content.encodings
        if content.kind is ContentKind.MULTIPART and _is_stated(one.content_type)
    ]
    return BodySpec(
        keyword=keyword,
        kind=PyString("parts" if _is_no_form(content) else BODY_KINDS[content.kind]),
        media_type=PyString(content.media_type),
        required=required,
        styles=tuple(_property_styles(content.encodings)),
        part_types=tuple(part_types),
        place_types=_place_types(content, indent + _STEP),
        indent=indent + _STEP,
    )


def _property_styles(encodings: Iterable[Encoding]) -> Iterator[PyPair]:
    """Yield the properties of a form that are written in a style of their own."""
    for one in encodings:
        if one.is_styled:
            yield PyPair(PyString(one.property), style_flags(one.style, one.explode, one.allow_reserved))


def _is_no_form(content: Content) -> bool:
    """Return whether a multipart body is of another kind than those that HTML forms have."""
    essence = content.media_type.partition(";")[0].strip().lower()
    return content.kind is ContentKind.MULTIPART and essence not in ("multipart/form-data", "multipart/*")


def _place_types(content: Content, indent: int) -> PyGroup | None:
    """Return the media types of parts without names: those of the first ones, then that of all others."""
    if content.item_encoding is None:
        return None
    types = [one.content_type for one in (*content.prefix_encodings, content.item_encoding)]
    return PyGroup("()", tuple(PyString(one) for one in types), LINE - indent - len("place_types=,"))


def _is_stated(content_type: str) -> bool:
    """Return whether a part's media type was chosen; a list of types or a wildcard leaves it open."""
    return content_type not in _UNSTATED and "*" not in content_type and "," not in content_type
