"""APIs for tests, from a few lines of OpenAPI."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from specloom.calls.model import Call, Calls, Chosen, Variant
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.normalize import normalize
from specloom.source import load
from specloom.spec import upgrade

__all__ = ["Prepared", "body", "prepared", "prepared_operation", "responding", "with_parameter"]


@dataclass(frozen=True)
class Prepared:
    """What the call stage makes of a document."""

    api: Api
    calls: Calls
    diagnostics: Diagnostics

    @property
    def call(self) -> Call:
        """The minimal call of the only operation."""
        return self.calls.minimal("go")

    @property
    def full(self) -> Call:
        """The full call, or the minimal one where there is no other."""
        return self.calls.calls["go"][-1]

    def body(self, variant: Variant = Variant.FULL, media_type: str = "application/json") -> Chosen:
        return self.calls.bodies["go", media_type, variant]

    def response(self, media_type: str = "application/json", status: str = "200") -> Chosen:
        return self.calls.responses["go", status, media_type]

    def found(self, code: str) -> list[tuple[str, str]]:
        """Return pointer and message of the findings with a code."""
        findings = [finding for finding in self.diagnostics if finding.code.name == code]
        return [(finding.location.pointer if finding.location else "", finding.message) for finding in findings]


def prepared(document: dict[str, Any]) -> Prepared:
    """Return what the stage makes of a document; what is missing in it is filled in."""
    whole = {"openapi": "3.1.0", "info": {"title": "Test API", "version": "1"}, "paths": {}} | document
    whole.setdefault("servers", [{"url": "https://api.test/v1"}])
    diagnostics = Diagnostics(lenient=True)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "openapi.json"
        path.write_text(json.dumps(whole), encoding="utf-8")
        api = normalize(upgrade(load(path, diagnostics), diagnostics), diagnostics)
    return Prepared(api, prepare_calls(api, diagnostics), diagnostics)


def prepared_operation(
    operation: dict[str, Any], *, path: str = "/go", method: str = "post", components: dict[str, Any] | None = None
) -> Prepared:
    """Return what the stage makes of one operation, called `go`."""
    whole = {"operationId": "go", "responses": {"204": {"description": "Done"}}} | operation
    return prepared({"paths": {path: {method: whole}}, "components": components or {}})


def body(
    schema: Any, *, media_type: str = "application/json", required: bool = True, schemas: Any = None, **content: Any
) -> Prepared:
    """Return what the stage makes of a request body."""
    contents = {media_type: {"schema": schema} | content}
    return prepared_operation(
        {"requestBody": {"required": required, "content": contents}}, components={"schemas": schemas or {}}
    )


def responding(schema: Any, *, media_type: str = "application/json", schemas: Any = None, **content: Any) -> Prepared:
    """Return what the stage makes of a response."""
    responses = {"200": {"description": "OK", "content": {media_type: {"schema": schema} | content}}}
    return prepared_operation({"responses": responses}, components={"schemas": schemas or {}})


def with_parameter(**parameter: Any) -> Prepared:
    """Return what the stage makes of one required parameter `p`, in the query unless it says otherwise."""
    whole = {"name": "p", "in": "query", "required": True} | parameter
    path = "/go/{p}" if whole["in"] == "path" else "/go"
    return prepared_operation({"parameters": [whole]}, path=path, method="get")
