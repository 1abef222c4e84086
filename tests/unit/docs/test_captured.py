"""Captured answers on pages: labelled, over all other examples, and inert whatever they hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builds import job_for
from unit.docs.recorded import captures, json_body, recorded
from unit.docs.rendering import faults, tokens

from specloom.calls.captured_order import captures_in_order
from specloom.captures.model import Body, BodyKind, Recorded, Request
from specloom.diagnostics import Diagnostics
from specloom.ir.ledger_record import read_record
from specloom.ir.types import JsonValue
from specloom.pipeline import build_from, load_api

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
servers: [{url: 'https://x.test'}]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [Pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: Ok
          content: {application/json: {schema: {type: object, properties: {name: {type: string, example: Rex}}}}}
        4XX: {description: No, content: {application/json: {schema: {type: object}}}}
    delete:
      operationId: deletePet
      tags: [Pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: Gone}}
"""
HOSTILE = '"><script>alert(1)</script> {{7*7}} ```` | [x](javascript:alert(1)) \n# Top\n--- \u202e</details>'


def page(tmp_path: Path, *found: Recorded, operation: str = "getPet") -> str:
    """Return the page of an operation."""
    return pages(tmp_path, *found)[f"pets/{operation}.md"]


def pages(tmp_path: Path, *found: Recorded) -> Mapping[str, str]:
    """Return all pages."""
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    job = job_for(tmp_path / "spec.yaml", "docs")
    loaded = replace(load_api(job.source, Diagnostics()), captures=captures(*found))
    (folder,) = build_from(loaded, job, Diagnostics()).folders
    return folder.files


def test_a_captured_answer_stands_in_place_of_any_other_example(tmp_path: Path) -> None:
    text = page(tmp_path, recorded("getPet", 200, json_body({"name": "Bella"}), headers=(("etag", '"5"'),)))

    assert "- Example: captured 2026-11-20 from sandbox\n" in text
    assert '"name": "Bella"' in text
    assert 'etag: "5"' in text
    assert "Rex" not in text


def test_an_answer_that_was_not_captured_says_where_it_comes_from(tmp_path: Path) -> None:
    text = page(tmp_path, recorded("getPet", 404, json_body({"message": "no"})))

    assert "- Example: from the description" in text
    assert "- Example: captured 2026-11-20 from sandbox, status 404\n" in text


def test_an_answer_without_a_body(tmp_path: Path) -> None:
    text = page(tmp_path, recorded("deletePet", 204), operation="deletePet")

    assert "- No body.\n- Description: Gone\n- Example: captured 2026-11-20 from sandbox\n" in text


def test_a_stale_capture_and_one_that_is_not_as_described_say_so(tmp_path: Path) -> None:
    found = recorded("getPet", 200, json_body({"name": 7}), is_stale=True, deviations=(("/name", "7 is no string"),))

    text = page(tmp_path, found)

    assert "captured 2026-11-20 from sandbox, against an earlier version of the description\n" in text
    assert "This answer is not as described:\n\n- `/name`: 7 is no string\n" in text


def test_properties_stand_in_the_order_of_the_schema(tmp_path: Path) -> None:
    spec = """\
openapi: 3.1.0
info: {title: Pets, version: '1'}
paths:
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: Ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pets'}}}}}
components:
  schemas:
    Pets: {type: array, items: {$ref: '#/components/schemas/Any'}}
    Any: {oneOf: [{$ref: '#/components/schemas/Any'}, {type: string}, {$ref: '#/components/schemas/Pet'}]}
    Pet: {type: object, properties: {name: {type: string}, age: {type: integer}, friend: {$ref: '#/components/schemas/Pet'}}}
"""
    (tmp_path / "spec.yaml").write_text(spec, encoding="utf-8")
    api = load_api(job_for(tmp_path / "spec.yaml").source, Diagnostics()).api
    sorted_by_name: JsonValue = {"age": 1, "extra": 2, "friend": {"age": 3, "name": "b"}, "name": "a"}
    asked = Request(method="POST", url="", path_parameters={}, query=(), headers=(), body=json_body(sorted_by_name))

    (found,) = captures_in_order(
        api, captures(recorded("addPet", 200, json_body([sorted_by_name]), request=asked))
    ).recorded

    expected = '{"name": "a", "age": 1, "friend": {"name": "b", "age": 3}, "extra": 2}'
    assert found.capture.request.body is not None
    assert found.capture.response.body is not None
    assert json.dumps(found.capture.request.body.value) == expected
    assert json.dumps(found.capture.response.body.value) == f"[{expected}]"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (recorded("getPet", 500, json_body({})), "#### Status 500\n- The description does not have this status.\n"),
        (
            recorded("getPet", 200, Body(kind=BodyKind.TEXT, media_type="text/html", value="<p>")),
            "#### Status 200\n- The description does not have this media type.\n- Media type: `text/html`\n",
        ),
    ],
)
def test_what_the_description_does_not_have_is_marked(found: Recorded, told: str, tmp_path: Path) -> None:
    text = page(tmp_path, found)

    assert told in text.partition("### Undocumented responses")[2]


def test_the_coverage_page_says_what_was_captured(tmp_path: Path) -> None:
    found = (recorded("getPet", 404, json_body({})), recorded("getPet", 500, json_body({}), is_stale=True))

    text = pages(tmp_path, *found)["COVERAGE.md"]

    assert "| Operations | 2 | 1 |\n| Statuses | 3 | 1 |\n| Statuses by media type | 3 | 1 |\n" in text
    row = "`4XX application/json` | `200 application/json` | `500 application/json` | 1 | 0 |"
    assert f"| `GET /pets/{{id}}` | {row}\n" in text


def test_the_ledger_says_what_was_captured(tmp_path: Path) -> None:
    record = read_record(pages(tmp_path, recorded("deletePet", 204))["coverage.json"])

    assert record.captured == {"DELETE /pets/{id}": ("204",)}
    assert '"captured"' not in pages(tmp_path)["coverage.json"]


@pytest.mark.parametrize("kind", BodyKind)
def test_a_hostile_capture_stays_in_its_place(kind: BodyKind, tmp_path: Path) -> None:
    value: dict[BodyKind, JsonValue] = {
        BodyKind.JSON: {HOSTILE: [HOSTILE]},
        BodyKind.FORM: [[HOSTILE, HOSTILE], HOSTILE],
        BodyKind.MULTIPART: [{"name": HOSTILE, "value": HOSTILE}],
        BodyKind.TEXT: HOSTILE,
        BodyKind.BINARY: {"bytes": 1, "sha256": HOSTILE},
    }
    body = Body(kind=kind, media_type=HOSTILE, value=value[kind])
    pairs = ((HOSTILE, HOSTILE),)
    asked = Request(method=HOSTILE, url=HOSTILE, path_parameters={}, query=pairs, headers=pairs, body=body)
    told = {"environment": HOSTILE, "captured": HOSTILE, "scenario": HOSTILE}
    wrong = ((HOSTILE, HOSTILE),)

    text = page(
        tmp_path, recorded("getPet", 200, body, request=asked, headers=pairs, provenance=told, deviations=wrong)
    )

    assert faults(text) == []
    assert "\u202e" not in text
    assert [token.tag for token in tokens(text) if token.type == "heading_open"].count("h1") == 1
