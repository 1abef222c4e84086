"""What the templates of a section print, and the pieces that all templates share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.diagnostics import Location
from specloom.targets.python.code import Identifier, TypeExpression
from specloom.targets.python.imports import Imports
from specloom.targets.python.layout import LINE, FittedType, Indent, PyArguments, PyGroup, PyPair
from specloom.targets.python.literals import PyLiteral, PyString
from specloom.targets.python.prose import PyDoc, PyDocCode, PyTitle
from specloom.text import Printable

__all__ = [
    "Argument",
    "ArgumentDoc",
    "BodySpec",
    "CallSpec",
    "EnumAlias",
    "Header",
    "Method",
    "PagesSpec",
    "ResourceModule",
    "Sent",
    "SentGroup",
]


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a file."""

    title: PyTitle
    source: PyTitle


@dataclass(frozen=True, slots=True)
class EnumAlias:
    """An alias for known values, and the type of those that are not known."""

    name: Identifier
    members: tuple[PyLiteral, ...]
    """At least two; else `whole` says it all."""
    beyond: TypeExpression | None
    whole: Printable | None = None
    is_wide: bool = False
    """The name is so long that black puts `TypeAlias` on a line of its own."""
    doc: PyDoc | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A parameter of a method."""

    name: Identifier
    type: Printable
    is_optional: bool


@dataclass(frozen=True, slots=True)
class ArgumentDoc:
    """A parameter's entry in the docstring."""

    name: Identifier
    doc: PyDoc


@dataclass(frozen=True, slots=True)
class Sent:
    """A name on the wire and the argument whose value it takes, or what is always sent."""

    wire_name: PyString
    argument: Identifier | PyLiteral


@dataclass(frozen=True, slots=True)
class SentGroup:
    """The arguments that go to one place."""

    keyword: Identifier
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySpec:
    """How a body, or the whole query string, is written."""

    keyword: Identifier | None
    """None where it is one of several."""
    kind: PyString
    media_type: PyString
    required: bool
    styles: tuple[PyPair, ...] = ()
    part_types: tuple[PyPair, ...] = ()
    place_types: PyGroup | None = None
    indent: int
    """Of its arguments."""

    @property
    def pad(self) -> Indent:
        """Return what stands before its first line."""
        return Indent(self.indent - 4)

    @property
    def is_plain(self) -> bool:
        """Return whether kind and media type say all, on a line that has room for them."""
        before = f"{self.keyword.name}=" if self.keyword else ""
        width = self.indent - 4 + len(f"{before}Body({self.kind.printed()}, {self.media_type.printed()}),")
        says_more = bool(self.styles or self.part_types or self.place_types)
        return self.required and not says_more and width <= LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSpec:
    """What is fixed about an operation."""

    method: PyString
    path: PyString
    returns: PyGroup | None
    errors: PyGroup | None
    auth: PyGroup | None
    accept: PyString | None
    body: BodySpec | None
    further: tuple[BodySpec, ...]
    """How the body is written in other media types."""
    query: BodySpec | None
    """How the whole query string is written, where one argument is all of it."""
    styles: tuple[PyPair, ...]
    stream: PyString | None
    """How the items of the answer are read."""
    key: PyString | None
    """The header of the idempotency key, in lower case."""
    server: PyString | None
    deprecated: bool
    """A call warns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesSpec:
    """How the list of an operation goes on, and its iterator."""

    name: Identifier
    item: TypeExpression
    """What it yields, for the index."""
    method: Identifier
    """That asks for one page."""
    constant: Identifier
    constant_type: Printable
    is_enclosed: bool
    """The constant's value stands in parentheses, since its first line has no room."""
    indent: int
    arguments: PyArguments
    is_wide: bool
    """The iterator's line is too long to stay one."""
    is_twin_wide: bool
    """And that of the asynchronous twin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """An operation as a method."""

    name: Identifier
    summary: str
    """As the document has it; the index encodes it in its own way."""
    constant: Identifier
    constant_type: Printable
    is_enclosed: bool
    """The constant's value stands in parentheses, since its first line has no room."""
    pad: Indent
    indent: int
    """Of the constant's arguments."""
    call: CallSpec
    positional: tuple[Argument, ...]
    keywords: tuple[Argument, ...]
    returns: FittedType
    doc: PyDoc
    argument_docs: tuple[ArgumentDoc, ...]
    example: PyDocCode | None
    """A call that the document gives values for; None where there is none that is valid and short."""
    path: PyGroup | None
    groups: tuple[SentGroup, ...]
    """What goes into the query, the headers, the cookies, and a body that is made of arguments."""
    body: Identifier | None
    """The argument that is the whole body; None where there is none, or where it is made of arguments."""
    content_type: Identifier | None
    """The argument that chooses the media type of the body."""
    twin: Identifier
    """What makes the asynchronous twin."""
    is_twin_wide: bool
    """The line of the asynchronous twin is too long to stay one."""
    pages: PagesSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceModule:
    """A section: its calls, its class, the asynchronous twin."""

    template: ClassVar[str] = "python/resource.py.jinja"
    path: str
    name: Identifier
    """Of the module, and of the client's attribute."""
    header: Header
    imports: Imports
    aliases: tuple[EnumAlias, ...]
    methods: tuple[Method, ...]
    sync_class: Identifier
    async_class: Identifier
    doc: PyDoc
    shows: tuple[Location, ...] = ()
    """The places of the description that it is about."""
