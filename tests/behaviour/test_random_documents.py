"""What holds for the corpus holds for any valid document: random ones are generated, and the same checks are run."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from bench.checks import CHECKS, QUICK
from bench.checks.ledger import operations_in
from bench.documents import Document, Row, examine
from documents import documents, swagger_documents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate

DOCUMENTS = st.one_of(documents(), documents(), swagger_documents())
"""Of every version, each third one Swagger 2.0."""
DRAWS = settings(
    deadline=None,
    database=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
"""The same draws every time, as long as the code is the same; what hypothesis prints on a failure repeats it anywhere."""


def assert_valid(document: dict[str, Any]) -> None:
    """Fail where openapi-spec-validator rejects a document."""
    with contextlib.suppress(RecursionError):  # its second stage does not end in rings of `allOf`; the first has passed
        validate(document)


def proven(document: dict[str, Any], checks: tuple[str, ...]) -> Row:
    """Return what became of a document; fail where the checks find a fault."""
    assert_valid(document)
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder) / "openapi.json"
        spec.write_text(json.dumps(document), encoding="utf-8")
        operations = len(operations_in(spec))
        version = document.get("openapi") or document["swagger"]
        described = Document(
            name="random",
            spec=spec,
            root=spec.parent,
            version=version,
            operations=operations,
            is_valid=True,
        )
        row = examine(described, Path(folder) / "out", checks)

    assert {"crash": "", "default": {}, "faults": {}} == {
        "crash": row.crash,
        "default": row.default,
        "faults": {check: faults for check, faults in row.faults.items() if faults},
    }
    return row


@given(document=DOCUMENTS)
@settings(DRAWS, max_examples=20)
def test_output_of_any_valid_document_is_sound(document: dict[str, Any]) -> None:
    """Code compiles and imports, snippets run, links lead somewhere, examples satisfy their schemas, nothing is lost."""
    proven(document, QUICK)


@pytest.mark.nightly
@given(document=DOCUMENTS)
@settings(DRAWS, max_examples=int(os.environ.get("SPECLOOM_DRAWS", "150")), derandomize=False)
def test_output_of_many_valid_documents_is_sound(document: dict[str, Any]) -> None:
    """The same, with other draws each night, and mypy."""
    proven(document, tuple(CHECKS))
