"""Nothing is dropped in silence: the ledger of every real document against the document, read without specloom."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.checks.ledger import operations_in
from bench.documents import corpus_folder, documents
from builds import job_for

from specloom.diagnostics import Diagnostics
from specloom.ir.ledger import Coverage, Ledger, PartKind
from specloom.ir.ledger_record import read_record, write_record
from specloom.pipeline import load_api

pytestmark = pytest.mark.corpus

SAMPLE = (
    *(
        "autorest-url",
        "deepl",
        "digitalocean",
        "docker-engine",
        "hey-api-full-3.1",
        "matrix-content-repo",
        "meilisearch",
    ),
    *("oapi-codegen-conflicts", "openapi-python-client-baseline-3.1", "readme-train-travel-3.1", "redocly-cafe-3.2"),
    *("redocly-lint-3.2", "uspto", "xero-webhooks"),
)
"""Documents of every version that are quickly read; several files, references in place of path items, degraded parts."""


def assert_whole(corpus: Path, name: str) -> None:
    """Fail where the ledger of a document does not have each of its operations, or a sum does not hold."""
    document = next(each for each in documents(corpus) if each.name == name)
    api = load_api(job_for(document.spec).source, Diagnostics(lenient=True)).api
    ledger = api.ledger

    raw = Counter(operations_in(document.spec))
    assert raw.total() == len(ledger.operations)
    skipped = {each.subject for each in ledger.operations if each.coverage is Coverage.SKIPPED}
    assert raw.keys() - skipped == {each.subject for each in ledger.operations} - skipped
    assert_sums_hold(ledger)
    assert len(api.operations) == ledger.counts[PartKind.OPERATION].total - len(skipped)
    record = read_record(write_record(ledger, api.info.source))
    assert {each.subject: each.coverage for each in ledger.operations} == record.covered[PartKind.OPERATION]


def assert_sums_hold(ledger: Ledger) -> None:
    """Fail where the parts of a sum do not add up, or a reason is missing."""
    for count in (*ledger.counts.values(), *(each.count for each in ledger.keywords)):
        assert min(count.full, count.degraded, count.skipped) >= 0
        assert count.total == count.full + count.degraded + count.skipped
    told = {each.subject for each in ledger.entries}
    for each in (*ledger.operations, *ledger.webhooks):
        assert (each.coverage is not Coverage.FULL) == (each.subject in told)


@pytest.mark.parametrize("name", SAMPLE)
def test_the_ledger_of_a_document_has_all_of_it(corpus: Path, name: str) -> None:
    assert_whole(corpus, name)


def names() -> list[str]:
    """Return all documents; one that says so where there is no corpus, and then the fixture skips or fails."""
    corpus = corpus_folder()
    return [each.name for each in documents(corpus)] if corpus.is_dir() else ["no-corpus"]


@pytest.mark.nightly
@pytest.mark.parametrize("name", names())
def test_the_ledger_of_every_document_has_all_of_it(corpus: Path, name: str) -> None:
    assert_whole(corpus, name)
