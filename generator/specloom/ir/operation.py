"""Operations: what can be called, with every inherited and defaulted fact filled in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specloom.diagnostics import Location
from specloom.ir.pagination import Pagination
from specloom.ir.types import Example, JsonValue, Type

__all__ = [
    "Body",
    "Callback",
    "CodeSample",
    "Content",
    "ContentKind",
    "Encoding",
    "Header",
    "Link",
    "Operation",
    "OperationId",
    "Parameter",
    "ParameterLocation",
    "Requirement",
    "Response",
    "SchemeUse",
    "Server",
    "ServerVariable",
    "Style",
]

OperationId = str
"""The document's `operationId` where it is there and unique; else made from method and path (`getV1Pets`)."""


class ParameterLocation(StrEnum):
    """OpenAPI's `in`."""

    PATH = "path"
    QUERY = "query"
    QUERYSTRING = "querystring"
    """The whole of what follows the `?`, as one value of a media type (3.2). An operation has one of them at most, and then
    no QUERY parameter."""
    HEADER = "header"
    COOKIE = "cookie"


class Style(StrEnum):
    """How a value is written into a URL, a header or a cookie (OpenAPI 3.2 §4.12.3)."""

    SIMPLE = "simple"
    LABEL = "label"
    MATRIX = "matrix"
    FORM = "form"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    DEEP_OBJECT = "deepObject"
    COOKIE = "cookie"
    """As `form`, but nothing is percent-encoded: what RFC 6265 allows in a cookie stands there as it is (3.2)."""


