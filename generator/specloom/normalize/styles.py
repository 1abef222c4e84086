"""How parameters and form properties are written: `style` and `explode` with their defaults (OpenAPI 3.2 §4.12.2)."""

from __future__ import annotations

from specloom.diagnostics import codes
from specloom.ir.operation import ParameterLocation, Style
from specloom.normalize.context import Context
from specloom.source import Node

__all__ = ["FORM_STYLES", "default_explode", "explode_of", "style_of"]

FORM_STYLES = (Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED, Style.DEEP_OBJECT)
_STYLES = {
    ParameterLocation.PATH: (Style.SIMPLE, Style.LABEL, Style.MATRIX),
    ParameterLocation.QUERY: FORM_STYLES,
    ParameterLocation.QUERYSTRING: (Style.FORM,),
    ParameterLocation.HEADER: (Style.SIMPLE,),
    ParameterLocation.COOKIE: (Style.FORM, Style.COOKIE),
}
"""By location; the first one is the default."""
_EXPLODED = (Style.FORM, Style.DEEP_OBJECT, Style.COOKIE)


def style_of(context: Context, node: Node, location: ParameterLocation) -> Style:
    """Return the style of a parameter; that of its location where it has one that does not go there, which is reported."""
    stated = node.text("style")
    allowed = _STYLES[location]
    if stated in allowed:
        return Style(stated)
    if stated:
        context.degrade(
            codes.PARAMETER_STYLE,
            node.location.child("style"),
            "a style that does not go with its location",
            name=node.text("name"),
            location=location.value,
            style=stated,
            used=allowed[0].value,
        )
    return allowed[0]


def explode_of(node: Node, style: Style) -> bool:
    """Return whether arrays and objects become several values: as stated, else the default of the style."""
    stated = node.get("explode")
    return stated.value is True if stated is not None else default_explode(style)


def default_explode(style: Style) -> bool:
    """Return what holds where nothing is said."""
    return style in _EXPLODED
