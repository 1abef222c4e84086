"""The words of a description: everybody can read them, and a capture could not be written without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.ir.api import Api
from specloom.ir.types import Enum, Literal, Object

__all__ = ["words_of_api"]

_STEP = re.compile(r"[^/{}?&=]+")


def words_of_api(api: Api) -> frozenset[str]:
    """Return the names of properties and parameters, the values of enumerations and the steps of paths, in lower case."""
    return frozenset(word.lower() for word in _words(api))


def _words(api: Api) -> Iterator[str]:
    for scheme in api.security_schemes:
        yield from (scheme.name, scheme.wire_name)
    for operation in api.operations:
        yield operation.id
        yield from _STEP.findall(operation.path)
        yield from (each.wire_name for each in operation.parameters)
    for type_ in api.types.values():
        fields = type_.fields if isinstance(type_, Object) else ()
        yield from (each.wire_name for each in fields)
        for each in (type_, *(each.type for each in fields)):
            if isinstance(each, Enum | Literal):
                yield from (str(member.value) for member in each.members)
