"""The catalogue: every code can be explained, and its texts need only fields that a report gives."""

from __future__ import annotations

import re

import pytest

from specloom.diagnostics import Code, Diagnostics, Location, Rule, Severity, Stop, codes
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
        (codes.REF_CIRCULAR, False, False, {}, True),
        (codes.REF_CIRCULAR, False, True, {}, False),
        (codes.FILE_MISSING, False, True, {}, True),
    ],
)
def test_when_a_run_stops(
    code: Code, strict: bool, lenient: bool, severities: dict[str, Severity], stops: bool
) -> None:
    rules = {name: Rule(severity=severity) for name, severity in severities.items()}
    diagnostics = Diagnostics(strict=strict, lenient=lenient, rules=rules)
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


def test_a_rule_may_be_for_some_places_and_carries_a_reason() -> None:
    rule = Rule(severity=Severity.NOTE, reason="theirs", pointers=("#/a/b", "other.yaml#"))
    diagnostics = Diagnostics(rules={"ref-missing": rule})

    def told(file: str, pointer: str) -> tuple[str, str]:
        finding = diagnostics.report(codes.REF_MISSING, Location(file, pointer), ref="#/c", hint="")
        return finding.severity.label, finding.reason

    assert told("x.yaml", "/a/b") == ("note", "theirs")
    assert told("x.yaml", "/a/b/c") == ("note", "theirs")
    assert told("x.yaml", "/a/bc") == ("error", "")
    assert told("other.yaml", "/a") == ("note", "theirs")


def test_what_nothing_depends_on_is_a_warning_at_most() -> None:
    diagnostics = Diagnostics()
    with diagnostics.at_most(Severity.WARNING):
        inside = diagnostics.report(codes.REF_MISSING, Location("x.yaml", "/a"), ref="#/c", hint="")
    after = diagnostics.report(codes.REF_MISSING, Location("x.yaml", "/b"), ref="#/c", hint="")

    assert inside.severity is Severity.WARNING
    assert inside.consequence == codes.UNNEEDED
    assert after.severity is Severity.ERROR