class ContentKind(StrEnum):
    """What a media type means to a client."""

    JSON = "json"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    XML = "xml"
    BINARY = "binary"
    NDJSON = "ndjson"
    SSE = "sse"
    ANY = "any"
    """A wildcard such as `*/*`: the server decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One input outside the body, with every default of the specification filled in."""

    wire_name: str
    location: ParameterLocation
    type: Type
    required: bool
    style: Style
    explode: bool
    allow_reserved: bool = False
    allow_empty: bool = False
    """`name=` with nothing behind it means something of its own (`allowEmptyValue`)."""
    media_type: str | None = None
    """Set where the value is serialised by `content` instead of by `style`: as JSON or text, in the query string as a form
    as well."""
    encodings: tuple[Encoding, ...] = ()
    """Of the query string as a form: one per property."""
    description: str = ""
    deprecated: bool = False
    default: JsonValue = None
    has_default: bool = False
    examples: tuple[Example, ...] = ()
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A header of a response or of a part of a multipart body."""

    wire_name: str
    type: Type
    required: bool = False
    media_type: str | None = None
    """Set where the value is serialised by `content`."""
    description: str = ""
    deprecated: bool = False
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How one property of a form, or one part of a multipart body, is written (OpenAPI 3.2 §4.15)."""

    property: str
    """Empty for a part that its place tells from others."""
    content_type: str
    """Never empty: the specification's default for the property's type where nothing is said."""
    style: Style = Style.FORM
    explode: bool = True
    allow_reserved: bool = False
    is_styled: bool = False
    """The document says how it is written in the terms of parameters: then `content_type` means nothing."""
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One media type of a request or a response."""

    media_type: str
    """As written, parameters included: `application/json; charset=utf-8`."""
    kind: ContentKind
    type: Type
    """Of the whole body; of one item where it is a sequence."""
    is_sequence: bool = False
    """The body is any number of values of `type`, one after the other: NDJSON, SSE, and parts without names (`itemSchema`)."""
    encodings: tuple[Encoding, ...] = ()
    """For FORM and MULTIPART: one per property, in the order of the properties."""
    prefix_encodings: tuple[Encoding, ...] = ()
    """For MULTIPART without names: those of the first parts, one after the other."""
    item_encoding: Encoding | None = None
    """For MULTIPART without names: that of all further parts."""
    examples: tuple[Example, ...] = ()
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A request body; `contents` has at least one, JSON first, then by kind and name."""

    required: bool
    contents: tuple[Content, ...]
    description: str = ""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A documented follow-up operation of a response."""

    name: str
    operation: OperationId | None
    description: str = ""
    parameters: tuple[tuple[str, JsonValue], ...] = ()
    """By name: a value, or a runtime expression (`$response.body#/id`) that says where it comes from."""
    body: JsonValue = None
    """The request body, likewise; None where nothing is said."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What may come back for one status, range (`2XX`) or `default`."""

    status: str
    """Three digits, `1XX` to `5XX` (upper case), or `default`."""
    summary: str = ""
    description: str = ""
    headers: tuple[Header, ...] = ()
    contents: tuple[Content, ...] = ()
    """Empty where nothing comes back."""
    links: tuple[Link, ...] = ()
    origin: Location

    @property
    def is_success(self) -> bool:
        """Return whether this is a 2xx answer."""
        return self.status.startswith("2")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeUse:
    """A security scheme as one operation uses it."""

    scheme: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """Schemes that must be given together; an operation needs one of its requirements. Empty means: anonymous is fine."""

    schemes: tuple[SchemeUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVariable:
    """A variable of a server's URL."""

    name: str
    default: str
    values: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where an operation can be called."""

    url_template: str
    """Absolute where it could be made so; variables in braces."""
    variables: tuple[ServerVariable, ...] = ()
    name: str = ""
    """What tells it from other servers, in a word or two (3.2)."""
    description: str = ""
    is_absolute: bool = True
    """False where the document gives only a path and nothing says which host: then nothing can be called as it stands."""
    origin: Location | None = None

    @property
    def url(self) -> str:
        """The URL with the variables' defaults, without a trailing slash."""
        url = self.url_template
        for variable in self.variables:
            url = url.replace("{" + variable.name + "}", variable.default)
        return url.rstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """A request that the API makes to its user: `operation` describes that request."""

    name: str
    expression: str
    operation: Operation
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSample:
    """A sample of code that the document's author wrote (`x-codeSamples`)."""

    language: str
    """As written: `JavaScript`, `shell`."""
    label: str
    """Empty where it has none."""
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method on one path. Parameters are ordered: path (as in the template), query, header, cookie; then as written."""

    id: OperationId
    declared_id: str | None
    """The document's own `operationId`, as written."""
    method: str
    """As it is sent: upper case but for methods of the document's own (`additionalOperations`), which are written as there."""
    path: str
    """The template as written: `/v1/workspaces/{workspaceId}`. Empty for a webhook."""
    template: str = ""
    """What of it a request has: no fragment, and none of the pairs behind a `?` that query parameters give."""
    webhook: str = ""
    """The name of a webhook, as the document calls it; empty for everything else."""
    section: str
    """Name of its section in `Api.sections`."""
    tags: tuple[str, ...] = ()
    summary: str = ""
    description: str = ""
    deprecated: bool = False
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    """By status: numbers first, ranges next, `default` last."""
    security: tuple[Requirement, ...] = ()
    """Alternatives; empty where nothing is required."""
    servers: tuple[Server, ...] = ()
    """At least one; the first is the one that snippets and clients use."""
    callbacks: tuple[Callback, ...] = ()
    external_docs: str = ""
    code_samples: tuple[CodeSample, ...] = ()
    pagination: Pagination | None = None
    """How its list goes on; None where nothing says that it does."""
    origin: Location

    def parameters_in(self, location: ParameterLocation) -> tuple[Parameter, ...]:
        """Return the parameters of one location, in order."""
        return tuple(parameter for parameter in self.parameters if parameter.location is location)

    @property
    def successes(self) -> tuple[Response, ...]:
        """The 2xx responses."""
        return tuple(response for response in self.responses if response.is_success)

    @property
    def errors(self) -> tuple[Response, ...]:
        """All responses but the 2xx ones, `default` included."""
        return tuple(response for response in self.responses if not response.is_success)
