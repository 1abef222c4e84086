"""What pages say beyond one operation: neighbours, shared parameters, errors, pagination, the list for language models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builds import job_for
from unit.docs.rendering import faults

from specloom.config.job import TargetSettings
from specloom.diagnostics import Diagnostics
from specloom.ir.types import JsonValue
from specloom.pipeline import build

DOCUMENT = """\
openapi: 3.1.0
info: {title: Shop, version: "1", summary: Sells animals.}
servers: [{url: "https://shop.example"}]
tags: [{name: pets, description: Animals.}]
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      summary: List pets
      parameters:
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: X-Tenant, in: header, schema: {type: string}, description: Whose.}
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties: {items: {type: array, items: {type: string}}, nextCursor: {type: string}}
        "400": &bad
          description: It was wrong.
          content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}
    post:
      tags: [pets]
      operationId: addPet
      summary: Add `a` [pet](https://evil.example)
      deprecated: true
      parameters: [{name: X-Tenant, in: header, schema: {type: string}}]
      responses: {"204": {description: ok}, "400": *bad}
      x-codeSamples:
        - {lang: Shell, label: "**own**", source: "echo ```\\n```\\n<b>{{ 1 }}"}
        - {lang: "C#", source: "x"}
        - {lang: empty, source: ""}
        - 7
  /pets/{petId}:
    get:
      tags: [pets]
      operationId: getPet
      parameters: [{name: petId, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: ok}}
components:
  schemas: {Problem: {type: object, properties: {title: {type: string}}}}
"""


def pages_with(folder: Path, options: Mapping[str, JsonValue]) -> dict[str, str]:
    spec = folder / "spec.yaml"
    spec.write_text(DOCUMENT, encoding="utf-8")
    settings = TargetSettings(name="docs", folder="docs", options=options)
    (built,) = build(replace(job_for(spec), targets=(settings,)), Diagnostics()).folders
    return {f"docs/{path}": text for path, text in built.files.items()}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pages_with(tmp_path_factory.mktemp("pages"), {"llms_full": True})


def test_neighbours_are_those_of_the_section(pages: dict[str, str]) -> None:
    first, second, last = (pages[f"docs/pets/{name}.md"] for name in ("listPets", "addPet", "getPet"))

    assert r"[Next: Add \`a\` \[pet\](https://evil.example)](addPet.md)" in first
    assert "[Previous:" not in first
    assert "[Previous: List pets](listPets.md) · [Next: GET /pets/&#123;petId&#125;](getPet.md)" in second
    assert "[Next:" not in last


def test_a_section_lists_what_its_operations_share(pages: dict[str, str]) -> None:
    section = pages["docs/pets/README.md"]

    assert "| `X-Tenant` | header | string | 2 | Whose. |" in section
    assert "`limit`" not in section
    assert "| 400 | 2 | [Problem](../schemas/Problem.md) | It was wrong. |" in section


def test_a_page_says_how_its_list_goes_on(pages: dict[str, str]) -> None:
    page = pages["docs/pets/listPets.md"]

    assert (
        "### Pagination\n- The next page is asked for by cursor\n- Input: `cursor`\n- Taken from: `nextCursor`\n"
        in page
    )
    assert "- Items: `items`\n- Items of a page: `limit`\n- Known from: cursor (shape" in page
    assert "### Pagination" not in pages["docs/pets/getPet.md"]


def test_a_page_says_where_it_comes_from(pages: dict[str, str]) -> None:
    assert "- Described at: `spec.yaml#/paths/~1pets~1{petId}/get`\n" in pages["docs/pets/getPet.md"]


def test_llms_txt_lists_every_operation(pages: dict[str, str]) -> None:
    listed, whole = pages["docs/llms.txt"], pages["docs/llms-full.txt"]

    assert listed.startswith("# Shop\n\n> Sells animals.\n")
    assert "- [List pets](pets/listPets.md): GET `/pets`\n" in listed
    assert ": POST `/pets`, deprecated\n" in listed
    assert "### Pagination" not in listed
    assert "### Pagination" in whole
    assert "Schema: [Problem](schemas/Problem.md)" in whole, "its links begin where it stands"


def test_languages_are_those_that_were_asked_for(tmp_path: Path) -> None:
    page = pages_with(tmp_path, {"languages": ["python", "cobol", "curl"]})["docs/pets/getPet.md"]

    assert ["**Python**", "**curl**"] == [
        line for line in page.splitlines() if line.startswith("**") and ":" not in line
    ]


def test_samples_of_the_description_are_shown_as_such(pages: dict[str, str]) -> None:
    page = pages["docs/pets/addPet.md"]
    block = page[page.index("<summary>From the description</summary>") :].partition("</details>")[0]

    assert "nobody ran them here" in block
    assert "**\\*\\*own\\*\\***\n\n````shell\necho ```\n```\n<b>" in block
    assert "**C\\#**\n\n```\nx\n```" in block
    assert [] == faults(page)
