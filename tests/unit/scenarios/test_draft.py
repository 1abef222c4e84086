"""Drafts: what is in them, what is not and why, and that each reads back without a finding."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import ROOT
from unit.scenarios.given import api_of, read, shown

from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.scenarios.draft import draft
from specloom.scenarios.model import Scenario

CLOCKIFY = ROOT / "specs" / "clockify.yaml"
HEAD = """\
openapi: 3.1.0
info: {title: Case, version: "1"}
servers: [{url: "https://api.example.com"}]
"""
THING = "{type: object, properties: {id: {type: integer}, name: {type: string, maxLength: %d, examples: [Box]}}}"


def drafted(api: Api, *only: str) -> str:
    return draft(api, prepare_calls(api, Diagnostics()), only)


def read_back(spec: Path, folder: Path) -> tuple[str, Scenario]:
    """Return the draft for a description, and the scenario that is read of it, without a finding."""
    text = drafted(api_of(spec))
    (scenario,), diagnostics = read(text, folder, spec=spec)

    assert [] == list(diagnostics), shown(diagnostics)
    return text, scenario


def case(folder: Path, paths: str) -> Path:
    spec = folder / "spec.yaml"
    spec.write_text(f"{HEAD}{paths}", encoding="utf-8")
    return spec


def workflow(text: str, identifier: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in yaml.safe_load(text)["workflows"] if each["workflowId"] == identifier)
    return found


def crud(path: str, name: str, *, item: str = "id", body: str = THING % 200, more: str = "") -> str:
    """Return the operations of something that is made, read and deleted."""
    parameters = "".join(
        f"{{name: {each[1:-1]}, in: path, required: true, schema: {{type: integer}}, example: 7}}, "
        for each in path.split("/")
        if each.startswith("{")
    )
    own = f"{{name: {item}, in: path, required: true, schema: {{type: integer}}, example: 7}}"
    answer = f"{{description: It., content: {{application/json: {{schema: {THING % 200}}}}}}}"
    return f"""\
  {path}:
    parameters: [{parameters}]
    post:
      operationId: create{name}
      requestBody: {{required: true, content: {{application/json: {{schema: {body}}}}}}}
      responses: {{"201": {answer}}}
  {path}/{{{item}}}:
    parameters: [{parameters}{own}]
    get: {{operationId: get{name}, responses: {{"200": {answer}}}}}
    delete: {{operationId: delete{name}, responses: {{"204": {{description: Gone.}}}}}}
{more}"""


def test_what_is_made_is_read_changed_listed_and_taken_away() -> None:
    """Clients of Clockify: in this order, each by the ID that creating answered with, named with the prefix."""
    steps = workflow(drafted(api_of(CLOCKIFY)), "createClient")["steps"]

    assert ["createClient", "getClient", "updateClient", "getClients", "deleteClient"] == [
        each["stepId"] for each in steps
    ]
    assert {"name": "{$inputs.prefix}client"} == steps[0]["requestBody"]["payload"]
    assert {"id": "$response.body#/id"} == steps[0]["outputs"]
    assert {"name": "id", "in": "path", "value": "$steps.createClient.outputs.id"} in steps[1]["parameters"]
    assert "createClient" == steps[4]["x-specloom-cleanup"]


def test_what_another_workflow_makes_is_taken_from_there() -> None:
    """An invoice is for a client, and says so in its body."""
    invoice = workflow(drafted(api_of(CLOCKIFY)), "createInvoice")

    assert ["createClient"] == invoice["dependsOn"]
    assert "$workflows.createClient.outputs.id" == invoice["steps"][0]["requestBody"]["payload"]["clientId"]


def test_what_nothing_makes_is_an_input() -> None:
    inputs = workflow(drafted(api_of(CLOCKIFY)), "createClient")["inputs"]

    assert {"workspaceId": {"type": "string", "default": "64a687e29ae1f428e7ebe303"}} == inputs["properties"]


def test_a_parent_is_made_before_what_stands_below_it(tmp_path: Path) -> None:
    spec = case(tmp_path, "paths:\n" + crud("/boxes", "Box", item="boxId") + crud("/boxes/{boxId}/lids", "Lid"))

    text, scenario = read_back(spec, tmp_path)

    assert ["createBox", "createLid"] == [each.id for each in scenario.workflows]
    values = [each["value"] for each in workflow(text, "createLid")["steps"][1]["parameters"]]
    assert ["$workflows.createBox.outputs.id", "$steps.createLid.outputs.id"] == values


def test_what_is_put_under_a_name_of_its_own_has_the_prefix_there(tmp_path: Path) -> None:
    """Its name is known from the request; where a `POST` makes such things, a `PUT` only changes them."""
    named = "{name: name, in: path, required: true, schema: {type: string}, example: x}"
    paths = f"""\
