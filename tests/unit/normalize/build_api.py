"""Helpers: an `Api` from a few lines of YAML."""

from __future__ import annotations

import textwrap
from pathlib import Path

from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.types import Field, Object, Type, TypeDef
from specloom.normalize import Overrides, normalize
from specloom.source import load
from specloom.spec import upgrade

HEADS = {
    "3.0": "openapi: 3.0.3\ninfo: {title: Test, version: '1'}\n",
    "3.1": "openapi: 3.1.0\ninfo: {title: Test, version: '1'}\n",
    "3.2": "openapi: 3.2.0\ninfo: {title: Test, version: '1'}\n",
}
EMPTY = "servers: [{url: https://example.com}]\n"


def api_of(
    folder: Path,
    text: str,
    diagnostics: Diagnostics | None = None,
    *,
    version: str = "3.1",
    overrides: Overrides | None = None,
) -> Api:
    """Return the API that the text describes, below a head of the version."""
    body = textwrap.dedent(text)
    servers = "" if body.startswith("servers:") or "\nservers:" in body else EMPTY
    path = folder / "spec.yaml"
    path.write_text(HEADS[version] + servers + body, encoding="utf-8")
    collected = diagnostics if diagnostics is not None else Diagnostics(lenient=True)
    return normalize(upgrade(load(path, collected), collected), collected, overrides)


def definition_of(
    folder: Path, schema: str, diagnostics: Diagnostics | None = None, *, version: str = "3.1"
) -> TypeDef:
    """Return the definition of the component `T`; the text is its schema, and what else stands under `schemas`."""
    text = "paths: {}\ncomponents:\n  schemas:\n" + textwrap.indent(textwrap.dedent(schema), "    ")
    return api_of(folder, text, diagnostics, version=version).types["T"]


def field_of(folder: Path, schema: str, diagnostics: Diagnostics | None = None, *, version: str = "3.1") -> Field:
    """Return the field `f` of an object whose property `f` has this schema (flow style)."""
    found = definition_of(
        folder,
        f"T: {{properties: {{f: {schema}}}}}\n"
        "Other: {type: object, properties: {x: {type: string}}}\n"
        "Word: {type: string}\n",
        diagnostics,
        version=version,
    )
    assert isinstance(found, Object)
    return found.fields[0]


def shown(type_: Type | None) -> str:
    """Return a type in a short notation for comparison."""
    from specloom.ir import types as ir

    match type_:
        case None:
            text = "closed"
        case ir.Ref():
            text = type_.target
        case ir.Scalar():
            text = type_.kind.value + (f"({type_.format})" if type_.format else "")
        case ir.Literal():
            text = "|".join(repr(member.value) for member in type_.members) + ("|..." if type_.open else "")
        case ir.Array():
            text = f"[{shown(type_.items)}]"
        case ir.TupleType():
            text = f"[{', '.join(shown(item) for item in type_.prefix)}, *{shown(type_.rest)}]"
        case ir.MapType():
            text = f"{{{shown(type_.values)}}}"
        case ir.UnionOf():
            text = "(" + " or ".join(shown(variant) for variant in type_.variants) + ")"
        case ir.AnyType():
            text = "any"
        case ir.NeverType():
            text = "never"
    return text + ("?" if type_ is not None and type_.nullable else "")
