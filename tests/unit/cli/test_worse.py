"""What counts as worse coverage, and what does not."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from unit.docs.recorded import captures, recorded
from unit.normalize.build_api import api_of

from specloom.calls.capture_coverage import cover_captures
from specloom.cli.run import Done
from specloom.cli.worse import find_worse
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.choices import Picks, Selection, Stated
from specloom.ir.ledger_record import RecordError, read_record, write_record
from specloom.normalize import Overrides

ANSWER = "responses: {'200': {description: ok}}"
GOOD = f"paths: {{'/a/{{id}}': {{get: {{parameters: [{{name: id, in: path, required: true, schema: {{}}}}], {ANSWER}}}}}}}\n"
SCHEMAS = "components: {schemas: {Pet: {type: object, properties: {x: %s, y: %s}}}}\n"
PET = "{'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}"
USING = f"paths: {{/a: {{get: {{responses: {PET}}}}}, /b: {{get: {{responses: {PET}}}}}}}\n"
OPEN, NOT = "{type: string}", "{type: string, not: {const: a}}"


def described(folder: Path, text: str, overrides: Overrides | None = None) -> Api:
    return api_of(folder, text, Diagnostics(lenient=True), overrides=overrides)


def worse(folder: Path, before: str, after: str, overrides: Overrides | None = None) -> list[tuple[str, str]]:
    """Return what is worse in one description than in another: the part, and what became of it."""
    old, new = described(folder, before), described(folder, after, overrides)
    record = read_record(write_record(old.ledger, old.info.source))
    done = Done(name="", ledger=new.ledger, excluded=new.excluded, root=new.info.source, diagnostics=Diagnostics())
    return [(each.named, each.after) for each in find_worse(done, record)]


def test_what_is_as_it_was_is_not_worse(tmp_path: Path) -> None:
    for text in (GOOD, USING + SCHEMAS % (NOT, NOT), "paths: {/a: {get: 5}}\n"):
        assert worse(tmp_path, text, text) == []


def test_what_is_better_is_not_worse(tmp_path: Path) -> None:
    assert worse(tmp_path, USING + SCHEMAS % (NOT, NOT), USING + SCHEMAS % (NOT, OPEN)) == []
    assert worse(tmp_path, "paths: {/a: {get: 5}}\n", f"paths: {{/a: {{get: {{{ANSWER}}}}}}}\n") == []
    parameter = "parameters: [{name: Accept, in: header, schema: {}}]"
    assert worse(tmp_path, "paths: {/a: {get: 5}}\n", f"paths: {{/a: {{get: {{{parameter}, {ANSWER}}}}}}}\n") == []


def test_a_capture_that_is_gone_is_worse_and_a_new_one_is_not(tmp_path: Path) -> None:
    api = described(tmp_path, GOOD.replace("get: {", "get: {operationId: getA, ", 1))
    before = read_record(write_record(api.ledger, api.info.source, {"GET /a/{other}": ["200"], "GET /gone": ["200"]}))
    done = partial(Done, name="", ledger=api.ledger, excluded=(), root=api.info.source, diagnostics=Diagnostics())

    found = [
        [each.named for each in find_worse(done(captured=cover_captures(api, now)), before)]
        for now in (captures(recorded("getA")), captures())
    ]

    assert found == [[], ["GET /a/{other} capture of 200"]]


def test_a_keyword_is_told_once_and_not_for_each_operation(tmp_path: Path) -> None:
    assert [("keyword not", "degraded")] == worse(tmp_path, USING + SCHEMAS % (OPEN, NOT), USING + SCHEMAS % (NOT, NOT))


def test_an_operation_that_comes_to_use_a_degraded_schema_is_worse(tmp_path: Path) -> None:
    before = USING.replace(PET, "{'200': {description: ok}}", 1)

    assert [("GET /a response 200 application/json", "degraded")] == worse(
        tmp_path, before + SCHEMAS % (OPEN, NOT), USING + SCHEMAS % (OPEN, NOT)
    )


def test_a_new_operation_may_be_degraded_from_the_start(tmp_path: Path) -> None:
    more = GOOD.replace("paths: {", "paths: {/b: {get: {responses: {'200': 5}}}, ")

    assert [("GET /b response 200", "skipped")] == worse(tmp_path, GOOD, more)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("paths: {'/a/{id}': {get: 5}}\n", [("GET /a/{id}", "skipped")]),
        ("paths: {'/a/{id}': 5}\n", [("every operation of /a/{id}", "skipped")]),
        ("paths: {}\n", [("GET /a/{id}", "gone")]),
        (GOOD.replace("{id}", "{petId}").replace("name: id", "name: petId"), []),
        (GOOD.replace("in: path, required", "in: cooky, required"), [("GET /a/{id} cooky parameter id", "skipped")]),
    ],
)
def test_operations_that_are_left_out_or_gone(tmp_path: Path, after: str, expected: list[tuple[str, str]]) -> None:
    """Another name for a variable of the path makes no other operation."""
    assert expected == worse(tmp_path, GOOD, after)


def test_an_operation_that_is_not_wanted_is_not_gone(tmp_path: Path) -> None:
    unwanted = Overrides(selections=(Selection(exclude=Picks(operations=(Stated("getAById"),))),))

    assert worse(tmp_path, GOOD, GOOD, unwanted) == []


def test_a_fault_that_moves_in_a_list_is_the_same_fault(tmp_path: Path) -> None:
    schema = "components: {schemas: {Pet: {allOf: [%s{properties: {x: {not: {const: a}}}}]}}}\n"

    assert [] == worse(tmp_path, USING + schema % "", USING + schema % "{type: object}, ")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2}', '{"format": 1, "operations": []}', "[" * 100_000])
def test_what_is_no_ledger_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        read_record(text)
