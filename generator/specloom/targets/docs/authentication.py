"""Security schemes in words: how a credential is sent and where the snippets read it."""

from __future__ import annotations

from typing import assert_never

from specloom.ir.operation import Requirement
from specloom.ir.security import SchemeKind, SecurityScheme
from specloom.targets.docs.markdown import MdCode, MdWords
from specloom.targets.docs.views import AuthAlternative, AuthScheme

__all__ = ["describe_requirements", "describe_scheme"]


def describe_requirements(
    requirements: tuple[Requirement, ...], schemes: tuple[SecurityScheme, ...]
) -> tuple[AuthAlternative, ...]:
    """Return the alternatives of an operation, in the document's order (OpenAPI 3.1 §4.8.30)."""
    known = {scheme.name: scheme for scheme in schemes}
    return tuple(
        AuthAlternative(
            schemes=tuple(
                describe_scheme(known[use.scheme], use.scopes) for use in requirement.schemes if use.scheme in known
            )
        )
        for requirement in requirements
    )


def describe_scheme(scheme: SecurityScheme, scopes: tuple[str, ...] = (), *, cell: bool = False) -> AuthScheme:
    """Return one scheme; `cell`: for a table."""
    words, carrier = _sent_as(scheme)
    return AuthScheme(
        name=MdCode(scheme.name, cell=cell),
        sent_as=MdWords(words),
        carrier=MdCode(carrier, cell=cell) if carrier else None,
        variables=tuple(MdCode(credential.variable, cell=cell) for credential in scheme.credentials),
        scopes=tuple(MdCode(scope, cell=cell) for scope in scopes),
    )


def _sent_as(scheme: SecurityScheme) -> tuple[str, str]:
    """Return how the credential travels, and the name of what carries it."""
    match scheme.kind:
        case SchemeKind.API_KEY:
            return {"query": "query parameter", "cookie": "cookie"}.get(scheme.location, "header"), scheme.wire_name
        case SchemeKind.BASIC:
            return "user name and password in the header", "Authorization: Basic"
        case SchemeKind.BEARER:
            return "token in the header", "Authorization: Bearer"
        case SchemeKind.HTTP:
            return "credentials in the header", f"Authorization: {scheme.http_scheme}"
        case SchemeKind.OAUTH2:
            return "OAuth 2 access token in the header", "Authorization: Bearer"
        case SchemeKind.OPENID_CONNECT:
            return "OpenID Connect token in the header", "Authorization: Bearer"
        case SchemeKind.MUTUAL_TLS:
            return "TLS client certificate", ""
    assert_never(scheme.kind)
