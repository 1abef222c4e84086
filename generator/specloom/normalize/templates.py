"""Path templates (OpenAPI 3.2 §4.8.2): which variables a path has, and what of it a request has."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["fixed_pairs", "request_template", "shape_of", "variables_of"]

_VARIABLE = re.compile(r"\{([^{}]+)\}")
_EXPANSION = re.compile(r"\{[?&]([^{}]+)\}")
"""RFC 6570 §3.2.8: `/users{?page,limit}`, which OpenAPI does not know, but some documents have."""


def request_template(path: str, query: Collection[str] = ()) -> str:
    """Return what a request has of a path, where parameters of these names stand in its query.

    `/users#admin` tells operations apart by a fragment, which no client sends. `/x?action={action}` holds a pair that
    the query parameter `action` gives as well, in its own style; `/x?action=list` is sent as it is.
    """
    written = _EXPANSION.sub(lambda found: "" if set(found[1].split(",")) <= set(query) else found[0], path)
    route, mark, pairs = written.partition("#")[0].partition("?")
    if "{" in route.rpartition("}")[2]:
        return route + mark + pairs
    kept = [
        pair for pair in pairs.split("&") if not any(pair in (f"{name}={{{name}}}", f"{{{name}}}") for name in query)
    ]
    return route + mark + "&".join(kept) if any(kept) else route


def variables_of(template: str) -> tuple[str, ...]:
    """Return the names of a template's variables, each once, in order."""
    return tuple(dict.fromkeys(_VARIABLE.findall(template)))


def fixed_pairs(template: str) -> frozenset[str]:
    """Return the names that a template gives values of its own in its query: `action` of `/x?action=list`."""
    pairs = (pair.partition("=") for pair in template.partition("?")[2].split("&"))
    return frozenset(name for name, _, value in pairs if name and not _VARIABLE.search(name + value))


def shape_of(path: str) -> str:
    """Return the path without the names of its variables: paths of one shape are one path to a server."""
    return _VARIABLE.sub("{}", path)