paths:
  /volumes/{{name}}:
    parameters: [{named}]
    put: {{operationId: putVolume, responses: {{"201": {{description: It.}}}}}}
    get: {{operationId: getVolume, responses: {{"200": {{description: It.}}}}}}
    delete: {{operationId: deleteVolume, responses: {{"204": {{description: Gone.}}}}}}
"""
    text, _ = read_back(case(tmp_path, paths), tmp_path)

    put, get, delete = workflow(text, "putVolume")["steps"]
    assert [{"name": "name", "in": "path", "value": "{$inputs.prefix}volume"}] == put["parameters"]
    assert {"id": "$request.path.name"} == put["outputs"]
    assert ["$steps.putVolume.outputs.id"] * 2 == [each["parameters"][0]["value"] for each in (get, delete)]
    (tmp_path / "posted").mkdir()
    posted = case(
        tmp_path / "posted", paths + '  /volumes: {post: {operationId: make, responses: {"201": {description: It.}}}}\n'
    )
    assert "#   putVolume (PUT /volumes/{name}): changes something" in drafted(api_of(posted))


def test_links_come_before_names(tmp_path: Path) -> None:
    """The answer has an `id`, but the link says that another property is meant."""
    paths = "paths:\n" + crud("/boxes", "Box").replace(
        'responses: {"201": {description: It.,',
        'responses: {"201": {links: {get: {operationId: getBox, parameters: {id: $response.body#/key}}}, description: It.,',
    )

    text, _ = read_back(case(tmp_path, paths), tmp_path)

    assert {"id": "$response.body#/key"} == workflow(text, "createBox")["steps"][0]["outputs"]


def test_workflows_that_need_each_other_do_not_wait_forever(tmp_path: Path) -> None:
    body = "{type: object, required: [%s], properties: {%s: {type: integer}}}"
    paths = crud("/boxes", "Box", body=body % ("lidId", "lidId")) + crud("/lids", "Lid", body=body % ("boxId", "boxId"))

    _, scenario = read_back(case(tmp_path, "paths:\n" + paths), tmp_path)

    assert ["createLid", "createBox"] == [each.id for each in scenario.workflows]


@pytest.mark.parametrize(
    ("longest", "payload"), [(200, {"name": "{$inputs.prefix}box"}), (8, {"id": 1, "name": "Box"})]
)
def test_a_name_has_the_prefix_where_there_is_room_for_it(tmp_path: Path, longest: int, payload: object) -> None:
    """Where there is none the draft says so: nobody can tell such a thing from what others made."""
    text, _ = read_back(case(tmp_path, "paths:\n" + crud("/boxes", "Box", body=THING % longest)), tmp_path)

    assert payload.keys() == workflow(text, "createBox")["steps"][0]["requestBody"]["payload"].keys()  # type: ignore[attr-defined]
    assert (longest == 8) == ("# Made without the prefix" in text)


def test_what_is_not_reached_is_said_with_the_reason() -> None:
    text = drafted(api_of(ROOT / "specs" / "petstore-plus.yaml")) + drafted(api_of(CLOCKIFY))

    for line in (
        "#   watchPets (GET /pets/events): answers with a stream that does not end\n",
        "#   uploadPhoto (PUT /pets/{petId}/photo): sends a file\n",
        "#   createUser (POST /users): may change something, and nothing takes it away again\n",
        "#   putSettings (PUT /settings): changes something that this scenario did not make\n",
        "#   duplicateInvoice (POST /v1/workspaces/{workspaceId}/invoices/{invoiceId}/duplicate): makes something that",
        "/invoices/{invoiceId}/payments/{paymentId}): needs paymentId, which nothing here makes\n",
        "#   createWebhook (POST /v1/workspaces/{workspaceId}/webhooks): needs an outside service that answers\n",
    ):
        assert line in text


def test_every_operation_is_called_or_named_with_a_reason() -> None:
    api = api_of(CLOCKIFY)
    text = drafted(api)
    called = {step["operationId"] for each in yaml.safe_load(text)["workflows"] for step in each["steps"]}
    _, _, listed = text.partition("# Not reached:\n")
    named = {line.split()[1] for line in listed.splitlines()}

    assert {operation.id for operation in api.operations} == called | named
    assert set() == called & named


def test_some_operations_alone() -> None:
    text = drafted(api_of(CLOCKIFY), "getClients", "createClient")

    assert [["getClients"]] == [
        [step["stepId"] for step in each["steps"]] for each in yaml.safe_load(text)["workflows"]
    ]
    assert "createClient (POST" in text


def test_where_nothing_can_be_called_the_draft_says_so(tmp_path: Path) -> None:
    paths = 'paths: {/b: {post: {operationId: makeB, responses: {"200": {description: It.}}}}}\n'
    text = drafted(api_of(case(tmp_path, paths)))

    assert "write the first workflow by hand" in text
    assert "#   makeB (POST /b): may change something" in text


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Nothing of a description becomes an expression, a key or a line of its own."""
    paths = """\
paths:
  "/a\\nb: c/{x}":
    get:
      operationId: "evil\\nsteps: []\\u2028#"
      parameters:
        - {name: x, in: path, required: true, schema: {type: string}, example: $steps.a.outputs.b}
        - {name: "$y\\n", in: query, required: true, schema: {type: string}, example: "{$inputs.secret} {$"}
        - {name: z, in: query, required: true, schema: {type: string}, example: "$inputs"}
      responses: {"200": {description: It.}}
  "/d/{a\\nb}":
    get:
      operationId: getD
      parameters:
        - {name: "a\\nb", in: path, required: true, schema: {type: integer, minimum: 2, maximum: 1}}
        - {name: "c\\n#: d", in: query, required: true, schema: {type: integer, minimum: 2, maximum: 1}}
      responses: {"200": {description: It.}}
  /b:
    post: {operationId: "evil\\nsteps: [] #", responses: {"200": {description: It.}}}
  /c:
    post:
      operationId: searchC
      requestBody: {required: true, content: {application/json: {schema: {type: string}, example: "{$url}"}}}
      responses: {"200": {description: It.}}
"""
    text, scenario = read_back(case(tmp_path, paths), tmp_path)

    values = [step.given for each in scenario.workflows for step in each.steps if step.given]
    assert [["x", "$y\n", "z"]] == [[given.name for given in step] for step in values]
    defaults = [
        schema["default"]
        for each in scenario.workflows
        for schema in (each.inputs or {}).get("properties", {}).values()
    ]
    assert {"$steps.a.outputs.b", "{$inputs.secret} {$", "$inputs", "{$url}"} == set(defaults)
    assert all(line.startswith("#") for line in text.partition("#\n# Not reached")[2].splitlines() if line != ":")


