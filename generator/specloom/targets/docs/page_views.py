"""The views of the pages about the API as a whole, and of those about its schemas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.diagnostics import Location
from specloom.targets.docs.markdown import (
    MdAnchor,
    MdCell,
    MdCode,
    MdFence,
    MdInline,
    MdLink,
    MdPlain,
    MdText,
    MdUrl,
    MdWords,
    YamlString,
)
from specloom.targets.docs.outline import OutlineLine, SchemaLink
from specloom.targets.docs.tutorial_views import TutorialRow
from specloom.targets.docs.views import AuthScheme, IncomingRequest, OperationPage, OperationRow, ServerNote
from specloom.targets.docs.words import Fact

__all__ = [
    "Address",
    "FlowNote",
    "IndexPage",
    "LlmsPage",
    "LlmsSection",
    "MemberRow",
    "SchemaIndexPage",
    "SchemaPage",
    "SchemaRow",
    "SchemeEntry",
    "SectionRow",
    "WebhooksPage",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A URL, and what is there."""

    label: MdWords
    url: MdUrl


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeNote:
    """A scope of a flow."""

    name: MdCode
    description: MdInline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNote:
    """A way to get a token."""

    kind: MdWords | MdCode
    addresses: tuple[Address, ...]
    scopes: tuple[ScopeNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeEntry:
    """A security scheme in the authentication quickstart."""

    scheme: AuthScheme
    description: MdInline | None
    addresses: tuple[Address, ...]
    flows: tuple[FlowNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """A section in the index."""

    title: MdPlain
    page: MdLink
    levels: range
    """One for each section around it: what goes before its title."""
    description: MdCell | None
    operations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """`index.md`."""

    template: ClassVar[str] = "docs/index.md.jinja"
    path: str
    yaml_title: YamlString
    title: MdPlain
    version: MdCode | None
    summary: MdInline | None
    description: MdText | None
    terms_of_service: MdUrl | None
    contact: MdUrl | None
    licence: MdPlain | None
    servers: tuple[ServerNote, ...]
    schemes: tuple[SchemeEntry, ...]
    exports: MdFence | None
    """Shell commands that set the environment variables."""
    sections: tuple[SectionRow, ...]
    tutorials: tuple[TutorialRow, ...]
    coverage: MdLink
    schemas: MdLink
    webhooks: MdLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmsSection:
    """A section in `llms.txt`."""

    title: MdPlain
    page: MdLink
    operations: tuple[OperationRow, ...]
    pages: tuple[OperationPage, ...]
    """Their whole text; empty in the short form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmsPage:
    """`llms.txt` and `llms-full.txt`: what there is to read, for language models."""

    template: ClassVar[str] = "docs/llms.txt.jinja"
    path: str
    title: MdPlain
    summary: MdInline | None
    index: MdLink
    schemas: MdLink
    webhooks: MdLink | None
    tutorials: tuple[TutorialRow, ...]
    sections: tuple[LlmsSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhooksPage:
    """`webhooks.md`."""

    template: ClassVar[str] = "docs/webhooks.md.jinja"
    path: str
    title: MdPlain
    requests: tuple[IncomingRequest, ...]
    index_link: MdLink


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A value of an enumeration."""

    value: MdCode
    description: MdCell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaPage:
    """`schemas/<Name>.md`."""

    template: ClassVar[str] = "docs/schema.md.jinja"
    path: str
    yaml_title: YamlString
    anchor: MdAnchor
    title: MdPlain
    description: MdText | None
    deprecated: bool
    type: MdWords
    facts: tuple[Fact, ...]
    members: tuple[MemberRow, ...]
    outline: tuple[OutlineLine, ...]
    operations: tuple[OperationRow, ...]
    schemas: tuple[SchemaLink, ...]
    """Other schemas that use this one."""
    list_link: MdLink
    index_link: MdLink
    shows: tuple[Location, ...] = ()
    """The places of the description that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaRow:
    """A schema in the list of schemas."""

    name: MdPlain
    page: MdLink
    type: MdWords
    description: MdCell | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaIndexPage:
    """`schemas/README.md`."""

    template: ClassVar[str] = "docs/schemas.md.jinja"
    path: str
    schemas: tuple[SchemaRow, ...]
    index_link: MdLink
