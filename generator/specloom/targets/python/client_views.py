"""What the templates of the client and the package itself print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.python.code import Identifier, ModulePath, TypeExpression
from specloom.targets.python.imports import Imports
from specloom.targets.python.layout import PyGroup, PyPair
from specloom.targets.python.literals import PyString
from specloom.targets.python.prose import PyDoc
from specloom.targets.python.views import Header
from specloom.text import Printable

__all__ = [
    "ClientClass",
    "ClientModule",
    "CredentialArgument",
    "OAuthView",
    "PackageModule",
    "ResourcesPackage",
    "SchemeView",
    "SectionAttribute",
    "ServerArgument",
    "ServersView",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialArgument:
    """A secret as a parameter of the client."""

    name: Identifier
    variable: PyString
    is_token: bool
    """A function may be given in its place."""
    doc: PyDoc


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthView:
    """How a token is fetched."""

    grants: Printable
    variables: Printable
    facts: Printable


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A security scheme."""

    name: PyString
    values: tuple[Printable, ...]
    """Its kind, its name on the wire, its variables."""
    oauth: OAuthView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerArgument:
    """A choice of servers, or a variable of their addresses, as a parameter of the client."""

    name: Identifier
    type: Printable
    doc: PyDoc


@dataclass(frozen=True, slots=True, kw_only=True)
class ServersView:
    """Where the API is."""

    base_url: PyString
    variable: PyString
    """The environment variable that says it."""
    plain_variable: PyDoc
    """The same, for a docstring."""
    servers: PyGroup | None
    variables: PyGroup | None
    arguments: tuple[ServerArgument, ...]
    given: PyGroup
    """The arguments by the names of the variables."""
    choice: Identifier | None


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
    token: Identifier
    """The type of a token, or of a function that returns one."""
    doc: PyDoc
    sections: tuple[SectionAttribute, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientModule:
    """`_client.py`."""

    template: ClassVar[str] = "python/client.py.jinja"
    path: str
    header: Header
    imports: Imports
    servers: ServersView
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
