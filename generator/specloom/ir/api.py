"""The whole of an API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specloom.diagnostics import Location
from specloom.ir.ledger import Ledger
from specloom.ir.operation import Operation, OperationId, Server
from specloom.ir.security import SecurityScheme
from specloom.ir.types import JsonValue, TypeDef, TypeId
from specloom.ir.webhooks import WebhookSignature

__all__ = ["IR_VERSION", "Api", "Excluded", "Info", "Section"]

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
    """A group of operations: a tag, by its name. An operation belongs to the section of its first tag.

    From OpenAPI 3.2 on it is that of the first tag whose `kind` is `nav`, or not said; and sections may hold sections.
    """

    name: str
    slug: str
    """Lower-case words with hyphens. Not unique: targets tell apart what comes out alike."""
    title: str
    summary: str = ""
    """What its tag says of it in a few words, where that is not its title."""
    description: str = ""
    parent: str = ""
    """Name of the section that this one stands in; there is one of that name."""
    operations: tuple[OperationId, ...]
    """By path, then by method. Empty only where other sections stand in this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """An operation that the config or the command line does not want. It counts as neither covered nor left out."""

    subject: str
    """`POST /v1/invoices`."""
    is_webhook: bool = False
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
    webhook_signature: WebhookSignature | None = None
    """How requests to webhooks prove where they come from."""
    types: Mapping[TypeId, TypeDef]
    """Sorted by id; only those that an operation or a webhook reaches, and all components."""
    split: frozenset[TypeId]
    """The types whose request and response forms differ, because a field below is read-only or write-only."""
    schemas: Mapping[str, JsonValue]
    """JSON Schemas of dialect 2020-12 by key: the authority for "does this value satisfy its schema". Each `$ref` in them is
    `#/$defs/<key>` (the key escaped as a JSON pointer token), so `{"$defs": schemas, "$ref": "#/$defs" + type.schema}` is
    a closed schema for any type. Components and inline schemas of contents and parameters have keys; what lies
    inside them is reached by pointer. `readOnly`, `writeOnly` and `xml` are still in them; nothing else of OpenAPI is."""
    ledger: Ledger = field(default_factory=Ledger)
    """What became of all that the document describes, without the excluded operations."""
    excluded: tuple[Excluded, ...] = ()
    """By path, then by method."""
    unused_schemas: tuple[str, ...] = ()
    """Names of the component schemas that no operation or webhook reaches and that were left out for it; sorted."""

    def operation(self, identifier: OperationId) -> Operation:
        """Return the operation with this id."""
        return next(operation for operation in self.operations if operation.id == identifier)
