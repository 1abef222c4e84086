"""Real descriptions of many files: each loads without an error once its root folder is the one that holds all of them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builds import job_for

from specloom.diagnostics import Diagnostics, Severity
from specloom.pipeline import load_api

pytestmark = pytest.mark.corpus


@pytest.mark.parametrize(
    ("name", "operations", "files"),
    [
        ("autorest-body-complex", 55, 1),
        ("camara-quality-on-demand", 5, 3),
        ("deep-circular", 1, 3),
        ("digitalocean", 659, 1508),
        ("hey-api-full-3.1", 48, 2),
        ("kin-schema31refs", 1, 1),
        ("lob", 105, 465),
        ("matrix-sync", 1, 8),
        ("petstore-separate-2.0", 4, 5),
        ("snowflake-table", 22, 2),
        ("stac-item-search", 2, 3),
    ],
)
def test_a_description_of_many_files_loads(corpus: Path, name: str, operations: int, files: int) -> None:
    documents = json.loads((corpus / "MANIFEST.json").read_text(encoding="utf-8"))["documents"]
    path = next(corpus / each["path"] for each in documents if each["name"] == name)
    diagnostics = Diagnostics()
    loaded = load_api(replace(job_for(path).source, root=corpus / name), diagnostics)

    assert [] == diagnostics.of(Severity.ERROR, Severity.FATAL)
    assert (operations, operations) == (len(loaded.api.operations), len(loaded.api.ledger.operations))
    assert files <= len(loaded.document.files)
