"""The environment variables that hold the credentials of a security scheme."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.ir.ids import variable_name, words
from specloom.ir.security import Credential, SchemeKind, SecurityScheme

__all__ = ["credentials_of", "exchange_of"]

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


def credentials_of(name: str, kind: SchemeKind, slug: str, chosen: Mapping[str, str]) -> tuple[Credential, ...]:
    """Return the environment variables: those of the config, else `<API>_<scheme>`, as in `CLOCKIFY_API_KEY`."""
    prefix = variable_name(slug)
    if kind is SchemeKind.MUTUAL_TLS:
        return ()
    parts = [word.lower() for word in words(name)]
    meaning = [word for word in parts if word not in _NOISE]
    if kind is SchemeKind.BASIC:
        stem = "_".join([prefix, *(word.upper() for word in meaning if word not in ("basic", "http"))])
        return (
            Credential(name="username", variable=chosen.get("username", f"{stem}_USERNAME")),
            Credential(name="password", variable=chosen.get("password", f"{stem}_PASSWORD")),
        )
    if kind is not SchemeKind.API_KEY:
        meaning = [*(word for word in meaning if word not in _TOKEN_WORDS), "token"]
    default = variable_name("_".join([prefix, *(meaning or ["key"])]))
    return (Credential(name="value", variable=chosen.get("token", chosen.get("value", default))),)


def exchange_of(scheme: SecurityScheme, slug: str, chosen: Mapping[str, str]) -> tuple[Credential, ...]:
    """Return the environment variables of what gets a token, as in `CLOCKIFY_CLIENT_ID`; none where a user must."""
    grants = {flow.kind for flow in scheme.flows if flow.token_url}
    if scheme.kind is SchemeKind.OPENID_CONNECT and scheme.openid_connect_url:
        grants = {"clientCredentials"}
    names = ["client_id", "client_secret"] if grants & {"clientCredentials", "password"} else []
    names += ["username", "password"] if "password" in grants else []
    names += ["scope", "token_url"] if names else []
    meaning = [word for word in map(str.lower, words(scheme.name)) if word not in _NOISE | _TOKEN_WORDS]
    stem = "_".join([slug, *meaning])
    return tuple(Credential(name=name, variable=chosen.get(name, variable_name(f"{stem}_{name}"))) for name in names)
