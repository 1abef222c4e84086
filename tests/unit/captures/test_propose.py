"""The overlay that is proposed: with it, what came back is what is described."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builds import job_for
from unit.docs.recorded import captures, json_body, recorded

from specloom.calls.schema_check import SchemaChecker
from specloom.captures.model import Body, BodyKind, Captures, Recorded
from specloom.captures.propose import propose
from specloom.captures.truth import deviations
from specloom.config.job import OverlayFile, SourceSettings
from specloom.diagnostics import Diagnostics
from specloom.pipeline import Loaded, load_api

NEW = """\
openapi: %s
info: {title: Pets, version: "1"}
servers: [{url: https://pets.example}]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200":
          description: All.
          headers: {X-Total: {required: true, schema: {type: integer}}}
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}
components:
  schemas:
    Pet:
      type: object
      additionalProperties: false
      required: [name, age]
      properties:
        name: {type: string, maxLength: 5}
        age: {type: integer}
        kind: {type: string, enum: [cat, dog]}
        owner: {$ref: "#/components/schemas/Owner"}
        "it's": {type: string, format: date}
        tags: {type: array, minItems: 1, items: {type: string}}
        either: {oneOf: [{type: string}, {type: boolean}]}
    Owner:
      type: object
      properties: {mail: {type: string, format: email}}
"""
OLD = """\
swagger: "2.0"
info: {title: Pets, version: "1"}
host: pets.example
produces: [application/json]
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200": {description: All., schema: {type: array, items: {$ref: "#/definitions/Pet"}}}
        "404": {description: None.}
definitions:
  Pet: {type: object, required: [age], properties: {age: {type: integer}}}
"""
PET = {"name": "Rex", "age": 3}


def load(text: str, folder: Path, overlay: str = "") -> tuple[SourceSettings, Loaded]:
    (folder / "pets.yaml").write_text(text, encoding="utf-8")
    source = job_for(folder / "pets.yaml").source
    if overlay:
        (folder / "overlay.yaml").write_text(overlay, encoding="utf-8")
        source = replace(source, overlays=(OverlayFile(path=folder / "overlay.yaml", label="overlay.yaml"),))
    diagnostics = Diagnostics()
    loaded = load_api(source, diagnostics)
    assert not [each for each in diagnostics if each.code.name.startswith("overlay")]
    return source, loaded


def judged(found: Recorded, loaded: Loaded) -> Recorded:
    checker = SchemaChecker(loaded.api.schemas)
    return replace(found, deviations=deviations(found.capture, loaded.api.operations[0], checker))


def mended(text: str, folder: Path, found: Recorded) -> tuple[Recorded, Recorded, tuple[str, ...], str]:
    """Return a capture as it is judged without and with what is proposed, what is left, and the overlay."""
    _, loaded = load(text, folder)
    before = judged(found, loaded)
    proposal = propose(captures(before), loaded.api, loaded.document)
    _, corrected = load(text, folder, proposal.text)
    return before, judged(found, corrected), proposal.left, proposal.text


CASES: dict[str, Recorded] = {
    "a type": recorded("listPets", 200, json_body([PET | {"age": "three"}]), headers=(("x-total", "1"),)),
    "null": recorded("listPets", 200, json_body([PET | {"age": None}]), headers=(("x-total", "1"),)),
    "null of an enumeration": recorded("listPets", 200, json_body([PET | {"kind": None}]), headers=(("x-total", "1"),)),
    "null behind a reference": recorded(
        "listPets", 200, json_body([PET | {"owner": None}]), headers=(("x-total", "1"),)
    ),
    "a number": recorded("listPets", 200, json_body([PET | {"age": 3.5}]), headers=(("x-total", "1"),)),
    "a value": recorded("listPets", 200, json_body([PET | {"kind": "fish"}]), headers=(("x-total", "1"),)),
    "a length": recorded("listPets", 200, json_body([PET | {"name": "Bucephalus"}]), headers=(("x-total", "1"),)),
    "a format": recorded("listPets", 200, json_body([PET | {"it's": "today"}]), headers=(("x-total", "1"),)),
    "what is required": recorded("listPets", 200, json_body([{"name": "Rex"}]), headers=(("x-total", "1"),)),
    "what is not described": recorded("listPets", 200, json_body([PET | {"legs": 4}]), headers=(("x-total", "1"),)),
    "an empty list": recorded("listPets", 200, json_body([PET | {"tags": []}]), headers=(("x-total", "1"),)),
    "inside of a reference": recorded(
        "listPets", 200, json_body([PET | {"owner": {"mail": "nobody"}}]), headers=(("x-total", "1"),)
    ),
    "several": recorded("listPets", 200, json_body([{"age": "x"}, {"age": "y", "legs": 1}])),
    "a header": recorded("listPets", 200, json_body([PET])),
    "a status": recorded("listPets", 404, json_body({"error": {"code": 1, "list": [None, 1]}})),
    "a status without a body": recorded("listPets", 204),
    "a media type": recorded(
        "listPets", 200, Body(kind=BodyKind.TEXT, media_type="text/csv; a=b", value="a,b"), headers=(("x-total", "1"),)
    ),
}


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("case", CASES)
def test_with_the_overlay_the_answer_is_described(case: str, version: str, tmp_path: Path) -> None:
    before, after, left, _ = mended(NEW % version, tmp_path, CASES[case])

    assert before.deviations
    assert after.deviations == ()
    assert left == ()


@pytest.mark.parametrize(
    "found",
    [
        recorded("listPets", 200, json_body([{"age": None}])),
        recorded("listPets", 200, json_body([{}])),
        recorded("listPets", 200, Body(kind=BodyKind.TEXT, media_type="text/csv", value="a,b")),
        recorded("listPets", 404, json_body({"error": 1})),
        recorded("listPets", 500, json_body({"error": 1})),
    ],
    ids=["null", "required", "media type", "body", "status"],
)
def test_swagger_2_0(found: Recorded, tmp_path: Path) -> None:
    before, after, left, _ = mended(OLD, tmp_path, found)

    assert before.deviations
    assert after.deviations == ()
    assert left == ()


def test_what_was_described_still_is(tmp_path: Path) -> None:
    """Another media type is added to those that the whole description has."""
    csv = recorded("listPets", 200, Body(kind=BodyKind.TEXT, media_type="text/csv", value="a,b"))
    overlay = mended(OLD, tmp_path, csv)[3]
    _, corrected = load(OLD, tmp_path, overlay)

    assert judged(recorded("listPets", 200, json_body([{"age": 1}])), corrected).deviations == ()


def test_what_no_overlay_can_mend_is_told(tmp_path: Path) -> None:
    found = recorded("listPets", 200, json_body([PET | {"either": 7}]), headers=(("x-total", "1"),))
    _, loaded = load(NEW % "3.1.0", tmp_path)
    proposal = propose(captures(judged(found, loaded)), loaded.api, loaded.document)

    assert (proposal.count, proposal.text) == (0, "")
    assert [line.partition(": ")[0] for line in proposal.left] == ["listPets-200.json at /0/either"]


def test_stale_captures_and_true_ones_propose_nothing(tmp_path: Path) -> None:
    _, loaded = load(NEW % "3.1.0", tmp_path)
    stale = replace(judged(CASES["a type"], loaded), is_stale=True)

    for found in (stale, recorded("listPets", 200, json_body([]))):
        assert propose(Captures((found,)), loaded.api, loaded.document).count == 0


def test_a_change_is_proposed_once_and_says_what_shows_it(tmp_path: Path) -> None:
    def actions(case: str) -> Any:
        return mended(NEW % "3.1.0", tmp_path, CASES[case])[3]

    assert actions("several").count("target: $.components.schemas.Pet.properties.age.type\n") == 1
    assert "description: As listPets-200.json shows.\n" in actions("a value")
