"""The stage on whole documents: what it chooses satisfies the schemas, by a validator that it does not use itself."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from builds import ROOT, job_for
from unit.calls.proof import unsatisfied

from specloom.calls.model import Calls, Chosen
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.pipeline import load_api

DIGEST = """
import hashlib, sys
from pathlib import Path
from builds import job_for
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api
diagnostics = Diagnostics()
calls = prepare_calls(load_api(job_for(Path(sys.argv[1])).source, diagnostics).api, diagnostics)
print(hashlib.sha256(repr((calls, [finding.message for finding in diagnostics])).encode()).hexdigest())
"""


def prepared(spec: Path) -> tuple[Api, Calls, Diagnostics]:
    diagnostics = Diagnostics(lenient=True)
    api = load_api(job_for(spec).source, diagnostics).api
    return api, prepare_calls(api, diagnostics), diagnostics


def count(diagnostics: Diagnostics, code: str) -> int:
    return sum(finding.code.name == code for finding in diagnostics)


@pytest.mark.parametrize("name", ["petstore-plus.yaml", "clockify.yaml"])
def test_our_own_descriptions_have_no_bad_example(name: str) -> None:
    """All values are valid, and nothing had to be said."""
    api, calls, diagnostics = prepared(ROOT / "specs" / name)

    assert [] == list(unsatisfied(api, calls))
    assert (0, 0) == (count(diagnostics, "example-invalid"), count(diagnostics, "example-impossible"))
    assert {operation.id for operation in api.operations} == set(calls.calls)


def test_the_proof_can_fail() -> None:
    """The independent validator does find a value that is wrong."""
    api, calls, _ = prepared(ROOT / "specs" / "clockify.yaml")
    wrong: dict[tuple[str, str, str], Chosen] = {
        key: replace(chosen, value={"unheard-of": 1} if isinstance(chosen.value, list) else [1])
        for key, chosen in calls.responses.items()
    }

    assert len(list(unsatisfied(api, replace(calls, responses=wrong)))) >= len(wrong) * 0.9


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name",
    [
        "clockify/openapi.json",
        "openai/openapi.yaml",
        "stripe/spec3.yaml",
        "qdrant/openapi.json",
        "figma/openapi.yaml",
        "adyen-checkout/CheckoutService-v71.yaml",
        "tmf620-product-catalog/TMF620-Product_Catalog_Management-v5.0.0.oas.yaml",
    ],
)
def test_values_for_real_descriptions_satisfy_their_schemas(corpus: Path, name: str) -> None:
    """Every parameter, body and response of documents that other people wrote."""
    api, calls, diagnostics = prepared(corpus / name)

    assert [] == list(unsatisfied(api, calls))
    assert 0 == count(diagnostics, "example-impossible")


@pytest.mark.corpus
def test_what_is_wrong_in_the_original_of_clockify(corpus: Path) -> None:
    """DEFECTS.md, rows 12 and 16: its bad examples are findings, and no `$ref` is left in any value."""
    api, calls, diagnostics = prepared(corpus / "clockify" / "openapi.json")
    values = [*calls.bodies.values(), *calls.responses.values()]

    assert 50 <= count(diagnostics, "example-invalid") <= 80
    assert [] == [chosen for chosen in values if "'$ref'" in repr(chosen.value)]
    assert (170, 170) == (len(api.operations), len(calls.calls))


@pytest.mark.corpus
def test_a_reported_impossibility_is_one(corpus: Path) -> None:
    """Where the stage gives up, the independent validator agrees that the value is wrong, and says nothing elsewhere."""
    api, calls, diagnostics = prepared(corpus / "intercom" / "api.intercom.io.yaml")
    places = {where.split()[0] for where, _ in unsatisfied(api, calls)}

    assert (1, {"createConversation"}) == (count(diagnostics, "example-impossible"), places)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "step"), [("clockify/openapi.json", 20), ("stripe/spec3.yaml", 90), ("qdrant/openapi.json", 6)]
)
def test_values_do_not_depend_on_other_operations(corpus: Path, name: str, step: int) -> None:
    """What was composed before, and is remembered, changes nothing: an added operation leaves all others as they are."""
    api, calls, _ = prepared(corpus / name)
    for operation in api.operations[step - 1 :: step]:
        alone = prepare_calls(replace(api, operations=(operation,)), Diagnostics(lenient=True))

        assert alone.calls[operation.id] == calls.calls[operation.id]
        assert {key: calls.responses[key] for key in alone.responses} == dict(alone.responses)


def test_the_same_values_whatever_the_hash_seed() -> None:
    """No order of a set, no clock and no chance in any value or message."""
    digests = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'generator'}:{ROOT / 'tests'}"}
        command = [sys.executable, "-c", DIGEST, str(ROOT / "specs" / "petstore-plus.yaml")]
        digests.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)

    assert 1 == len(digests)
