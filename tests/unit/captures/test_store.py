"""Files of captures: canonical, whole or not at all, and untouched where nothing changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builds import job_for
from unit.docs.recorded import json_body, recorded

from specloom.calls.schema_check import SchemaChecker
from specloom.captures.basis import operation_sha256
from specloom.captures.form import as_json, from_json
from specloom.captures.model import Body, BodyKind, Capture
from specloom.captures.store import capture_text, read_captures, write_capture
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.pipeline import load_api

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/New"}}}}
      responses: {"201": {description: Made.}}
components:
  schemas:
    Pet:
      {type: object, description: A pet., required: [name, kind], properties: {name: {type: string}, kind: {enum: [cat, dog]}}}
    New: {type: object, properties: {name: {type: string, example: Rex}}}
"""


def api_of(text: str, folder: Path) -> Api:
    (folder / "spec.yaml").write_text(text, encoding="utf-8")
    return load_api(job_for(folder / "spec.yaml").source, Diagnostics()).api


def sha(text: str, folder: Path, operation: str = "listPets") -> str:
    api = api_of(text, folder)
    return operation_sha256(next(each for each in api.operations if each.id == operation), api)


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    capture = recorded(
        "listPets", 200, json_body([{"name": "Ä\u2028", "kind": "cat"}]), headers=(("link", "x"),)
    ).capture
    path = write_capture(tmp_path / "captures", capture)

    assert path == tmp_path / "captures" / "listPets-200.json"
    assert from_json(json.loads(path.read_text(encoding="utf-8"))) == capture
    assert path.read_text(encoding="utf-8") == capture_text(capture)
    assert capture_text(capture).endswith("}\n")
    assert "\r" not in capture_text(capture)
    assert path.stat().st_mode & 0o777 == 0o644
    assert [path.name] == [each.name for each in path.parent.iterdir()]


def test_a_file_that_says_so_already_is_not_touched(tmp_path: Path) -> None:
    capture = recorded("listPets", 200, json_body([])).capture
    path = write_capture(tmp_path, capture)
    assert path is not None
    before = path.read_bytes()

    later = replace(capture, provenance=replace(capture.provenance, captured="2027-01-01", generator="9"))
    assert write_capture(tmp_path, later) is None
    assert path.read_bytes() == before
    assert write_capture(tmp_path, recorded("listPets", 200, json_body([1])).capture) == path


def test_media_types_after_the_first_have_a_file_of_their_own(tmp_path: Path) -> None:
    csv = recorded("listPets", 200, Body(kind=BodyKind.TEXT, media_type="text/csv", value="a")).capture
    first = write_capture(tmp_path, recorded("listPets", 200, json_body([])).capture)
    second = write_capture(tmp_path, csv)

    assert [path and path.name for path in (first, second)] == ["listPets-200.json", "listPets-200-csv.json"]
    assert write_capture(tmp_path, csv) is None
    assert write_capture(tmp_path, recorded("listPets", 200, json_body([])).capture) is None


def test_a_file_that_is_torn_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "listPets-200.json").write_text("{", encoding="utf-8")

    assert write_capture(tmp_path, recorded("listPets", 200, json_body([])).capture) is not None


def test_an_id_is_no_path(tmp_path: Path) -> None:
    path = write_capture(tmp_path / "captures", recorded("../../etc/passwd", 200).capture)

    assert path is not None
    assert path.parent == tmp_path / "captures"


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ({"capture_version": 2}, "1 was expected"),
        ({"operation": ""}, "shorter than 1 character"),
        ({"more": 1}, "Additional properties are not allowed ('more' was unexpected)"),
        ({"response": {"status": 200}}, '"headers" is a required property'),
    ],
)
def test_what_is_no_capture_is_told(damage: dict[str, Any], problem: str, tmp_path: Path) -> None:
    api = api_of(SPEC, tmp_path)
    value = {**as_json(recorded("listPets").capture), **damage}
    (tmp_path / "captures").mkdir()
    (tmp_path / "captures" / "a.json").write_text(json.dumps(value), encoding="utf-8")
    diagnostics = Diagnostics()
    found = read_captures(tmp_path / "captures", api, SchemaChecker(api.schemas), diagnostics)

    assert found.recorded == ()
    assert [each.code.name for each in diagnostics] == ["capture-invalid"]
    assert problem in next(iter(diagnostics)).message


def test_of_two_files_of_one_answer_the_first_counts(tmp_path: Path) -> None:
    api = api_of(SPEC, tmp_path)
    (tmp_path / "captures").mkdir()
    for name in ("b.json", "a.json"):
        (tmp_path / "captures" / name).write_text(capture_text(_current(api)), encoding="utf-8")
    diagnostics = Diagnostics()
    found = read_captures(tmp_path / "captures", api, SchemaChecker(api.schemas), diagnostics)

    assert [each.label for each in found.recorded] == ["a.json"]
    assert ["captures/b.json"] == [each.location.file for each in diagnostics]


def _current(api: Api) -> Capture:
    capture = recorded("listPets", 200, json_body([])).capture
    told = replace(capture.provenance, operation_sha256=operation_sha256(api.operations[0], api))
    return replace(capture, provenance=told)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("description: All.", "description: All of them."),
        ("description: A pet.", "description: An animal., title: Pet"),
        ("example: Rex", "example: Bella"),
        ("name: {type: string, example", "extra: {type: integer}, name: {type: string, example"),
        ("required: [name, kind]", "required: [kind, name]"),
        ("enum: [cat, dog]", "enum: [dog, cat]"),
        ('version: "1"', 'version: "2"'),
    ],
)
def test_words_order_and_other_operations_do_not_make_a_capture_stale(old: str, new: str, tmp_path: Path) -> None:
    assert old in SPEC
    assert sha(SPEC.replace(old, new), tmp_path) == sha(SPEC, tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("enum: [cat, dog]", "enum: [cat, dog, fish]"),
        ("required: [name, kind]", "required: [name]"),
        ("{name: limit, in", "{name: most, in"),
        ("application/json: {schema: {type: array", "application/json: {schema: {type: array, maxItems: 3"),
        ('"200":', '"206":'),
        ("  /pets:", "  /animals:"),
    ],
)
def test_what_a_capture_rests_on_makes_it_stale(old: str, new: str, tmp_path: Path) -> None:
    assert old in SPEC
    assert sha(SPEC.replace(old, new, 1), tmp_path) != sha(SPEC, tmp_path)
