"""Types: nominal definitions, which have names in every language, and structural uses of them.

`TypeDef = Object | Enum | Union | Alias` stand in `Api.types` by id; everything else is a `Type`, written inline.
`allOf` is gone by now (merged), and `nullable: true`, `type: [x, "null"]` and `oneOf: [x, {type: "null"}]` are one flag.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any as AnyJson

from specloom.diagnostics import Location

__all__ = [
    "Access",
    "Alias",
    "AnyType",
    "Array",
    "Bounds",
    "Direction",
    "Discriminator",
    "Enum",
    "Example",
    "Field",
    "JsonValue",
    "Literal",
    "MapType",
    "Member",
    "NeverType",
    "Object",
    "Ref",
    "Scalar",
    "ScalarKind",
    "TupleType",
    "Type",
    "TypeDef",
    "TypeId",
    "Union",
    "UnionOf",
]

JsonValue = AnyJson
"""A JSON value (`None`, `bool`, `int`, `float`, `str`, `list`, `dict` with string keys); read only, by agreement."""

TypeId = str
"""Stable under unrelated edits: made from the component's name or the pointer, never from order."""


class ScalarKind(StrEnum):
    """What a scalar is on the wire."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    BINARY = "binary"
    """Raw bytes: a file in a multipart form, an octet stream. Base64 text (`format: byte`) is a string."""
    NULL = "null"


class Direction(StrEnum):
    """Which way a value travels; decides which of the fields marked `readOnly` and `writeOnly` exist."""

    REQUEST = "request"
    RESPONSE = "response"


class Access(StrEnum):
    """OpenAPI's `readOnly` (in responses only) and `writeOnly` (in requests only)."""

    BOTH = "both"
    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A value that the document gives as an example. Whether it satisfies the schema is for `calls` to say."""

    value: JsonValue
    name: str = ""
    """The key in `examples`; empty for a plain `example`."""
    summary: str = ""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The constraints of JSON Schema that hold for one value; `None` where there is none."""

    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    """An ECMA-262 regular expression, from the document: never run it outside a bounded engine."""
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_properties: int | None = None
    max_properties: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """What every use of a type can carry."""

    nullable: bool = False
    bounds: Bounds = Bounds()
    examples: tuple[Example, ...] = ()
    """Examples written at this very schema (not inside it)."""
    schema: str | None = None
    """Where this schema stands in `Api.schemas`: a JSON pointer whose first token is the key there
    (`/Invoice/properties/total`). `None` where the schema has no place of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref(_Use):
    """A use of a definition in `Api.types`."""

    target: TypeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar(_Use):
    """A string, a number, a boolean, bytes, or null alone."""

    kind: ScalarKind
    format: str | None = None
    """As written: `date-time`, `uuid`, `int64`, `byte`, `decimal` ...; targets recognise the ones they know."""
    media_type: str | None = None
    """Of what a text holds (`contentMediaType`), in lower case, without parameters; after decoding, where it is base64."""
    content: Type | None = None
    """The JSON value that a text holds (`contentSchema`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One value of an enumeration, with the hints that vendors attach to it."""

    value: JsonValue
    name_hint: str = ""
    """From `x-enum-varnames` and its kin; a hint, not a name."""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(_Use):
    """`const`, or an enumeration written inline. Has at least one member."""

    members: tuple[Member, ...]
    open: bool = True
    """Other values of the same kind may come; false for `const`."""
    kind: ScalarKind | None = None
    """The JSON type the members share; `None` where they are mixed or not scalars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Array(_Use):
    """A list of items of one type."""

    items: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class TupleType(_Use):
    """`prefixItems`: a list whose first places have types of their own."""

    prefix: tuple[Type, ...]
    rest: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class MapType(_Use):
    """An object whose keys are data: `additionalProperties` or `patternProperties` with no fields of its own."""

    values: Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Discriminator:
    """How to tell the variants of a union apart."""

    property: str
    mapping: Mapping[str, int]
    """The tag's value to the index of the variant. Several tags may lead to one variant."""
    default: int | None = None
    """The variant of a value without a tag, or with one that is not listed (`defaultMapping` of 3.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionOf(_Use):
    """A union written inline; has at least two variants, none of them null."""

    variants: tuple[Type, ...]
    discriminator: Discriminator | None = None
    exclusive: bool = False
    """`oneOf` (exactly one matches) rather than `anyOf`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyType(_Use):
    """Any JSON value: `true`, `{}`, or what could not be expressed (then a finding says so)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverType(_Use):
    """No value at all: the schema `false`."""


Type = Ref | Scalar | Literal | Array | TupleType | MapType | UnionOf | AnyType | NeverType
"""A use of a type. Match on it with `match` and `assert_never`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One property of an object."""

    wire_name: str
    type: Type
    required: bool
    access: Access = Access.BOTH
    default: JsonValue = None
    has_default: bool = False
    """Tells `default: null` from no default. Defaults are documented, and never sent unasked."""
    description: str = ""
    deprecated: bool = False
    origin: Location

    def exists_in(self, direction: Direction) -> bool:
        """Return whether the field is part of a value that travels in `direction`."""
        return self.access is Access.BOTH or (self.access is Access.READ) == (direction is Direction.RESPONSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Definition:
    """What every definition carries."""

    id: TypeId
    hint: tuple[str, ...]
    """Words to make a name from: the component's name, or the path that leads here (`createUser`, `request`, `address`)."""
    component: bool
    """Named by the author under `components/schemas` (or a file of its own), rather than written inline."""
    title: str = ""
    description: str = ""
    deprecated: bool = False
    bounds: Bounds = Bounds()
    examples: tuple[Example, ...] = ()
    nullable: bool = False
    """The definition itself admits null; every `Ref` to it then has `nullable` set too."""
    schema: str
    """Where this schema stands in `Api.schemas`, as in `Ref.schema`."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Object(_Definition):
    """An object with fields, in the document's order."""

    fields: tuple[Field, ...]
    additional: Type | None = None
    """Type of the properties beyond `fields`; `None` where they are forbidden. `AnyType` when nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enum(_Definition):
    """A named enumeration, of values of any JSON scalar, in the document's order."""

    members: tuple[Member, ...]
    open: bool = True
    kind: ScalarKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Union(_Definition):
    """A named union, variants in the document's order, which is also the order of trial without a discriminator."""

    variants: tuple[Type, ...]
    discriminator: Discriminator | None = None
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(_Definition):
    """A named component that is a scalar, an array or a map. Uses of it are `Ref`s; targets may write it inline unless
    it is `recursive`."""

    type: Type
    recursive: bool = False


TypeDef = Object | Enum | Union | Alias
"""A definition with a name. Match on it with `match` and `assert_never`."""
