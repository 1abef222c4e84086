"""How a client proves who is calling: the schemes of the service, and the secrets that its constructor takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from specloom.ir.api import Api
from specloom.ir.security import Credential, OAuthFlow, SchemeKind, SecurityScheme
from specloom.targets.python.client_views import CredentialArgument, OAuthView, SchemeView
from specloom.targets.python.code import Identifier
from specloom.targets.python.layout import LINE, PyGroup, PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.prose import PyDoc
from specloom.text import Printable

__all__ = ["SchemePlanner"]

_GRANTS = {"password": "password", "clientCredentials": "client_credentials"}
"""Flows that need no browser, as the token endpoint calls them; what stands first is tried first."""
_ROOM = LINE - 16
_WHAT = {
    "client_id": "The client identifier to get a token of {} with",
    "client_secret": "The client secret to get a token of {} with",
    "username": "The user name to get a token of {} with",
    "password": "The password to get a token of {} with",
    "scope": "The scopes of a token of {}, if not all that the operations need",
    "token_url": "Where to get a token of {}, if not where the description says",
}


@dataclass(frozen=True, slots=True)
class SchemePlanner:
    """Plans the security schemes of one API."""

    api: Api
    names: Mapping[str, str]
    """Of the arguments, by environment variable."""

    def schemes(self) -> Iterator[SchemeView]:
        """Yield what the service has: each scheme, and how a token for it is fetched."""
        for scheme in self.api.security_schemes:
            kind, name = _kind(scheme)
            variables = tuple(PyString(each.variable) for each in scheme.credentials)
            rest = (PyString(name), PyGroup("()", variables, _ROOM)) if variables else ()
            oauth = self._oauth(scheme) if scheme.exchange else None
            yield SchemeView(PyString(scheme.name), (PyString(kind), *rest), oauth)

    def arguments(self) -> Iterator[CredentialArgument]:
        """Yield what the constructor takes: each environment variable once."""
        told: set[str] = set()
        for scheme in self.api.security_schemes:
            for credential in (*scheme.credentials, *scheme.exchange):
                if credential.variable not in told:
                    told.add(credential.variable)
                    yield CredentialArgument(
                        name=Identifier(self.names[credential.variable]),
                        variable=PyString(credential.variable),
                        is_token=credential in scheme.credentials and _kind(scheme)[0] == "token",
                        doc=_doc(scheme, credential),
                    )

    def _oauth(self, scheme: SecurityScheme) -> OAuthView:
        flows = {flow.kind: flow for flow in scheme.flows if flow.kind in _GRANTS and flow.token_url}
        grants = [name for kind, name in _GRANTS.items() if kind in flows] or ["client_credentials"]
        facts = {
            **_addresses(flows.values()),
            "discovery_url": scheme.openid_connect_url,
            "scope": " ".join(self._scopes(scheme)),
            "client_auth": scheme.client_auth,
        }
        return OAuthView(
            grants=PyGroup("()", tuple(map(PyString, grants)), _ROOM),
            variables=_dict({each.name: each.variable for each in scheme.exchange}),
            facts=_dict({name: text for name, text in facts.items() if text}),
        )

    def _scopes(self, scheme: SecurityScheme) -> list[str]:
        """Return the scopes that the operations need of a scheme, sorted."""
        requirements = (one for operation in self.api.operations for one in operation.security)
        uses = (use for requirement in requirements for use in requirement.schemes if use.scheme == scheme.name)
        return sorted({scope for use in uses for scope in use.scopes})


def _addresses(flows: Iterable[OAuthFlow]) -> dict[str, str]:
    """Return where to ask for tokens: what the last flow says that says something."""
    said = [{"token_url": flow.token_url, "refresh_url": flow.refresh_url} for flow in flows]
    return {name: text for one in said for name, text in one.items() if text}


def _dict(members: Mapping[str, str]) -> Printable:
    return PyGroup("{}", tuple(PyPair(PyString(name), PyString(text)) for name, text in members.items()), _ROOM)


def _kind(scheme: SecurityScheme) -> tuple[str, str]:
    """Return how the runtime calls a kind of scheme, and the name that goes with it."""
    match scheme.kind:
        case SchemeKind.API_KEY:
            return scheme.location, scheme.wire_name
        case SchemeKind.BASIC:
            return "basic", ""
        case SchemeKind.BEARER | SchemeKind.OAUTH2 | SchemeKind.OPENID_CONNECT:
            return "token", "Bearer"
        case SchemeKind.HTTP:
            return "token", scheme.http_scheme
        case SchemeKind.MUTUAL_TLS:
            return "mutualTLS", ""
        case _:
            assert_never(scheme.kind)


def _doc(scheme: SecurityScheme, credential: Credential) -> PyDoc:
    """Return what a secret is, and where it comes from when it is not given."""
    what = f"The {credential.name} of {scheme.name}"
    if credential in scheme.exchange:
        what = _WHAT[credential.name].format(scheme.name)
    elif _kind(scheme)[0] == "token":
        what = f"The token of {scheme.name}, or a function that returns it"
    elif credential.name == "value":
        what = f"The secret of {scheme.name}"
    deprecated = "Deprecated. " if scheme.deprecated else ""
    return PyDoc(f"{deprecated}{what}. Default: the environment variable {credential.variable}.")
