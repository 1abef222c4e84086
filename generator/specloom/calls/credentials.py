"""Where each credential goes (OpenAPI 3.1 §4.8.27, §4.8.30). Schemes and requirements in; secrets in their places out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from specloom.calls.encoding import is_header_name
from specloom.calls.model import Secret, WireHeader
from specloom.ir.operation import Requirement
from specloom.ir.security import SchemeKind, SecurityScheme

__all__ = ["Credentials", "chosen_requirement", "credentials_for"]

_RANKS = {SchemeKind.OPENID_CONNECT: 1, SchemeKind.MUTUAL_TLS: 2}
_UNKNOWN = 3


@dataclass(slots=True, kw_only=True)
class Credentials:
    """The secrets of one request, by the place they go to."""

    headers: list[WireHeader] = field(default_factory=list[WireHeader])
    query: list[tuple[str, Secret]] = field(default_factory=list[tuple[str, Secret]])
    cookies: list[tuple[str, Secret]] = field(default_factory=list[tuple[str, Secret]])
    basic: tuple[Secret, Secret] | None = None

    @property
    def has_authorization(self) -> bool:
        """Return whether the Authorization header is taken."""
        return self.basic is not None or any(header.name.lower() == "authorization" for header in self.headers)


def chosen_requirement(security: tuple[Requirement, ...], schemes: Mapping[str, SecurityScheme]) -> Requirement | None:
    """Return the first requirement that a request can express; None where nothing is required.

    One that needs OpenID Connect, or a client certificate, which no header carries, counts only where there is no other.
    """

    def rank(requirement: Requirement) -> int:
        ranks = (_rank(schemes.get(use.scheme)) for use in requirement.schemes)
        return max(ranks, default=0)

    chosen = min(security, key=rank, default=None)
    return chosen if chosen is not None and chosen.schemes else None


def credentials_for(requirement: Requirement | None, schemes: Mapping[str, SecurityScheme]) -> Credentials:
    """Return the secrets that satisfy a requirement. Of two that need the Authorization header the first has it."""
    found = Credentials()
    for use in requirement.schemes if requirement else ():
        scheme = schemes.get(use.scheme)
        if scheme is not None and scheme.credentials:
            _add(found, scheme)
    return found


def _rank(scheme: SecurityScheme | None) -> int:
    return _UNKNOWN if scheme is None else _RANKS.get(scheme.kind, 0)


def _add(found: Credentials, scheme: SecurityScheme) -> None:
    secret = Secret(scheme.credentials[0].variable)
    match scheme.kind:
        case SchemeKind.API_KEY:
            _add_key(found, scheme, secret)
        case SchemeKind.BASIC:
            if not found.has_authorization and len(scheme.credentials) > 1:
                found.basic = (secret, Secret(scheme.credentials[1].variable))
        case SchemeKind.BEARER | SchemeKind.OAUTH2 | SchemeKind.OPENID_CONNECT:
            _add_authorization(found, "Bearer", secret)
        case SchemeKind.HTTP:
            _add_authorization(found, scheme.http_scheme, secret)
        case SchemeKind.MUTUAL_TLS:
            return
        case _:
            assert_never(scheme.kind)


def _add_key(found: Credentials, scheme: SecurityScheme, secret: Secret) -> None:
    if scheme.location == "query":
        found.query.append((scheme.wire_name, secret))
    elif scheme.location == "cookie":
        found.cookies.append((scheme.wire_name, secret))
    elif is_header_name(scheme.wire_name):
        taken = {header.name.lower() for header in found.headers}
        if scheme.wire_name.lower() not in taken and not (
            found.has_authorization and scheme.wire_name.lower() == "authorization"
        ):
            found.headers.append(WireHeader(scheme.wire_name, (secret,)))


def _add_authorization(found: Credentials, scheme: str, secret: Secret) -> None:
    if not found.has_authorization and is_header_name(scheme):
        found.headers.append(WireHeader("Authorization", (f"{scheme} ", secret)))
