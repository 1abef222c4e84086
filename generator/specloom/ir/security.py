"""Security schemes: how a caller proves who it is (OpenAPI 3.2 §4.27)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specloom.diagnostics import Location

__all__ = ["Credential", "OAuthFlow", "SchemeKind", "SecurityScheme"]


class SchemeKind(StrEnum):
    """What a credential is and where it goes."""

    API_KEY = "apiKey"
    BASIC = "basic"
    BEARER = "bearer"
    HTTP = "http"
    """Another registered HTTP scheme (`digest`, `hoba`): the variable holds all that follows the scheme's name."""
    OAUTH2 = "oauth2"
    OPENID_CONNECT = "openIdConnect"
    MUTUAL_TLS = "mutualTLS"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthFlow:
    """One OAuth2 flow."""

    kind: str
    """`implicit`, `password`, `clientCredentials`, `authorizationCode` or `deviceAuthorization`."""
    authorization_url: str = ""
    device_authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One secret, and the environment variable that holds it: the same in every language."""

    name: str
    """`value` for a key or a token; `username` and `password` for basic; otherwise as said where it stands."""
    variable: str
    """`CLOCKIFY_API_KEY`: upper-case letters, digits and underscores, never starting with a digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityScheme:
    """A scheme by its name under `components/securitySchemes`, or by the last step of the URI that names it."""

    name: str
    """Unique."""
    kind: SchemeKind
    description: str = ""
    deprecated: bool = False
    wire_name: str = ""
    """For API keys: the header, query parameter or cookie."""
    location: str = ""
    """For API keys: `header`, `query` or `cookie`."""
    http_scheme: str = ""
    """For HTTP: the scheme as sent (`Bearer`, `Digest`)."""
    bearer_format: str = ""
    flows: tuple[OAuthFlow, ...] = ()
    oauth2_metadata_url: str = ""
    """Where the authorization server describes itself (RFC 8414)."""
    openid_connect_url: str = ""
    credentials: tuple[Credential, ...] = ()
    """Empty for mutual TLS, which no header carries."""
    exchange: tuple[Credential, ...] = ()
    """What a program can get a token with that has none (RFC 6749 §4.3, §4.4): `client_id`, `client_secret`, `username`,
    `password`; and what it may say in place of the description: `scope`, `token_url`. Empty where only a user can."""
    client_auth: str = ""
    """How a program proves to the token endpoint who it is, where not by HTTP Basic: `client_secret_post` (RFC 7591 §2)."""
    origin: Location
