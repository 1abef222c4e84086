"""Security Scheme Objects and their OAuth flows (OpenAPI 3.2 §4.27 to §4.29)."""

from __future__ import annotations

import re
from typing import NamedTuple

from specloom.diagnostics import codes
from specloom.ir.security import OAuthFlow, SchemeKind, SecurityScheme
from specloom.normalize.context import Context
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["normalize_scheme"]

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_CLIENT_AUTH = ("x-token-endpoint-auth-method", "x-speakeasy-token-endpoint-authentication")
_HTTP_KINDS = {"basic": SchemeKind.BASIC, "bearer": SchemeKind.BEARER}
_KINDS = {
    "apiKey": SchemeKind.API_KEY,
    "oauth2": SchemeKind.OAUTH2,
    "openIdConnect": SchemeKind.OPENID_CONNECT,
    "mutualTLS": SchemeKind.MUTUAL_TLS,
}


class _Carrier(NamedTuple):
    """What kind a scheme is of; a fault in place of the kind where a request has no place for it."""

    kind: SchemeKind | None
    fault: str = ""


def normalize_scheme(context: Context, name: str, node: Node) -> SecurityScheme | None:
    """Return a scheme, without its credentials; None where it is reported as one that cannot be understood."""
    kind, fault = _carrier(node)
    if kind is None:
        context.skip(codes.SCHEME_UNSUPPORTED, node.location, fault, name=name, reason=fault)
        return None
    is_key = kind is SchemeKind.API_KEY
    scheme = node.text("scheme")
    return SecurityScheme(
        name=name,
        kind=kind,
        description=node.text("description"),
        deprecated=node.flag("deprecated"),
        wire_name=node.text("name") if is_key else "",
        location=node.text("in") if is_key else "",
        http_scheme=scheme[:1].upper() + scheme[1:],
        bearer_format=node.text("bearerFormat"),
        flows=_flows(context, node),
        oauth2_metadata_url=node.text("oauth2MetadataUrl"),
        openid_connect_url=node.text("openIdConnectUrl"),
        client_auth=_client_auth(node),
        origin=node.location,
    )


def _client_auth(node: Node) -> str:
    """Return how the token endpoint wants the client's secret; empty for HTTP Basic, which all know (RFC 6749 §2.3.1)."""
    stated = {node.text(key) for key in _CLIENT_AUTH}
    return "client_secret_post" if "client_secret_post" in stated else ""


def _carrier(node: Node) -> _Carrier:
    kind = node.text("type")
    if kind == "http":
        scheme = node.text("scheme")
        if not _TOKEN.fullmatch(scheme):
            return _Carrier(None, "`scheme` must name an HTTP authentication scheme")
        return _Carrier(_HTTP_KINDS.get(scheme.lower(), SchemeKind.HTTP))
    if kind == "apiKey":
        location, wire_name = node.text("in"), node.text("name")
        if location not in ("header", "query", "cookie") or not wire_name:
            return _Carrier(None, "`in` must be header, query or cookie, and `name` must be given")
        if location == "header" and not _TOKEN.fullmatch(wire_name):
            return _Carrier(None, f"{wire_name!r} is not the name of a header")
    return _Carrier(_KINDS.get(kind), f"its type is {kind!r}")


def _flows(context: Context, node: Node) -> tuple[OAuthFlow, ...]:
    """OAuth Flows Object (§4.28)."""
    stated = context.spare(context.members(node.get("flows"), "flows"), "flows")
    return tuple(_flow(kind, flow) for kind, flow in stated if is_object(flow.value))


def _flow(kind: str, node: Node) -> OAuthFlow:
    scopes = node.get("scopes")
    listed = scopes.value if scopes is not None and is_object(scopes.value) else {}
    return OAuthFlow(
        kind=kind,
        authorization_url=node.text("authorizationUrl"),
        device_authorization_url=node.text("deviceAuthorizationUrl"),
        token_url=node.text("tokenUrl"),
        refresh_url=node.text("refreshUrl"),
        scopes=tuple((scope, text if isinstance(text, str) else "") for scope, text in sorted(listed.items())),
    )
