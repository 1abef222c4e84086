"""The views of the page of a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.docs.markdown import MdAnchor, MdCell, MdCode, MdLink, MdPlain, MdText, MdWords, YamlString
from specloom.targets.docs.outline import SchemaLink
from specloom.targets.docs.views import OperationRow

__all__ = ["ErrorRow", "ParameterUse", "SectionLink", "SectionPage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterUse:
    """A parameter that operations of a section share, and how many of them have it."""

    name: MdCode
    location: MdWords
    type: MdWords
    description: MdCell | None
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRow:
    """A status of error answers, and how many operations of a section document it."""

    status: MdWords
    description: MdCell | None
    schemas: tuple[SchemaLink, ...]
    """What such an answer holds."""
    uses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLink:
    """Another section, which this one stands in or holds."""

    title: MdPlain
    page: MdLink


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    """`<section>/README.md`."""

    template: ClassVar[str] = "docs/section.md.jinja"
    path: str
    anchor: MdAnchor
    title: MdPlain
    yaml_title: YamlString
    nav_order: int
    """Its place among all sections, from 1."""
    yaml_parent: YamlString | None
    """The folder of the section that it stands in."""
    description: MdText | None
    parent: SectionLink | None
    children: tuple[SectionLink, ...]
    operations: tuple[OperationRow, ...]
    identifiers: tuple[ParameterUse, ...]
    common: tuple[ParameterUse, ...]
    """Parameters of other places that several operations have."""
    errors: tuple[ErrorRow, ...]
    index_link: MdLink
