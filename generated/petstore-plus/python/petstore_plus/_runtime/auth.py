"""Security schemes: where a credential goes, and which of an operation's alternatives is taken."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from ..errors import CredentialsError, MissingCredentialsError

Way: TypeAlias = Sequence[str]
"""Environment variables whose secrets suffice."""
Requirements: TypeAlias = tuple[str | tuple[str, ...], ...]
Token: TypeAlias = str | Callable[[], str]
"""A token, or a function that returns the one to send."""
AsyncToken: TypeAlias = Token | Callable[[], Awaitable[str]]

_NEEDED = {
    "password": ("username", "password"),
    "client_credentials": ("client_id", "client_secret"),
}


class Credentials:
    """What the chosen schemes add to a request."""

    def __init__(self) -> None:
        self.headers: dict[str, str] = {}
        self.query: list[tuple[str, str]] = []
        self.cookies: list[tuple[str, str]] = []
        self.pending: tuple[str, Way] | None = None
        """A scheme whose token must be asked for, and what it takes."""


def held(secret: object, name: str) -> str:
    """Return a secret as a header can hold it, without the line end of a file; the HTTP library's own error would show it."""
    text = str(secret).strip()
    if not text or not text.isascii() or not text.isprintable():
        raise CredentialsError(
            f"the secret for {name} is empty, or no header can hold it"
        )
    return text


class OAuth(NamedTuple):
    """How a token is fetched that is not given."""

    grants: Sequence[str]
    """`client_credentials`, `password` (RFC 6749 §4.3, §4.4)."""
    variables: Mapping[str, str]
    """Environment variables by what they hold: `client_id`, or one of the facts."""
    facts: Mapping[str, str]
    """`token_url`, `refresh_url`, `discovery_url`, `scope`, `client_auth`."""


class Scheme(NamedTuple):
    """One way to prove who is calling."""

    kind: str
    """Where a key goes: `header`, `query`, `cookie`; `basic` (RFC 7617); `token`; `mutualTLS`, which is up to the HTTP client."""
    name: str = ""
    """Of the key; for a token of the HTTP scheme, mostly `Bearer`."""
    variables: Way = ()
    oauth: OAuth | None = None

    def ways(self) -> list[Way]:
        """Return its variables, and those of what gets a token in their place."""
        if self.oauth is None:
            return [self.variables]
        grants, names, _ = self.oauth
        return [self.variables, *(tuple(names[k] for k in _NEEDED[g]) for g in grants)]


def choose(
    requirements: Requirements,
    schemes: Mapping[str, Scheme],
    secrets: Mapping[str, Any],
    subject: str,
) -> list[tuple[str, Way]]:
    """Return the names of the schemes of the first alternative whose secrets are all there, with what they take.

    One without secrets (anonymous access, mutual TLS) is taken where no other is complete. Raises `MissingCredentialsError`, naming the variables, where none is complete.
    """
    wanted: list[str] = []
    is_open = not requirements
    for item in requirements:
        names = (item,) if isinstance(item, str) else item
        for ways in product(*(schemes[name].ways() for name in names)):
            variables = [variable for way in ways for variable in way]
            if not variables:
                is_open = True
            elif secrets.keys() >= set(variables):
                return list(zip(names, ways, strict=True))
            else:
                wanted.append(" and ".join(variables))
    if is_open:
        return []
    raise MissingCredentialsError(
        f"{subject} needs credentials: set {', or '.join(wanted)} in the environment,"
        " or give them to the client"
    )


def add(
    name: str, scheme: Scheme, way: Way, secrets: Mapping[str, Any], found: Credentials
) -> None:
    """Add the secrets of a way."""
    given = [secrets[variable] for variable in way]
    match scheme.kind:
        case "header":
            found.headers.setdefault(scheme.name, held(given[0], name))
        case "query":
            found.query.append((scheme.name, given[0]))
        case "cookie":
            found.cookies.append((scheme.name, given[0]))
        case "basic":
            pair = b64encode(":".join(given).encode()).decode("ascii")
            found.headers.setdefault("Authorization", f"Basic {pair}")
        case "token" if way != scheme.variables or callable(given[0]):
            found.pending = found.pending or (name, way)
        case "token":
            secret = held(given[0], name)
            found.headers.setdefault("Authorization", f"{scheme.name} {secret}")
        case _:  # nothing is sent
            pass
