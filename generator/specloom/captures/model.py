"""A capture: what an operation was asked and what it answered, once, fit to be committed and shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specloom.ir.operation import OperationId
from specloom.ir.types import JsonValue

__all__ = ["Body", "BodyKind", "Capture", "Captures", "Provenance", "Recorded", "Request", "Response"]


class BodyKind(StrEnum):
    """How a body stands in a capture."""

    JSON = "json"
    """As the JSON value that it is."""
    FORM = "form"
    """As a list of `[name, value]`, decoded (`application/x-www-form-urlencoded`)."""
    MULTIPART = "multipart"
    """As a list of parts: objects with `name`, `value` (or `bytes` and `sha256` of a file), `content_type`."""
    TEXT = "text"
    """As text: also XML, event streams and JSON lines."""
    BINARY = "binary"
    """As an object with `bytes` (how many) and `sha256`; the bytes themselves are not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body, redacted."""

    kind: BodyKind
    media_type: str
    """As it was sent, parameters included but for a multipart boundary."""
    value: JsonValue
    """In the form that `kind` says."""
    is_cut: bool = False
    """It was longer than a page should be: only its beginning is kept (a text) or its first elements (arrays)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request, redacted."""

    method: str
    url: str
    """Of the environment, with path and query, encoded; pseudonyms stand in it as in the bodies."""
    path_parameters: Mapping[str, str]
    """By wire name, decoded."""
    query: tuple[tuple[str, str], ...]
    """Decoded, in order."""
    headers: tuple[tuple[str, str], ...]
    """Those that are allowed, sorted by name; names in lower case. A credential stands as `$VARIABLE`, its environment
    variable."""
    body: Body | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer, redacted."""

    status: int
    headers: tuple[tuple[str, str], ...]
    """Those that are allowed, sorted by name; names in lower case."""
    body: Body | None = None
    redirects: tuple[int, ...] = ()
    """The statuses of the redirects that were followed before it: it is what another address of the host answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """When, where and how it was captured."""

    environment: str
    """Its name in the config: `sandbox`."""
    captured: str
    """The day, in UTC: `2026-11-20`. That of the first capture, as long as nothing else changes."""
    scenario: str
    """`workflowId/stepId`."""
    operation_sha256: str
    """Of what the description says of the operation (`captures.basis`): where that moves, the capture is stale."""
    generator: str
    """Version of specloom."""
    redactions: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many values were replaced, by rule; sorted by rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One file in the folder of captures: of one operation, status and media type of the answer."""

    operation: OperationId
    request: Request
    response: Response
    provenance: Provenance

    @property
    def key(self) -> tuple[OperationId, int, str]:
        """What tells it from all others: operation, status, media type of the answer (without parameters, lower case)."""
        body = self.response.body
        return self.operation, self.response.status, "" if body is None else body.media_type.partition(";")[0].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A capture among the others, as `generate` reads it."""

    capture: Capture
    label: str
    """Its file, relative to the folder of captures."""
    is_stale: bool
    """The description of the operation has changed since."""
    deviations: tuple[tuple[str, str], ...] = ()
    """Where the answer is not as the schema says: JSON pointer into the body, and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Captures:
    """The captures of a source; sorted by operation, status, media type."""

    recorded: tuple[Recorded, ...] = ()

    def of(self, operation: OperationId) -> tuple[Recorded, ...]:
        """Return those of an operation."""
        return tuple(self._of(operation))

    def _of(self, operation: OperationId) -> Iterable[Recorded]:
        return (each for each in self.recorded if each.capture.operation == operation)
