"""Security schemes and requirements (OpenAPI 3.1 §4.8.27, §4.8.30), and the environment variables of credentials."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from specloom.diagnostics import codes
from specloom.ir.ids import words
from specloom.ir.operation import Requirement, SchemeUse
from specloom.ir.security import Credential, OAuthFlow, SchemeKind, SecurityScheme
from specloom.normalize.context import BrokenError, Context
from specloom.source import Node
from specloom.source.values import is_array, is_object

__all__ = ["normalize_requirements", "normalize_schemes"]

_NOISE = {"auth", "authentication", "authorization", "scheme", "security"}
_TOKEN_WORDS = {
    "bearer",
    "http",
    "jwt",
    "oauth",
    "oauth2",
    "oidc",
    "openid",
    "connect",
    "token",
    "o",
    "id",
    "open",
    "2",
}


def normalize_schemes(
    context: Context, slug: str, variables: Mapping[str, Mapping[str, str]]
) -> tuple[SecurityScheme, ...]:
    """Return the security schemes by name; one that cannot be understood is reported and left out."""
    components = context.spec.root.get("components")
    found: list[SecurityScheme] = []
    try:
        listed = components.get("securitySchemes") if components is not None else None
        members = list(context.members(listed, "components.securitySchemes"))
    except BrokenError:
        return ()
    for name, member in members:
        try:
            scheme = _scheme(context, name, context.expect(context.follow(member), dict, "a security scheme"))
        except BrokenError:
            continue
        if scheme is not None:
            credentials = _credentials(scheme, slug, variables.get(name, {}))
            found.append(_with_credentials(scheme, credentials))
    return tuple(sorted(found, key=lambda scheme: scheme.name))


def _scheme(context: Context, name: str, node: Node) -> SecurityScheme | None:
    kind = node.text("type")
    description = node.text("description")
    if kind == "apiKey":
        location, wire_name = node.text("in"), node.text("name")
        if location not in ("header", "query", "cookie") or not wire_name:
            _unsupported(context, name, node, "`in` must be header, query or cookie, and `name` must be given")
            return None
        return SecurityScheme(
            name=name,
            kind=SchemeKind.API_KEY,
            description=description,
            wire_name=wire_name,
            location=location,
            origin=node.location,
        )
    if kind == "http":
        return _http(context, name, node)
    if kind == "oauth2":
        flows = tuple(
            _flow(flow_name, flow)
            for flow_name, flow in context.members(node.get("flows"), "flows")
            if is_object(flow.value)
        )
        return SecurityScheme(
            name=name, kind=SchemeKind.OAUTH2, description=description, flows=flows, origin=node.location
        )
    if kind == "openIdConnect":
        url = node.text("openIdConnectUrl")
        return SecurityScheme(
            name=name,
            kind=SchemeKind.OPENID_CONNECT,
            description=description,
            openid_connect_url=url,
            origin=node.location,
        )
    if kind == "mutualTLS":
        return SecurityScheme(name=name, kind=SchemeKind.MUTUAL_TLS, description=description, origin=node.location)
    _unsupported(context, name, node, f"its type is {kind!r}")
    return None


def _http(context: Context, name: str, node: Node) -> SecurityScheme | None:
    scheme = node.text("scheme")
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", scheme):
        _unsupported(context, name, node, "`scheme` must name an HTTP authentication scheme")
        return None
    kinds = {"basic": SchemeKind.BASIC, "bearer": SchemeKind.BEARER}
    return SecurityScheme(
        name=name,
        kind=kinds.get(scheme.lower(), SchemeKind.HTTP),
        description=node.text("description"),
        http_scheme=scheme[:1].upper() + scheme[1:],
        bearer_format=node.text("bearerFormat"),
        origin=node.location,
    )


def _flow(kind: str, node: Node) -> OAuthFlow:
    scopes = node.get("scopes")
    listed = scopes.value if scopes is not None and is_object(scopes.value) else {}
    return OAuthFlow(
        kind=kind,
        authorization_url=node.text("authorizationUrl"),
        token_url=node.text("tokenUrl"),
        refresh_url=node.text("refreshUrl"),
        scopes=tuple((scope, text if isinstance(text, str) else "") for scope, text in sorted(listed.items())),
    )


def _unsupported(context: Context, name: str, node: Node, reason: str) -> None:
    context.report(codes.SCHEME_UNSUPPORTED, node.location, name=name, reason=reason)


def _with_credentials(scheme: SecurityScheme, credentials: tuple[Credential, ...]) -> SecurityScheme:
    return SecurityScheme(
        name=scheme.name,
        kind=scheme.kind,
        description=scheme.description,
        wire_name=scheme.wire_name,
        location=scheme.location,
        http_scheme=scheme.http_scheme,
        bearer_format=scheme.bearer_format,
        flows=scheme.flows,
        openid_connect_url=scheme.openid_connect_url,
        credentials=credentials,
        origin=scheme.origin,
    )


def _credentials(scheme: SecurityScheme, slug: str, chosen: Mapping[str, str]) -> tuple[Credential, ...]:
    """Return the environment variables: those of the config, else `<API>_<scheme>`, as in `CLOCKIFY_API_KEY`."""
    prefix = variable_name(slug)
    if scheme.kind is SchemeKind.MUTUAL_TLS:
        return ()
    parts = [word.lower() for word in words(scheme.name)]
    meaning = [word for word in parts if word not in _NOISE]
    if scheme.kind is SchemeKind.BASIC:
        stem = "_".join([prefix, *(word.upper() for word in meaning if word not in ("basic", "http"))])
        return (
            Credential(name="username", variable=chosen.get("username", f"{stem}_USERNAME")),
            Credential(name="password", variable=chosen.get("password", f"{stem}_PASSWORD")),
        )
    if scheme.kind is not SchemeKind.API_KEY:
        meaning = [*(word for word in meaning if word not in _TOKEN_WORDS), "token"]
    default = variable_name("_".join([prefix, *(meaning or ["key"])]))
    return (Credential(name="value", variable=chosen.get("value", default)),)


def variable_name(text: str) -> str:
    """Return text as the name of an environment variable."""
    name = "_".join(re.findall(r"[A-Z0-9]+", text.upper().encode("ascii", "ignore").decode()))
    return name if name[:1].isalpha() else f"API_{name}".rstrip("_")


def normalize_requirements(
    context: Context, node: Node | None, schemes: tuple[SecurityScheme, ...]
) -> tuple[Requirement, ...]:
    """Return the alternatives of a `security` list; one that names an undefined scheme is reported and left out."""
    found: list[Requirement] = []
    for element in context.elements(node, "security"):
        requirement = _requirement(context, context.expect(element, dict, "a security requirement"), schemes)
        if requirement is not None and requirement not in found:
            found.append(requirement)
    return tuple(found)


def _requirement(context: Context, node: Node, schemes: tuple[SecurityScheme, ...]) -> Requirement | None:
    names = [scheme.name for scheme in schemes]
    uses: list[SchemeUse] = []
    for name, scopes in sorted(node.members(), key=lambda each: each[0]):
        if name not in names:
            close = difflib.get_close_matches(name, names, n=1)
            hint = f'; there is "{close[0]}"' if close else ""
            context.report(codes.SECURITY_UNDEFINED, scopes.location, name=name, hint=hint)
            return None
        listed = scopes.value if is_array(scopes.value) else []
        uses.append(SchemeUse(scheme=name, scopes=tuple(scope for scope in listed if isinstance(scope, str))))
    return Requirement(schemes=tuple(uses))
