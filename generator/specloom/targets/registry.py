"""The targets by name, each imported when it is first asked for: ours, and those of other packages.

A package gives a target by an entry point in the group `specloom.targets`. Whatever is wrong with one is a `TargetError`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import cast

import jsonschema_rs

from specloom.ir.types import JsonValue
from specloom.targets.base import TARGET_CONTRACT, PackagedTarget, Target

__all__ = [
    "GROUP",
    "SNIPPETS",
    "TARGETS",
    "Package",
    "TargetError",
    "installed",
    "load_target",
    "package_of",
    "refusals",
]

GROUP = "specloom.targets"
SNIPPETS = "snippets"
TARGETS = {
    "docs": "specloom.targets.docs.target:DocsTarget",
    "python": "specloom.targets.python.target:PythonTarget",
    SNIPPETS: "specloom.targets.snippets.target:SnippetsTarget",
}
"""Ours: name -> where the class stands."""
_RESERVED = {*TARGETS, "site"}
_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
_FOLDER_SETTINGS = {"edits", "keep"}
"""What the config says of the folder of any target."""


class TargetError(Exception):
    """A target of another package cannot be used; the message says which package that is and why."""


@dataclass(frozen=True, slots=True)
class Package:
    """Where a target comes from."""

    name: str
    version: str
    module: str
    templates: Path

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@cache
def load_target(name: str) -> Target:
    """Return the target of this name; raises `KeyError` where there is none, `TargetError` where it cannot be used."""
    if name not in TARGETS:
        return _packaged(name)
    module, _, attribute = TARGETS[name].partition(":")
    target: Target = getattr(importlib.import_module(module), attribute)()
    return target


def package_of(name: str) -> Package | None:
    """Return the package that a target comes from; None for ours. Raises like `load_target`."""
    if name in TARGETS:
        return None
    target, entry = _packaged(name), _entries()[name][0]
    package, version = _source(entry)
    return Package(package, version, entry.module.partition(".")[0], target.templates)


def installed() -> tuple[str, ...]:
    """Return the names of the targets of other packages, usable or not; sorted."""
    return tuple(_entries())


def refusals() -> Iterator[tuple[str, str]]:
    """Yield the names that packages want to give to targets and may not, each with the reason."""
    for entry in _all_entries():
        if problem := _name_problem(entry.name):
            yield entry.name, f"{' '.join(_source(entry))}: {problem}"


def _all_entries() -> list[EntryPoint]:
    from importlib.metadata import entry_points  # looks at every package there is

    return sorted(entry_points(group=GROUP), key=lambda each: (each.name, _source(each), each.value))


@cache
def _entries() -> Mapping[str, tuple[EntryPoint, ...]]:
    found: dict[str, tuple[EntryPoint, ...]] = {}
    for entry in _all_entries():
        if not _name_problem(entry.name):
            found[entry.name] = (*found.get(entry.name, ()), entry)
    return found


def _name_problem(name: str) -> str:
    if name in _RESERVED:
        return "specloom itself has a target of that name, which counts"
    if not name[:1].isalpha() or not set(name) <= _NAME_CHARACTERS:
        return "the name of a target has lower-case letters, digits, hyphens and underscores, and begins with a letter"
    return ""


def _source(entry: EntryPoint) -> tuple[str, str]:
    """Return name and version of the package that has an entry point."""
    return (entry.dist.name, entry.dist.version) if entry.dist else ("an unknown package", "")


@cache
def _packaged(name: str) -> PackagedTarget:
    entry, *others = _entries()[name]
    if others:
        raise TargetError(
            f"several packages give one: {', '.join(' '.join(_source(each)) for each in (entry, *others))}"
        )
    package = " ".join(_source(entry))
    try:
        made = entry.load()
        target = made() if isinstance(made, type) else made
        problem = _problem(name, target)
    except (Exception, SystemExit) as error:
        raise TargetError(f"{package}: {type(error).__name__}: {error}") from error
    if problem:
        raise TargetError(f"{package}: {problem}")
    return cast(PackagedTarget, target)


def _problem(name: str, target: object) -> str:
    """Return what a target lacks to be one; empty where that is nothing."""
    contract = getattr(target, "contract", None)
    if contract != TARGET_CONTRACT:
        return (
            f"it was written for version {contract} of the contract of targets, and this specloom has {TARGET_CONTRACT}"
        )
    if getattr(target, "name", None) != name:
        return f"its name is {getattr(target, 'name', None)!r}, and not that of its entry point"
    for flag in ("embeds_snippets", "shows_captures"):
        if not isinstance(getattr(target, flag, None), bool):
            return f"{flag} must be true or false"
    asks = getattr(target, "asks", None)
    if not isinstance(asks, tuple) or not all(isinstance(each, str) for each in cast(tuple[object, ...], asks)):
        return "asks must be a tuple of names"
    templates = getattr(target, "templates", None)
    if not isinstance(templates, Path) or not templates.is_dir():
        return "templates must be the path of a folder"
    if not callable(getattr(target, "plan", None)):
        return "it has no function `plan`"
    return _schema_problem(getattr(target, "options_schema", None))


def _schema_problem(stated: object) -> str:
    """Return what is wrong with the schema of a target's options."""
    if not isinstance(stated, Mapping):
        return "options_schema must be a JSON Schema"
    schema = dict(cast(Mapping[str, JsonValue], stated))
    if schema.get("type") != "object" or schema.get("additionalProperties") is not False:
        return 'options_schema must be an object schema with "additionalProperties": false'
    properties = schema.get("properties", {})
    if not isinstance(properties, dict) or _FOLDER_SETTINGS & properties.keys():
        return "options_schema must not have the properties edits and keep, which every target takes"
    jsonschema_rs.validator_for(schema)
    return ""
