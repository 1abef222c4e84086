"""The target as a whole: which files, in which order, and what is said of those that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from builds import build_files

from specloom.diagnostics import Diagnostics
from specloom.targets.snippets.languages.registry import CLIENTS, LANGUAGES
from specloom.targets.snippets.target import SnippetsTarget

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
paths:
  /pets/{id}:
    get:
      operationId: get/Pet
      parameters: [{name: id, in: path, required: true, schema: {type: string}, example: 'a/b'}]
      security: [{key: []}]
      responses: {'200': {description: Ok, content: {application/json: {schema: {type: object}}}}}
    trace:
      operationId: traceIt
      parameters: [{name: id, in: path, required: true, schema: {type: string}, example: x}]
      responses: {'204': {description: Ok}}
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A description of two operations, one of which fetch cannot call."""
    path = tmp_path / "shop.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return path


def test_files_and_index(spec: Path) -> None:
    diagnostics = Diagnostics()
    files = build_files(spec, "snippets", diagnostics=diagnostics)
    index = json.loads(files["snippets/snippets.json"])

    assert [f"snippets/{entry['path']}" for entry in index] == [
        path for path in files if path not in ("snippets/.gitattributes", "snippets/snippets.json")
    ]
    assert index[0] == {
        "operation": "get/Pet",
        "variant": "minimal",
        "language": "curl",
        "path": "get-Pet/minimal.curl.sh",
        "environment": ["SHOP_KEY"],
        "tool": "curl",
    }
    assert "snippets/get-Pet/minimal.javascript.mjs" in files
    assert "snippets/traceIt/minimal.javascript.mjs" not in files
    assert ["snippet-inexpressible"] == [
        finding.code.name for finding in diagnostics if finding.code.name.startswith("snippet")
    ]


def test_every_language_has_its_own_names() -> None:
    """Registry key, module, template and files agree."""
    for name, language in LANGUAGES.items():
        assert name == language.name
        assert language.plan.__module__.endswith(f".{name}")
    listed = SnippetsTarget.options_schema["properties"]["languages"]["anyOf"][1]
    assert [*LANGUAGES, *CLIENTS] == listed["items"]["enum"]
