"""The whole of an API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from specloom.diagnostics import Location
from specloom.ir.operation import Operation, OperationId, Server
from specloom.ir.security import SecurityScheme
from specloom.ir.types import JsonValue, TypeDef, TypeId

__all__ = ["IR_VERSION", "Api", "Coverage", "Info", "LedgerEntry", "Section"]

IR_VERSION = 1
"""Raised when a target written for the IR before would misread it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """The document's `info`, and what the config adds to it."""

    title: str
    slug: str
    """Lower-case words with hyphens, from the config's source name or the title without a trailing "API": `clockify`."""
    version: str
    summary: str = ""
    description: str = ""
    terms_of_service: str = ""
    contact: str = ""
    """A URL or an e-mail address."""
    licence: str = ""
    source: str = ""
    """The root document as the user named it (posix, relative)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of operations: a tag, by its name. An operation belongs to the section of its first tag."""

    name: str
    slug: str
    """Lower-case words with hyphens. Not unique: targets tell apart what comes out alike."""
    title: str
    description: str = ""
    operations: tuple[OperationId, ...]
    """By path, then by method."""


class Coverage(StrEnum):
    """How much of a part of the document came through."""

    FULL = "full"
    DEGRADED = "degraded"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One line of the coverage ledger: an operation that is not fully expressed, or was left out, and why."""

    subject: str
    """`POST /v1/invoices`."""
    coverage: Coverage
    reason: str
    code: str
    """The diagnostic that tells more."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """Everything a target needs to know of an API."""

    info: Info
    servers: tuple[Server, ...]
    security_schemes: tuple[SecurityScheme, ...]
    """By name, sorted."""
    sections: tuple[Section, ...]
    """By first appearance in the document's `tags`, then by name."""
    operations: tuple[Operation, ...]
    """By path, then by method."""
    webhooks: tuple[Operation, ...]
    types: Mapping[TypeId, TypeDef]
    """Sorted by id; only those that an operation or a webhook reaches, and all components."""
    split: frozenset[TypeId]
    """The types whose request and response forms differ, because a field below is read-only or write-only."""
    schemas: Mapping[str, JsonValue]
    """JSON Schemas of dialect 2020-12 by key: the authority for "does this value satisfy its schema". Each `$ref` in them is
    `#/$defs/<key>` (the key escaped as a JSON pointer token), so `{"$defs": schemas, "$ref": "#/$defs" + type.schema}` is
    a closed schema for any type. Components and inline schemas of contents and parameters have keys; what lies
    inside them is reached by pointer. `readOnly` and `writeOnly` are still in them; nothing else of OpenAPI is."""
    ledger: tuple[LedgerEntry, ...] = ()
    """Only what is not FULL; sorted by subject."""
    operations_in_document: int = 0

    def operation(self, identifier: OperationId) -> Operation:
        """Return the operation with this id."""
        return next(operation for operation in self.operations if operation.id == identifier)
