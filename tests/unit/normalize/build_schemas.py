"""Helpers: component schemas from a few lines of YAML, the definitions they make, and what is said about them."""

from __future__ import annotations

import textwrap
from pathlib import Path

from unit.normalize.build_api import api_of, shown

from specloom.diagnostics import Diagnostics
from specloom.ir import types as ir
from specloom.ir.api import Api

__all__ = ["definitions_of", "fields_of", "found", "schemas_of", "told"]


def schemas_of(
    folder: Path, schemas: str, diagnostics: Diagnostics | None = None, *, version: str = "3.1", closed: bool = False
) -> Api:
    """Return an API of these component schemas alone."""
    from specloom.normalize import Overrides

    text = "paths: {}\ncomponents:\n  schemas:\n" + textwrap.indent(textwrap.dedent(schemas), "    ")
    return api_of(folder, text, diagnostics, version=version, overrides=Overrides(closes_enums=closed))


def definitions_of(
    folder: Path, schemas: str, diagnostics: Diagnostics | None = None, *, version: str = "3.1"
) -> dict[str, str]:
    """Return the definitions of component schemas by id, in a short notation."""
    return {key: told(value) for key, value in schemas_of(folder, schemas, diagnostics, version=version).types.items()}


def fields_of(api: Api, identifier: str) -> dict[str, str]:
    """Return the fields of an object by wire name, a question mark after those that are optional."""
    definition = api.types[identifier]
    assert isinstance(definition, ir.Object)
    return {each.wire_name + ("" if each.required else "?"): shown(each.type) for each in definition.fields}


def told(definition: ir.TypeDef) -> str:
    """Return a definition in a short notation for comparison."""
    match definition:
        case ir.Object():
            text = ", ".join(
                f"{each.wire_name}{'' if each.required else '?'}: {shown(each.type)}" for each in definition.fields
            )
            return "{" + text + "}"
        case ir.Enum():
            use = ir.Literal(members=definition.members, open=definition.open, nullable=definition.nullable)
            return f"enum {shown(use)}"
        case ir.Union():
            tags = definition.discriminator
            text = " or ".join(shown(variant) for variant in definition.variants)
            return text if tags is None else f"{text} by {tags.property} {dict(tags.mapping)}"
        case ir.Alias():
            return f"= {shown(definition.type)}"


def found(diagnostics: Diagnostics, *codes: str) -> list[tuple[str, str]]:
    """Return code and pointer of the findings, those with these codes alone where some are named."""
    return [
        (finding.code.name, finding.location.pointer if finding.location else "")
        for finding in diagnostics
        if finding.code.name != "no-operations" and (not codes or finding.code.name in codes)
    ]
