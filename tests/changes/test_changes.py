"""`specloom diff` as a function: two descriptions in, what changed out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml
from builds import ROOT, job_for

from specloom.changes import Change, compare_apis
from specloom.changes.rules import RULES
from specloom.diagnostics import Diagnostics, Location
from specloom.pipeline import Loaded, load_api

HERE = Path(__file__).parent
BASE = (HERE / "base.yaml").read_text()


@dataclass(frozen=True)
class Case:
    """Edits of the description, and what is said of them."""

    name: str
    edits: dict[str, str]
    changes: list[str]

    @property
    def text(self) -> str:
        """The edited description."""
        text = BASE
        for old, new in self.edits.items():
            assert old in text
            text = text.replace(old, new)
        return text


CASES = [Case(**each) for each in yaml.safe_load((HERE / "cases.yaml").read_text())]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for descriptions."""
    return tmp_path_factory.mktemp("changes")


@cache
def loaded(folder: Path, text: str) -> Loaded:
    """Return the API of a description."""
    spec = folder / "shop.yaml"
    spec.write_text(text)
    return load_api(job_for(spec).source, Diagnostics())


def said(changes: Iterable[Change]) -> list[str]:
    """Return a line for each change."""
    return [
        f"{each.level.name} {each.rule} {f'{each.subject} {each.place}'.strip()}: {each.message}" for each in changes
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change_is_told(folder: Path, case: Case) -> None:
    old, new = loaded(folder, BASE), loaded(folder, case.text)

    changes = compare_apis(old.api, new.api)

    assert said(changes) == case.changes
    for each in changes:
        assert each.rule in RULES
        for place, side in ((each.old, old), (each.new, new)):
            if isinstance(place, Location):
                assert side.document.node(place) is not None
                assert side.document.position(place) is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_comes_one_way_goes_the_other(folder: Path, case: Case) -> None:
    old, new = loaded(folder, BASE).api, loaded(folder, case.text).api

    there, back = compare_apis(old, new), compare_apis(new, old)

    assert bool(there) == bool(back)
    assert {each.old for each in there if each.new is None} == {each.new for each in back if each.old is None}
    assert {each.new for each in there if each.old is None} == {each.old for each in back if each.new is None}


def test_the_order_of_keys_and_the_form_of_the_file_change_nothing(folder: Path) -> None:
    data = yaml.safe_load(BASE)

    def turned(node: object) -> object:
        if isinstance(node, dict):
            return {str(key): turned(value) for key, value in reversed(node.items())}
        return [turned(each) for each in node] if isinstance(node, list) else node

    assert compare_apis(loaded(folder, BASE).api, loaded(folder, json.dumps(turned(data))).api) == ()


def test_another_version_of_openapi_changes_nothing(folder: Path) -> None:
    swagger = """\
swagger: "2.0"
info: {title: Shop, version: "1"}
host: shop.example
schemes: [https]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{name: limit, in: query, type: integer, maximum: 10}]
      responses: {"200": {description: ok, schema: {type: array, items: {$ref: "#/definitions/Pet"}}}}
definitions:
  Pet: {type: object, required: [name], properties: {name: {type: string, x-nullable: true}}}
"""
    openapi = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example"}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{name: limit, in: query, schema: {type: integer, maximum: 10}}]
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: [string, "null"]}}}
"""

    assert said(compare_apis(loaded(folder, swagger).api, loaded(folder, openapi).api)) == []


def test_most_rules_of_oasdiff_are_ours_too() -> None:
    """Its list was printed by `oasdiff checks changelog`. docs/diff.md says which are missing, and why."""
    theirs = set((HERE / "oasdiff-rules.txt").read_text().split())
    page = (ROOT / "docs" / "diff.md").read_text()

    assert f"{len(theirs & RULES)} of its {len(theirs)} rules" in page
    for row in re.findall(r"^\| ([a-z-]+) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE):
        begin, *numbers = row
        counted = [
            {rule for rule in rules if _area(rule) == begin} for rules in (theirs, theirs & RULES, RULES - theirs)
        ]
        assert [len(rules) for rules in counted] == [int(number) for number in numbers]
    assert len(re.findall(r"^\| [a-z-]+ \| \d+ \|", page, re.MULTILINE)) == len(_AREAS) + 1


_AREAS = (
    *("request-body", "request-property", "request-parameter"),
    *("response-body", "response-property", "response-header", "api-security", "api"),
)


def _area(rule: str) -> str:
    """Return the row of the table in docs/diff.md that a rule belongs to; none for those of our own outputs."""
    if rule.startswith(("python-", "docs-")):
        return ""
    return next((area for area in _AREAS if rule.startswith(f"{area}-")), "others")


@pytest.mark.corpus
@pytest.mark.parametrize(
    "folder_name",
    [
        *("adyen-webhooks", "clockify", "meilisearch", "oapi-codegen-conflicts", "readme-discriminators"),
        *("readme-schema-circular", "redocly-cafe-3.2", "telegram-bot", "typespec-sse-3.2", "uspto"),
    ],
)
def test_a_real_description_has_not_changed_since_itself(corpus: Path, folder_name: str) -> None:
    specs = sorted(path for path in (corpus / folder_name).iterdir() if path.suffix in {".json", ".yaml", ".yml"})
    api = load_api(job_for(specs[0]).source, Diagnostics(lenient=True)).api

    assert compare_apis(api, api) == ()
