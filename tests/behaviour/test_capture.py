"""`specloom capture` against a server with a state: what is kept, what is refused, what is left (nothing)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faults.project import SCENARIO, Project
from faults.things import CLIENT, KEY, SPEC, Things, serve

CAPTURED = {
    "createThing-201.json",
    "createThing-400.json",
    "deleteThing-204.json",
    "getThing-200.json",
    "listThings-200.json",
    "replaceThing-200.json",
}


@pytest.fixture
def things() -> Iterator[Things]:
    """The server."""
    with serve() as running:
        yield running


@pytest.fixture
def project(things: Things, tmp_path: Path) -> Project:
    """A project that captures from it."""
    return Project(folder=tmp_path / "project", server=things.url)


def test_a_scenario_is_captured_and_nothing_is_left(project: Project, things: Things) -> None:
    ran = project.capture("--json")

    assert 0 == ran.code, ran.err
    assert set(project.files) == CAPTURED
    assert {} == things.things
    assert [] == project.journals
    assert {"list", "create", "get", "replace", "refused", "delete"} == {
        step for step, outcome in ran.outcomes.items() if outcome == "captured"
    }


def test_a_second_capture_is_a_zero_diff(project: Project) -> None:
    project.capture()
    before = project.files
    times = {path: path.stat().st_mtime_ns for path in (project.folder / "captures").rglob("*.json")}
    ran = project.capture("--json")

    assert before == project.files
    assert times == {path: path.stat().st_mtime_ns for path in (project.folder / "captures").rglob("*.json")}
    assert {"unchanged"} == {outcome for outcome in ran.outcomes.values() if outcome != "done"}


def test_names_have_the_prefix_and_not_the_run(project: Project) -> None:
    project.capture()
    created = json.loads(project.files["createThing-201.json"])

    assert "specloom-chair" == created["request"]["body"]["value"]["name"]
    assert "specloom-chair" == created["response"]["body"]["value"]["name"]


def test_an_id_is_the_same_in_all_steps(project: Project, things: Things) -> None:
    project.capture()
    files = {name: json.loads(text) for name, text in project.files.items()}
    created = files["createThing-201.json"]["response"]["body"]["value"]["id"]

    assert created == files["getThing-200.json"]["request"]["path_parameters"]["thingId"]
    assert created in files["replaceThing-200.json"]["request"]["url"]
    assert created not in "".join(things.requests)


def test_no_credential_is_written_or_told(project: Project) -> None:
    ran = project.capture()

    assert not any(KEY.encode() in text for text in project.files.values())
    assert KEY not in ran.out + ran.err
    assert "$THINGS_KEY" in project.files["getThing-200.json"].decode()


ODD = {
    "half of a character": {"note": "x\ud800y", "\udfff": 1},
    "an id with half of a character": {"id": "x\ud800y"},
    "no number": {"weight": float("nan"), "height": float("-inf")},
}


@pytest.mark.parametrize("more", ODD.values(), ids=ODD)
def test_an_answer_that_no_file_can_hold_as_it_is_is_no_crash(
    project: Project, things: Things, more: dict[str, Any]
) -> None:
    """Where a step needs a value of it, the step fails and says so; what was made is taken away, what was captured stays."""
    things.more = more

    for arguments in (["--json"], ["--json", "--resume"], ["--json"]):
        ran = project.capture(*arguments)
        assert (7, ["capture-failed"]) == (ran.code, ran.codes)
        assert "listThings-200.json" in project.files
    for text in project.files.values():
        json.loads(text.decode(), parse_constant=pytest.fail)


@pytest.mark.parametrize("more", ODD.values(), ids=ODD)
def test_it_is_captured_where_no_step_needs_it(project: Project, things: Things, more: dict[str, Any]) -> None:
    things.more = more
    project.scenario = SCENARIO.partition("      - stepId: other")[0].replace(
        "        outputs: {id: $response.body#/id}\n", ""
    )
    project.write()

    assert project.capture("--json").code in (0, 10)
    assert '"unchanged"' in project.capture("--json").out
    capture = json.loads(project.files["createThing-201.json"].decode(), parse_constant=pytest.fail)
    assert capture["response"]["body"]["kind"] in ("json", "text")


def test_clean_up_says_nothing_of_captures(project: Project, things: Things) -> None:
    things.more = {"name": 5}
    assert "capture-differs" in project.capture().err

    assert "capture-differs" not in project.capture("--cleanup").err


def test_without_its_credential_nothing_is_sent(project: Project, things: Things) -> None:
    project.key = None
    ran = project.capture()

    assert (2, []) == (ran.code, things.requests)
    assert "$THINGS_KEY" in ran.err


OAUTH = "{Key: {type: oauth2, flows: {clientCredentials: {tokenUrl: '%s/token', scopes: {}}}}}"


def test_a_token_is_got_with_the_credentials_of_a_program(project: Project, things: Things) -> None:
    project.key = None
    project.spec = SPEC.replace("{Key: {type: apiKey, in: header, name: X-Key}}", OAUTH % things.url)
    project.variables = dict(zip(("THINGS_KEY_CLIENT_ID", "THINGS_KEY_CLIENT_SECRET"), CLIENT, strict=True))
    project.write()
    first = project.capture()
    before = project.files
    again = project.capture("--json")

    assert (0, 0) == (first.code, again.code), first.err + again.err
    assert len(things.tokens) == 2
    assert before == project.files
    written = b"".join(before.values()).decode()
    assert '"Bearer $THINGS_KEY"' in written
    assert not any(secret in written + first.out + first.err + again.err for secret in (*things.tokens, *CLIENT))


def test_without_a_token_nothing_is_done(project: Project, things: Things) -> None:
    project.key = None
    project.spec = SPEC.replace("{Key: {type: apiKey, in: header, name: X-Key}}", OAUTH % things.url)
    project.variables = {"THINGS_KEY_CLIENT_ID": "a-client", "THINGS_KEY_CLIENT_SECRET": "another"}
    project.write()
    ran = project.capture()

    assert (2, ["POST /token"]) == (ran.code, things.requests)
    assert "the token endpoint answered 401" in ran.err


def test_a_token_is_not_asked_of_a_host_that_nobody_named(project: Project, things: Things) -> None:
    project.key = None
    project.spec = SPEC.replace("{Key: {type: apiKey, in: header, name: X-Key}}", OAUTH % "http://localhost:1")
    project.variables = dict(zip(("THINGS_KEY_CLIENT_ID", "THINGS_KEY_CLIENT_SECRET"), CLIENT, strict=True))
    project.write()
    ran = project.capture()

    assert (2, []) == (ran.code, things.requests)
    assert "localhost:1" in ran.err


def test_a_dry_run_shows_the_requests_and_sends_none(project: Project, things: Things) -> None:
    ran = project.capture("--dry-run")

    assert (0, []) == (ran.code, things.requests)
    assert f"POST {things.url}/things\nX-Key: $THINGS_KEY\n" in ran.out
    assert f"DELETE {things.url}/things/{{create.id}}" in ran.out
    assert KEY not in ran.out


def test_production_needs_two_words(project: Project, things: Things) -> None:
    project.settings = ", production: true"
    project.write()
    refused = [project.capture(), project.capture("--yes"), project.capture("--production")]

    assert [2, 2, 2] == [ran.code for ran in refused]
    assert [] == things.requests
    assert 0 == project.capture("--production", "--yes").code


def test_a_scenario_that_deletes_what_it_did_not_make_is_refused(project: Project, things: Things) -> None:
    project.scenario = SCENARIO.replace("        x-specloom-cleanup: create\n", "").replace(
        "[{name: thingId, in: path, value: $steps.create.outputs.id}]\n      - stepId: deleteOther",
        "[{name: thingId, in: path, value: everything}]\n      - stepId: deleteOther",
    )
    project.write()
    ran = project.capture("--json")

    assert (2, []) == (ran.code, things.requests)
    assert ["scenario-unsafe"] == ran.codes


def test_another_server_has_to_be_on_this_machine_and_to_be_written_elsewhere(project: Project, things: Things) -> None:
    away = project.capture("--server", "https://evil.example")
    here = project.capture("--server", things.url)

    assert [2, 2] == [away.code, here.code]
    assert [] == things.requests
    assert 0 == project.capture("--server", things.url, "--out", "elsewhere").code
    assert {} == project.files


def test_a_step_that_fails_ends_the_workflow_and_all_is_taken_away(project: Project, things: Things) -> None:
    project.scenario = SCENARIO.replace(
        "stepId: get\n", "stepId: get\n        successCriteria: [{condition: $statusCode == 418}]\n"
    )
    project.write()
    ran = project.capture("--json")

    assert 7 == ran.code
    assert {} == things.things
    assert ("failed", "skipped", "captured") == (ran.outcomes["get"], ran.outcomes["replace"], ran.outcomes["delete"])
    assert ["capture-failed"] == ran.codes
    assert "capture-failed" == json.loads(ran.out)["verdict"]


def test_what_cannot_be_taken_away_is_named(project: Project, things: Things) -> None:
    things.keeps = True
    ran = project.capture("--json")

    assert 7 == ran.code
    assert ["other", "create"] == [left["step"] for left in ran.report["left"]]
    assert "capture-left" in ran.codes
    assert 2 == project.capture().code, "what was left has to be seen to first"
    assert 7 == project.capture("--cleanup").code
    things.keeps = False
    things.things["of somebody else"] = {"id": "of somebody else", "name": "specloom-chair"}
    assert 0 == project.capture("--cleanup").code
    assert ["of somebody else"] == list(things.things)
    assert [] == project.journals


def test_there_is_a_last_request_and_clean_up_comes_before_it(project: Project, things: Things) -> None:
    ran = project.capture("--max-requests", "5", "--json")

    assert 7 == ran.code
    assert 5 == len(things.requests)
    assert {} == things.things


def test_a_secret_in_an_answer_is_not_written(project: Project, things: Things) -> None:
    token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
    things.things["old"] = {"id": "0b1d4bd5-5f4e-4a4e-8f8c-1f4c4b8f4e4e", "name": token}
    project.capture()

    assert not any(token.encode() in text for text in project.files.values())


def test_a_secret_that_is_left_is_not_written(project: Project, things: Things) -> None:
    """What nothing recognises as a secret, and looks like one all the same, keeps the file from being written."""
    random = "q7Zk0vX2mB9sLr4TfHw8NcYd1GjPeUa6oViRtKzQ3xWb5C"
    things.things["old"] = {"id": "0b1d4bd5-5f4e-4a4e-8f8c-1f4c4b8f4e4e", "name": random}
    ran = project.capture("--json")

    assert 7 == ran.code
    assert "refused" == ran.outcomes["list"]
    assert ["capture-refused"] == ran.codes
    assert "listThings-200.json" not in project.files
    assert random not in ran.out + ran.err


def test_what_is_not_as_described_is_told_and_can_be_mended(project: Project) -> None:
    """A difference stops nothing; the overlay that is proposed ends it, and makes no capture stale that it does not touch."""
    wrong = "format: uuid}, name: {type: string}, color: {type: "
    project.spec = SPEC.replace(f"{wrong}string", f"{wrong}integer")
    project.write()
    ran = project.capture("--environment", "sandbox", "--propose-overlay", "mended.yaml")

    assert 0 == ran.code, ran.err
    assert "warning[capture-differs]: what 'createThing' answered is not as described" in ran.err
    assert "mended.yaml: 2 changes" in ran.err

    config = project.folder / "specloom.yaml"
    config.write_text(config.read_text().replace("spec: things.yaml", "spec: things.yaml\n    overlays: [mended.yaml]"))
    again = project.capture("--environment", "sandbox", "--propose-overlay", "more.yaml")

    assert 0 == again.code, again.err
    assert "capture-differs" not in again.err
    assert "all is as described" in again.err
    assert not (project.folder / "more.yaml").exists()


def test_a_documented_redirect_is_an_answer(project: Project) -> None:
    moved = "paths:\n  /moved: {get: {operationId: getMoved, responses: {'302': {description: It is elsewhere.}}}}"
    project.spec = SPEC.replace("paths:", moved)
    project.scenario = (
        SCENARIO.partition("      - stepId: list")[0] + "      - {stepId: moved, operationId: getMoved}\n"
    )
    project.write()
    ran = project.capture()

    assert 0 == ran.code, ran.err
    assert {"getMoved-302.json"} == set(project.files)


def test_nothing_can_be_proposed_before_anything_was_captured(project: Project) -> None:
    ran = project.capture("--propose-overlay", "mended.yaml")

    assert 0 == ran.code
    assert "captures/things holds no captures yet" in ran.err


@pytest.mark.parametrize(("odd", "code"), [([503], 0), ([201], 7), ([409], 7), ([503, 503], 7)])
def test_what_was_made_is_taken_away_although_no_answer_names_it(
    project: Project, things: Things, odd: list[int], code: int
) -> None:
    """A proxy in a bad mood: the thing is made, and the answer has another status, or no body."""
    things.odd += odd
    ran = project.capture("--json")

    assert {} == things.things
    assert code == ran.code, ran.err
    assert [] == ran.report["left"]
    assert 0 == project.capture().code
    assert {} == things.things


@pytest.mark.parametrize("file", ["things.yaml", "specloom.yaml", "things.arazzo.yaml"])
def test_an_overlay_replaces_nothing_but_an_overlay(project: Project, file: str) -> None:
    project.capture()
    before = (project.folder / file).read_text()
    ran = project.capture("--propose-overlay", file)

    assert 2 == ran.code
    assert f"{file} cannot be written: is there already" in ran.err
    assert before == (project.folder / file).read_text()


def test_a_journal_can_be_forgotten(project: Project, things: Things) -> None:
    things.keeps = True
    assert 7 == project.capture("--environment", "sandbox").code
    things.things.clear()
    assert 2 == project.capture("--environment", "sandbox").code
    ran = project.capture("--environment", "sandbox", "--forget")

    assert 0 == ran.code, ran.err
    assert "forgotten: things/create createThing" in ran.err
    assert [] == project.journals
