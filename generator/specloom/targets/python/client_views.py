"""What the templates of the client and the package itself print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.python.code import Identifier, ModulePath, TypeExpression
from specloom.targets.python.imports import Imports
from specloom.targets.python.layout import PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.prose import PyDoc
from specloom.targets.python.views import Header

__all__ = [
    "ClientClass",
    "ClientModule",
    "CredentialArgument",
    "PackageModule",
    "ResourcesPackage",
    "SchemeView",
    "SectionAttribute",
]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourcesPackage:
    """`resources/__init__.py`."""

    template: ClassVar[str] = "python/resources.py.jinja"
    path: str
    header: Header
