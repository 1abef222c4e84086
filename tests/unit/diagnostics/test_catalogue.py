"""The catalogue: every code can be explained, and its texts need only fields that a report gives."""

from __future__ import annotations

import re

import pytest

from specloom.diagnostics import Code, Diagnostics, Location, Severity, Stop, codes
from specloom.diagnostics.codes import CATALOGUE


@pytest.mark.parametrize("code", CATALOGUE.values(), ids=lambda code: code.name)
def test_a_code_is_a_few_words_and_has_a_page(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name)
    assert code.consequence
    assert code.fix
    assert code.explanation.endswith((".", ")"))
    assert not code.message.endswith(".")


def test_a_code_that_is_not_in_the_catalogue_cannot_be_reported() -> None:
    stray = Code(name="stray", severity=Severity.NOTE, message="", consequence="", fix="", explanation="")

    with pytest.raises(LookupError):
        Diagnostics().report(stray, None)


def test_all_texts_of_a_finding_are_filled() -> None:
    diagnostics = Diagnostics()

    finding = diagnostics.report(codes.STATUS_UNUSUAL, None, status="2xx", did="it was read as '2XX'")

    assert finding.message.startswith("'2xx' is not")
    assert finding.consequence == "it was read as '2XX'"


def test_the_same_fault_at_the_same_place_counts_once() -> None:
    diagnostics = Diagnostics()
    for pointer in ("/a", "/a", "/b"):
        diagnostics.report(codes.REF_MISSING, Location("x.yaml", pointer), ref="#/c", hint="")

    assert len(diagnostics.findings) == 2


@pytest.mark.parametrize(
    ("code", "strict", "lenient", "severities", "stops"),
    [
        (codes.NO_OPERATIONS, False, False, {}, False),
        (codes.NO_OPERATIONS, True, False, {}, True),
        (codes.NO_OPERATIONS, False, False, {"no-operations": Severity.ERROR}, True),
        (codes.NO_OPERATIONS, True, False, {"no-operations": Severity.NOTE}, False),
        (codes.REF_REMOTE, False, False, {}, True),
        (codes.REF_REMOTE, False, True, {}, False),
        (codes.FILE_MISSING, False, True, {}, True),
    ],
)
def test_when_a_run_stops(
    code: Code, strict: bool, lenient: bool, severities: dict[str, Severity], stops: bool
) -> None:
    diagnostics = Diagnostics(strict=strict, lenient=lenient, severities=severities)
    diagnostics.report(code, None, ref="x", path="x")

    if stops:
        with pytest.raises(Stop):
            diagnostics.stop_on_errors()
    else:
        diagnostics.stop_on_errors()


def test_a_lenient_run_does_not_say_that_it_stopped() -> None:
    """The same finding has another consequence where the run goes on."""
    place = Location("spec.yaml", "/x")
    texts = {
        lenient: Diagnostics(lenient=lenient).report(codes.REF_MISSING, place, ref="#/y", hint="").consequence
        for lenient in (False, True)
    }

    assert "nothing was written" in texts[False]
    assert "left out" in texts[True]
    assert "nothing was written" not in texts[True]
