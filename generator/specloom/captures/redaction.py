"""From what went over the wire to what may be written: only what is known to be harmless, and no secret (decision 0022)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

from specloom import __version__
from specloom.calls.captured import described_content, described_response, essence
from specloom.calls.examples import Chooser
from specloom.calls.givens import Givens
from specloom.calls.schema_check import SchemaChecker
from specloom.captures.basis import operation_sha256
from specloom.captures.exchange import Answered, Exchange, Headers, Sent
from specloom.captures.form import as_json, from_json
from specloom.captures.inner_json import without_surrogates
from specloom.captures.model import Capture, Provenance, Request, Response
from specloom.captures.names import is_secret_name
from specloom.captures.places import Place
from specloom.captures.pseudonyms import Pseudonyms
from specloom.captures.redacted_bodies import BodyRedactor
from specloom.captures.redacted_url import shown_url
from specloom.captures.redacted_values import ValueRedactor
from specloom.captures.scan import Finding, leftover_secrets
from specloom.captures.secrets import KnownSecrets
from specloom.captures.shapes import HIDDEN
from specloom.captures.store import hide_in_captures
from specloom.captures.vocabulary import words_of_api
from specloom.config.job import CaptureSettings
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.operation import Content, Operation, ParameterLocation
from specloom.ir.types import Direction

__all__ = ["Redactor", "SecretFoundError"]

_REQUEST_HEADERS = frozenset(
    {"accept", "accept-language", "content-type", "if-match", "if-none-match", "prefer", "range"}
)
_RESPONSE_HEADERS = frozenset(
    {
        *("accept-ranges", "allow", "content-disposition", "content-language", "content-location", "content-range"),
        *("content-type", "deprecation", "link", "location", "preference-applied", "retry-after", "sunset"),
    }
)
_MOST_PASSES = 5
_SHORTEST_SESSION = 12
"""A cookie with fewer characters is no session, if its name does not say so."""
_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})


class SecretFoundError(ValueError):
    """Something that looks like a secret is left after all was redacted: nothing may be written."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        """Take what was found."""
        self.found = found
        super().__init__("; ".join(map(str, found)))


@dataclass(slots=True)
class Redactor:
    """Makes captures of the exchanges of one API."""

    settings: CaptureSettings
    secrets: Mapping[str, str]
    """The values of credentials, by environment variable."""
    api: Api
    pseudonyms: Pseudonyms
    """Of the scenario that runs; each has its own."""
    _checker: SchemaChecker = field(init=False)
    _chooser: Chooser = field(init=False)
    _known: KnownSecrets = field(init=False)
    _told: int = field(init=False, default=0)
    """How many secrets had been learned when captures were last looked through."""

    def __post_init__(self) -> None:
        """Make what all captures share."""
        self._checker = SchemaChecker(self.api.schemas)
        self._chooser = Chooser(Givens(self.api, self._checker, Diagnostics()))
        self._known = KnownSecrets(self.secrets, words_of_api(self.api))

    def capture(
        self, exchange: Exchange, operation: Operation, *, environment: str, captured: str, scenario: str
    ) -> Capture:
        """Return what may be written of an exchange; raises `SecretFoundError` where that is not sure.

        `environment`: its name; `captured`: the day; `scenario`: workflow and step.
        """
        passes = 0
        while True:
            passes += 1
            self._known.learned.update(self.pseudonyms.hidden)
            self.pseudonyms.hide(sorted(self._known.learned))
            self._known.refresh()
            before, count = self.pseudonyms.copy(), len(self._known.learned)
            values = self._values(operation)
            request, response = self._messages(values, operation).of(exchange)
            if len(self._known.learned) == count or passes == _MOST_PASSES:
                break
            self.pseudonyms = (
                before  # what is a secret by its name in one place is one in all: once more, from the beginning
            )
        capture = Capture(
            operation=operation.id,
            request=request,
            response=response,
            provenance=Provenance(
                environment=environment,
                captured=captured,
                scenario=scenario,
                operation_sha256=operation_sha256(operation, self.api),
                generator=__version__,
                redactions=dict(sorted((+values.counts).items())),
            ),
        )
        self._known.refresh()
        capture = from_json(without_surrogates(as_json(capture)))
        harmless = {*values.vouched, *map(quote, values.vouched), *self.pseudonyms.known.values()}
        found = tuple(leftover_secrets(capture, self._known, harmless))
        if found:
            raise SecretFoundError(found)
        return capture

    def hide_in(self, folder: Path) -> None:
        """Hide in the captures of a folder what was learned to be a secret since they were written."""
        if self._told != len(self._known.learned):
            self._known.refresh()
            hide_in_captures(folder, lambda text: self._known.hide(text)[0])
            self._told = len(self._known.learned)

    def _values(self, operation: Operation) -> ValueRedactor:
        return ValueRedactor(
            api=self.api,
            checker=self._checker,
            chooser=self._chooser,
            secrets=self._known,
            pseudonyms=self.pseudonyms,
            origin=operation.origin,
            hidden_names=frozenset(name.lower() for name in self.settings.hidden_properties),
            kept=frozenset(each.pointer for each in self.settings.kept if each.operation == operation.id),
        )

    def _messages(self, values: ValueRedactor, operation: Operation) -> _Messages:
        return _Messages(values=values, operation=operation, shown=frozenset(self.settings.shown_headers), api=self.api)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Messages:
    """Redacts the messages of one exchange."""

    values: ValueRedactor
    operation: Operation
    shown: frozenset[str]
    """Headers that the config allows, in lower case."""
    api: Api

    def of(self, exchange: Exchange) -> tuple[Request, Response]:
        """Return both messages of an exchange as they may be shown."""
        for name, value in (*exchange.sent.headers, *exchange.answered.headers):
            pair = value.partition(";")[0].partition("=")
            if name.lower() == "set-cookie" and self._is_secret_cookie(pair[0].strip(), pair[2]):
                self.values.secrets.learn(unquote(pair[2].strip('"')))
            elif is_secret_name(name) and name.lower() not in {"cookie", "set-cookie"}:
                self.values.secrets.learn(value)
        return self.request(exchange), self.response(exchange.answered)

    def request(self, exchange: Exchange) -> Request:
        sent = exchange.sent
        place = Place(root=self.operation.id, direction=Direction.REQUEST)
        url, path, query = shown_url(exchange, self.operation, self.values, place)
        media_type = sent.header("Content-Type") or ""
        inside = Place(root=f"{self.operation.id} body", direction=Direction.REQUEST)
        body = BodyRedactor(self.values).body(sent.body, media_type, self._sent_content(media_type), inside)
        return Request(
            method=sent.method,
            url=url,
            path_parameters=path,
            query=query,
            headers=tuple(sorted(self._request_headers(sent, place))),
            body=body,
        )

    def response(self, answered: Answered) -> Response:
        root = f"{self.operation.id} {answered.status}"
        media_type = answered.header("Content-Type") or ""
        described = described_response(self.operation, answered.status)
        content = described_content(described, media_type) if described else None
        inside = Place(root=f"{root} body", direction=Direction.RESPONSE)
        body = BodyRedactor(self.values).body(answered.body, media_type, content, inside)
        documented = {each.wire_name.lower() for each in described.headers} if described else set[str]()
        place = Place(root=root, direction=Direction.RESPONSE)
        headers = self._response_headers(answered.headers, documented, place)
        return Response(status=answered.status, headers=tuple(sorted(headers)), body=body, redirects=answered.redirects)

    def _sent_content(self, media_type: str) -> Content | None:
        contents = self.operation.body.contents if self.operation.body else ()
        return next((each for each in contents if essence(each.media_type) == essence(media_type)), None)

    def _request_headers(self, sent: Sent, place: Place) -> Iterator[tuple[str, str]]:
        described = {each.wire_name.lower() for each in self.operation.parameters_in(ParameterLocation.HEADER)}
        keys = {each.wire_name.lower() for each in self.api.security_schemes if each.location == "header"}
        for name, value in sent.headers:
            lower = name.lower()
            if lower in _CREDENTIALS or lower in keys:
                yield lower, self._credential(lower, value)
            elif lower in _REQUEST_HEADERS | described | self.shown:
                yield lower, self._header(lower, value, place)

    def _response_headers(self, headers: Headers, documented: set[str], place: Place) -> Iterator[tuple[str, str]]:
        for name, value in headers:
            lower = name.lower()
            if lower in _RESPONSE_HEADERS | self.shown:
                yield lower, self._header(lower, value, place)
            elif lower in documented:
                yield lower, HIDDEN

    def _header(self, name: str, value: str, place: Place) -> str:
        if is_secret_name(name):
            return self._secret(value)
        if name == "content-type" and value.lower().startswith("multipart/"):
            return essence(value)
        return self.values.written(value, None, place.member("header").member(name))

    def _credential(self, name: str, value: str) -> str:
        """Return a header that only serves to say who asks, with variables in the place of what they hold."""
        if name == "cookie":
            pairs = (pair.strip().partition("=") for pair in value.split(";"))
            return "; ".join(
                f"{key}={self._secret(each, is_known=self._is_secret_cookie(key, each))}" for key, _, each in pairs
            )
        scheme, space, rest = value.partition(" ")
        if space and scheme.lower() == "basic":
            user, colon, password = _decoded_basic(rest).partition(":")
            return (
                f"{scheme} {self._secret(user, is_known=False)}:{self._secret(password)}"
                if colon
                else f"{scheme} {HIDDEN}"
            )
        whole = self._secret(value)
        return f"{scheme} {self._secret(rest)}" if whole == HIDDEN and space and scheme.isalpha() else whole

    def _is_secret_cookie(self, name: str, value: str) -> bool:
        """Return whether a cookie says who somebody is, and not in which language the page is."""
        is_key = any(each.location == "cookie" and each.wire_name == name for each in self.api.security_schemes)
        return is_key or is_secret_name(name) or (len(value) >= _SHORTEST_SESSION and any(map(str.isdigit, value)))

    def _secret(self, value: str, *, is_known: bool = True) -> str:
        """Return what stands for a credential; `is_known`: it is hidden from now on wherever it stands."""
        variable = self.values.secrets.variable(value)
        if is_known:
            self.values.secrets.learn(value)
        self.values.counts["credential"] += 1
        return f"${variable}" if variable else HIDDEN


def _decoded_basic(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "surrogateescape")
    except binascii.Error:
        return ""
