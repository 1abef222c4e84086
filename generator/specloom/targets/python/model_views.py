"""What the templates below `models` print: one class for each file, and its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.diagnostics import Location
from specloom.targets.python.code import Identifier, ModulePath
from specloom.targets.python.imports import Imports
from specloom.targets.python.layout import PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.prose import PyDoc
from specloom.targets.python.views import EnumAlias, Header
from specloom.text import Printable

__all__ = [
    "AliasModule",
    "Export",
    "FieldView",
    "ModelClass",
    "ModelModule",
    "ModelsPackage",
    "TypeAliasView",
    "UnionAlias",
]


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
    shows: tuple[Location, ...] = ()
    """The places of the description that it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionAlias:
    """A union whose variants carry a tag."""

    name: Identifier
    whole: Printable
    tag: PyString
    """The property that tells the variants apart."""
    tags: tuple[PyPair, ...]
    default: PyString | None
    """The type of a value whose tag is none of these."""
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
    shows: tuple[Location, ...] = ()
    """The places of the description that it is about."""


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
