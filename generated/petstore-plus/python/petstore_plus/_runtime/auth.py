"""Security schemes: where a credential goes, and which of an operation's alternatives is taken."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..errors import MissingCredentialsError

__all__ = [
    "ApiKey",
    "Basic",
    "Credentials",
    "Http",
    "NoCredential",
    "Requirements",
    "Scheme",
    "authorize",
]

Requirements = Sequence[str | tuple[str, ...]]


@dataclass(slots=True)
class Credentials:
    """What the chosen schemes add to a request."""

    headers: dict[str, str] = field(default_factory=dict[str, str])
    query: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    cookies: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


class Scheme(Protocol):
    """One way to prove who is calling."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that hold its secrets."""
        ...

    def apply(self, secrets: Sequence[str], credentials: Credentials) -> None:
        """Add the secrets, given in the order of `variables`."""
        ...


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key in a header, the query or a cookie."""

    location: str
    name: str
    variable: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variable that holds the key."""
        return (self.variable,)

    def apply(self, secrets: Sequence[str], credentials: Credentials) -> None:
        """Add the key."""
        match self.location:
            case "query":
                credentials.query.append((self.name, secrets[0]))
            case "cookie":
                credentials.cookies.append((self.name, secrets[0]))
            case _:
                credentials.headers.setdefault(self.name, secrets[0])


@dataclass(frozen=True, slots=True)
class Basic:
    """A user name and a password (RFC 7617)."""

    username: str
    password: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables that hold the user name and the password."""
        return (self.username, self.password)

    def apply(self, secrets: Sequence[str], credentials: Credentials) -> None:
        """Add the Authorization header."""
        pair = b64encode(":".join(secrets).encode()).decode("ascii")
        credentials.headers.setdefault("Authorization", f"Basic {pair}")


@dataclass(frozen=True, slots=True)
class Http:
    """A token after the name of an HTTP scheme: `Bearer`, mostly (OAuth 2 and OpenID Connect, too)."""

    scheme: str
    variable: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The variable that holds the token."""
        return (self.variable,)

    def apply(self, secrets: Sequence[str], credentials: Credentials) -> None:
        """Add the Authorization header."""
        credentials.headers.setdefault("Authorization", f"{self.scheme} {secrets[0]}")


@dataclass(frozen=True, slots=True)
class NoCredential:
    """A scheme that no header carries: mutual TLS, which is up to the HTTP client."""

    @property
    def variables(self) -> tuple[str, ...]:
        """None."""
        return ()

    def apply(self, secrets: Sequence[str], credentials: Credentials) -> None:
        """Add nothing."""


def authorize(
    requirements: Requirements,
    schemes: Mapping[str, Scheme],
    secrets: Mapping[str, str],
    subject: str,
) -> Credentials:
    """Return what the first alternative whose secrets are all there adds.

    One without secrets (anonymous access, mutual TLS) is taken where no other is complete. Raises `MissingCredentialsError`, naming the variables, where none is complete.
    """
    found = Credentials()
    if not requirements:
        return found
    alternatives = [
        [schemes[name] for name in ((item,) if isinstance(item, str) else item)]
        for item in requirements
    ]
    wanted: list[str] = []
    for alternative in sorted(alternatives, key=_needs_nothing):
        variables = _variables(alternative)
        if all(name in secrets for name in variables):
            for scheme in alternative:
                scheme.apply([secrets[name] for name in scheme.variables], found)
            return found
        wanted.append(" and ".join(variables))
    raise MissingCredentialsError(
        f"{subject} needs credentials: set {', or '.join(wanted)} in the environment,"
        " or give them to the client"
    )


def _variables(alternative: Sequence[Scheme]) -> list[str]:
    return [name for scheme in alternative for name in scheme.variables]


def _needs_nothing(alternative: Sequence[Scheme]) -> bool:
    return not _variables(alternative)
