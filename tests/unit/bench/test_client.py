"""The parts of `bench.client` that measure nothing: what is asked, what is counted, what is printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bench.clients import large
from bench.clients.measure import Lines, count_lines
from bench.clients.report import Row, as_json, as_markdown, between, section
from bench.clients.sample import Sample, count_operations, read_document, sample
from bench.clients.worker import best, squash

MODULE = '''"""What it is."""

# a remark
from __future__ import annotations


class Pet:
    """An animal
    of somebody."""

    name = """Rex
the first"""
    """Its name."""
'''


def document() -> dict[str, Any]:
    pet = {
        "type": "object",
        "properties": {
            "born": {"type": "string", "format": "date-time"},
            "kind": {"type": "string", "enum": ["cat"]},
            "owner": {"$ref": "#/components/schemas/Owner"},
        },
    }
    owner = {"type": "object", "properties": {"name": {"type": "string", "example": "Ann"}}}
    by_id = [{"name": "petId", "in": "path", "required": True, "schema": {"type": "string"}}]
    needy = [{"name": "kind", "in": "query", "required": True, "schema": {"type": "string"}}]
    return {
        "servers": [{"url": "/api/"}],
        "paths": {
            "/pets": {"get": _get("listPets", {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}})},
            "/pets/{petId}": {"parameters": by_id, "get": _get("getPet", {"$ref": "#/components/schemas/Pet"})},
            "/search": {
                "get": {**_get("search", {"$ref": "#/components/schemas/Pet"}), "parameters": needy},
                "post": {},
            },
        },
        "components": {
            "schemas": {"Pet": pet, "Owner": owner},
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
        },
    }


def _get(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"operationId": name, "responses": {"200": {"content": {"application/json": {"schema": schema}}}}}


@pytest.fixture
def chosen() -> Sample:
    return sample(document())


def test_the_sample_needs_only_the_path(chosen: Sample) -> None:
    assert ("getPet", "/pets/value0", {"petId": "value0"}) == (chosen.one.operation, chosen.one.path, chosen.one.values)
    assert "https://api.example.com/api" == chosen.base_url


def test_the_answers_satisfy_their_schemas(chosen: Sample) -> None:
    pet = {"born": "2020-01-01T00:00:00Z", "kind": "cat", "owner": {"name": "Ann"}}

    assert pet == json.loads(chosen.one.answer)
    assert [pet] * 1000 == json.loads(chosen.many.answer)


def test_an_operation_that_is_asked_for_must_be_there() -> None:
    with pytest.raises(ValueError, match="no operation search"):
        sample(document(), one="search")


def test_operations_are_counted() -> None:
    assert 4 == count_operations(document())


def test_a_time_in_yaml_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text("when: 2020-01-01T00:00:00Z\n")

    assert {"when": "2020-01-01T00:00:00Z"} == read_document(path)


def test_lines_of_code_are_without_blanks_comments_and_docstrings() -> None:
    assert Lines(13, 4) == count_lines(MODULE)


def test_names_are_found_in_every_spelling() -> None:
    assert {"getpet"} == {squash(name) for name in ("getPet", "get_pet", "GetPet", "get-pet")}


def test_a_call_is_timed_at_least_twice() -> None:
    calls: list[None] = []

    best(lambda: calls.append(None), 0)

    assert 2 == len(calls)


def rows() -> list[Row]:
    ours = Row("ours", "", "httpx2", 4, lines=100, code=40, by_hand_us=1, call_us=2, list_by_hand_ms=1)
    theirs = Row("theirs", "1.0", "httpx2", 4, lines=90, code=80, by_hand_us=1, call_us=3, list_by_hand_ms=1)
    return [ours, theirs, Row("other", "2.0", "httpx", 4, failure="it | broke")]


def test_the_best_of_every_column_is_bold() -> None:
    lines = as_markdown(rows()).splitlines()

    assert lines[2].startswith("| ours | httpx2 | 100 | **40** | **10** |")
    assert lines[3].startswith("| theirs 1.0 | httpx2 | **90** | 80 | 20 |")


def test_a_contestant_that_failed_says_why() -> None:
    assert as_markdown(rows()).splitlines()[4].startswith("| other 2.0 | httpx | it \\| broke |")
    assert "it | broke" == json.loads(as_json(rows()))[2]["failure"]


def test_the_page_changes_between_its_markers(chosen: Sample) -> None:
    begin = "<!-- begin: bench -->"
    text = section(rows(), chosen, "pets.yaml")
    page = between(f"before\n{begin}\nlast year\n<!-- end -->\nafter\n", "bench", text)

    assert page.startswith(f"before\n{begin}\n")
    assert page.endswith("<!-- end -->\nafter\n")
    assert "last year" not in page
    assert "`pets.yaml`, 4 operations" in page


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="no markers"):
        between("text", "bench", "more")


def test_the_table_of_a_large_document() -> None:
    row = large.LargeRow(name="ours", operations=10, lines=1_000, code=500, import_ms=30, library_ms=70)
    other = large.LargeRow(name="other", operations=10, failure="it | broke")

    lines = large.as_markdown([row, other]).splitlines()

    assert lines[2] == "| ours | 1,000 | 100 | 500 | 50 | 30 | 70 |"
    assert lines[3].startswith("| other | it \\| broke |")
