"""Which hosts a run may ask: those that the config names, and no other."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from specloom.config.job import Environment

__all__ = ["AllowList", "ForbiddenHostError", "is_loopback", "origin_of"]

_PORTS = {"http": 80, "https": 443}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Origin = tuple[str, str, int]
"""Scheme, host, port."""


class ForbiddenHostError(Exception):
    """A request would leave the hosts that the config names. The message has no path and no query of it."""


@dataclass(frozen=True, slots=True)
class AllowList:
    """The origins that may be asked, exactly."""

    origins: frozenset[Origin]

    @classmethod
    def of(cls, environment: Environment) -> AllowList:
        """Return those of an environment: that of its server, and its further hosts by the same scheme or by https."""
        server = origin_of(environment.server)
        schemes = {server[0], "https"}
        further = {origin_of(f"{scheme}://{host}") for host in environment.hosts for scheme in schemes}
        return cls(frozenset({server, *further}))

    def check(self, url: str) -> None:
        """Raise `ForbiddenHostError` where a URL leads anywhere else."""
        try:
            origin = origin_of(url)
        except ValueError as error:
            raise ForbiddenHostError(str(error)) from error
        if origin not in self.origins:
            scheme, host, port = origin
            raise ForbiddenHostError(
                f"the environment does not name {scheme}://{host}:{port}: add it to `hosts` if it may be asked"
            )


def origin_of(url: str) -> Origin:
    """Return scheme, host and port of a URL; raises `ValueError` where it has none of HTTP, or holds a user."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("this is no address of HTTP")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address must not hold a user or a password")
    return parts.scheme, parts.hostname.rstrip("."), _port(parts)


def _port(parts: SplitResult) -> int:
    return parts.port if parts.port is not None else _PORTS[parts.scheme]


def is_loopback(url: str) -> bool:
    """Return whether a URL leads to this machine."""
    return origin_of(url)[1] in _LOOPBACK
