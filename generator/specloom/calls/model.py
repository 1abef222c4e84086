"""What the call stage returns: chosen values, and the request they make on the wire (design: the neutral call)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specloom.captures.model import Captures
from specloom.diagnostics import Location
from specloom.ir.operation import Content, Operation, OperationId, Parameter, Requirement, Server
from specloom.ir.types import JsonValue

__all__ = [
    "Argument",
    "BodyValue",
    "Call",
    "Calls",
    "Chosen",
    "ExampleOrigin",
    "FileBody",
    "FileInput",
    "FormBody",
    "JsonBody",
    "MultipartBody",
    "Part",
    "Secret",
    "TextBody",
    "Variant",
    "WireBody",
    "WireHeader",
    "WireRequest",
]


class ExampleOrigin(StrEnum):
    """Where a value comes from; every page says it."""

    CAPTURED = "captured"
    SPEC = "spec"
    SYNTHESIZED = "synthesized"


class Variant(StrEnum):
    """Which inputs a call gives."""

    MINIMAL = "minimal"
    """What is required, and nothing else."""
    FULL = "full"
    """Every parameter and every property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A value that satisfies its schema; where none could be found the closest one, and `fault` says so."""

    value: JsonValue
    """For a content of kind TEXT, XML, NDJSON or SSE: the text as it is sent, made of a value that satisfies its schema."""
    origin: ExampleOrigin
    name: str = ""
    """The key under `examples`, where it comes from there."""
    location: Location | None = None
    fault: str = ""
    """Why it does not satisfy its schema; empty where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A parameter and the value it is given."""

    parameter: Parameter
    chosen: Chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyValue:
    """The body of a call. Bytes inside it (a file in a form, a binary body) stand as a `FileInput`."""

    content: Content
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class Secret:
    """The value of an environment variable, put in when the request is made."""

    variable: str


@dataclass(frozen=True, slots=True)
class FileInput:
    """The content of a file of the reader's, whose path an environment variable holds."""

    variable: str
    """`CLOCKIFY_FILE`"""
    purpose: str
    """What the file is, as the document calls it (a property's name, `body`)."""


@dataclass(frozen=True, slots=True)
class WireHeader:
    """A header. Its value is the concatenation of the pieces; a literal piece is ASCII without control characters."""

    name: str
    value: tuple[str | Secret, ...]


@dataclass(frozen=True, slots=True)
class JsonBody:
    """A JSON text; languages may space it as they like, nothing more."""

    value: JsonValue


@dataclass(frozen=True, slots=True)
class FormBody:
    """`application/x-www-form-urlencoded`: pairs before encoding, in order, keys may repeat."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart body."""

    name: str
    """Empty where the body tells its parts apart by their place."""
    value: str | FileInput
    content_type: str | None = None
    """None: what HTTP libraries send by themselves for this kind of part."""


@dataclass(frozen=True, slots=True)
class MultipartBody:
    """The boundary, and so the Content-Type header, is the HTTP library's."""

    parts: tuple[Part, ...]
    media_type: str = "multipart/form-data"
    """Another one only where a file is among the parts: without one the whole is a text."""


@dataclass(frozen=True, slots=True)
class TextBody:
    """Text as it is (plain text, XML, NDJSON, event streams), sent as UTF-8."""

    text: str
    media_type: str = ""
    """Where it is more exact than the content's: with the boundary between its parts."""


@dataclass(frozen=True, slots=True)
class FileBody:
    """The bytes of a file."""

    file: FileInput


WireBody = JsonBody | FormBody | MultipartBody | TextBody | FileBody


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRequest:
    """One HTTP request, exactly. `url` is complete and encoded (base, path, query) but for `secret_query`."""

    method: str
    url: str
    secret_query: tuple[tuple[str, Secret], ...] = ()
    """Credentials that go into the query, to be appended percent-encoded (RFC 3986 unreserved characters stay)."""
    headers: tuple[WireHeader, ...] = ()
    """In order: credentials, Accept, Content-Type (absent for multipart), parameters, Cookie. Names are unique."""
    basic: tuple[Secret, Secret] | None = None
    """User and password of HTTP basic authentication; the Authorization header is then not among `headers`."""
    body: WireBody | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """The environment variables the request reads, each once, in order of use."""
        found: list[str] = [secret.variable for _, secret in self.secret_query]
        found += [piece.variable for header in self.headers for piece in header.value if isinstance(piece, Secret)]
        found += [secret.variable for secret in self.basic or ()]
        if isinstance(self.body, FileBody):
            found.append(self.body.file.variable)
        if isinstance(self.body, MultipartBody):
            found += [part.value.variable for part in self.body.parts if isinstance(part.value, FileInput)]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An operation with values for its inputs, and the request that makes."""

    operation: Operation
    name: str
    """Tells it from the operation's other calls, in file names as well: its variant, or the media type of its body."""
    variant: Variant
    arguments: tuple[Argument, ...]
    """In the order of the operation's parameters; only those that are given."""
    body: BodyValue | None
    server: Server
    requirement: Requirement | None
    """The security requirement that the call satisfies: the operation's first; None where it needs none."""
    request: WireRequest
    expects_json: bool
    """The documented success answer has a JSON body."""
    expects_body: bool
    """The documented success answer has a body at all; where it has none nothing may be parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Everything this stage knows, by operation."""

    calls: Mapping[OperationId, tuple[Call, ...]]
    """The minimal call first; the full one after it where it differs; then one for each other media type of the body."""
    bodies: Mapping[tuple[OperationId, str, Variant], Chosen]
    """A request body by operation, media type and variant."""
    responses: Mapping[tuple[OperationId, str, str], Chosen]
    """An example response by operation, status and media type; absent where there is none to show (binary)."""
    captures: Captures = field(default_factory=Captures)
    """What the API really answered, documented or not; where it is documented it is the example above."""

    def minimal(self, operation: OperationId) -> Call:
        """Return the operation's minimal call."""
        return self.calls[operation][0]
