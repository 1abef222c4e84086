"""Whether a request carries the credentials that its operation needs (OpenAPI 3.2 §4.27, §4.30): any will do."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from typing import assert_never

from specloom.ir.operation import Operation, Requirement
from specloom.ir.security import SchemeKind, SecurityScheme
from specloom.mock.model import Fault, Place, Received
from specloom.mock.pairs import Pairs

__all__ = ["key_names", "security_faults"]

_Schemes = Mapping[str, SecurityScheme]


def key_names(operation: Operation, schemes: _Schemes, location: str) -> frozenset[str]:
    """Return the names of the keys that an operation takes in the query, in a header or in a cookie."""
    used = (schemes.get(use.scheme) for requirement in operation.security for use in requirement.schemes)
    return frozenset(
        scheme.wire_name
        for scheme in used
        if scheme is not None and scheme.kind is SchemeKind.API_KEY and scheme.location == location
    )


def security_faults(
    operation: Operation, schemes: _Schemes, received: Received, query: Pairs, cookies: Pairs
) -> Iterator[Fault]:
    """Yield a fault where none of the requirements is satisfied. Keys in the query count as accounted for."""
    queried = key_names(operation, schemes, "query")
    given = {pair.key for pair in query.take(lambda key: key in queried) if pair.raw}
    baked = {pair.key for pair in cookies.pairs if pair.raw}
    if not operation.security:
        return
    for requirement in operation.security:
        if all(_has(scheme, received, given, baked) for scheme in _needed(requirement, schemes, received)):
            return
    wanted = " or ".join(" and ".join(use.scheme for use in one.schemes) for one in operation.security)
    yield Fault(status=401, place=Place.SECURITY, detail=f"no credential of {wanted} is there")


def _needed(requirement: Requirement, schemes: _Schemes, received: Received) -> Iterator[SecurityScheme | None]:
    """Yield the schemes that must be there; of several that need the one Authorization header, the one that is."""
    found = [schemes.get(use.scheme) for use in requirement.schemes]
    authorization = [scheme for scheme in found if scheme is not None and _word(scheme)]
    yield from (scheme for scheme in found if scheme is None or not _word(scheme))
    if authorization:
        yield next((scheme for scheme in authorization if _has_word(scheme, received)), authorization[0])


def _has(scheme: SecurityScheme | None, received: Received, query: set[str], cookies: set[str]) -> bool:
    if scheme is None or scheme.kind is SchemeKind.MUTUAL_TLS:
        return scheme is not None
    if scheme.kind is not SchemeKind.API_KEY:
        return _has_word(scheme, received)
    match scheme.location:
        case "query":
            return scheme.wire_name in query
        case "cookie":
            return scheme.wire_name in cookies
        case _:
            return bool(received.header(scheme.wire_name))


def _word(scheme: SecurityScheme) -> str:
    """Return what the Authorization header begins with; empty where the credential is elsewhere."""
    match scheme.kind:
        case SchemeKind.BASIC:
            return "basic"
        case SchemeKind.BEARER | SchemeKind.OAUTH2 | SchemeKind.OPENID_CONNECT:
            return "bearer"
        case SchemeKind.HTTP:
            return scheme.http_scheme.lower()
        case SchemeKind.API_KEY | SchemeKind.MUTUAL_TLS:
            return ""
        case _:
            assert_never(scheme.kind)


def _has_word(scheme: SecurityScheme, received: Received) -> bool:
    sent, _, credential = (received.header("Authorization") or "").partition(" ")
    if sent.lower() != _word(scheme) or not credential.strip():
        return False
    return scheme.kind is not SchemeKind.BASIC or _is_pair(credential)


def _is_pair(credential: str) -> bool:
    """Return whether this is a user and a password as RFC 7617 §2 has them."""
    try:
        return b":" in base64.b64decode(credential.strip(), validate=True)
    except (binascii.Error, ValueError):
        return False
