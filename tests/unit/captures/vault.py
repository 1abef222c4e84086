"""Helpers: an API with a place for everything, what is sent to it, and what may be shown of it."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from builds import job_for

from specloom.captures.exchange import Answered, Exchange, Headers, Sent
from specloom.captures.form import as_json
from specloom.captures.model import Capture
from specloom.captures.pseudonyms import Pseudonyms
from specloom.captures.redaction import Redactor
from specloom.config.job import CaptureSettings
from specloom.diagnostics import Diagnostics
from specloom.ir.types import JsonValue
from specloom.pipeline import Loaded, load_api

__all__ = ["NOW", "VAULT", "answer", "json_of", "redactor", "vault"]

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
VAULT = """\
openapi: 3.1.0
info: {title: Vault, version: "1"}
servers: [{url: https://vault.example}]
security: [{key: []}, {login: []}, {query: []}, {cookie: []}]
paths:
  /things/{thingId}:
    post:
      operationId: makeThing
      parameters:
        - {name: thingId, in: path, required: true, schema: {type: string}}
        - {name: q, in: query, schema: {type: string}}
        - {name: ownerId, in: query, schema: {type: string, format: uuid}}
        - {name: X-Trace, in: header, schema: {type: string}}
      requestBody:
        content:
          application/json: {schema: {$ref: "#/components/schemas/Thing"}}
          application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/Thing"}}
          multipart/form-data: {schema: {$ref: "#/components/schemas/Thing"}}
          text/plain: {schema: {type: string}}
      responses:
        "200":
          description: It.
          headers: {X-Limit: {required: true, schema: {type: integer}}}
          content:
            application/json: {schema: {$ref: "#/components/schemas/Thing"}}
            application/xml: {schema: {}}
            text/html: {schema: {type: string}}
            text/event-stream: {schema: {type: string}}
            application/x-ndjson: {schema: {type: string}}
            application/octet-stream: {schema: {type: string, format: binary}}
        "422":
          description: Open.
          content: {application/json: {schema: {}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    query: {type: apiKey, in: query, name: key}
    cookie: {type: apiKey, in: cookie, name: session}
    login: {type: http, scheme: basic}
  schemas:
    Thing:
      type: object
      required: [id]
      properties:
        id: {type: string}
        number: {type: integer}
        thingId: {type: integer}
        name: {type: string}
        firstName: {type: string}
        phone: {type: string}
        email: {type: string, format: email}
        note: {type: string}
        owner: {type: string, format: uuid}
        createdAt: {type: string, format: date-time}
        due: {type: string, format: date}
        state: {enum: [new, old]}
        password: {type: string}
        pin: {type: integer, minimum: 1000}
        code: {type: string, format: password, pattern: "^[A-Z]{4}$"}
        taxNumber: {type: string}
        tags: {type: array, items: {type: string}}
        parts: {type: array, items: {$ref: "#/components/schemas/Thing"}}
        either: {oneOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: string}]}
"""
SECRETS = {
    "VAULT_KEY": "k3y&with space/9zQ",
    "VAULT_USERNAME": "ada",
    "VAULT_PASSWORD": 'pa"ss<wörd>+%',
    "VAULT_SESSION": "s3ss10n-8fK2mQ0x",
}


@lru_cache(maxsize=1)
def vault() -> Loaded:
    """Return the API and its document."""
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "vault.yaml"
        spec.write_text(VAULT, encoding="utf-8")
        return load_api(job_for(spec).source, Diagnostics())


def redactor(**settings: object) -> Redactor:
    """Return a redactor at the beginning of a scenario."""
    folder = Path("captures")
    told = CaptureSettings(folder=folder, label="captures", **settings)  # type: ignore[arg-type]
    return Redactor(told, SECRETS, vault().api, Pseudonyms(now=NOW))


def answer(
    value: JsonValue = None,
    *,
    status: int = 200,
    headers: Headers = (),
    body: bytes | None = None,
    media_type: str = "application/json",
    sent: bytes = b"",
    sent_type: str = "application/json",
    sent_headers: Headers = (),
    query: str = "",
    thing: str = "thing",
) -> Exchange:
    """Return an exchange; `value` is what comes back, as JSON."""
    data = json.dumps(value).encode() if body is None else body
    return Exchange(
        sent=Sent(
            method="POST",
            url=f"https://vault.example/things/{thing}{query}",
            headers=(("Content-Type", sent_type), *sent_headers) if sent else sent_headers,
            body=sent,
        ),
        answered=Answered(
            status=status, headers=(("Content-Type", media_type), ("X-Limit", "60"), *headers), body=data
        ),
        path_values=(("thingId", thing),),
    )


def json_of(exchange: Exchange, by: Redactor | None = None) -> JsonValue:
    """Return what may be written of an exchange."""
    return as_json(capture_of(exchange, by))


def capture_of(exchange: Exchange, by: Redactor | None = None) -> Capture:
    """Return the capture of an exchange."""
    operation = next(iter(vault().api.operations))
    told = by or redactor()
    return told.capture(exchange, operation, environment="test", captured="2026-11-23", scenario="main/make")
