"""Which credentials requests need, and whether the environment has them. Values stay in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specloom.calls.credentials import chosen_requirement
from specloom.ir.api import Api
from specloom.ir.operation import Operation, Requirement
from specloom.ir.security import Credential, SchemeKind, SecurityScheme

__all__ = ["Exchange", "Keyring"]

_CLIENT_CREDENTIALS = "clientCredentials"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What a token can be got with (RFC 6749 §4.4)."""

    variable: str
    """That holds the token once it is there."""
    token_url: str
    client_id: str
    client_secret: str
    scope: str
    in_body: bool
    """The endpoint wants the secret in the body, not by HTTP Basic (RFC 7591 §2)."""


@dataclass(slots=True)
class Keyring:
    """The credentials of a run, by environment variable. Tokens that the run gets are put among them."""

    schemes: Mapping[str, SecurityScheme]
    environment: Mapping[str, str]
    tokens: dict[str, str]

    @classmethod
    def of(cls, api: Api, environment: Mapping[str, str]) -> Keyring:
        """Return those of an API: of the environment, only what the API names."""
        schemes = {scheme.name: scheme for scheme in api.security_schemes}
        named = {each.variable for scheme in schemes.values() for each in (*scheme.credentials, *scheme.exchange)}
        return cls(schemes, {name: environment[name] for name in sorted(named) if environment.get(name)}, {})

    @property
    def values(self) -> dict[str, str]:
        """Every secret by its variable: none of them may get into a file."""
        return {**self.environment, **self.tokens}

    def requirement(self, operation: Operation) -> Requirement | None:
        """Return the first alternative that can be satisfied; where there is none, the one that should be."""
        satisfied = tuple(each for each in operation.security if each.schemes and not any(self._missing(each)))
        if not satisfied and any(not each.schemes for each in operation.security):
            return None
        return chosen_requirement(satisfied or operation.security, self.schemes)

    def missing(self, operations: Iterable[Operation]) -> dict[str, None]:
        """Return the variables that requests of these operations need, and that are not there; in order of need."""
        needed = (self.requirement(operation) for operation in operations)
        return {name: None for each in needed if each is not None for name in self._missing(each)}

    def unusable(self) -> list[str]:
        """Return the variables whose value no header can carry."""
        return [name for name, value in self.environment.items() if not value.isprintable() or not value.isascii()]

    def exchanges(self, operations: Iterable[Operation]) -> Iterator[Exchange]:
        """Yield what tokens are to be got with before anything is asked."""
        uses = {use.scheme: None for each in operations for use in getattr(self.requirement(each), "schemes", ())}
        for name in uses:
            scheme = self.schemes.get(name)
            exchange = None if scheme is None else self._exchange(scheme)
            if exchange is not None:
                yield exchange

    def _missing(self, requirement: Requirement) -> Iterator[str]:
        for use in requirement.schemes:
            scheme = self.schemes.get(use.scheme)
            if scheme is None or self._exchange(scheme) is not None:
                continue
            yield from (each.variable for each in scheme.credentials if each.variable not in self.values)

    def _exchange(self, scheme: SecurityScheme) -> Exchange | None:
        """Return how to get the token of a scheme; None where it is there, or there is no way."""
        if scheme.kind is not SchemeKind.OAUTH2 or not scheme.credentials:
            return None
        variable = scheme.credentials[0].variable
        if variable in self.environment:
            return None
        named = {each.name: each for each in scheme.exchange}
        client_id, client_secret = self._value(named.get("client_id")), self._value(named.get("client_secret"))
        flow = next((each for each in scheme.flows if each.kind == _CLIENT_CREDENTIALS), None)
        token_url = self._value(named.get("token_url")) or (flow.token_url if flow else "")
        if not (flow and client_id and client_secret and token_url):
            return None
        return Exchange(
            variable=variable,
            token_url=token_url,
            client_id=client_id,
            client_secret=client_secret,
            scope=self._value(named.get("scope")),
            in_body=scheme.client_auth == "client_secret_post",
        )

    def _value(self, credential: Credential | None) -> str:
        return "" if credential is None else self.environment.get(credential.variable, "")
