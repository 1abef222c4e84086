"""From a `Document` to a `Spec`: find the version, hear what the validator says, bring all versions to one shape."""

from __future__ import annotations

import re

from specloom.diagnostics import Diagnostics, codes
from specloom.source import Document, Limits
from specloom.source.refs import References
from specloom.source.values import is_object
from specloom.spec import v30
from specloom.spec.model import Spec
from specloom.spec.validate import report_schema_stage

__all__ = ["upgrade"]

_VERSION = re.compile(r"(3\.[0-2])(\.\d+)?(-\S+)?")


def upgrade(document: Document, diagnostics: Diagnostics, *, limits: Limits | None = None) -> Spec:
    """Return the spec of a document; raises `Stop` where it is no OpenAPI document of a supported version."""
    version = _version(document, diagnostics)
    diagnostics.stop_on_errors()
    assert version is not None
    report_schema_stage(document, version, diagnostics)
    # Documents of 3.1 that still write `nullable` or a boolean `exclusiveMinimum` mean what 3.0 means by them.
    references = References(document, diagnostics, limits)
    return Spec(document=document, version=version, references=references, upgrade_schema=v30.upgrade_schema)


def _version(document: Document, diagnostics: Diagnostics) -> str | None:
    root = document.root
    if not is_object(root.value):
        diagnostics.report(codes.NOT_OPENAPI, root.location, reason="its root is not an object")
        return None
    if "swagger" in root.value:
        location = root.location.child("swagger")
        diagnostics.report(codes.VERSION_UNSUPPORTED, location, version=str(root.value["swagger"]))
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
