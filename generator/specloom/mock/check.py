"""Holds a request against the description of an API: which operation is meant, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.calls.schema_check import SchemaChecker
from specloom.ir.api import Api
from specloom.mock.bodies import body_faults
from specloom.mock.model import Fault, Place, Received, Verdict
from specloom.mock.pairs import Pairs
from specloom.mock.parameters import ParameterCheck
from specloom.mock.reading import Reader
from specloom.mock.routes import Route, Routes
from specloom.mock.security import key_names, security_faults
from specloom.mock.shapes import Shapes

__all__ = ["RequestCheck"]


class RequestCheck:
    """Checks requests to one API."""

    def __init__(self, api: Api) -> None:
        self._routes = Routes(api.operations)
        self._schemes = {scheme.name: scheme for scheme in api.security_schemes}
        self._secrets = frozenset(
            scheme.wire_name for scheme in api.security_schemes if scheme.wire_name and scheme.location == "query"
        )
        self._reader = Reader(Shapes(api.types), SchemaChecker(api.schemas))

    def verdict(self, received: Received) -> Verdict:
        """Return what is to be said of a request.

        Documents tell operations on one path apart by what is never sent: of those, the one with the fewest faults.
        """
        routes = self._routes.find(received)
        if not routes:
            return self._nowhere(received)
        found = [(route, tuple(self._faults(route, received))) for route in routes]
        route, faults = min(found, key=lambda pair: len(pair[1]))
        return Verdict(operation=route.operation, faults=faults, secret_names=self._secrets)

    def _nowhere(self, received: Received) -> Verdict:
        allowed = self._routes.allowed(received)
        if allowed:
            detail = f"the path has {', '.join(allowed)}, not {received.method}"
            return Verdict(
                operation=None,
                faults=(Fault(status=405, place=Place.REQUEST, detail=detail),),
                allowed=allowed,
                secret_names=self._secrets,
            )
        fault = Fault(status=404, place=Place.REQUEST, detail=f"no operation has the path {received.path}")
        return Verdict(operation=None, faults=(fault,), secret_names=self._secrets)

    def _faults(self, route: Route, received: Received) -> Iterator[Fault]:
        operation = route.operation
        query, cookie = Pairs.of_query(received.query), received.header("Cookie") or ""
        cookies = Pairs.of_cookies(cookie)
        yield from security_faults(operation, self._schemes, received, query, cookies)
        yield from ParameterCheck(
            reader=self._reader,
            received=received,
            route=route,
            query=query,
            cookies=cookies,
            raw_cookies=Pairs.of_cookies(cookie, is_encoded=False),
            given_otherwise=key_names(operation, self._schemes, "query"),
        ).faults()
        yield from body_faults(self._reader, operation, received)
