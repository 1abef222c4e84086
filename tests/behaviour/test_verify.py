"""`specloom verify` and `specloom mock` as users see them, and what a proof says of snippets that are wrong."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from behaviour.snippet_runs import environment
from behaviour.test_cli import CONFIG, SPEC, Result, Specloom
from behaviour.test_snippet_pages import CLAIMS, document

from specloom.calls.model import Call, Calls, JsonBody, WireHeader, WireRequest
from specloom.calls.prepare import prepare_calls
from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main
from specloom.cli.verify import _COMMANDS
from specloom.config.job import SourceSettings
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.mock import Mock, Received
from specloom.pipeline import load_api
from specloom.verify import Outcome, Proof, Snippet, differences, meaning
from specloom.verify.memory import Memory
from specloom.verify.model import PLACEHOLDER
from specloom.verify.tools import Tools


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Specloom:
    """Run commands in a folder with a description, a config and a cache of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    Path("pets.yaml").write_text(SPEC)
    Path("specloom.yaml").write_text(CONFIG)

    def run(*argv: str) -> Result:
        capsys.readouterr()
        code = main(list(argv))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


def outcomes(result: Result) -> dict[str, str]:
    """Return the outcome of each file in a JSON report."""
    return {one["path"]: one["outcome"] for source in result.json["verify"] for one in source["results"]}


# the command


def test_right_snippets_are_told_in_a_table(specloom: Specloom) -> None:
    """The table is the result; the sum is a message."""
    result = specloom("verify")

    assert ExitCode.OK == result.code, result.stderr
    assert ["pets    curl", "getPet  1 ok", "        1 ok"] == result.stdout.splitlines()
    assert "pets  1 snippet: 1 ok\n" in result.stderr
    assert ["cache", "pets.yaml", "specloom.yaml"] == sorted(path.name for path in Path().iterdir())


def test_outcomes_as_json(specloom: Specloom) -> None:
    result = specloom("verify", "pets.yaml", "--language", "curl", "--json")

    assert ExitCode.OK == result.code, result.stderr
    assert {"getPet/minimal.curl.sh": "ok"} == outcomes(result)
    assert [{"ok": 1}] == [source["totals"] for source in result.json["verify"]]


def test_what_was_right_before_is_not_run_again(specloom: Specloom) -> None:
    """Until the description changes; and without --resume everything is run."""
    specloom("verify")

    def remembered() -> list[bool]:
        return [
            one["remembered"]
            for source in specloom("verify", "--resume", "--json").json["verify"]
            for one in source["results"]
        ]

    assert [True] == remembered() == remembered()
    Path("pets.yaml").write_text(SPEC.replace("example: p1", "example: p2"))
    assert [False] == remembered()


