"""The mock and the tests' own server, which share no code, judge the same requests alike; and what the mock answers."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from behaviour.api_document import Document
from behaviour.request_check import RequestCheck
from behaviour.wire_sender import raw_request
from builds import ROOT, job_for

from specloom.calls.model import Call, Calls
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.mock import Mock, MockServer, Received, Trouble
from specloom.pipeline import load_api

SPECS = {"clockify": ROOT / "specs" / "clockify.yaml", "petstore-plus": ROOT / "specs" / "petstore-plus.yaml"}
SERVER = "http://127.0.0.1:9"


@cache
def loaded(spec: Path) -> tuple[Api, Calls]:
    """Return an API, and its calls to a server whose path is empty."""
    diagnostics = Diagnostics(lenient=True)
    api = load_api(job_for(spec, server=SERVER).source, diagnostics).api
    return api, prepare_calls(api, diagnostics)


def received(call: Call) -> Received:
    """Return a call as it comes over the wire."""
    url, headers, body = raw_request(call.request)
    return Received(call.request.method, url.removeprefix(SERVER), tuple(headers.items()), body or b"")


def broken(request: Received) -> Iterator[tuple[str, Received]]:
    """Yield a request with one thing changed, and what that is."""
    path, question, query = request.target.partition("?")
    pairs = query.split("&") if question else []
    yield "unknown", replace(request, target=f"{path}?{'&'.join([*pairs, 'no-such-thing=1'])}")
    yield "method", replace(request, method="TRACE")
    yield "path", replace(request, target=f"{path}/no/such/thing{question}{query}")
    for index, pair in enumerate(pairs):
        others = [*pairs[:index], *pairs[index + 1 :]]
        yield f"without {pair}", replace(request, target=f"{path}?{'&'.join(others)}" if others else path)
        worse = [*pairs[:index], f"{pair.partition('=')[0]}=%7Bnot%7D", *pairs[index + 1 :]]
        yield f"worse {pair}", replace(request, target=f"{path}?{'&'.join(worse)}")
    for name, _ in request.headers:
        headers = tuple(one for one in request.headers if one[0] != name)
        yield f"without {name}", replace(request, headers=headers)
        yield f"worse {name}", replace(request, headers=(*headers, (name, "{not}")))
    if request.body:
        yield "no body", replace(request, body=b"")
        yield "worse body", replace(request, body=b"{not")
        yield "other body", replace(request, body=b"7")
    else:
        yield "a body", replace(request, body=b"{}", headers=(*request.headers, ("Content-Type", "application/json")))
    if request.body.startswith(b"{"):
        for name in json.loads(request.body):
            value = json.loads(request.body)
            yield f"body without {name}", replace(request, body=json.dumps({**value, name: [[{}]]}).encode())
            del value[name]
            yield f"body worse {name}", replace(request, body=json.dumps(value).encode())


def judged(spec: Path) -> Iterator[tuple[str, bool, bool, object]]:
    """Yield the requests of a description, right and broken, with the word of either server: is it right?"""
    api, calls = loaded(spec)
    check, mock = RequestCheck(Document(spec)), Mock(api, calls)
    for call in (call for group in calls.calls.values() for call in group):
        right = received(call)
        for what, request in [("right", right), *broken(right)]:
            matched = check.match(request)
            problems = check.problems(request, matched) if matched else ["no such operation"]
            verdict = mock.exchange(request).verdict
            told = (problems, [str(fault) for fault in verdict.faults])
            yield f"{call.operation.id} {call.name}: {what}", not problems, not verdict.faults, told


@pytest.mark.parametrize("spec", SPECS)
def test_the_mock_judges_as_the_independent_server_does(spec: str) -> None:
    """Right and broken requests: whatever one of them refuses the other refuses as well."""
    found = list(judged(SPECS[spec]))

    assert [] == [(name, told) for name, theirs, ours, told in found if theirs != ours]
    assert 200 < sum(not ours for _, _, ours, _ in found)


@pytest.mark.corpus
def test_the_mock_judges_every_style_as_the_independent_server_does(corpus: Path) -> None:
    """A document of other people that holds every style of parameters and forms."""
    spec = corpus / "readme-parameters-style-3.1" / "parameters-style.yaml"

    assert [] == [(name, told) for name, theirs, ours, told in judged(spec) if theirs != ours]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "least"), [("clockify/openapi.json", 280), ("openai/openapi.yaml", 400), ("stripe/spec3.yaml", 900)]
)
def test_the_mock_accepts_every_call_of_real_descriptions(corpus: Path, name: str, least: int) -> None:
    api, calls = loaded(corpus / name)
    mock = Mock(api, calls)
    verdicts = [
        (call.operation.id, mock.exchange(received(call)).verdict) for group in calls.calls.values() for call in group
    ]

    assert [] == [(name, [str(fault) for fault in verdict.faults]) for name, verdict in verdicts if verdict.faults]
    assert len(verdicts) >= least


class Client:
    """Asks a mock of the petstore over HTTP."""

    def __init__(self, **settings: Any) -> None:
        self.mock = Mock(*loaded(SPECS["petstore-plus"]), **settings)

    def ask(self, method: str, target: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers (names in lower case) and body of an answer; a credential is sent along."""
        with MockServer(self.mock.exchange) as server:
            address = urlsplit(server.url)
            connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, target, headers={"Authorization": "Bearer x", **named})
            response = connection.getresponse()
            body = response.read()
            connection.close()
            return response.status, {name.lower(): value for name, value in response.getheaders()}, body


