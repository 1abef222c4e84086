"""Every call of our own descriptions, sent as it stands, is a request that the description allows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from behaviour.api_server import ApiServer
from behaviour.wire_sender import Sent, send
from builds import ROOT, job_for

from specloom.calls.model import Call, Calls, FormBody, JsonBody, MultipartBody, Variant, WireRequest
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.ir.operation import OperationId
from specloom.pipeline import load_api

PETSTORE = ROOT / "specs" / "petstore-plus.yaml"


def calls_of(spec: Path, server: str) -> Calls:
    diagnostics = Diagnostics(lenient=True)
    return prepare_calls(load_api(job_for(spec, server=server).source, diagnostics).api, diagnostics)


def send_all(spec: Path) -> ApiServer:
    with ApiServer(spec) as server:
        calls = calls_of(spec, server.url)
        for each in calls.calls.values():
            for call in each:
                send(call.request)
    return server


def send_one(operation: OperationId, change: Callable[[WireRequest], WireRequest]) -> tuple[Sent, list[str]]:
    with ApiServer(PETSTORE) as server:
        calls = calls_of(PETSTORE, server.url)
        call: Call = next(call for call in reversed(calls.calls[operation]))
        return send(change(call.request)), server.problems


@pytest.mark.parametrize("name", ["petstore-plus.yaml", "clockify.yaml"])
def test_all_calls_of_our_descriptions_are_accepted(name: str) -> None:
    """Minimal and full calls alike: method, path, query, headers, credentials and body."""
    server = send_all(ROOT / "specs" / name)

    assert server.problems == []
    assert len(server.requests) > 15


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("clockify/openapi.json", 280),
        ("readme-parameters-style-3.1/parameters-style.yaml", 25),
        ("discord/openapi.json", 300),
        ("openai/openapi.yaml", 300),
        ("stripe/spec3.yaml", 700),
    ],
)
def test_all_calls_of_real_descriptions_are_accepted(corpus: Path, name: str, least: int) -> None:
    """Requests of other people's APIs are what their descriptions allow, whatever style they ask for."""
    server = send_all(corpus / name)

    assert [problem for problem in server.problems if not is_impossible(problem)] == []
    assert len(server.requests) >= least


def is_impossible(problem: str) -> bool:
    """Discord has enumerations without a member, which no value satisfies."""
    return "is not one of []" in problem


def test_answers_with_the_documented_example() -> None:
    """The body is the one that the call stage chose, under the documented status and media type."""
    with ApiServer(PETSTORE) as server:
        server.calls = calls_of(PETSTORE, server.url)
        call = server.calls.minimal("createPet")
        sent = send(call.request)

    assert (201, "application/json") == (sent.status, sent.content_type)
    assert server.calls.responses["createPet", "201", "application/json"].value == json.loads(sent.body)


def test_answers_nothing_where_nothing_is_documented() -> None:
    """A 204 has no body."""
    sent, problems = send_one("deletePetsByPetId", lambda request: request)

    assert (204, b"", []) == (sent.status, sent.body, problems)


CHANGES: list[tuple[OperationId, Callable[[WireRequest], WireRequest], str]] = [
    ("listPets", lambda one: replace(one, url=one.url + "&colour=red"), "'colour' is not described"),
    ("listPets", lambda one: replace(one, url=one.url.replace("limit=10", "limit=ten")), "'limit'"),
    ("listPets", lambda one: replace(one, url=one.url.replace("ids=1,2", "ids=1,two")), "'ids'"),
    ("listPets", lambda one: replace(one, url=one.url.replace("filter%5Bkind%5D=dog", "filter=dog")), "'filter'"),
    ("listPets", lambda one: replace(one, headers=one.headers[1:]), "no security requirement is satisfied"),
    ("getPet", lambda one: replace(one, url=one.url.replace("/7", "/seven")), "'petId'"),
    ("createPet", lambda one: replace(one, body=JsonBody({"kind": "cat"})), "body at"),
    ("createPet", lambda one: replace(one, body=None), "cannot be read"),
    ("login", lambda one: replace(one, body=FormBody((("scope", "x"),))), "'grant_type' is a required property"),
    ("uploadDocument", lambda one: replace(one, body=MultipartBody(())), "body"),
]


@pytest.mark.parametrize(("operation", "change", "problem"), CHANGES)
def test_refuses_what_the_description_does_not_allow(
    operation: OperationId, change: Callable[[WireRequest], WireRequest], problem: str
) -> None:
    """A request with one fault is answered with 400, and the fault is named."""
    sent, problems = send_one(operation, change)

    assert sent.status == 400
    assert any(problem in found for found in problems), problems


def test_refuses_a_path_that_is_not_described() -> None:
    """Neither a path nor a method is guessed."""
    sent, problems = send_one("getPet", lambda one: replace(one, url=one.url + "/toys"))

    assert sent.status == 404
    assert any("no such operation" in found for found in problems)


def test_serves_below_a_base_path() -> None:
    """The paths may be mounted anywhere."""
    with ApiServer(PETSTORE, base_path="/api/v9") as server:
        calls = calls_of(PETSTORE, server.url)
        sent = send(calls.minimal("getPet").request)

    assert ("/api/v9/pets/7", 200, []) == (server.requests[0].target, sent.status, server.problems)
    assert calls.minimal("getPet").variant is Variant.MINIMAL
