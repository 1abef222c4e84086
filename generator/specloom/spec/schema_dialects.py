"""The dialects of JSON Schema that are read: `$schema` and `jsonSchemaDialect` (OpenAPI 3.1 §4.8.24.5)."""

from __future__ import annotations

import re

from specloom.diagnostics import Diagnostics, codes
from specloom.source import Node

__all__ = ["report_dialect"]

_KNOWN = re.compile(
    r"https?://json-schema\.org/(?:draft-0[4-7]/(?:hyper-)?schema|draft/20(?:19-09|20-12)/schema|schema)"
    r"|https?://spec\.openapis\.org/oas/3\.[12]/(?:dialect|meta|schema-base)/[a-z0-9-]+"
    r"|https?://(?:spec\.openapis\.org/oas/3\.0/schema|swagger\.io/v2/schema\.json)(?:/.*)?"
)


def report_dialect(node: Node, keyword: str, diagnostics: Diagnostics) -> None:
    """Report a dialect that is not known; what is written in it is read all the same."""
    stated = node.value[keyword]
    if not isinstance(stated, str) or not _KNOWN.fullmatch(stated.strip().rstrip("#")):
        diagnostics.report(codes.SCHEMA_DIALECT, node.location.child(keyword), dialect=stated)
