"""The rules of SARIF 2.1.0 (OASIS standard, errata 01) for the objects that we write, as a JSON Schema of our own.

No package of the registries ships the official schema. This one allows the properties that the standard lists for an
object as far as we use them, with their types, and requires what it requires; the sections are those of the standard.
"""

from __future__ import annotations

from typing import Any

__all__ = ["SARIF"]

TEXT = {"type": "string", "minLength": 1}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
INDEX = {"type": "integer", "minimum": -1}


def _object(properties: dict[str, Any], *required: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


MESSAGE = _object({"text": TEXT, "markdown": TEXT}, "text")  # §3.11, §3.12
ARTIFACT = _object(  # §3.4: without uriBaseId the address is absolute
    {"uri": {"type": "string", "format": "uri-reference"}, "uriBaseId": TEXT},
    "uri",
    anyOf=[{"required": ["uriBaseId"]}, {"properties": {"uri": {"format": "uri"}}}],
)
REGION = _object(  # §3.30: lines and columns count from 1; the last column is the one after the region
    {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
        "endColumn": {"type": "integer", "minimum": 2},
    },
    "startLine",
)
PHYSICAL = _object({"artifactLocation": ARTIFACT, "region": REGION}, "artifactLocation")  # §3.29
LOGICAL = _object({"fullyQualifiedName": TEXT, "kind": TEXT}, "fullyQualifiedName")  # §3.33
LOCATION = _object(  # §3.28
    {
        "id": INDEX,
        "message": MESSAGE,
        "physicalLocation": PHYSICAL,
        "logicalLocations": {"type": "array", "items": LOGICAL, "uniqueItems": True},
    }
)
RESULT = _object(  # §3.27
    {
        "ruleId": TEXT,
        "ruleIndex": INDEX,
        "level": LEVEL,
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION, "minItems": 1},
        "relatedLocations": {"type": "array", "items": LOCATION, "uniqueItems": True},
        "partialFingerprints": {
            "type": "object",
            "propertyNames": {"pattern": "^[^/]+/v[0-9]+$"},
            "additionalProperties": TEXT,
        },
        "suppressions": {  # §3.35
            "type": "array",
            "uniqueItems": True,
            "items": _object({"kind": {"enum": ["inSource", "external"]}, "justification": TEXT}, "kind"),
        },
    },
    "message",
)
RULE = _object(  # §3.49, §3.50
    {
        "id": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": MESSAGE,
        "defaultConfiguration": _object({"level": LEVEL}),
    },
    "id",
)
DRIVER = _object(  # §3.19
    {"name": TEXT, "version": TEXT, "rules": {"type": "array", "items": RULE, "uniqueItems": True}}, "name"
)
NOTIFICATION = _object(  # §3.58
    {"descriptor": _object({"id": TEXT, "index": INDEX}), "level": LEVEL, "message": MESSAGE}, "message"
)
INVOCATION = _object(  # §3.20
    {
        "executionSuccessful": {"type": "boolean"},
        "toolExecutionNotifications": {"type": "array", "items": NOTIFICATION},
    },
    "executionSuccessful",
)
RUN = _object(  # §3.14
    {
        "tool": _object({"driver": DRIVER}, "driver"),
        "invocations": {"type": "array", "items": INVOCATION, "minItems": 1},
        "originalUriBaseIds": {
            "type": "object",
            "additionalProperties": _object({"description": MESSAGE, "uri": {"pattern": "/$"}}),
        },
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "results": {"type": "array", "items": RESULT},
    },
    "tool",
)
SARIF = _object(  # §3.13
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": RUN},
    },
    "version",
    "runs",
)
