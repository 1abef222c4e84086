"""Every real document generates, and everything that comes out of it is sound: the promise that the corpus holds us to.

By default a few small documents with many troubles; `make test-all` takes all of them. Both are `bench.corpus`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.checks import CHECKS, QUICK
from bench.corpus import PAGE, examine_apart
from bench.documents import Document, Row, corpus_folder, documents, examine
from bench.report import as_markdown

pytestmark = pytest.mark.corpus

STOPS = {
    "ga4gh-wes": {"ref-remote"},
    "intercom": {"ref-missing"},
    "oapi-codegen-multipackage": {"ref-remote"},
}
"""The documents that do not generate without `--lenient`, and why; docs/corpus.md tells more."""
SAMPLE = {
    "autorest-url": QUICK,
    "camara-quality-on-demand": QUICK,
    "deep-circular": QUICK,
    "dotnet-properties-3.2": tuple(CHECKS),
    "hey-api-full-3.1": tuple(CHECKS),
    "nytimes-books": QUICK,
    "oapi-codegen-conflicts": tuple(CHECKS),
    "openapi-python-client-baseline-3.1": tuple(CHECKS),
    "readme-discriminators": tuple(CHECKS),
    "readme-security-3.1": QUICK,
    "redocly-lint-3.2": QUICK,
    "typespec-sse-3.2": QUICK,
    "ga4gh-wes": QUICK,
    "xero-webhooks": QUICK,
}
"""Small documents of every version: several files, rings, remote references, clashing names, unions, streams."""


def document(corpus: Path, name: str) -> Document:
    """Return a document of the corpus."""
    return next(each for each in documents(corpus) if each.name == name)


def assert_sound(row: Row, described: Document) -> None:
    """Fail where specloom broke, stopped without need, lost an operation, or made something that is not true."""
    faults = {check: found for check, found in row.faults.items() if found}

    assert {"crash": "", "lenient": {}, "faults": {}} == {"crash": row.crash, "lenient": row.lenient, "faults": faults}
    assert STOPS.get(row.name, set()) == set(row.default)
    assert described.operations == row.operations == row.full + row.degraded + row.skipped


@pytest.mark.parametrize("name", SAMPLE)
def test_a_small_document_generates_and_is_sound(corpus: Path, tmp_path: Path, name: str) -> None:
    """All checks hold of the documents that make the most trouble for their size."""
    described = document(corpus, name)

    assert_sound(examine(described, tmp_path, SAMPLE[name]), described)


def names() -> list[str]:
    """Return all documents; one that says so where there is no corpus, and then the fixture skips or fails."""
    corpus = corpus_folder()
    return [each.name for each in documents(corpus)] if corpus.is_dir() else ["no-corpus"]


@pytest.mark.nightly
@pytest.mark.parametrize("name", names())
def test_every_document_generates_and_is_sound(corpus: Path, name: str) -> None:
    """All checks hold of every document; each one has a process, so that its memory is given back."""
    described = document(corpus, name)
    row = examine_apart(described, tuple(f"--run={name}" for name in CHECKS))

    assert_sound(row, described)
    assert facts(as_markdown([row]).splitlines()[-1]) in map(facts, PAGE.read_text(encoding="utf-8").splitlines())


def facts(line: str) -> list[str]:
    """Return the cells of a row of docs/corpus.md that a run on another machine would write alike: verdicts and counts."""
    return line.split(" | ")[:8]


def test_the_page_has_every_document(corpus: Path) -> None:
    """docs/corpus.md was written from a run over all of them."""
    rows = [facts(line) for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]

    assert {each.name for each in documents(corpus)} <= {row[0].removeprefix("| ") for row in rows}
