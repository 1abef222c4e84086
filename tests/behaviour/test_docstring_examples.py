"""Every example in a docstring is code that type-checks, runs, and sends the request of the snippets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import black
import httpx2
import pytest
from behaviour.api_server import ApiServer
from behaviour.docstring_examples import (
    MODULE,
    Example,
    as_module,
    client_name,
    examples_of,
    faults_of_types,
    imported,
    minimal_calls,
)
from behaviour.request_check import Received
from behaviour.snippet_runs import environment, meaning
from bench.documents import Document, Row, corpus_folder, documents, generate
from builds import ROOT, job_for

from specloom.calls.model import Calls
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.pipeline import build_from, load_api

SPECS = {"clockify": ROOT / "specs" / "clockify.yaml", "petstore-plus": ROOT / "specs" / "petstore-plus.yaml"}
WITHOUT = {"clockify": {"updateInvoiceSettings"}, "petstore-plus": set[str]()}
"""Operations of our own descriptions whose example would be too long to be read."""


@dataclass(frozen=True, slots=True)
class Package:
    """A generated package, its examples, and the calls that they should make."""

    folder: Path
    api: Api
    calls: Calls
    examples: list[Example]

    @property
    def name(self) -> str:
        """Its import name."""
        return next(path.parent.name for path in self.folder.glob("*/__init__.py"))

    @property
    def client(self) -> str:
        """The class of its client."""
        return client_name(self.api)

    @property
    def variables(self) -> list[str]:
        """The environment variables that hold its secrets."""
        return [one.variable for scheme in self.api.security_schemes for one in scheme.credentials]

    def write_examples(self) -> None:
        """Write all examples into one module beside the package, and the files that they read."""
        text = as_module(self.examples, self.name, self.client)
        (self.folder / f"{MODULE}.py").write_text(text, encoding="utf-8")
        for name in {file for one in self.examples for file in one.files}:
            (self.folder / name).write_bytes(bytes(range(256)))

    def faults(self, module: ModuleType, sent: list[Received], **settings: object) -> Iterator[str]:
        """Run every example with a client of its own; yield what was not sent as the call of its operation says.

        The second method of an operation, which reads its answer as a stream, has no call of its own to be like.
        """
        meant = minimal_calls(self.api, self.calls)
        for index, one in enumerate(self.examples):
            sent.clear()
            call = meant.get(one.key)
            variables = environment(call.request, self.folder) if call else dict.fromkeys(self.variables, "secret")
            with mock.patch.dict(os.environ, variables):
                client = getattr(module, self.client)(max_retries=0, **settings)
                try:
                    getattr(module, f"example_{index}")(client)
                except Exception as error:
                    yield f"{one.key}: {type(error).__name__}: {error}"
                    continue
            if call is not None:
                yield from _differences(one, *meaning(call.request, sent[0], variables))


def _differences(one: Example, meant: Any, told: Any) -> Iterator[str]:
    """Yield what differs; a method that reads a stream asks for the one media type that it reads."""
    if told["headers"].get("accept") in str(meant["headers"].get("accept")).split(", "):
        meant["headers"].pop("accept")
        told["headers"].pop("accept")
    if meant != told:
        yield f"{one.key}:\n  meant {meant}\n  told  {told}"


def own_package(spec: Path, folder: Path, server: str) -> Package:
    """Write the package of one of our own descriptions, for a server on loopback."""
    diagnostics = Diagnostics()
    job = job_for(spec, "python", server=server)
    loaded = load_api(job.source, diagnostics)
    for made in build_from(loaded, job, diagnostics).folders:
        for path, text in made.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return packaged(folder, loaded.api, prepare_calls(loaded.api, Diagnostics()))


def packaged(folder: Path, api: Api, calls: Calls) -> Package:
    """Return the package in a folder, with its examples written beside it."""
    name = next(path.parent.name for path in folder.glob("*/__init__.py"))
    package = Package(folder, api, calls, list(examples_of(folder / name)))
    package.write_examples()
    return package


@pytest.mark.parametrize("spec", SPECS)
def test_every_example_is_a_valid_request(spec: str, tmp_path: Path) -> None:
    """It type-checks; a server that checks requests accepts it; and it is the request of the minimal snippet."""
    with ApiServer(SPECS[spec]) as server:
        package = own_package(SPECS[spec], tmp_path, server.url)
        server.calls = package.calls
        with imported(package.folder, package.name) as module:
            faults = list(package.faults(module, server.requests))
    shown = {one.key for one in package.examples}
    expected = minimal_calls(package.api, package.calls)

    assert [] == faults
    assert [] == server.problems
    assert "" == faults_of_types(tmp_path)
    assert WITHOUT[spec] == {call.operation.id for key, call in expected.items() if key not in shown}


@pytest.mark.parametrize("spec", SPECS)
def test_black_would_leave_every_example(spec: str, tmp_path: Path) -> None:
    """Inside its docstring an example stands as the formatter would write it there."""
    package = own_package(SPECS[spec], tmp_path, "http://127.0.0.1:9")
    codes = [one.code + "\n" for one in package.examples]

    assert [black.format_str(code, mode=black.Mode(line_length=76)) for code in codes] == codes


SAMPLE = (
    "autorest-url",
    "dotnet-properties-3.2",
    "hey-api-full-3.1",
    "nytimes-books",
    "oapi-codegen-conflicts",
    "openapi-python-client-baseline-3.1",
    "readme-discriminators",
    "readme-security-3.1",
    "redocly-lint-3.2",
)


def document(corpus: Path, name: str) -> Document:
    """Return a document of the corpus."""
    return next(each for each in documents(corpus) if each.name == name)


def faults_of(described: Document, folder: Path) -> list[str]:
    """Return what is wrong with the examples of a document's client; requests go nowhere."""
    row = Row(name=described.name)
    made = generate(described, folder, row)
    assert made is not None
    package = packaged(made.python, made.api, made.calls)
    sent: list[Received] = []

    def accept(request: httpx2.Request) -> httpx2.Response:
        content = request.read()
        target = request.url.raw_path.decode()
        sent.append(Received(request.method, target, tuple(request.headers.items()), content))
        return httpx2.Response(200, json={})

    http_client = httpx2.Client(transport=httpx2.MockTransport(accept))
    with imported(package.folder, package.name) as module:
        faults = list(package.faults(module, sent, http_client=http_client))
    if package.examples:
        faults.append(faults_of_types(package.folder))
    return [fault for fault in faults if fault]


@pytest.mark.corpus
@pytest.mark.parametrize("name", SAMPLE)
def test_examples_of_a_small_document(corpus: Path, tmp_path: Path, name: str) -> None:
    """The same holds of documents that are not ours."""
    assert [] == faults_of(document(corpus, name), tmp_path)


def names() -> list[str]:
    """Return all documents; one that says so where there is no corpus, and then the fixture skips or fails."""
    corpus = corpus_folder()
    return [each.name for each in documents(corpus)] if corpus.is_dir() else ["no-corpus"]


@pytest.mark.corpus
@pytest.mark.nightly
@pytest.mark.parametrize("name", names())
def test_examples_of_every_document(corpus: Path, tmp_path: Path, name: str) -> None:
    """And of every document there is."""
    assert [] == faults_of(document(corpus, name), tmp_path)
