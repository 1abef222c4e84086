"""What a program can write against a generated package: classes, methods and their parameters, fields, names of types."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

__all__ = ["CLIENT", "Class", "Field", "Level", "Method", "Named", "Parameter", "Place", "Surface", "SurfaceChange"]


CLIENT = "client"
"""How a program calls the client, whatever its class."""


class Level(IntEnum):
    """What a change does to a program that was written against the old package."""

    SAFE = 0
    """It goes on working and type-checks."""
    DANGEROUS = 1
    """It type-checks, and may behave differently."""
    BREAKING = 2
    """It may fail, or no longer type-check."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file of the package."""

    file: str
    """Posix, relative to the folder that holds the package."""
    line: int
    """From 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a method, without `self`."""

    name: str
    is_keyword_only: bool
    annotation: ast.expr | None
    default: str | None
    """As it is written; None where an argument must be given."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method, or what is used like an attribute (`is_property`)."""

    name: str
    parameters: Mapping[str, Parameter]
    returns: ast.expr | None
    is_property: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a model or of another class, or an attribute that is assigned."""

    name: str
    annotation: ast.expr | None
    default: str | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A public class."""

    name: str
    bases: tuple[str, ...]
    fields: Mapping[str, Field]
    methods: Mapping[str, Method]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A type or a constant that has a name of its own in a module."""

    name: str
    value: ast.expr | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """All of a package. Names are dotted, from inside the package: `models.Pet`."""

    classes: Mapping[str, Class] = field(default_factory=dict[str, Class])
    named: Mapping[str, Named] = field(default_factory=dict[str, Named])
    functions: Mapping[str, Method] = field(default_factory=dict[str, Method])
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    """How a program reaches the methods of a class: `PetsSection` by `client.pets`, the client by `client`."""
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceChange:
    """One difference between two packages."""

    rule: str
    """`parameter-removed`."""
    level: Level
    subject: str
    """What a program writes: `client.pets.list_pets(limit)`, `models.Pet.name`."""
    message: str
    old: Place | None
    """None for what is new."""
    new: Place | None
    """None for what is gone."""
