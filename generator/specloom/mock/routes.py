"""Finds the operation that a request is for, by method and raw path (OpenAPI 3.2 §4.8.2, "Path Templating Matching")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from specloom.ir.operation import Operation, Server
from specloom.mock.model import Received

__all__ = ["Route", "Routes"]

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_AUTHORITY = re.compile(r"^(?:[^/]*:)?//[^/]*")
_TRIPLET = re.compile("%[0-9A-Fa-f]{2}")
_NEEDLESS = re.compile("%(2[Dd]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])")
"""Triplets of unreserved characters (RFC 3986 §6.2.2.2), but for the dot, which a style may use as a delimiter."""
_MAY_STAND_RAW = "/:@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An operation, and the raw texts in the places of its path's variables."""

    operation: Operation
    variables: tuple[tuple[str, str], ...]
    fixed_query: frozenset[str]
    """`key=value` pairs that the path itself holds, as they are written there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mounted:
    operation: Operation
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    fixed_query: frozenset[str]
    rank: tuple[tuple[bool, ...], int]
    """Literal segments come before variable ones, from the left; more of a fixed query before less."""


class Routes:
    """All operations, below the paths of all their servers."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self._mounted = sorted(
            (mounted for operation in operations if operation.path for mounted in _mounts(operation)),
            key=lambda mounted: mounted.rank,
        )

    def find(self, received: Received) -> list[Route]:
        """Return the operations that are meant, equally well; none where there is none of this path and method."""
        found = [each for each in self._fitting(received) if each[0].operation.method == received.method]
        best = [each for each in found if each[0].rank == found[0][0].rank]
        routes = [
            Route(
                operation=mounted.operation,
                variables=tuple(zip(mounted.names, fits.groups(), strict=True)),
                fixed_query=mounted.fixed_query,
            )
            for mounted, fits in best
        ]
        return list({route.operation.id: route for route in routes}.values())

    def allowed(self, received: Received) -> tuple[str, ...]:
        """Return the methods that the path has."""
        return tuple(sorted({mounted.operation.method for mounted, _ in self._fitting(received)}))

    def _fitting(self, received: Received) -> Iterator[tuple[_Mounted, re.Match[str]]]:
        sent, path = frozenset(received.query.split("&")), _plain(received.path)
        for mounted in self._mounted:
            fits = mounted.pattern.fullmatch(path)
            if fits is not None and mounted.fixed_query <= sent:
                yield mounted, fits


def _mounts(operation: Operation) -> Iterator[_Mounted]:
    template, _, query = operation.template.partition("?")
    pieces = _VARIABLE.split(template)
    own = "".join("([^/]+?)" if index % 2 else _literal(piece) for index, piece in enumerate(pieces))
    fixed = frozenset(query.split("&")) if query else frozenset[str]()
    for base in dict.fromkeys(_base(server) for server in operation.servers):
        yield _Mounted(
            operation=operation,
            pattern=re.compile(base + own),
            names=tuple(pieces[1::2]),
            fixed_query=fixed,
            rank=(tuple("{" in segment for segment in template.split("/")), -len(fixed)),
        )


def _base(server: Server) -> str:
    """Return the pattern of a server's path: a variable is one of its values, or any segment where it has no list."""
    path = _AUTHORITY.sub("", server.url_template.partition("?")[0].partition("#")[0]).rstrip("/")
    variables = {variable.name: variable for variable in server.variables}
    written: list[str] = []
    for index, piece in enumerate(_VARIABLE.split(path)):
        variable = variables.get(piece) if index % 2 else None
        if index % 2 == 0:
            written.append(_literal(piece))
        elif variable is None:
            written.append("[^/]+")
        else:
            values = [_literal(value) for value in (variable.default, *variable.values)]
            written.append(f"(?:{'|'.join(values if variable.values else [*values, '[^/]+'])})")
    return "".join(written)


def _literal(text: str) -> str:
    """Return the pattern of a fixed part of a path, in each way in which it may be spelled (RFC 3986 §6.2.2)."""
    pieces = enumerate(_spelled(_plain(text)))
    return "".join(piece if index % 2 else "".join(map(_character, piece)) for index, piece in pieces)


def _plain(path: str) -> str:
    """Return a path without the triplets that nothing needs."""
    return _NEEDLESS.sub(lambda triplet: chr(int(triplet[1], 16)), path)


def _spelled(text: str) -> Iterator[str]:
    """Yield plain text and, between, patterns of the triplets that the text holds already."""
    place = 0
    for triplet in _TRIPLET.finditer(text):
        yield text[place : triplet.start()]
        yield f"(?i:{triplet[0]})"
        place = triplet.end()
    yield text[place:]


def _character(character: str) -> str:
    encoded = quote(character, safe="", errors="replace")
    if encoded == character:
        return re.escape(character)
    if character == "/":
        return "/"
    if character in _MAY_STAND_RAW:
        return f"(?:{re.escape(character)}|(?i:{encoded}))"
    return f"(?i:{encoded})"
