"""Criteria: simple conditions, JSONPath and regular expressions, on any answer, in bounded time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.captures.exchange import Answered, Exchange, Sent
from specloom.diagnostics import Location
from specloom.scenarios.conditions import ConditionError, read_condition
from specloom.scenarios.criteria import check_condition, expressions_of, holds
from specloom.scenarios.expressions import Context, read_expression
from specloom.scenarios.model import Criterion, CriterionKind

BODY = {"id": 7, "name": "Rex", "ok": True, "none": None, "zero": 0, "tags": ["a", "b"], "pets": [{"age": 3}], "a.b": 1}


def context(body: Any = BODY) -> Context:
    answered = Answered(
        status=201, headers=(("Content-Type", "application/json"), ("X-Left", "99")), body=json.dumps(body).encode()
    )
    sent = Sent(method="GET", url="https://a.example/", headers=())
    return Context(
        inputs={"n": 7, "o": {"x": [5]}},
        outputs={"make": {"id": 7}},
        exchange=Exchange(sent=sent, answered=answered),
    )


def criterion(condition: str, kind: CriterionKind = CriterionKind.SIMPLE, of: str = "$response.body") -> Criterion:
    return Criterion(kind=kind, condition=condition, context=read_expression(of), origin=Location("x"))


@pytest.mark.parametrize(
    "condition",
    [
        "$statusCode == 201",
        "$statusCode==201&&$method=='get'",
        "$statusCode >= 200 && $statusCode < 300",
        "$statusCode != 200 || false",
        "!($statusCode == 200)",
        "!false",
        "!!true",
        "(($response.body#/ok))",
        "$response.body#/name == 'REX'",
        "$response.body.name == 'rex'",
        "$response.body.tags[1] == 'b'",
        "$response.body.pets[0].age > 2.5",
        "$response.body#/pets/0/age == 3",
        "$response.body#/pets[0].age == 3",
        "$response.body#/a.b == 1",
        "$response.body#/id == $steps.make.outputs.id",
        "$response.body#/id == $inputs.n",
        "$inputs.o.x[0] == 5",
        "$response.header.X-Left > 98",
        "'99' == $response.header.X-Left",
        "$response.body#/none == null",
        "$response.body#/not/there == null",
        "$response.body#/ok == true",
        "'it''s' == 'IT''S'",
        "'a' < 'b'",
        "-1 < 1e3",
        "false || true && true",
        "true || true && false",
        "  true  ",
    ],
)
def test_a_condition_that_holds(condition: str) -> None:
    assert holds(criterion(condition), context())
    assert "" == check_condition(CriterionKind.SIMPLE, condition)


@pytest.mark.parametrize(
    "condition",
    [
        "$statusCode == 200",
        "$response.body#/zero",
        "$response.body#/none",
        "$response.body#/not/there",
        "$response.body#/ok == 1",
        "$response.body#/zero == false",
        "$response.body#/name < 5",
        "$response.body#/none < 5",
        "$response.body#/tags < 'b'",
        "$response.body.tags[2] == 'b'",
        "$steps.other.outputs.id == 7",
        "(true || true) && false",
    ],
)
def test_a_condition_that_does_not_hold(condition: str) -> None:
    assert not holds(criterion(condition), context())


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("", "must stand where the end is"),
        ("$statusCode ==", "must stand where the end is"),
        ("== 5", "must stand where '==' is"),
        ("$statusCode = 201", "cannot be read"),
        ('$method == "GET"', "single quotes"),
        ("$method == GET", "single quotes"),
        ("(true", "not closed"),
        ("true)", "nothing can follow"),
        ("true true", "nothing can follow"),
        ("1 < 2 < 3", "nothing can follow"),
        ("$nothing == 1", "no expression"),
        ("$response.body.x#/y == 1", "mixes dots"),
        ("$inputs.a..b == 1", "dot without a name"),
        ("$response.body[x] == 1", "cannot be read"),
        ("'open", "cannot be read"),
        ("007 == 7", "cannot be read"),
        ("!" * 100 + "true", "nested"),
        ("(" * 1900 + "true", "nested"),
        ("true" + " || true" * 1000, "characters"),
    ],
)
def test_what_is_no_condition_is_told(condition: str, words: str) -> None:
    with pytest.raises(ConditionError, match=words):
        read_condition(condition)

    assert words in check_condition(CriterionKind.SIMPLE, condition)


@pytest.mark.parametrize(
    ("condition", "is_so"),
    [
        ("$.pets[?@.age > 2]", True),
        ("$.pets[?@.age > 3]", False),
        ("$..age", True),
        ("$.none", True),
        ("$.nothing", False),
    ],
)
def test_a_jsonpath_holds_where_it_selects(condition: str, is_so: bool) -> None:
    assert is_so == holds(criterion(condition, CriterionKind.JSONPATH), context())


@pytest.mark.parametrize(
    ("condition", "of", "is_so"),
    [
        ("^R", "$response.body#/name", True),
        ("^r", "$response.body#/name", False),
        ("^20[0-9]$", "$statusCode", True),
        ('"id":7', "$response.body", True),
        ("x", "$response.body#/nothing", False),
    ],
)
def test_a_regular_expression_looks_for_its_text(condition: str, of: str, is_so: bool) -> None:
    assert is_so == holds(criterion(condition, CriterionKind.REGEX, of), context())


@pytest.mark.parametrize(
    ("kind", "condition", "words"),
    [
        (CriterionKind.JSONPATH, "pets", "must begin with"),
        (CriterionKind.JSONPATH, "$[", "no JSONPath"),
        (CriterionKind.JSONPATH, "$[?search(@.x, '(a+)+$')]", "type regex"),
        (CriterionKind.JSONPATH, "$..[?@..x]", "one `..`"),
        (CriterionKind.JSONPATH, "$[?$[?$[?@.x]]]", "beginning alone"),
        (CriterionKind.JSONPATH, "$" + ".a" * 600, "characters"),
        (CriterionKind.REGEX, "(", "no regular expression"),
        (CriterionKind.REGEX, "(?:a{1000}){1000}", "no regular expression"),
    ],
)
def test_a_condition_that_could_take_forever_is_refused(kind: CriterionKind, condition: str, words: str) -> None:
    assert words in check_condition(kind, condition)


def test_a_quoted_name_is_no_function() -> None:
    assert "" == check_condition(CriterionKind.JSONPATH, "$['match(..$']")


def test_a_pattern_that_backtracks_ends() -> None:
    assert "" == check_condition(CriterionKind.REGEX, "^(a+)+$")
    assert not holds(criterion("^(a|a?)+(?=x)$", CriterionKind.REGEX), context("a" * 5_000 + "b"))


TOKENS = [
    *("$statusCode", "$response.body#/a", "$inputs.x.y", "[0]", ".a", "'x'", "''", "1", "-2.5e3", "true", "null"),
    *("==", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "(", ")", " ", "$", "'", "é", "\n"),
]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
    max_leaves=6,
)


@given(st.lists(st.sampled_from(TOKENS), max_size=14).map("".join), ANY_JSON)
def test_any_text_holds_or_does_not_or_is_refused(text: str, body: object) -> None:
    if check_condition(CriterionKind.SIMPLE, text):
        return

    assert holds(criterion(text), context(body)) in {True, False}
    assert all(each.text in text for each in expressions_of(criterion(text)) if each.text != "$response.body")


QUERIES = [
    "$",
    "$.a",
    "$..b",
    "$[0]",
    "$[-1:]",
    "$[?@.a > 1]",
    "$[?@ == 'x']",
    "$.a[?length(@) > 1]",
    "$[?!@.a || @.b == null]",
]


@given(st.sampled_from(QUERIES), ANY_JSON)
def test_a_jsonpath_answers_on_any_body(query: str, body: object) -> None:
    assert "" == check_condition(CriterionKind.JSONPATH, query)
    assert holds(criterion(query, CriterionKind.JSONPATH), context(body)) in {True, False}


CONDITIONS = st.recursive(
    st.tuples(st.sampled_from(["1", "2", "'a'", "null", "true"]), st.sampled_from(["==", "<", ">="]), st.just("2")).map(
        lambda parts: (f"{parts[0]} {parts[1]} {parts[2]}", _plainly(*parts))
    ),
    lambda inner: (
        st.tuples(inner, inner).map(lambda two: (f"({two[0][0]}) && ({two[1][0]})", two[0][1] and two[1][1]))
        | st.tuples(inner, inner).map(lambda two: (f"({two[0][0]}) || ({two[1][0]})", two[0][1] or two[1][1]))
        | inner.map(lambda one: (f"!({one[0]})", not one[1]))
    ),
    max_leaves=8,
)


def _plainly(left: str, operator: str, right: str) -> bool:
    if left not in {"1", "2"}:
        return False
    return {"==": left == right, "<": left < right, ">=": left >= right}[operator]


@given(CONDITIONS)
def test_a_condition_means_what_its_parts_mean(pair: tuple[str, bool]) -> None:
    text, is_so = pair

    assert is_so == holds(criterion(text), context())
