"""Extensions (`x-...`) of an operation that say how its list goes on: a node in, a claim out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from specloom.diagnostics import Location
from specloom.ir.pagination import InputPlace, PageClaim, PageSource, PageStyle, PropertyPath
from specloom.normalize.pagination.claims import ClaimError
from specloom.source import Node
from specloom.source.values import is_array

__all__ = ["OWN", "stated_claim"]

C = TypeVar("C", bound=StrEnum)

OWN = "x-specloom-pagination"
_KEYS = frozenset(
    {"style", "in", "parameter", "limit", "first", "items", "next", "item_key", "has_more", "is_last", "total"}
)
_STEPS = re.compile(r"[^.\[\]]+")


def stated_claim(operation: Node) -> tuple[PageClaim | None] | None:
    """Return what the first extension of an operation says, None inside where it says that there are no pages.

    None where no extension says anything. Raises `ClaimError` where what it says means nothing.
    """
    for name, read in _READERS.items():
        node = operation.get(name)
        if node is not None and (name != "x-pagination" or node.get("style") is not None):
            return (read(node, f"{name} at #{node.location.pointer}"),)
    return None


def _own(node: Node, name: str) -> PageClaim | None:
    """Our own form, that of the config: `{style: page, parameter: page, items: data}`, or `false`."""
    if node.value is False:
        return None
    for key, member in node.members():
        if key not in _KEYS:
            raise ClaimError(f"{key!r} means nothing here", member.location)
    places = {key: member.location for key, member in node.members()}
    first, items = node.get("first"), node.get("items")
    if first is not None and (not isinstance(first.value, int) or isinstance(first.value, bool)):
        raise ClaimError("`first` must be a whole number", first.location)
    return PageClaim(
        style=_choice(node, "style", PageStyle),
        place=_choice(node, "in", InputPlace) if node.get("in") else InputPlace.QUERY,
        first=first.value if first is not None else None,
        items=_path(items) if items is not None else None,
        source=PageSource.EXTENSION,
        evidence=name,
        origin=node.location,
        places=places,
        parameter=_text(node, "parameter"),
        limit=_text(node, "limit"),
        item_key=_text(node, "item_key"),
        next=_path(node.get("next")),
        has_more=_path(node.get("has_more")),
        is_last=_path(node.get("is_last")),
        total=_path(node.get("total")),
    )


def _azure(node: Node, name: str) -> PageClaim | None:
    """`x-ms-pageable`: `{nextLinkName: nextLink, itemName: value}`; without a next link there is one page."""
    link = node.get("nextLinkName")
    if link is None or link.value is None:
        return None
    items = node.get("itemName")
    return PageClaim(
        style=PageStyle.NEXT_URL,
        items=(_text(node, "itemName") or "value",),
        next=(_text(node, "nextLinkName"),),
        source=PageSource.EXTENSION,
        evidence=name,
        origin=node.location,
        places={"next": link.location, **({"items": items.location} if items is not None else {})},
    )


def _fern(node: Node, name: str) -> PageClaim | None:
    """`x-fern-pagination`: `{cursor: $request.cursor, next_cursor: $response.next, results: $response.data}`."""
    if node.value is False:
        return None
    style = next(
        (style for key, style in _FERN_STYLES.items() if node.get(key) is not None),
        None,
    )
    if style is None:
        raise ClaimError("none of `cursor`, `offset` and `next_uri` is there", node.location)
    has_step = node.get("step") is not None
    asked = next((_text(node, key) for key in ("cursor", "offset") if node.get(key) is not None), "")
    place, parameter = _fern_input(asked)
    following = next((key for key in ("next_cursor", "next_uri") if node.get(key) is not None), "")
    return PageClaim(
        style=PageStyle.OFFSET if style is PageStyle.PAGE and has_step else style,
        place=place,
        parameter=parameter,
        items=_steps(_text(node, "results"), "$response") if node.get("results") is not None else None,
        next=_steps(_text(node, following), "$response") if following else (),
        has_more=_steps(_text(node, "has-next-page"), "$response"),
        source=PageSource.EXTENSION,
        evidence=name,
        origin=node.location,
        places=_places(node, next=following, parameter="cursor", items="results", has_more="has-next-page"),
    )


_FERN_STYLES = {"cursor": PageStyle.CURSOR, "offset": PageStyle.PAGE, "next_uri": PageStyle.NEXT_URL}


def _fern_input(text: str) -> tuple[InputPlace, str]:
    name = text.removeprefix("$request.")
    if name.startswith(("body.", "query.")):
        place, _, name = name.partition(".")
        return InputPlace(place), name
    return InputPlace.QUERY, name


def _speakeasy(node: Node, name: str) -> PageClaim | None:
    """`x-speakeasy-pagination`: `{type: cursor, inputs: [{name: cursor, in: parameters, type: cursor}], outputs: {...}}`."""
    outputs = node.get("outputs") or Node({}, node.location)
    kind = _text(node, "type")
    inputs = node.get("inputs")
    roles = {_text(each, "type"): each for each in inputs.elements()} if inputs is not None else {}
    role = next((role for role in ("cursor", "page", "offset") if role in roles), "")
    if kind not in ("offsetLimit", "cursor", "url") or not (role or kind == "url"):
        raise ClaimError("it names neither a cursor nor a page, an offset or a URL", node.location)
    asked = roles.get(role, Node({}, node.location))
    following = "nextUrl" if kind == "url" else "nextCursor"
    leads_on = kind == "url" or role == "cursor"
    results = outputs.get("results")
    return PageClaim(
        style=PageStyle.NEXT_URL if kind == "url" else PageStyle(role),
        place=InputPlace.BODY if _text(asked, "in") == "requestBody" else InputPlace.QUERY,
        parameter=_text(asked, "name"),
        limit=_text(roles["limit"], "name") if "limit" in roles else "",
        items=_steps(_text(outputs, "results"), "$") if results is not None else None,
        next=_steps(_text(outputs, following), "$") if leads_on else (),
        source=PageSource.EXTENSION,
        evidence=name,
        origin=node.location,
        places={"parameter": asked.location, **_places(outputs, items="results", next=following)},
    )


_READERS: Mapping[str, Callable[[Node, str], PageClaim | None]] = {
    OWN: _own,
    "x-ms-pageable": _azure,
    "x-fern-pagination": _fern,
    "x-speakeasy-pagination": _speakeasy,
    "x-pagination": _own,
}
"""In the order in which they are asked; of `x-pagination` only our own form has a clear meaning."""


def _places(node: Node, **keys: str) -> dict[str, Location]:
    found = {ours: node.get(theirs) for ours, theirs in keys.items()}
    return {ours: member.location for ours, member in found.items() if member is not None}


def _text(node: Node, key: str) -> str:
    member = node.get(key)
    if member is not None and not isinstance(member.value, str):
        raise ClaimError(f"`{key}` must be text", member.location)
    return member.value if member is not None else ""


def _choice(node: Node, key: str, kind: type[C]) -> C:
    text = _text(node, key)
    if text not in list(kind):
        member = node.get(key)
        place = member.location if member is not None else node.location
        raise ClaimError(f"`{key}` must be one of {', '.join(kind)}", place)
    return kind(text)


def _path(node: Node | None) -> PropertyPath:
    """Return a path of our own form: one name, or a list of names inside one another."""
    if node is None:
        return ()
    names = [element.value for element in node.elements()] if is_array(node.value) else [node.value]
    if not all(isinstance(name, str) for name in names):
        raise ClaimError("it must be the name of a property, or a list of names inside one another", node.location)
    return tuple(str(name) for name in names)


def _steps(text: str, root: str) -> PropertyPath:
    """Return a path in the notation of others: `$response.page.next`, `$.meta.next`."""
    return tuple(_STEPS.findall(text.removeprefix(root)))