@pytest.mark.parametrize("spec", ["clockify.yaml", "petstore-plus.yaml"])
def test_our_own_descriptions_read_back(tmp_path: Path, spec: str) -> None:
    text, scenario = read_back(ROOT / "specs" / spec, tmp_path)

    assert text == drafted(api_of(ROOT / "specs" / spec))
    assert len(scenario.workflows) > 3


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    [
        "docker-engine/swagger.yaml",
        "intercom/api.intercom.io.yaml",
        "meilisearch/open-api.json",
        "memos/openapi.yaml",
        "netlify/swagger.yml",
        "readme-parameters-style-3.1/parameters-style.yaml",
        "redocly-cafe-3.2/cafe.yaml",
        "traccar/openapi.yaml",
    ],
)
def test_descriptions_of_other_people_read_back(corpus: Path, tmp_path: Path, name: str) -> None:
    _, scenario = read_back(corpus / name, tmp_path)

    assert scenario.workflows


DRAFT = """
import sys
from pathlib import Path
from unit.scenarios.given import api_of
from unit.scenarios.test_draft import drafted
sys.stdout.write(drafted(api_of(Path(sys.argv[1]))))
"""


def test_the_draft_does_not_depend_on_the_order_of_hashes() -> None:
    runs = {
        subprocess.run(
            [sys.executable, "-c", DRAFT, str(CLOCKIFY)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'generator'}:{ROOT / 'tests'}", "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert {drafted(api_of(CLOCKIFY))} == runs
