"""From what went over the wire to what may be written: only what is known to be harmless, and no secret (decision 0022)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from specloom import __version__
from specloom.calls.captured import described_content, described_response, essence
from specloom.calls.examples import Chooser
from specloom.calls.givens import Givens
from specloom.calls.schema_check import SchemaChecker
from specloom.captures.basis import operation_sha256
from specloom.captures.exchange import Answered, Exchange, Headers, Sent
from specloom.captures.model import Capture, Provenance, Request, Response
from specloom.captures.places import Place
from specloom.captures.pseudonyms import Pseudonyms
from specloom.captures.redacted_bodies import BodyRedactor
from specloom.captures.redacted_url import shown_url
from specloom.captures.redacted_values import ValueRedactor
from specloom.captures.scan import Finding, leftover_secrets
from specloom.captures.secrets import KnownSecrets
from specloom.captures.shapes import HIDDEN, is_secret_name
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
_CREDENTIALS = frozenset({"authorization", "proxy-authorization", "cookie"})


class SecretFoundError(ValueError):
    """Something that looks like a secret is left after all was redacted: nothing may be written."""

    def __init__(self, found: tuple[Finding, ...]) -> None:
        """Take what was found."""
        self.found = found
        super().__init__("; ".join(f"{each.pointer}: {each.rule}" for each in found))


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

    def __post_init__(self) -> None:
        """Make what all captures share."""
        self._checker = SchemaChecker(self.api.schemas)
        self._chooser = Chooser(Givens(self.api, self._checker, Diagnostics()))
        self._known = KnownSecrets(self.secrets)

    def capture(
        self, exchange: Exchange, operation: Operation, *, environment: str, captured: str, scenario: str
    ) -> Capture:
        """Return what may be written of an exchange; raises `SecretFoundError` where that is not sure.

        `environment`: its name; `captured`: the day; `scenario`: workflow and step.
        """
        kept = frozenset(each.pointer for each in self.settings.kept if each.operation == operation.id)
        values = ValueRedactor(
            api=self.api,
            checker=self._checker,
            chooser=self._chooser,
            secrets=self._known,
            pseudonyms=self.pseudonyms,
            origin=operation.origin,
            hidden_names=frozenset(name.lower() for name in self.settings.hidden_properties),
            kept=kept,
        )
        message = _Messages(
            values=values, operation=operation, shown=frozenset(self.settings.shown_headers), api=self.api
        )
        capture = Capture(
            operation=operation.id,
            request=message.request(exchange),
            response=message.response(exchange.answered),
            provenance=Provenance(
                environment=environment,
                captured=captured,
                scenario=scenario,
                operation_sha256=operation_sha256(operation, self.api),
                generator=__version__,
                redactions=dict(sorted((+values.counts).items())),
            ),
        )
        harmless = {*values.vouched, *map(quote, values.vouched), *self.pseudonyms.known.values()}
        found = tuple(leftover_secrets(capture, self._known, harmless))
        if found:
            raise SecretFoundError(found)
        return capture


@dataclass(frozen=True, slots=True, kw_only=True)
class _Messages:
    """Redacts the messages of one exchange."""

    values: ValueRedactor
    operation: Operation
    shown: frozenset[str]
    """Headers that the config allows, in lower case."""
    api: Api

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
        return Response(status=answered.status, headers=tuple(sorted(headers)), body=body)

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
            return "; ".join(f"{key}={self._secret(each)}" for key, _, each in pairs)
        scheme, space, rest = value.partition(" ")
        if space and scheme.lower() == "basic":
            user, colon, password = _decoded_basic(rest).partition(":")
            return f"{scheme} {self._secret(user)}:{self._secret(password)}" if colon else f"{scheme} {HIDDEN}"
        whole = self._secret(value)
        return f"{scheme} {self._secret(rest)}" if whole == HIDDEN and space and scheme.isalpha() else whole

    def _secret(self, value: str) -> str:
        variable = self.values.secrets.variable(value)
        self.values.counts["credential"] += 1
        return f"${variable}" if variable else HIDDEN


def _decoded_basic(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("utf-8", "surrogateescape")
    except binascii.Error:
        return ""
