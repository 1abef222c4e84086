"""The form of a capture file: a JSON Schema of it, and the way from a value to a `Capture` and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from specloom.captures.model import Body, BodyKind, Capture, Provenance, Request, Response
from specloom.ir.types import JsonValue

__all__ = ["CAPTURE_SCHEMA", "CAPTURE_VERSION", "as_json", "from_json"]

CAPTURE_VERSION = 1
"""Raised when a file that was written before would be misread."""

_TEXT: JsonValue = {"type": "string"}
_PAIRS: JsonValue = {
    "type": "array",
    "items": {"type": "array", "minItems": 2, "maxItems": 2, "items": _TEXT},
}


def _closed(properties: Mapping[str, JsonValue], *, optional: tuple[str, ...] = ()) -> dict[str, JsonValue]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": dict(properties),
    }


_BODY = _closed(
    {
        "kind": {"enum": [kind.value for kind in BodyKind]},
        "media_type": _TEXT,
        "value": True,
        "is_cut": {"type": "boolean"},
    },
    optional=("is_cut",),
)

CAPTURE_SCHEMA: JsonValue = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A capture of specloom",
    **_closed(
        {
            "capture_version": {"const": CAPTURE_VERSION},
            "operation": {"type": "string", "minLength": 1},
            "provenance": _closed(
                {
                    "environment": _TEXT,
                    "captured": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
                    "scenario": _TEXT,
                    "operation_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "generator": _TEXT,
                    "redactions": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
                }
            ),
            "request": _closed(
                {
                    "method": {"type": "string", "minLength": 1},
                    "url": _TEXT,
                    "path_parameters": {"type": "object", "additionalProperties": _TEXT},
                    "query": _PAIRS,
                    "headers": _PAIRS,
                    "body": _BODY,
                },
                optional=("body",),
            ),
            "response": _closed(
                {
                    "status": {"type": "integer", "minimum": 100, "maximum": 599},
                    "redirects": {"type": "array", "items": {"type": "integer", "minimum": 300, "maximum": 399}},
                    "headers": _PAIRS,
                    "body": _BODY,
                },
                optional=("body", "redirects"),
            ),
        }
    ),
}
"""What `read_captures` holds every file against (JSON Schema 2020-12)."""


def as_json(capture: Capture) -> dict[str, JsonValue]:
    """Return a capture as the JSON value of its file."""
    request, response, told = capture.request, capture.response, capture.provenance
    return {
        "capture_version": CAPTURE_VERSION,
        "operation": capture.operation,
        "provenance": {
            "environment": told.environment,
            "captured": told.captured,
            "scenario": told.scenario,
            "operation_sha256": told.operation_sha256,
            "generator": told.generator,
            "redactions": dict(told.redactions),
        },
        "request": {
            "method": request.method,
            "url": request.url,
            "path_parameters": dict(request.path_parameters),
            "query": [list(pair) for pair in request.query],
            "headers": [list(pair) for pair in request.headers],
            **_body_json(request.body),
        },
        "response": {
            "status": response.status,
            **({"redirects": list(response.redirects)} if response.redirects else {}),
            "headers": [list(pair) for pair in response.headers],
            **_body_json(response.body),
        },
    }


def _body_json(body: Body | None) -> dict[str, JsonValue]:
    if body is None:
        return {}
    cut = {"is_cut": True} if body.is_cut else {}
    return {"body": {"kind": body.kind.value, "media_type": body.media_type, "value": body.value, **cut}}


def from_json(value: dict[str, Any]) -> Capture:
    """Return the capture of a value that satisfies `CAPTURE_SCHEMA`."""
    told, request, response = value["provenance"], value["request"], value["response"]
    return Capture(
        operation=value["operation"],
        request=Request(
            method=request["method"],
            url=request["url"],
            path_parameters=request["path_parameters"],
            query=_pairs(request["query"]),
            headers=_pairs(request["headers"]),
            body=_body(request.get("body")),
        ),
        response=Response(
            status=response["status"],
            headers=_pairs(response["headers"]),
            body=_body(response.get("body")),
            redirects=tuple(response.get("redirects", ())),
        ),
        provenance=Provenance(**told),
    )


def _pairs(value: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in value)


def _body(value: dict[str, Any] | None) -> Body | None:
    if value is None:
        return None
    return Body(
        kind=BodyKind(value["kind"]),
        media_type=value["media_type"],
        value=value["value"],
        is_cut=value.get("is_cut", False),
    )
