"""The views of the pages about the API as a whole, and of those about its schemas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

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
from specloom.targets.docs.views import AuthScheme, OperationRow, ServerNote
from specloom.targets.docs.words import Fact

__all__ = [
    "CoveragePage",
    "IndexPage",
    "LedgerRow",
    "MemberRow",
    "OriginCount",
    "SchemaIndexPage",
    "SchemaPage",
    "SchemaRow",
    "SchemeEntry",
    "SectionRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeEntry:
    """A security scheme in the authentication quickstart."""

    scheme: AuthScheme
    description: MdInline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow:
    """A section in the index."""

    title: MdPlain
    page: MdLink
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
    coverage: MdLink
    schemas: MdLink


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """An operation that is not fully expressed."""

    subject: MdCode
    coverage: MdWords
    reason: MdCell
    code: MdCode


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCount:
    """How many examples of one kind come from where."""

    kind: MdWords
    captured: int
    from_spec: int
    from_schema: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultyRow:
    """An example that does not satisfy its schema."""

    operation: MdCode
    place: MdCode
    reason: MdCell


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """`COVERAGE.md`."""

    template: ClassVar[str] = "docs/coverage.md.jinja"
    path: str
    title: MdPlain
    total: int
    full: int
    degraded: int
    skipped: int
    origins: tuple[OriginCount, ...]
    faulty: tuple[FaultyRow, ...]
    ledger: tuple[LedgerRow, ...]
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
