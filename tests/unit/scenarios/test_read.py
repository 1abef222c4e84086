"""Reading scenarios: what comes out of a right one, and what is said of a wrong one, and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builds import ROOT
from unit.scenarios.given import api_of, document, read, shown

from specloom.config.job import CaptureSettings
from specloom.diagnostics import Diagnostics, Location
from specloom.ir.operation import ParameterLocation
from specloom.scenarios.model import CriterionKind, Expression, Source, Template
from specloom.scenarios.read import read_scenarios

PET = "{payload: {kind: cat, name: Zoë, lives: 9}}"
MAKE = f"- {{stepId: make, operationId: createPet, requestBody: {PET}, outputs: {{id: $response.body#/id}}}}"
GET = "- {stepId: get, operationId: getPet, parameters: [{name: petId, in: path, value: $steps.make.outputs.id}]}"


def test_a_right_scenario_says_what_to_do(tmp_path: Path) -> None:
    """Components are in their place, what a workflow says is said of its steps, and JSON in a text is read."""
    text = document(
        """\
- stepId: make
  operationId: $sourceDescriptions.shop.createPet
  requestBody:
    contentType: application/json
    payload: '{"kind": "dog", "name": "{$inputs.prefix}Rex", "tags": [{"age": 1}]}'
    replacements: [{target: /tags/0/age, value: $inputs.age}]
  outputs: {id: $response.body#/id}
- stepId: get
  operationPath: '{$sourceDescriptions.shop.url}#/paths/~1pets~1{petId}/get'
  parameters:
    - {name: petId, in: path, value: $steps.make.outputs.id}
  successCriteria:
    - {condition: $statusCode == 200}
    - {condition: '$[?@.id]', context: $response.body, type: {type: jsonpath, version: draft-goessner-dispatch-jsonpath-00}}
  onFailure: [{name: again, type: end}]
- stepId: list
  operationId: listPets
  parameters: [{name: x-trace-id, in: header, value: '00000000'}]
- stepId: remove
  operationId: deletePetsByPetId
  x-specloom-cleanup: make
  x-specloom-capture: false
  parameters: [{name: petId, value: $steps.make.outputs.id}]""",
        workflow="""\
inputs: {type: object, properties: {age: {$ref: '#/components/inputs/age'}}}
parameters: [{reference: $components.parameters.trace}]
successActions: [{name: enough, type: end, criteria: [{condition: $statusCode == 299}]}]
failureActions: [{reference: $components.failureActions.again}]
outputs: {id: $steps.make.outputs.id}""",
        rest="""\
components:
  inputs: {age: {type: integer, default: 3}}
  parameters: {trace: {name: X-Trace-Id, in: header, value: 6a1f0c3e}}
  failureActions: {again: {name: again, type: retry, retryAfter: 0.5, retryLimit: 4}}
""",
    )

    scenarios, diagnostics = read(text, tmp_path)

    assert [] == list(diagnostics), shown(diagnostics)
    ((workflow,),) = [scenario.workflows for scenario in scenarios]
    make, get, list_, remove = workflow.steps
    prefix = Expression(text="$inputs.prefix", source=Source.INPUTS, name="prefix")
    age = Expression(text="$inputs.age", source=Source.INPUTS, name="age")
    assert {"type": "object", "properties": {"age": {"type": "integer", "default": 3}}} == workflow.inputs
    assert make.payload is not None
    assert {"kind": "dog", "name": Template((prefix, "Rex")), "tags": [{"age": age}]} == make.payload.value
    assert [("X-Trace-Id", "6a1f0c3e")] == [(each.name, each.value) for each in make.given]
    assert [("petId", ParameterLocation.PATH)] == [(each.name, each.location) for each in get.given]
    assert ["x-trace-id"] == [each.name for each in list_.given], "the step's own value counts"
    assert [CriterionKind.SIMPLE, CriterionKind.JSONPATH] == [each.kind for each in get.criteria]
    assert [(4, 0.5)] == [(each.retries, each.wait) for each in make.on_failure]
    assert [(0, 0)] == [(each.retries, each.wait) for each in get.on_failure], "the step's own of this name counts"
    assert ["enough"] == [each.name for each in get.on_success]
    assert ("make", False) == (remove.cleans, remove.is_captured)
    assert ("getPet", "DELETE") == (get.operation.id, remove.operation.method)


WRONG = {
    "operation": ("- {stepId: a, operationId: getPett}", "there is no operation 'getPett'; did you mean 'getPet'?"),
    "operation path": (
        "- {stepId: a, operationPath: '{$sourceDescriptions.shop.url}#/paths/~1pet/get'}",
        "there is no operation at 'GET /pet'; did you mean 'GET /pets'?",
    ),
    "no path": ("- {stepId: a, operationPath: /pets}", "this is no operationPath"),
    "another description": ("- {stepId: a, operationId: $sourceDescriptions.b.getStock}", "source description 'b'"),
    "no operation": ("- {stepId: a}", "a step must name one operation"),
    "two operations": ("- {stepId: a, operationId: getStock, operationPath: x}", "a step must name one operation"),
    "a workflow": ("- {stepId: a, workflowId: main}", "a step that runs a workflow is not among"),
    "key": ("- {stepId: a, operationId: getStock, sucessCriteria: []}", "did you mean 'successCriteria'?"),
    "our own key": ("- {stepId: a, operationId: getStock, x-specloom-clean: a}", "did you mean 'x-specloom-cleanup'?"),
    "no id": ("- {operationId: getStock}", "`stepId` is missing"),
    "bad id": ("- {stepId: a b, operationId: getStock}", "'a b' is no id"),
    "same id": ("- {stepId: a, operationId: getStock}\n- {stepId: a, operationId: getHealth}", "is called 'a', too"),
    "no object": ("- getStock", "a step must be an object, and this is text"),
    "required parameter": (
        "- {stepId: a, operationId: getPet}",
        "the step gives no 'petId', which getPet requires (path)",
    ),
    "unknown parameter": (
        "- {stepId: a, operationId: listPets, parameters: [{name: limits, in: query, value: 1}]}",
        "there is no query parameter of listPets 'limits'; did you mean 'limit'?",
    ),
    "parameter twice": (
        "- {stepId: a, operationId: listOrders, parameters: [{name: limit, value: 1}, {name: limit, in: query, value: 1}]}",
        "the parameter 'limit' is given twice",
    ),
    "parameter without value": (
        "- {stepId: a, operationId: listPets, parameters: [{name: limit, in: query}]}",
        "no value",
    ),
    "parameter in body": (
        "- {stepId: a, operationId: listPets, parameters: [{name: limit, in: body, value: 1}]}",
        "none of path, query",
    ),
    "component": (
        "- {stepId: a, operationId: listPets, parameters: [{reference: $components.parameters.x}]}",
        "there is no component in parameters 'x'",
    ),
    "other component": (
        "- {stepId: a, operationId: listPets, parameters: [{reference: $components.inputs.x}]}",
        "must begin with $components.parameters.",
    ),
    "required body": ("- {stepId: a, operationId: createPet}", "the step sends no body, and createPet requires one"),
    "needless body": ("- {stepId: a, operationId: getStock, requestBody: {payload: 1}}", "getStock takes no body"),
    "no payload": ("- {stepId: a, operationId: createPet, requestBody: {}}", "the request body has no payload"),
    "media type": (
        "- {stepId: a, operationId: createPet, requestBody: {contentType: text/plain, payload: x}}",
        "there is no request body of createPet as 'text/plain'; there is application/json",
    ),
    "payload as text": (
        "- {stepId: a, operationId: createPet, requestBody: {payload: '{\"id\": {$inputs.prefix} }'}}",
        "the payload is a text that is no JSON",
    ),
    "replacement": (
        f"- {{stepId: a, operationId: createPet, requestBody: {PET[:-1]}, replacements: [{{target: /a/b, value: 1}}]}}}}",
        "the payload has no place '/a/b'",
    ),
    "xpath target": (
        f"- {{stepId: a, operationId: createPet, requestBody: {PET[:-1]}, replacements: [{{target: //a, value: 1}}]}}}}",
        "the payload has no place '//a'",
    ),
    "input": (
        "- {stepId: a, operationId: listPets, parameters: [{name: limit, value: $inputs.prefiks}]}",
        "there is no input 'prefiks'; did you mean 'prefix'?",
    ),
    "no expression": (
        "- {stepId: a, operationId: listPets, parameters: [{name: limit, value: $inputs}]}",
        "'$inputs' is no runtime expression",
    ),
    "too early": (
        "- {stepId: a, operationId: listPets, parameters: [{name: limit, value: $response.body}]}",
        "known only where a step has its answer",
    ),
    "forward": (GET + "\n" + MAKE, "the step make has not answered yet here"),
    "itself": (
        "- {stepId: a, operationId: getStock, outputs: {x: $steps.a.outputs.x}}",
        "the step a has not answered yet here",
    ),
    "step": (MAKE + "\n" + GET.replace("make", "mak"), "there is no step 'mak'; did you mean 'make'?"),
    "output": (MAKE + "\n" + GET.replace("outputs.id", "outputs.ids"), "there is no output of the step make 'ids'"),
    "output is constant": (
        "- {stepId: a, operationId: getStock, outputs: {x: 1}}",
        "this must be a runtime expression",
    ),
    "output name": ("- {stepId: a, operationId: getStock, outputs: {a.b: $url}}", "'a.b' is no name of an output"),
    "workflow output": (
        "- {stepId: a, operationId: getStock, outputs: {x: $workflows.other.outputs.x}}",
        "there is no workflow 'other'",
    ),
    "condition": (
        "- {stepId: a, operationId: getStock, successCriteria: [{condition: $statusCode = 200}]}",
        "no condition",
    ),
    "condition names": (
        "- {stepId: a, operationId: getStock, successCriteria: [{condition: $inputs.x == 1}]}",
        "there is no input 'x'",
    ),
    "no condition": ("- {stepId: a, operationId: getStock, successCriteria: [{}]}", "`condition` is missing"),
    "criteria is no list": (
        "- {stepId: a, operationId: getStock, successCriteria: {}}",
        "`successCriteria` must be a list",
    ),
    "no context": (
        "- {stepId: a, operationId: getStock, successCriteria: [{condition: $.a, type: jsonpath}]}",
        "`context`",
    ),
    "xpath": (
        "- {stepId: a, operationId: getStock, successCriteria: [{condition: /a, type: xpath, context: $response.body}]}",
        "a criterion of type xpath is not among",
    ),
    "type": (
        "- {stepId: a, operationId: getStock, successCriteria: [{condition: x, type: sql}]}",
        "is simple, jsonpath",
    ),
    "goto": (
        "- {stepId: a, operationId: getStock, onSuccess: [{name: x, type: goto, stepId: a}]}",
        "an action of type goto is not among",
    ),
    "retry elsewhere": (
        "- {stepId: a, operationId: getStock, onFailure: [{name: x, type: retry, stepId: a}]}",
        "an action that leads to another step is not among",
    ),
    "retry on success": ("- {stepId: a, operationId: getStock, onSuccess: [{name: x, type: retry}]}", "must be end"),
    "retries": (
        "- {stepId: a, operationId: getStock, onFailure: [{name: x, type: retry, retryLimit: 1000}]}",
        "from 0 to 100",
    ),
    "wait": (
        "- {stepId: a, operationId: getStock, onFailure: [{name: x, type: retry, retryAfter: -1}]}",
        "from 0 to 3600",
    ),
    "clean-up of nothing": ("- {stepId: a, operationId: getStock, x-specloom-cleanup: b}", "there is no step 'b'"),
    "clean-up of itself": ("- {stepId: a, operationId: getStock, x-specloom-cleanup: a}", "cleans up itself"),
    "clean-up before": (
        "- {stepId: b, operationId: getStock, x-specloom-cleanup: make}\n" + MAKE,
        "stands behind the step that cleans up after it",
    ),
    "output of a clean-up": (
        f"{MAKE}\n- {{stepId: b, operationId: getStock, x-specloom-cleanup: make, outputs: {{x: $statusCode}}}}\n"
        "- {stepId: c, operationId: listPets, parameters: [{name: limit, value: $steps.b.outputs.x}]}",
        "the step b cleans up: it runs after all others",
    ),
    "capture": ("- {stepId: a, operationId: getStock, x-specloom-capture: 'no'}", "must be true or false"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_step_is_told_and_its_workflow_left_out(tmp_path: Path, name: str) -> None:
    steps, words = WRONG[name]

    scenarios, diagnostics = read(document(steps), tmp_path)

    messages = shown(diagnostics)
    assert words in messages
    assert all(
        finding.location is not None and "/workflows/0/steps/" in finding.location.pointer for finding in diagnostics
    )
    assert re.search(r"case\.arazzo\.yaml:[7-9]:\d", messages)
    assert [()] == [scenario.workflows for scenario in scenarios]


ONE = "- {stepId: a, operationId: getStock}"
WRONG_WORKFLOW = {
    "parameter of no step": ("parameters: [{name: nobody, in: query, value: 1}]", "parameter of the steps 'nobody'"),
    "depends on itself": ("dependsOn: [main]", "the workflow main depends on itself"),
    "depends on nothing": ("dependsOn: [other]", "there is no workflow 'other'; there is main"),
    "depends on another document": ("dependsOn: [$sourceDescriptions.b.x]", "a workflow of another document"),
    "inputs": ("inputs: {$ref: '#/components/inputs/x'}", "there is no component in inputs 'x'"),
    "inputs elsewhere": ("inputs: {$ref: 'x.json'}", "leads to no component"),
    "output": ("outputs: {x: $response.body}", "known only where a step has its answer"),
    "key": ("step: []", "there is no key in a workflow 'step'; did you mean 'steps'?"),
    "text": ("summary: [1]", "`summary` must be text, and this is an array"),
}


@pytest.mark.parametrize("name", WRONG_WORKFLOW)
def test_a_wrong_workflow_is_told(tmp_path: Path, name: str) -> None:
    line, words = WRONG_WORKFLOW[name]

    scenarios, diagnostics = read(document(ONE, workflow=line), tmp_path)

    assert words in shown(diagnostics)
    assert [()] == [scenario.workflows for scenario in scenarios]


WRONG_DOCUMENT = {
    "nothing": ("", "this is no Arazzo document"),
    "a description": ("openapi: 3.1.0", "this is no Arazzo document"),
    "a newer version": ("arazzo: 1.1.0", "version '1.1.0' is not among"),
    "a number": ("arazzo: 1.0", "version '1.0' is not among"),
    "no title": ("arazzo: 1.0.0\nsourceDescriptions: [{name: a, url: b}]\nworkflows: []", "`title` is missing"),
    "no description": ("arazzo: 1.0.0\ninfo: {title: a}\nworkflows: []", "the document names no description"),
    "two descriptions": (
        "arazzo: 1.0.0\ninfo: {title: a}\nsourceDescriptions: [{name: a, url: b}, {name: c, url: d}]",
        "a second source description is not among",
    ),
    "arazzo": (
        "arazzo: 1.0.0\ninfo: {title: a}\nsourceDescriptions: [{name: a, url: b, type: arazzo}]",
        "a source description of another type",
    ),
    "no workflows": (
        "arazzo: 1.0.0\ninfo: {title: a}\nsourceDescriptions: [{name: a, url: b}]",
        "the document has no workflows",
    ),
    "many workflows": (
        "arazzo: 1.0.0\ninfo: {title: a}\nsourceDescriptions: [{name: a, url: b}]\nworkflows: [" + "1, " * 1100 + "]",
        "more than 1000 workflows",
    ),
    "key": ("arazzo: 1.0.0\nworkflow: []", "there is no key in the document 'workflow'"),
    "syntax": ("arazzo: [", "error[syntax]"),
}


@pytest.mark.parametrize("name", WRONG_DOCUMENT)
def test_a_wrong_document_is_told(tmp_path: Path, name: str) -> None:
    text, words = WRONG_DOCUMENT[name]

    scenarios, diagnostics = read(text, tmp_path)

    assert words in shown(diagnostics).replace("fatal[", "error[")
    assert () == tuple(workflow for scenario in scenarios for workflow in scenario.workflows)


def test_workflows_run_after_those_that_they_need(tmp_path: Path) -> None:
    """What a workflow that ran before gives can be named; one that needs a wrong one is left out with it."""
    text = (
        document(
            "- {stepId: a, operationId: listPets, parameters: [{name: limit, value: $workflows.first.outputs.n}]}",
            workflow="dependsOn: [second]",
        )
        + """\
  - {workflowId: second, dependsOn: [first], steps: [{stepId: a, operationId: getStock}]}
  - workflowId: first
    steps: [{stepId: a, operationId: getStock, outputs: {n: $response.body}}]
    outputs: {n: $steps.a.outputs.n}
  - {workflowId: wrong, steps: [{stepId: a, operationId: getStok}]}
  - {workflowId: needsWrong, dependsOn: [wrong], steps: [{stepId: a, operationId: getStock}]}
"""
    )

    (scenario,), diagnostics = read(text, tmp_path)

    assert ["first", "second", "main"] == [workflow.id for workflow in scenario.workflows]
    assert ["scenario-unknown"] == [finding.code.name for finding in diagnostics]


def test_an_output_of_a_workflow_that_may_run_later_is_told(tmp_path: Path) -> None:
    text = (
        document("- {stepId: a, operationId: listPets, parameters: [{name: limit, value: $workflows.first.outputs.n}]}")
        + """\
  - workflowId: first
    steps: [{stepId: a, operationId: getStock, outputs: {n: $response.body}}]
    outputs: {n: $steps.a.outputs.n}
"""
    )

    _, diagnostics = read(text, tmp_path)

    assert "nothing says that first runs before this" in shown(diagnostics)


def test_a_ring_of_workflows_is_told_at_each_of_them(tmp_path: Path) -> None:
    text = document(ONE, workflow="dependsOn: [b]") + (
        "  - {workflowId: b, dependsOn: [main], steps: [{stepId: a, operationId: getStock}]}\n"
        "  - {workflowId: c, steps: [{stepId: a, operationId: getStock}]}\n"
    )

    (scenario,), diagnostics = read(text, tmp_path)

    assert 2 == shown(diagnostics).count("depends on itself, directly or through others")
    assert ["c"] == [workflow.id for workflow in scenario.workflows]


def test_json_is_read_and_a_finding_points_into_it(tmp_path: Path) -> None:
    text = '{"arazzo": "1.0.1",\n "infos": 1}'

    _, diagnostics = read(text, tmp_path, name="x.arazzo.json")

    assert "x.arazzo.json:2:" in shown(diagnostics)


def test_a_pattern_that_no_file_fits_is_told(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    settings = CaptureSettings(folder=tmp_path, label="captures", scenarios=("a/*.yaml", "b.yaml"))

    assert () == read_scenarios(settings, tmp_path, api_of(ROOT / "specs" / "petstore-plus.yaml"), diagnostics)
    assert ["scenario-unknown", "file-missing"] == [finding.code.name for finding in diagnostics]


def test_files_are_read_once_each_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml"):
        text = document(ONE, workflow="inputs: {properties: {n: {type: integer}}}")
        (tmp_path / name).write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    settings = CaptureSettings(folder=tmp_path, label="captures", scenarios=("b.yaml", "*.yaml"), inputs={"n": 1})

    found = read_scenarios(settings, tmp_path, api_of(ROOT / "specs" / "petstore-plus.yaml"), diagnostics)

    assert [("a.yaml", {"n": 1}), ("b.yaml", {"n": 1})] == [(one.label, one.inputs) for one in found]


def test_the_scenario_of_our_invoices_is_right(tmp_path: Path) -> None:
    text = (ROOT / "specs" / "scenarios" / "clockify-invoices.arazzo.yaml").read_text(encoding="utf-8")

    (scenario,), diagnostics = read(text, tmp_path, spec=ROOT / "specs" / "clockify.yaml")

    assert [] == list(diagnostics), shown(diagnostics)
    ((first, *_),) = [workflow.steps for workflow in scenario.workflows]
    assert "createClient" == first.operation.id


def test_an_input_of_the_config_that_no_workflow_has_is_told(tmp_path: Path) -> None:
    """Where a scenario is wrong nothing is said of it: the workflow that has the input may be the one left out."""
    text = document(ONE, workflow="inputs: {type: object, properties: {workspaceId: {type: string}}}")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    origin = Location("specloom.yaml", "/sources/shop/captures")
    settings = CaptureSettings(
        folder=tmp_path, label="captures", scenarios=("a.yaml",), inputs={"workspaceID": "w"}, origin=origin
    )

    read_scenarios(settings, tmp_path, api_of(ROOT / "specs" / "petstore-plus.yaml"), diagnostics)

    (finding,) = diagnostics
    assert "there is no input of any workflow 'workspaceID'; did you mean 'workspaceId'?" == finding.message
    assert origin.child("inputs", "workspaceID") == finding.location
