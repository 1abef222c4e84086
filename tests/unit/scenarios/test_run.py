"""What a scenario says is enough to run it: our own, and drafts, step by step against the mock, which checks every request."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from builds import ROOT
from unit.scenarios.given import api_of, read

from specloom.calls.prepare import prepare_calls
from specloom.captures.exchange import Answered, Exchange, Sent
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.operation import ParameterLocation
from specloom.ir.types import JsonValue
from specloom.mock import Mock, MockServer
from specloom.scenarios.criteria import holds
from specloom.scenarios.draft import draft
from specloom.scenarios.expressions import Context, resolve
from specloom.scenarios.model import Scenario, Step, Workflow

CLOCKIFY = ROOT / "specs" / "clockify.yaml"


def send(step: Step, context: Context, server: str) -> Exchange:
    """Send the request of a step: path, query and a JSON body are all that these scenarios have."""
    path, query = step.operation.template, dict[str, str]()
    for given in step.given:
        value = str(resolve(given.value, context))
        if given.location is ParameterLocation.PATH:
            path = path.replace(f"{{{given.name}}}", quote(value, safe=""))
        else:
            query[given.name] = value
    body = json.dumps(resolve(step.payload.value, context)).encode() if step.payload else b""
    url = f"{server}{path}{'?' if query else ''}{urlencode(query)}"
    headers = {"X-Api-Key": "k", **({"Content-Type": "application/json"} if body else {})}
    request = urllib.request.Request(url, body or None, headers, method=step.operation.method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            status, content, received = answer.status, answer.read(), tuple(answer.headers.items())
    except urllib.error.HTTPError as error:
        status, content, received = error.code, error.read(), tuple(error.headers.items())
    sent = Sent(method=request.get_method(), url=url, headers=tuple(headers.items()), body=body)
    return Exchange(sent=sent, answered=Answered(status=status, headers=received, body=content))


def run(scenario: Scenario, server: str) -> Iterator[tuple[str, int]]:
    """Yield each step that failed, with its status."""
    workflows: dict[str, dict[str, JsonValue]] = {}
    for workflow in scenario.workflows:
        outputs: dict[str, dict[str, JsonValue]] = {}
        for step in [*(each for each in workflow.steps if not each.cleans), *reversed(workflow.steps)]:
            if step.id in outputs:
                continue
            before = Context(inputs=inputs(workflow), outputs=outputs, workflows=workflows)
            exchange = send(step, before, server)
            after = Context(inputs=before.inputs, outputs=outputs, workflows=workflows, exchange=exchange)
            is_good = all(holds(each, after) for each in step.criteria) and exchange.answered.status < 300
            if not is_good:
                yield step.id, exchange.answered.status
                return
            outputs[step.id] = {name: resolve(each, after) for name, each in step.outputs}
        end = Context(inputs=inputs(workflow), outputs=outputs, workflows=workflows)
        workflows[workflow.id] = {name: resolve(each, end) for name, each in workflow.outputs}


def inputs(workflow: Workflow) -> dict[str, JsonValue]:
    properties = (workflow.inputs or {}).get("properties", {})
    return {"prefix": "specloom-", **{name: schema["default"] for name, schema in properties.items()}}


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of(CLOCKIFY)


@pytest.fixture(scope="module")
def server(api: Api) -> Iterator[str]:
    mock = Mock(api=api, calls=prepare_calls(api, Diagnostics()))
    with MockServer(mock.exchange) as started:
        yield f"{started.url}/api"


def test_our_scenario_of_invoices_runs(tmp_path: Path, server: str) -> None:
    text = (ROOT / "specs" / "scenarios" / "clockify-invoices.arazzo.yaml").read_text(encoding="utf-8")
    (scenario,), _ = read(text, tmp_path, spec=CLOCKIFY)

    assert [] == list(run(scenario, server))


def test_a_draft_runs(tmp_path: Path, api: Api, server: str) -> None:
    (scenario,), _ = read(draft(api, prepare_calls(api, Diagnostics())), tmp_path, spec=CLOCKIFY)

    assert [] == list(run(scenario, server))
