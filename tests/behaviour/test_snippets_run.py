"""Every snippet of our own descriptions is run in bash, node and python, and says what it is meant to say."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from behaviour.api_server import ApiServer
from behaviour.hostile_requests import HOSTILE_REQUESTS, PLACEHOLDER
from behaviour.snippet_runs import (
    environment,
    meaning,
    recording_server,
    require_tool,
    run_snippet,
)
from builds import ROOT, build_files, job_for
from unit.snippets.snippet_texts import snippet_text

from specloom.calls.model import (
    Call,
    Calls,
    WireRequest,
)
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.diagnostics.codes import SNIPPET_INEXPRESSIBLE
from specloom.pipeline import load_api
from specloom.render import Renderer
from specloom.targets.base import PlanInput, SnippetKey
from specloom.targets.snippets.languages.errors import ERRORS_VARIANT
from specloom.targets.snippets.languages.model import Answer, InexpressibleError, SnippetView
from specloom.targets.snippets.languages.pages import PAGES_VARIANT
from specloom.targets.snippets.languages.registry import CLIENTS, LANGUAGES, USUAL_LANGUAGES
from specloom.targets.snippets.target import SnippetsTarget

WORKERS = 4
SPECS = {"clockify": ROOT / "specs" / "clockify.yaml", "petstore-plus": ROOT / "specs" / "petstore-plus.yaml"}


@dataclass(frozen=True, slots=True)
class Snippet:
    """A rendered snippet and the call it makes."""

    path: str
    text: str
    call: Call
    language: str


def snippets_of(spec: Path, language: str, diagnostics: Diagnostics) -> tuple[list[Snippet], Calls]:
    """Return the snippets of a description, for a server on loopback, and the calls that they make."""
    api = load_api(job_for(spec, server=PLACEHOLDER).source, diagnostics).api
    calls = prepare_calls(api, diagnostics)
    renderer = Renderer()
    options = {"languages": [language]}
    given = PlanInput(api=api, calls=calls, options=options, targets={"python": {}})
    views = SnippetsTarget().plan(given, diagnostics)

    def call_of(key: SnippetKey) -> Call:
        return next(call for call in calls.calls[key.operation] if call.name == key.variant)

    snippets = [
        Snippet(view.path, renderer.render(view).text, call_of(view.file.key), view.file.key.language)
        for view in views
        if isinstance(view, SnippetView) and view.file.key.variant not in (ERRORS_VARIANT, PAGES_VARIANT)
    ]
    return snippets, calls


def fault_of(snippet: Snippet, folder: Path, pool: queue.Queue[ApiServer]) -> str | None:
    """Run one snippet against a server of its own, which checks the request; return what is wrong with it."""
    server = pool.get()
    try:
        server.requests.clear()
        server.problems.clear()
        place = folder / snippet.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(snippet.text.replace(PLACEHOLDER, server.url), encoding="utf-8", newline="")
        variables = environment(snippet.call.request, place.parent)
        language = (LANGUAGES | CLIENTS)[snippet.language]
        done = run_snippet(language, place, {**variables, "PYTHONPATH": str(packages_of(folder, server))})
        if done.returncode or server.problems:
            said = done.stderr.decode(errors="replace")[-800:]
            return f"{snippet.path}: exit {done.returncode}: {server.problems} {said}"
        if len(server.requests) != 1:
            return f"{snippet.path}: sent {len(server.requests)} requests"
        meant, told = meaning(snippet.call.request, server.requests[0], variables)
        if snippet.language in CLIENTS:
            ignore_other_answers(meant, told)
        return None if meant == told else f"{snippet.path}:\n  meant {meant}\n  told  {told}"
    finally:
        pool.put(server)


def packages_of(folder: Path, server: ApiServer) -> Path:
    """Return where the client stands that calls this server."""
    return folder / "packages" / str(urlsplit(server.url).port)


def write_package(spec: Path, folder: Path, url: str) -> None:
    """Write the client of a description, for the server at this address."""
    for path, text in build_files(spec, "python", server=url).items():
        place = folder / path.removeprefix("python/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def ignore_other_answers(meant: Any, told: Any) -> None:
    """A method of the client asks for what it reads alone, where a snippet takes any of the documented answers."""
    if told["headers"].get("accept") in str(meant["headers"].get("accept")).split(", "):
        told["headers"]["accept"] = meant["headers"]["accept"]


def pairs_to_run() -> Iterator[object]:
    """Yield each description with each language; all but the usual ones at night: `specloom verify` runs those in CI."""
    for name in SPECS:
        for language in (*LANGUAGES, *CLIENTS):
            yield pytest.param(name, language, marks=() if language in USUAL_LANGUAGES else pytest.mark.nightly)


@pytest.mark.parametrize(("spec", "language"), list(pairs_to_run()))
def test_every_snippet_sends_its_call(spec: str, language: str, tmp_path: Path) -> None:
    """Exit 0 against a server that checks requests, and there the method, URL, headers and body of the call.

    Since every language is held to the same call, all of them send the same request.
    """
    require_tool((LANGUAGES | CLIENTS)[language])
    diagnostics = Diagnostics()
    snippets, calls = snippets_of(SPECS[spec], language, diagnostics)
    refused = sum(finding.code is SNIPPET_INEXPRESSIBLE for finding in diagnostics)
    pool: queue.Queue[ApiServer] = queue.Queue()
    with ExitStack() as stack, ThreadPoolExecutor(WORKERS) as threads:
        for _ in range(WORKERS):
            server = stack.enter_context(ApiServer(SPECS[spec], calls))
            if language in CLIENTS:
                write_package(SPECS[spec], packages_of(tmp_path, server), server.url)
            pool.put(server)
        faults = [fault for fault in threads.map(lambda each: fault_of(each, tmp_path, pool), snippets) if fault]

    assert sum(len(group) for group in calls.calls.values()) == len(snippets) + refused
    assert len(snippets) > 15
    assert [] == faults


REFUSED = {
    ("multipart-signs", "httpie"): "signs of its own",
    ("multipart-typed", "httpie"): "a content type",
    ("multipart", "wget"): "multipart",
    ("multipart-signs", "wget"): "multipart",
    ("multipart-typed", "wget"): "multipart",
}
"""What a language cannot send, and a word of why."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", HOSTILE_REQUESTS)
def test_no_text_acts(case: str, language: str, tmp_path: Path) -> None:
    """Quotes, line breaks, `$(id)`, backticks, `!`, `%`, `@file`, braces, invisible characters: sent, never obeyed."""
    require_tool(LANGUAGES[language])
    request = HOSTILE_REQUESTS[case]
    chosen = LANGUAGES[language]
    if (case, language) in REFUSED:
        with pytest.raises(InexpressibleError, match=REFUSED[case, language]):
            snippet_text(language, request)
        return
    with recording_server() as server:
        text = snippet_text(language, request, Answer.TEXT)
        place = tmp_path / f"snippet.{chosen.extension}"
        place.write_text(text.replace(PLACEHOLDER, server.url), encoding="utf-8", newline="")
        variables = environment(request, tmp_path)
        done = run_snippet(chosen, place, variables)

        assert 0 == done.returncode, done.stderr.decode(errors="replace") + text
        assert 1 == len(server.requests)
        meant, told = meaning(request, server.requests[0], variables)
        assert meant == told, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_snippet_fails_where_nobody_listens(language: str, tmp_path: Path) -> None:
    """It must not exit as if all were well."""
    require_tool(LANGUAGES[language])
    place = tmp_path / f"snippet.{LANGUAGES[language].extension}"
    place.write_text(snippet_text(language, WireRequest(method="GET", url=f"{PLACEHOLDER}/x")), encoding="utf-8")

    assert 0 != run_snippet(LANGUAGES[language], place, {}).returncode


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("answer", [Answer.JSON, Answer.STREAM])
def test_a_snippet_fails_on_an_error_status(language: str, answer: Answer, tmp_path: Path) -> None:
    require_tool(LANGUAGES[language])
    with recording_server(status=409) as server:
        place = tmp_path / f"snippet.{LANGUAGES[language].extension}"
        place.write_text(snippet_text(language, WireRequest(method="GET", url=server.url), answer), encoding="utf-8")
        done = run_snippet(LANGUAGES[language], place, {})

        assert 1 == len(server.requests)
        assert 0 != done.returncode
        assert b"409" in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_snippet_prints_the_answer(language: str, tmp_path: Path) -> None:
    """In whatever way it is read; the text of the server is all that some languages print."""
    require_tool(LANGUAGES[language])
    with recording_server() as server:
        for answer in (Answer.JSON, Answer.TEXT, Answer.STREAM, Answer.BINARY):
            place = tmp_path / f"snippet.{LANGUAGES[language].extension}"
            text = snippet_text(language, WireRequest(method="GET", url=server.url), answer)
            place.write_text(text, encoding="utf-8")
            done = run_snippet(LANGUAGES[language], place, {})

            assert 0 == done.returncode, done.stderr
            assert b"ok" in done.stdout