def test_the_answer_is_the_documented_success() -> None:
    status, headers, body = Client().ask("GET", "/pets/7")

    assert (200, "application/json") == (status, headers["content-type"])
    assert {"kind", "name"} <= json.loads(body).keys()


def test_headers_have_examples() -> None:
    _, headers, _ = Client().ask("GET", "/pets")

    assert headers["x-rate-limit"].isdecimal()


def test_prefer_chooses_another_answer() -> None:
    """RFC 7240; of what is not documented the mock says so."""
    client = Client()

    assert 404 == client.ask("GET", "/pets/7", Prefer="code=404")[0]
    status, _, body = client.ask("GET", "/pets/7", Prefer="code=418")
    assert (400, "Prefer") == (status, json.loads(body)["errors"][0]["name"])


def test_a_wrong_request_gets_every_fault_with_its_place() -> None:
    """RFC 9457: the status is that of the gravest fault."""
    status, headers, body = Client().ask("GET", "/pets?limit=abc&nope=1")
    found = json.loads(body)

    assert (400, "application/problem+json") == (status, headers["content-type"])
    assert [("query", "limit", "abc"), ("query", "nope", None)] == [
        (one["in"], one["name"], one["value"]) for one in found["errors"]
    ]


def test_faults_of_a_body_have_pointers() -> None:
    mock = Mock(*loaded(SPECS["petstore-plus"]))
    body = json.dumps({"email": 1, "roles": [{}]}).encode()
    headers = (("Authorization", "Bearer x"), ("Content-Type", "application/json"))
    faults = mock.exchange(Received("POST", "/users", headers, body)).verdict.faults

    assert {fault.status for fault in faults} == {422}
    assert "/email" in {fault.pointer for fault in faults}


def test_statuses_tell_what_is_wrong() -> None:
    client = Client()

    assert 404 == client.ask("GET", "/nowhere")[0]
    status, headers, _ = client.ask("PUT", "/pets")
    assert (405, "GET, POST") == (status, headers["allow"])
    assert 401 == client.ask("GET", "/pets", Authorization="")[0]
    assert 415 == client.ask("POST", "/pets", Content_Type="text/csv")[0]


def test_a_stream_comes_event_by_event() -> None:
    status, headers, body = Client().ask("GET", "/pets/events")

    assert (200, "text/event-stream", "chunked") == (status, headers["content-type"], headers["transfer-encoding"])
    assert body.startswith(b"data: ")


def test_without_validation_wrong_requests_are_answered_too() -> None:
    assert 200 == Client(validates=False).ask("GET", "/pets?limit=abc")[0]


def test_errors_come_as_the_seed_says() -> None:
    """The same seed, the same row; a wrong request keeps its own status."""

    def statuses(seed: int) -> list[int]:
        mock = Mock(*loaded(SPECS["petstore-plus"]), trouble=Trouble(errors=0.5, seed=seed))
        request = Received("GET", "/pets", (("Authorization", "Bearer x"),), b"")
        return [mock.exchange(request).answer.status for _ in range(40)]

    assert statuses(1) == statuses(1) != statuses(2)
    assert {200, 503} == set(statuses(1))


def test_keys_in_the_query_are_not_shown() -> None:
    exchange = Mock(*loaded(SPECS["petstore-plus"])).exchange(Received("GET", "/pets?limit=1&api_key=secret", (), b""))

    assert "/pets?limit=1&api_key=***" == exchange.shown_target
    assert b"secret" not in b"".join(exchange.answer.chunks)
