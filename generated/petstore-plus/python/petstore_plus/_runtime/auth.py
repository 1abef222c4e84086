"""Security schemes: where a credential goes, and which of an operation's alternatives is taken."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from ..errors import MissingCredentialsError

Requirements = Sequence[str | tuple[str, ...]]


class Credentials:
    """What the chosen schemes add to a request."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.query: list[tuple[str, str]] = []
        self.cookies: list[tuple[str, str]] = []


class Scheme(Protocol):
    """One way to prove who is calling."""

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables that hold its secrets."""
        ...

    def apply(self, secrets: Sequence[str], credentials: Credentials) -> None:
        """Add the secrets, given in the order of `variables`."""
        ...


class ApiKey(NamedTuple):
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


class Basic(NamedTuple):
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


class Http(NamedTuple):
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


class NoCredential(NamedTuple):
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
    wanted: list[str] = []
    chosen: list[Scheme] | None = None
    for item in requirements:
        names = (item,) if isinstance(item, str) else item
        alternative = [schemes[name] for name in names]
        variables = [name for scheme in alternative for name in scheme.variables]
        if not variables:
            chosen = alternative if chosen is None else chosen
        elif secrets.keys() >= set(variables):
            chosen = alternative
            break
        else:
            wanted.append(" and ".join(variables))
    if chosen is not None:
        for scheme in chosen:
            scheme.apply([secrets[name] for name in scheme.variables], found)
        return found
    raise MissingCredentialsError(
        f"{subject} needs credentials: set {', or '.join(wanted)} in the environment,"
        " or give them to the client"
    )
