"""The views of the pages: what each template prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.diagnostics import Location
from specloom.targets.docs.captured import CapturedAnswer
from specloom.targets.docs.examples import ExampleBlock
from specloom.targets.docs.markdown import (
    MdAnchor,
    MdCell,
    MdCode,
    MdFence,
    MdInline,
    MdLink,
    MdPath,
    MdPlain,
    MdText,
    MdUrl,
    MdWords,
    YamlString,
)
from specloom.targets.docs.outline import OutlineLine, SchemaLink
from specloom.targets.docs.words import Fact

__all__ = [
    "AuthAlternative",
    "AuthScheme",
    "CodeExample",
    "CodeVariant",
    "ContentBlock",
    "FrontMatter",
    "HeaderRow",
    "IncomingRequest",
    "LinkNote",
    "LinkValue",
    "OperationPage",
    "OperationRow",
    "PageTurn",
    "PagesNote",
    "ParameterRow",
    "ParameterTable",
    "ResponseBlock",
    "ServerNote",
    "StatedCode",
    "VariableNote",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What site generators and search engines read of an operation page."""

    title: YamlString
    description: YamlString
    operation_id: YamlString
    method: YamlString
    api_path: YamlString
    section: YamlString
    permalink: YamlString
    deprecated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthScheme:
    """One credential: how it is sent, and the environment variables that the snippets read it from."""

    name: MdCode
    sent_as: MdWords
    carrier: MdCode | None
    """The header, query parameter or cookie; the HTTP scheme."""
    variables: tuple[MdCode, ...]
    scopes: tuple[MdCode, ...]
    deprecated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthAlternative:
    """Schemes that are given together; none means that the call may be anonymous."""

    schemes: tuple[AuthScheme, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterRow:
    """One row of a table of parameters."""

    name: MdCode
    location: MdWords
    type: MdWords
    required: bool
    default: MdCode | None
    description: MdCell | None
    deprecated: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterTable:
    """The parameters of one location."""

    title: MdWords
    rows: tuple[ParameterRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentBlock:
    """One media type of a body."""

    media_type: MdCode
    schema: SchemaLink | None
    is_binary: bool
    is_event_stream: bool
    type: MdWords
    """Of the whole, for a body that has no fields."""
    outline: tuple[OutlineLine, ...]
    minimal: ExampleBlock | None
    """The only example, for a response; None where there are captured ones."""
    full: ExampleBlock | None
    captured: tuple[CapturedAnswer, ...] = ()
    """Of a response: what the API really answered; several where the status is a range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """A header of a response."""

    name: MdCode
    type: MdWords
    required: bool
    description: MdCell | None
    deprecated: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseBlock:
    """What comes back for one status."""

    status: MdWords
    summary: MdInline | None
    description: MdInline | None
    contents: tuple[ContentBlock, ...]
    bare: tuple[CapturedAnswer, ...]
    """Captured answers without a body."""
    headers: tuple[HeaderRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeExample:
    """A snippet, embedded."""

    label: MdPlain
    fence: MdFence


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCode:
    """A sample that stands in the description; nobody ran it."""

    label: MdPlain
    fence: MdFence


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeVariant:
    """The snippets of another call of the operation."""

    title: MdWords
    media_type: MdCode | None
    """Of the body, where that is what makes the difference."""
    examples: tuple[CodeExample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableNote:
    """A variable of a server's URL, which stands in it with its default."""

    name: MdCode
    default: MdCode
    values: tuple[MdCode, ...]
    description: MdInline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerNote:
    """Where the operation can be called."""

    url: MdUrl
    template: MdCode | None
    """The URL before its variables are filled in."""
    variables: tuple[VariableNote, ...]
    name: MdInline | None
    description: MdInline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingRequest:
    """A request that the API makes: a callback, which an operation asks for, or a webhook."""

    name: MdCode
    method: MdPlain
    expression: MdCode | None
    """Where a callback goes."""
    summary: MdInline | None
    description: MdText | None
    deprecated: bool
    contents: tuple[ContentBlock, ...]


@dataclass(frozen=True, slots=True)
class LinkValue:
    """What a link gives to the next operation: a parameter, or the body, and what it takes it from."""

    name: MdCode
    value: MdCode


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkNote:
    """A follow-up operation that a response documents."""

    name: MdCode
    status: MdWords
    target: MdPlain | None
    page: MdLink | None
    values: tuple[LinkValue, ...]
    description: MdInline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesNote:
    """How a list goes on from one page to the next, and what says so."""

    style: MdWords
    items: MdCode | None
    """Where the items are; None where the answer is the list."""
    position: MdCode | None
    """The input that says which page is meant."""
    first: MdWords | None
    next: MdCode | None
    """Where the next cursor or address stands."""
    limit: MdCode | None
    flag: MdCode | None
    """What tells the last page, by this value."""
    flag_value: MdWords
    total: MdCode | None
    evidence: MdInline


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTurn:
    """The page before or after this one, in the same section."""

    title: MdPlain
    page: MdLink


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPage:
    """`<section>/<operation>.md`."""

    template: ClassVar[str] = "docs/operation.md.jinja"
    path: str
    front_matter: FrontMatter
    anchor: MdAnchor
    title: MdPlain
    method: MdPlain
    api_path: MdPath
    summary: MdInline
    description: MdText | None
    deprecated: bool
    authentication: tuple[AuthAlternative, ...]
    tables: tuple[ParameterTable, ...]
    has_body: bool
    body_required: bool
    body_description: MdInline | None
    contents: tuple[ContentBlock, ...]
    minimal_code: tuple[CodeExample, ...]
    more_code: tuple[CodeVariant, ...]
    stated_code: tuple[StatedCode, ...]
    successes: tuple[ResponseBlock, ...]
    errors: tuple[ResponseBlock, ...]
    undocumented: tuple[CapturedAnswer, ...]
    """Captured answers that the description does not have."""
    pages: PagesNote | None
    servers: tuple[ServerNote, ...]
    origin: MdCode
    """Where the description says all this: a file and a JSON pointer."""
    methods: tuple[MdCode, ...]
    """How the generated Python client calls it; empty where none is generated."""
    callbacks: tuple[IncomingRequest, ...]
    links: tuple[LinkNote, ...]
    external_docs: MdUrl | None
    section_link: MdLink
    previous: PageTurn | None
    next: PageTurn | None
    index_link: MdLink
    shows: tuple[Location, ...] = ()
    """The places of the description that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRow:
    """An operation in the table of its section, or of a schema that it uses."""

    method: MdPlain
    api_path: MdCode
    title: MdPlain
    page: MdLink
    deprecated: bool