def test_a_tool_that_is_not_there(specloom: Specloom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its snippets are listed; with --require-tools that is a failure."""
    monkeypatch.setenv("PATH", "/nowhere")
    listed, required = specloom("verify", "--json"), specloom("verify", "--require-tools", "--json")

    assert (ExitCode.OK, {"getPet/minimal.curl.sh": "not run"}) == (listed.code, outcomes(listed))
    assert ExitCode.SNIPPET_FAILED == required.code
    assert ["tool-missing"] == [finding["rule"] for finding in required.json["findings"]]


def test_what_was_run_can_be_kept(specloom: Specloom) -> None:
    assert ExitCode.OK == specloom("verify", "--out", "kept").code
    assert "http://127.0.0.1" in Path("kept/pets/snippets/getPet/minimal.curl.sh").read_text()
    assert ExitCode.USAGE == specloom("verify", "--out", "kept").code


def test_snippets_handle_the_documented_errors(specloom: Specloom) -> None:
    """They are answered with one, and end well; those that do not handle it are wrong."""
    Path("pets.yaml").write_text(SPEC.replace('"200":', '"404": {description: x}\n        "200":', 1))
    errors = {"getPet/errors.javascript.mjs", "getPet/errors.python.py"}
    result = specloom("verify", "pets.yaml", "--json")

    assert {"ok"} == {outcomes(result)[path] for path in errors}, result.stdout


@pytest.mark.parametrize("style", CLAIMS)
def test_loops_over_pages_end(specloom: Specloom, style: str) -> None:
    """Whatever leads from page to page, also where the example of the first page leads to a host elsewhere."""
    Path("list.json").write_text(json.dumps(document(style)))
    result = specloom("verify", "list.json", "--language", "python", "--json")

    assert {"list/minimal.python.py", "list/pages.python.py"} <= outcomes(result).keys()
    assert {"ok"} == set(outcomes(result).values()), result.stdout


@pytest.mark.parametrize(
    "argv",
    [
        ("--operation", "getPets"),
        ("--language", "curly"),
        ("--server", "http://127.0.0.1:1"),
        ("--target", "docs"),
    ],
)
def test_what_nothing_can_be_done_with_is_refused(specloom: Specloom, argv: tuple[str, ...]) -> None:
    assert ExitCode.USAGE == specloom("verify", *argv).code


def test_a_wrong_snippet_is_a_finding(specloom: Specloom, monkeypatch: pytest.MonkeyPatch) -> None:
    """About its operation, with what is wrong; and the run fails."""
    monkeypatch.setitem(_COMMANDS, "curl", ("true",))
    result = specloom("verify")

    assert ExitCode.SNIPPET_FAILED == result.code
    assert "1 failed" in result.stdout
    assert "the minimal snippet in curl failed: it sent nothing" in result.stderr
    assert "pets.yaml:6" in result.stderr


# wrong snippets


def proof_of(folder: Path) -> tuple[Proof, Call]:
    """Return a proof of the description, and the call of its operation."""
    (folder / "pets.yaml").write_text(SPEC)
    source = SourceSettings(name="", spec=folder / "pets.yaml", label="pets.yaml", root=folder, server=PLACEHOLDER)
    api: Api = load_api(source, Diagnostics()).api
    calls: Calls = prepare_calls(api, Diagnostics())
    proof = Proof(
        mock=Mock(api, calls),
        folder=folder / "snippets",
        packages=folder / "python",
        client_variable="PETS_BASE_URL",
        tools=Tools(),
        memory=Memory(None),
    )
    return proof, calls.minimal("getPet")


RIGHT = f'curl -sS --fail-with-body -H "X-Api-Key: $PETS_API_KEY" -H "Accept: application/json" {PLACEHOLDER}/pets/p1'
WRONG = {
    f"{RIGHT} >/dev/null": (Outcome.OK, ""),
    f"{RIGHT} >/dev/null; exit 3": (Outcome.FAILED, "it ended with 3"),
    f": {PLACEHOLDER}": (Outcome.FAILED, "it sent nothing"),
    f"{RIGHT}; {RIGHT}": (Outcome.DIFFERS, "it sent 2 requests"),
    f"{RIGHT}?limit=1": (Outcome.DIFFERS, "query: meant nothing, sent [('limit', '1')]"),
    RIGHT.replace("p1", "p2"): (Outcome.DIFFERS, "path: meant '/pets/p1', sent '/pets/p2'"),
    f"{RIGHT} -H 'Cookie: a=b'": (Outcome.DIFFERS, "header cookie: meant nothing, sent 'a=b'"),
    RIGHT.replace("$PETS_API_KEY", "key"): (Outcome.DIFFERS, "header x-api-key: meant"),
    f"{RIGHT} -d a": (Outcome.DIFFERS, "method: meant 'GET', sent 'POST'; body: meant nothing, sent b'a'"),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_said_of_a_snippet(text: str, tmp_path: Path) -> None:
    """Each way of being wrong has its outcome, and words that say what is wrong."""
    proof, call = proof_of(tmp_path)
    snippet = Snippet(
        call=call, variant="minimal", language="curl", path="x.sh", text=text, tool="curl", command=("bash",)
    )
    (result,) = proof.results([snippet])

    outcome, problem = WRONG[text]
    assert (outcome, problem) == (result.outcome, result.problem[: len(problem)])


def test_a_snippet_that_does_not_handle_its_error_is_wrong(tmp_path: Path) -> None:
    proof, call = proof_of(tmp_path)
    texts = {"handled": f"{RIGHT} >/dev/null || true", "unhandled": f"{RIGHT} >/dev/null"}
    snippets = [
        Snippet(
            call=call,
            variant="errors",
            language="curl",
            path=f"{name}.sh",
            text=text,
            tool="curl",
            command=("bash",),
            error="404",
        )
        for name, text in texts.items()
    ]

    assert [Outcome.OK, Outcome.FAILED] == [result.outcome for result in proof.results(snippets)]


def test_what_the_description_does_not_allow_is_rejected(tmp_path: Path) -> None:
    """It is sent as it was meant: then what was meant is wrong."""
    proof, call = proof_of(tmp_path)
    bare = Call(
        operation=call.operation,
        name=call.name,
        variant=call.variant,
        arguments=(),
        body=None,
        server=call.server,
        requirement=None,
        request=WireRequest(method="GET", url=f"{PLACEHOLDER}/pets/p1"),
        expects_json=True,
        expects_body=True,
    )
    text = f"curl -sS {PLACEHOLDER}/pets/p1"
    (result,) = proof.results(
        [Snippet(call=bare, variant="minimal", language="curl", path="x", text=text, tool="curl", command=("bash",))]
    )

    assert (Outcome.REJECTED, "security: no credential of ApiKeyAuth is there") == (result.outcome, result.problem)


# meaning


def told(request: WireRequest, received: Received, folder: Path) -> list[str]:
    return list(differences(*meaning(request, received, environment(request, folder))))


def test_spellings_that_http_lets_differ_are_one(tmp_path: Path) -> None:
    """Triplets of unreserved characters, the case of triplets, spaces in JSON, plus signs in queries."""
    header = WireHeader("Content-Type", ("application/json",))
    request = WireRequest(
        method="PUT", url=f"{PLACEHOLDER}/~a%2fb?c=d%20e", headers=(header,), body=JsonBody({"a": [1]})
    )
    received = Received("PUT", "/%7Ea%2Fb?c=d+e", (("content-type", "application/json"),), b'{ "a" : [ 1 ] }')

    assert [] == told(request, received, tmp_path)


@pytest.mark.parametrize("target", ["/a/b?c=d%20e", "/~a%2fb", "/~a%2fb?c=d&c=d%20e"])
def test_what_means_something_else_differs(target: str, tmp_path: Path) -> None:
    request = WireRequest(method="GET", url=f"{PLACEHOLDER}/~a%2fb?c=d%20e")

    assert told(request, Received("GET", target, (), b""), tmp_path)


# specloom mock


def test_the_mock_says_where_it_is_and_logs_requests(tmp_path: Path) -> None:
    """Ctrl-c is how it ends well."""
    (tmp_path / "pets.yaml").write_text(SPEC)
    command = [sys.executable, "-m", "specloom", "mock", "pets.yaml", "--port", "0", "--json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stdout is not None
        address = process.stderr.readline().split()[-1]
        subprocess.run(["curl", "-sS", f"{address}/pets/p1"], check=True, capture_output=True)
        logged = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)

        assert 0 == process.wait(timeout=60)
    assert address.endswith("/v1")
    assert ("/v1/pets/p1", "getPet", 401) == (logged["target"], logged["operation"], logged["status"])


MISUSED: dict[str, tuple[str, ...]] = {
    "--latency": ("--latency", "soon"),
    "backwards": ("--latency", "2s..50ms"),
    "--errors": ("--errors", "101%"),
    "host": ("--host", "no.such.host.invalid"),
}


@pytest.mark.parametrize("argv", MISUSED.values(), ids=MISUSED)
def test_options_of_the_mock_that_cannot_be_used(specloom: Callable[..., Any], argv: tuple[str, ...]) -> None:
    assert ExitCode.USAGE == specloom("mock", *argv).code
