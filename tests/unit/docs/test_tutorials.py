"""Scenarios as pages: the steps in order, where their values come from, and what really went over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builds import job_for
from unit.docs.recorded import captures, json_body, recorded
from unit.docs.rendering import faults, tokens
from unit.docs.test_captured import HOSTILE

from specloom.captures.model import Body, BodyKind, Recorded, Request
from specloom.diagnostics import Diagnostics, Location
from specloom.ir.types import JsonValue
from specloom.pipeline import build_from, load_api
from specloom.scenarios.model import Expression, Given, Payload, Scenario, Source, Step, Template, Workflow

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: 'https://x.test'}]
security: [{key: []}]
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Api-Key}}}
paths:
  /clients:
    post:
      operationId: createClient
      tags: [Clients]
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses: {'201': {description: Ok, content: {application/json: {schema: {type: object}}}}}
  /clients/{clientId}:
    get:
      operationId: getClient
      tags: [Clients]
      parameters: [{name: clientId, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: Ok, content: {application/json: {schema: {type: object}}}}}
"""
HERE = Location("a.arazzo.yaml")
ID = Expression(text="$response.body#/id", source=Source.RESPONSE_BODY, pointer="/id")
CLIENT_ID = Expression(text="$steps.create.outputs.client", source=Source.STEPS, owner="create", name="client")
PREFIX = Expression(text="$inputs.prefix", source=Source.INPUTS, name="prefix")
SENT = Request(
    method="POST",
    url="https://x.test/v1/clients?tag=a%20b",
    path_parameters={},
    query=(("tag", "a b"),),
    headers=(("content-type", "application/json"), ("x-api-key", "$SHOP_KEY"), ("x-home", "$HOME")),
    body=json_body({"name": "specloom-Ada's"}),
)
CREATED = recorded("createClient", 201, json_body({"id": "c1"}), request=SENT, provenance={"scenario": "first/create"})


def built(tmp_path: Path, *found: Recorded, words: str = "Make a client", note: str = "") -> Mapping[str, str]:
    """Return the pages of an API with one scenario of two steps."""
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    job = job_for(tmp_path / "spec.yaml", "docs", name="shop")
    loaded = load_api(job.source, Diagnostics())
    operations = {each.id: each for each in loaded.api.operations}
    body: JsonValue = {"name": Template((PREFIX, "Ada")), "deep": [{"x": PREFIX}]}  # type: ignore[dict-item]
    create = Step(
        id=note or "create",
        operation=operations["createClient"],
        description=note,
        payload=Payload(media_type="application/json", value=body, origin=HERE),
        outputs=(("client", ID),),
        origin=HERE,
    )
    read = Step(
        id="read",
        operation=operations["getClient"],
        given=(Given(name="clientId", location=None, value=CLIENT_ID, origin=HERE),),
        cleans=note,
        origin=HERE,
    )
    inputs: JsonValue = {"type": "object", "properties": {note or "prefix": {"description": note}}}
    flow = Workflow(id="first", summary=words, description=note, inputs=inputs, steps=(create, read), origin=HERE)
    scenario = Scenario(label="a.arazzo.yaml", title=words, summary=note, description=note, workflows=(flow,))
    loaded = replace(loaded, captures=captures(*found), scenarios=(scenario,))
    (folder,) = build_from(loaded, job, Diagnostics()).folders
    return folder.files


def test_a_scenario_is_a_page_that_the_index_leads_to(tmp_path: Path) -> None:
    files = built(tmp_path, CREATED)

    assert "- [Make a client](tutorials/Make-a-client.md)\n" in files["index.md"]
    assert "- [Make a client](tutorials/Make-a-client.md)\n" in files["llms.txt"]
    assert "- [Make a client](Make-a-client.md)\n" in files["tutorials/README.md"]
    assert "### Step 1: create\n[POST `/clients`](../clients/createClient.md)\n" in files["tutorials/Make-a-client.md"]


def test_values_from_elsewhere_are_explained(tmp_path: Path) -> None:
    page = built(tmp_path)["tutorials/Make-a-client.md"]

    assert "- `clientId` is `id` of step `create`\n" in page
    assert "- `name` holds `prefix` of the inputs\n- `/deep/0/x` is `prefix` of the inputs\n" in page


def test_the_request_is_a_command_that_asks_for_credentials_alone(tmp_path: Path) -> None:
    page = built(tmp_path, CREATED)["tutorials/Make-a-client.md"]

    assert "--request POST \\\n  --url 'https://x.test/v1/clients?tag=a%20b'" in page
    assert '--header "x-api-key: $SHOP_KEY"' in page
    assert "--header 'x-home: $HOME'" in page
    assert "specloom-Ada'\\''s" in page
    assert "#### Status 201\n- Example: captured 2026-11-20 from sandbox\n" in page
    assert page.count("Nothing of this step was captured.") == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://[x/",
        "https://x.test/#a",
        "https://evil.test/",
        "https://x.test:99/",
        "https://a@x.test/",
        "file:///etc/passwd",
        "https://x.test/a b",
        "-o/tmp/x",
        "https://x.test/\u202e",
    ],
)
def test_what_is_no_request_is_no_command(url: str, tmp_path: Path) -> None:
    found = recorded("createClient", 201, request=replace(SENT, url=url), provenance={"scenario": "first/create"})

    assert "--url" not in built(tmp_path, found)["tutorials/Make-a-client.md"]


@pytest.mark.parametrize("kind", BodyKind)
def test_a_hostile_scenario_stays_in_its_place(kind: BodyKind, tmp_path: Path) -> None:
    listed: JsonValue = [{"name": HOSTILE, "value": HOSTILE}]
    value = {BodyKind.FORM: [[HOSTILE, HOSTILE]], BodyKind.MULTIPART: listed}.get(kind, HOSTILE)
    body = Body(kind=kind, media_type=HOSTILE, value=value)
    sent = replace(SENT, method=HOSTILE, headers=((HOSTILE, HOSTILE), ("x", HOSTILE)), body=body)
    found = recorded("createClient", 201, body, request=sent, provenance={"scenario": f"first/{HOSTILE}"})

    files = built(tmp_path, found, words=HOSTILE, note=HOSTILE)

    (page,) = (path for path in files if path.startswith("tutorials/") and not path.endswith("README.md"))
    for path in ("index.md", "llms.txt", "tutorials/README.md", page):
        assert faults(files[path].rpartition("render_with_liquid: false\n---\n")[2]) == []
        assert "\u202e" not in files[path]
    assert [token.tag for token in tokens(files[page]) if token.type == "heading_open"].count("h1") == 1
