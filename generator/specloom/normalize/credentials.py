"""The environment variables that hold the credentials of a security scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping

from specloom.ir.ids import words
from specloom.ir.security import Credential, SchemeKind

__all__ = ["credentials_of", "variable_name"]

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
    return (Credential(name="value", variable=chosen.get("value", default)),)


def variable_name(text: str) -> str:
    """Return text as the name of an environment variable."""
    name = "_".join(re.findall(r"[A-Z0-9]+", text.upper().encode("ascii", "ignore").decode()))
    return name if name[:1].isalpha() else f"API_{name}".rstrip("_")
