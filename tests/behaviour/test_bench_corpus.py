"""`python -m bench.corpus` over a corpus of our own: a table, and no document that could end the run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bench.documents import Row
from bench.report import as_markdown, as_page, as_text
from builds import ROOT

GOOD = {
    "openapi": "3.0.4",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.example"}],
    "paths": {"/orders": {"get": {"responses": {"200": {"description": "All"}}}}},
}
REMOTE = {"application/json": {"schema": {"$ref": "https://elsewhere.example/order.json"}}}
STOPS = GOOD | {"paths": {"/orders": {"get": {"responses": {"200": {"description": "All", "content": REMOTE}}}}}}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of three documents: sound, stopping without --lenient, and one whose file cannot be had."""
    documents = {"good": GOOD, "stops": STOPS, "gone": None}
    entries: list[dict[str, Any]] = []
    for name, document in documents.items():
        (tmp_path / name).mkdir()
        if document is not None:
            (tmp_path / name / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
        entries.append(
            {
                "name": name,
                "path": f"{name}/openapi.json",
                "version": "3.0.4",
                "ops": 1,
                "valid": "yes" if document else "no",
            }
        )
    (tmp_path / "MANIFEST.json").write_text(json.dumps({"documents": entries}), encoding="utf-8")
    return tmp_path


def run(corpus: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(
        [sys.executable, "-m", "bench.corpus", *arguments],
        cwd=ROOT,
        env={**os.environ, "SPECLOOM_CORPUS": str(corpus)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_each_document_is_a_row(corpus: Path) -> None:
    """Whatever becomes of a document, the others are told as well; the exit code says that something is wrong."""
    done = run(corpus, "--check", "--json", "--jobs", "2")
    good, stops, gone = json.loads(done.stdout)

    assert (1, 1, {}, "") == (good["operations"], good["full"], good["default"], good["crash"])
    assert good["files"] > 0
    assert not any(good["faults"].values()), good["faults"]
    assert (["ref-remote"], {}, "") == (list(stops["default"]), stops["lenient"], stops["crash"])
    assert ["file-missing"] == list(gone["lenient"])
    assert 1 == done.returncode


def test_one_sound_document_is_a_success(corpus: Path) -> None:
    done = run(corpus, "--only", "good", "--markdown")

    assert 0 == done.returncode, done.stderr
    assert "| good | 3.0.4 | 1 | 1 | 0 | 0 | ok |" in done.stdout


def test_an_unknown_document_is_refused(corpus: Path) -> None:
    done = run(corpus, "--only", "other")

    assert 2 == done.returncode
    assert "the corpus has no document 'other'" in done.stderr


def test_the_report_tells_what_went_wrong() -> None:
    """Crashes, faults and verdicts stand in the table, and the page says why a document stops."""
    rows = [
        Row(
            name="one",
            version="2.0",
            operations=3,
            full=1,
            degraded=1,
            skipped=1,
            faults={"links": ["a", "b"], "mypy": []},
        ),
        Row(name="two", version="3.1.0", default={"ref-remote": 2}, faults={"links": [], "mypy": []}, needs_root=True),
        Row(name="six", crash="KeyError: 'a|b'"),
    ]
    table = as_markdown(rows)
    page = as_page(rows)

    assert "| one | 2.0 | 3 | 1 | 1 | 1 | ok |  |" in table
    assert "| links 2 |" in table
    assert "| `ref-remote` x2 | ok |" in table
    assert "| crash: KeyError: 'a/b' |" in table
    assert "3 documents: 1 generate by default, 1 more with `--lenient`, 1 not at all." in page
    assert "- `ref-remote` (two): A reference leads to another host." in page
    assert "leave the folder of the root document (two)" in page
    assert "crash: KeyError" in as_text(rows)
