"""Import statements: the names that a module uses in, sorted statements out, as ruff and isort sort them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from specloom.targets.python.code import Identifier, ModulePath
from specloom.targets.python.layout import LINE

__all__ = ["ImportLine", "Imports", "name_key", "natural", "plan_imports"]

_STANDARD = {
    "Callable": "collections.abc",
    "Mapping": "collections.abc",
    "Sequence": "collections.abc",
    "Decimal": "decimal",
    "cached_property": "functools",
    "Annotated": "typing",
    "Any": "typing",
    "Literal": "typing",
    "Never": "typing",
    "TYPE_CHECKING": "typing",
    "TypeAlias": "typing",
    "UUID": "uuid",
}
_RUNTIME = {
    "AsyncToken": "auth",
    "OAuth": "auth",
    "Scheme": "auth",
    "Token": "auth",
    "NamedFile": "bodies",
    "FileInput": "bodies",
    "Body": "call",
    "Call": "call",
    "AsyncBaseClient": "client",
    "Service": "client",
    "Settings": "client",
    "BaseClient": "client",
    "lazy_exports": "lazy",
    "Model": "model",
    "field": "model",
    "Options": "options",
    "Pages": "pages",
    "async_paged": "pages",
    "paged": "pages",
    "Tagged": "scope",
    "Signature": "signatures",
    "WebhookSignatureError": "signatures",
    "AsyncStream": "stream",
    "Stream": "stream",
    "AsyncSection": "section",
    "Section": "section",
    "awaited": "section",
    "streamed": "section",
    "Style": "styles",
    "UNSET": "unset",
    "Unset": "unset",
    "Parser": "webhooks",
}


@dataclass(frozen=True, slots=True)
class ImportLine:
    """`from module import names`; without names `import module`, or `import module as alias`."""

    module: ModulePath
    names: tuple[Identifier, ...] = ()
    alias: Identifier | None = None
    is_exploded: bool = False
    """One name a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """What a module imports: groups with a blank line between, and what only a type checker needs."""

    groups: tuple[tuple[ImportLine, ...], ...]
    checking: tuple[tuple[ImportLine, ...], ...]


def plan_imports(used: Iterable[str], *, runtime: str, modules: Mapping[str, str], at_runtime: bool = False) -> Imports:
    """Return the imports for the names that a module uses.

    `runtime` leads to the runtime's modules (`.._runtime.`), `modules` from other names to theirs. Those are only for
    the type checker, unless they are needed `at_runtime`.
    """
    names = set(used)
    models = {name for name in names if name in modules}
    others = names - models
    if models and not at_runtime:
        others.add("TYPE_CHECKING")
    standard = _lines((_STANDARD[name], name) for name in others if name in _STANDARD)
    if "dt" in others:
        standard = (ImportLine(ModulePath("datetime"), alias=Identifier("dt")), *standard)
    local = [(f"{runtime}{_RUNTIME[name]}", name) for name in others if name in _RUNTIME]
    mine = [(modules[name], name) for name in models]
    found = (standard, _lines([*local, *mine] if at_runtime else local))
    checking = () if at_runtime or not mine else (_lines(mine, indent=4),)
    return Imports(groups=tuple(group for group in found if group), checking=checking)


def _lines(pairs: Iterable[tuple[str, str]], indent: int = 0) -> tuple[ImportLine, ...]:
    """Return one statement for each module."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for module, name in pairs:
        found[module].append(name)
    ordered = sorted(found.items(), key=lambda item: _module_key(item[0]))
    return tuple(_line(module, sorted(names, key=name_key), indent) for module, names in ordered)


def _line(module: str, names: list[str], indent: int) -> ImportLine:
    width = indent + len(f"from {module} import {', '.join(names)}")
    return ImportLine(ModulePath(module), tuple(Identifier(name) for name in names), is_exploded=width > LINE)


def _module_key(module: str) -> tuple[int, str, str]:
    """Return a sort key: relative modules come last, the farthest first."""
    dots = len(module) - len(module.lstrip("."))
    return (-dots if dots else -1000, natural(module.lstrip(".").lower()), natural(module))


def name_key(name: str) -> tuple[int, str, str]:
    """Return a sort key: constants come before classes, classes before the rest."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return (kind, natural(name.lower()), natural(name))


def natural(text: str) -> str:
    """Return a key that sorts numbers inside text by their value."""
    return re.sub(r"[1-9]\d*", lambda found: found[0].zfill(20), text)
