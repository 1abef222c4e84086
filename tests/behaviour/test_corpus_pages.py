"""Which lists of real documents go on, and how: a change of what is recognised is a change of this table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bench.documents import documents
from builds import job_for

from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api

pytestmark = pytest.mark.corpus

QUICK: dict[str, dict[str, int]] = {
    "amazon-sp-feeds": {"cursor": 1},
    "autorest-url": {},
    "clockify": {"page": 26},
    "deepl": {"page": 2},
    "figma": {},
    "ga4gh-wes": {"cursor": 2},
    "iceberg-rest-catalog": {"cursor": 4},
    "intercom": {"cursor": 2, "next_url": 1},
    "libre-graph": {"next_url": 6},
    "lob": {"next_url": 20, "offset": 1},
    "meilisearch": {"cursor": 2, "offset": 4},
    "memos": {"cursor": 10},
    "netlify": {},
    "redocly-cafe-3.2": {"cursor": 2},
    "redocly-museum-3.1": {"page": 2},
    "snowflake-table": {"link": 2},
    "telegram-bot": {},
    "temporal": {"cursor": 24},
    "tmf620-product-catalog": {"offset": 7},
    "traccar": {"offset": 11},
    "twilio-api-2010": {"next_url": 59},
    "xero-files": {"page": 2},
}
LARGE: dict[str, dict[str, int]] = {
    "cloudflare": {"page": 2, "cursor": 1, "offset": 2},
    "digitalocean": {"cursor": 1, "page": 63},
    "discord": {},
    "github-rest": {"link": 196, "page": 67},
    "kubernetes": {"cursor": 129},
    "openai": {"cursor": 62},
    "stripe": {"cursor": 105},
}


def styles_of(corpus: Path, name: str) -> Counter[str]:
    """Return how many operations of a document go on in which style."""
    document = next(each for each in documents(corpus) if each.name == name)
    api = load_api(job_for(document.spec).source, Diagnostics(lenient=True)).api
    return Counter(each.pagination.style.value for each in api.operations if each.pagination is not None)


@pytest.mark.parametrize("name", QUICK)
def test_lists_that_go_on(corpus: Path, name: str) -> None:
    assert styles_of(corpus, name) == QUICK[name]


@pytest.mark.nightly
@pytest.mark.parametrize("name", LARGE)
def test_lists_that_go_on_in_large_documents(corpus: Path, name: str) -> None:
    assert styles_of(corpus, name) == LARGE[name]
