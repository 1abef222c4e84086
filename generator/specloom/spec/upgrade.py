"""From a `Document` to a `Spec`: find the version, bring all versions to one shape."""

from __future__ import annotations

import re

from specloom.diagnostics import Diagnostics, codes
from specloom.source import Document, Limits, Node
from specloom.source.document import MovedObject
from specloom.source.refs import References, reference_keywords
from specloom.source.values import is_object
from specloom.spec.dialect import Dialect
from specloom.spec.model import Spec
from specloom.spec.schema_dialects import report_dialect
from specloom.spec.v20 import V20
from specloom.spec.v30 import V30, V31

__all__ = ["upgrade"]

_DIALECTS: dict[str, Dialect] = {"2.0": V20, "3.0": V30, "3.1": V31, "3.2": V31}
_WHOLE = ("components", "definitions", "info", "parameters", "responses", "securityDefinitions")
"""Members of the root that are read in several places; the others are followed where they are read."""
_VERSION = re.compile(r"(3\.[0-2])(\.\d+)?(-\S+)?")


def upgrade(document: Document, diagnostics: Diagnostics, *, limits: Limits | None = None) -> Spec:
    """Return the spec of a document; raises `Stop` where it is no OpenAPI document of a supported version."""
    version = _version(document, diagnostics)
    diagnostics.stop_on_errors()
    assert version is not None
    if is_object(document.root.value) and "jsonSchemaDialect" in document.root.value:
        report_dialect(document.root, "jsonSchemaDialect", diagnostics)
    dialect = _DIALECTS[version]
    references = References(document, diagnostics, limits)
    return Spec(
        document=document,
        version=version,
        references=references,
        diagnostics=diagnostics,
        dialect=dialect,
        root=dialect.root(_written_out(document.root, references)),
    )


def _written_out(root: Node, references: References) -> Node:
    """Return the root object with what its members refer to, where references stand in place of whole parts of it."""
    members = dict(root.members())
    given = [key for key in _WHOLE if key in members and next(reference_keywords(members[key].value), "") == "$ref"]
    if not given:
        return root
    for key in given:
        members[key] = references.expand(members[key], f"`{key}`") or Node({}, members[key].location)
    return Node(MovedObject(members), root.location)


def _version(document: Document, diagnostics: Diagnostics) -> str | None:
    root = document.root
    if not is_object(root.value):
        diagnostics.report(codes.NOT_OPENAPI, root.location, reason="its root is not an object")
        return None
    if "swagger" in root.value:
        swagger = str(root.value["swagger"])
        if swagger in ("2.0", "2"):
            return "2.0"
        diagnostics.report(codes.VERSION_UNSUPPORTED, root.location.child("swagger"), version=swagger)
        return None
    version = root.value.get("openapi")
    if version is None:
        diagnostics.report(codes.NOT_OPENAPI, root.location, reason="it has no `openapi` key")
        return None
    match = _VERSION.fullmatch(str(version)) if isinstance(version, (str, float)) else None
    if match is None:
        diagnostics.report(codes.VERSION_UNSUPPORTED, root.location.child("openapi"), version=str(version))
        return None
    return match[1]
