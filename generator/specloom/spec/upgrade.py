"""From a `Document` to a `Spec`: find the version, hear what the validator says, bring all versions to one shape."""

from __future__ import annotations

import re

from specloom.diagnostics import Diagnostics, codes
from specloom.source import Document, Limits
from specloom.source.refs import References
from specloom.source.values import is_object
from specloom.spec.dialect import Dialect
from specloom.spec.model import Spec
from specloom.spec.v20 import V20
from specloom.spec.v30 import V30, V31
from specloom.spec.validate import report_schema_stage

__all__ = ["upgrade"]

_DIALECTS: dict[str, Dialect] = {"2.0": V20, "3.0": V30, "3.1": V31, "3.2": V31}
_VERSION = re.compile(r"(3\.[0-2])(\.\d+)?(-\S+)?")


def upgrade(document: Document, diagnostics: Diagnostics, *, limits: Limits | None = None) -> Spec:
    """Return the spec of a document; raises `Stop` where it is no OpenAPI document of a supported version."""
    version = _version(document, diagnostics)
    diagnostics.stop_on_errors()
    assert version is not None
    report_schema_stage(document, version, diagnostics)
    dialect = _DIALECTS[version]
    return Spec(
        document=document,
        version=version,
        references=References(document, diagnostics, limits),
        dialect=dialect,
        root=dialect.root(document.root),
    )


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
