"""Security schemes in words: how a credential is sent and where the snippets read it."""

from __future__ import annotations

from typing import assert_never

from specloom.ir.operation import Requirement
from specloom.ir.security import OAuthFlow, SchemeKind, SecurityScheme
from specloom.targets.docs.markdown import MdCode, MdInline, MdUrl, MdWords
from specloom.targets.docs.page_views import Address, FlowNote, ScopeNote
from specloom.targets.docs.views import AuthAlternative, AuthScheme

__all__ = ["describe_addresses", "describe_flow", "describe_requirements", "describe_scheme"]

_FLOWS = {
    "implicit": "Implicit flow",
    "password": "Password flow",
    "clientCredentials": "Client credentials flow",
    "authorizationCode": "Authorization code flow",
    "deviceAuthorization": "Device authorization flow",
}


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
        deprecated=scheme.deprecated,
    )


def describe_flow(flow: OAuthFlow) -> FlowNote:
    """Return a way to get a token: where to ask, and for which scopes."""
    return FlowNote(
        kind=MdWords(_FLOWS[flow.kind]) if flow.kind in _FLOWS else MdCode(flow.kind),
        addresses=_addresses(
            ("authorization", flow.authorization_url),
            ("device authorization", flow.device_authorization_url),
            ("token", flow.token_url),
            ("refresh", flow.refresh_url),
        ),
        scopes=tuple(
            ScopeNote(name=MdCode(scope), description=MdInline(text) if text.strip() else None)
            for scope, text in flow.scopes
        ),
    )


def describe_addresses(scheme: SecurityScheme) -> tuple[Address, ...]:
    """Return where the server that hands out tokens describes itself."""
    return _addresses(
        ("Authorization server", scheme.oauth2_metadata_url), ("OpenID Connect discovery", scheme.openid_connect_url)
    )


def _addresses(*given: tuple[str, str]) -> tuple[Address, ...]:
    return tuple(Address(label=MdWords(label), url=MdUrl(url)) for label, url in given if url)


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
