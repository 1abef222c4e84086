"""What the templates of the Python client print: one class for each file, and the pieces they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.python.code import Identifier, ModulePath, TypeExpression
from specloom.targets.python.imports import Imports
from specloom.targets.python.layout import LINE, Indent, PyGroup, PyPair
from specloom.targets.python.literals import PyLiteral, PyString
from specloom.targets.python.prose import PyDoc, PyTitle
from specloom.text import Printable

__all__ = [
    "AliasModule",
    "Argument",
    "ArgumentDoc",
    "BodySpec",
    "CallSpec",
    "ClientClass",
    "ClientModule",
    "CredentialArgument",
    "EnumAlias",
    "Export",
    "FieldView",
    "Header",
    "Method",
    "ModelClass",
    "ModelModule",
    "ModelsPackage",
    "PackageModule",
    "ResourceModule",
    "ResourcesPackage",
    "SchemeView",
    "SectionAttribute",
    "Sent",
    "SentGroup",
    "TypeAliasView",
    "UnionAlias",
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
    """A name on the wire and the argument whose value it takes."""

    wire_name: PyString
    argument: Identifier


@dataclass(frozen=True, slots=True)
class SentGroup:
    """The arguments that go to one place."""

    keyword: Identifier
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySpec:
    """How a body is written."""

    kind: PyString
    media_type: PyString
    required: bool
    styles: tuple[PyPair, ...] = ()
    part_types: tuple[PyPair, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Return whether kind and media type say all, on a line that has room for them."""
        width = len(f"    body=Body({self.kind.printed()}, {self.media_type.printed()}),")
        return self.required and not self.styles and not self.part_types and width <= LINE


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
    styles: tuple[PyPair, ...]
    server: PyString | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """An operation as a method."""

    name: Identifier
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
    returns: Printable
    doc: PyDoc
    argument_docs: tuple[ArgumentDoc, ...]
    path: PyGroup | None
    groups: tuple[SentGroup, ...]
    """What goes into the query, the headers, the cookies, and a body that is made of arguments."""
    body: Identifier | None
    """The argument that is the whole body; None where there is none, or where it is made of arguments."""
    is_twin_wide: bool
    """The line of the asynchronous twin is too long to stay one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceModule:
    """A section: its calls, its class, the asynchronous twin."""

    template: ClassVar[str] = "python/resource.py.jinja"
    path: str
    header: Header
    imports: Imports
    aliases: tuple[EnumAlias, ...]
    methods: tuple[Method, ...]
    sync_class: Identifier
    async_class: Identifier
    doc: PyDoc


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesPackage:
    """`resources/__init__.py`."""

    template: ClassVar[str] = "python/resources.py.jinja"
    path: str
    header: Header


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of a model."""

    name: Identifier
    type: Printable
    wire_name: PyString | None
    """None where it is the field's name."""
    is_optional: bool
    is_exploded: bool
    """The call of `field` stands on several lines."""
    is_enclosed: bool
    """The value stands in parentheses, since the line has no room for its beginning either."""
    doc: PyDoc | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelClass:
    """An object."""

    name: Identifier
    is_wide: bool
    """The line of the `class` is too short for it."""
    doc: PyDoc
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelModule:
    """A definition that is an object: its class, or one for each direction, and its enumerations."""

    template: ClassVar[str] = "python/model.py.jinja"
    path: str
    header: Header
    imports: Imports
    aliases: tuple[EnumAlias, ...]
    classes: tuple[ModelClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionAlias:
    """A union whose variants carry a tag."""

    name: Identifier
    whole: Printable
    tag: PyString
    """The property that tells the variants apart."""
    tags: tuple[PyPair, ...]
    doc: PyDoc | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeAliasView:
    """Another name for a type."""

    name: Identifier
    type: Printable
    """The type, or its text where it leads back to itself."""
    doc: PyDoc | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasModule:
    """A definition that is no object."""

    template: ClassVar[str] = "python/alias.py.jinja"
    path: str
    header: Header
    imports: Imports
    enums: tuple[EnumAlias, ...]
    unions: tuple[UnionAlias, ...]
    aliases: tuple[TypeAliasView, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A name that a package offers, and the module it stands in."""

    name: Identifier
    module: ModulePath
    key: PyString
    module_key: PyString
    is_wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsPackage:
    """`models/__init__.py`."""

    template: ClassVar[str] = "python/models.py.jinja"
    path: str
    header: Header
    exports: tuple[Export, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialArgument:
    """A secret as a parameter of the client."""

    name: Identifier
    variable: PyString
    doc: PyDoc


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A security scheme: the class of the runtime and what it is given."""

    name: PyString
    kind: Identifier
    values: tuple[PyString, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionAttribute:
    """A section as an attribute of the client."""

    name: Identifier
    module: ModulePath
    class_name: Identifier
    is_wide: bool
    """The line of the `def` is too short for it."""
    is_import_wide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientClass:
    """One of the two clients."""

    name: Identifier
    base: Identifier
    http_client: TypeExpression
    doc: PyDoc
    sections: tuple[SectionAttribute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientModule:
    """`_client.py`."""

    template: ClassVar[str] = "python/client.py.jinja"
    path: str
    header: Header
    imports: Imports
    base_url: PyString
    schemes: tuple[SchemeView, ...]
    credentials: tuple[CredentialArgument, ...]
    classes: tuple[ClientClass, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageModule:
    """`__init__.py`."""

    template: ClassVar[str] = "python/package.py.jinja"
    path: str
    header: Header
    imports: Imports
    exports: tuple[PyPair, ...]
    """Each name the package offers and its module, sorted."""
