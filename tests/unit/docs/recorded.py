"""Helpers: captures, as if they had been read from files."""

from __future__ import annotations

from specloom.captures.model import Body, BodyKind, Capture, Captures, Provenance, Recorded, Request, Response
from specloom.ir.types import JsonValue

__all__ = ["captures", "json_body", "recorded"]


def json_body(value: JsonValue, media_type: str = "application/json") -> Body:
    return Body(kind=BodyKind.JSON, media_type=media_type, value=value)


def recorded(
    operation: str,
    status: int = 200,
    body: Body | None = None,
    *,
    request: Request | None = None,
    headers: tuple[tuple[str, str], ...] = (),
    provenance: dict[str, str] | None = None,
    is_stale: bool = False,
    deviations: tuple[tuple[str, str], ...] = (),
) -> Recorded:
    """Return a capture of an operation."""
    told = {"environment": "sandbox", "captured": "2026-11-20", "scenario": "pets/read"} | (provenance or {})
    asked = Request(method="GET", url="https://x.test/pets/1", path_parameters={}, query=(), headers=())
    return Recorded(
        capture=Capture(
            operation=operation,
            request=request or asked,
            response=Response(status=status, headers=headers, body=body),
            provenance=Provenance(
                environment=told["environment"],
                captured=told["captured"],
                scenario=told["scenario"],
                operation_sha256="0" * 64,
                generator="1.0.0",
            ),
        ),
        label=f"{operation}-{status}.json",
        is_stale=is_stale,
        deviations=deviations,
    )


def captures(*found: Recorded) -> Captures:
    return Captures(tuple(sorted(found, key=lambda each: each.capture.key)))
