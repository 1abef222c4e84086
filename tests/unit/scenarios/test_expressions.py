"""Runtime expressions: what is read as one, and what it names."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.captures.exchange import Answered, Exchange, Sent
from specloom.scenarios.expressions import (
    Context,
    ExpressionError,
    Unresolved,
    expressions_in,
    read_expression,
    read_text,
    resolve,
)
from specloom.scenarios.model import Expression, Source, Template

JSON = (("Content-Type", "application/json; charset=utf-8"),)


def context(body: Any = None, *, raw: bytes | None = None, headers: Any = JSON) -> Context:
    sent = Sent(
        method="POST", url="https://a.example/p/7?tag=small&tag=big&empty=", headers=JSON, body=b'{"name":"Rex"}'
    )
    answered = Answered(status=201, headers=headers, body=json.dumps(body).encode() if raw is None else raw)
    return Context(
        inputs={"prefix": "specloom-", "page": 2, "deep": {"a/b": [1, None]}},
        outputs={"make": {"id": 7, "list": [{"id": "x"}]}},
        workflows={"setUp": {"token": "t"}},
        exchange=Exchange(sent=sent, answered=answered, path_values=(("id", "7"),)),
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$url", "https://a.example/p/7?tag=small&tag=big&empty="),
        ("$method", "POST"),
        ("$statusCode", 201),
        ("$request.header.content-type", "application/json; charset=utf-8"),
        ("$request.query.tag", "small"),
        ("$request.query.empty", ""),
        ("$request.path.id", "7"),
        ("$request.body#/name", "Rex"),
        ("$response.header.Content-Type", "application/json; charset=utf-8"),
        ("$response.body", {"id": 9, "a/b": [{"~": True}]}),
        ("$response.body#/id", 9),
        ("$response.body#/a~1b/0/~0", True),
        ("$inputs.page", 2),
        ("$inputs.deep#/a~1b/1", None),
        ("$steps.make.outputs.id", 7),
        ("$steps.make.outputs.list#/0/id", "x"),
        ("$workflows.setUp.outputs.token", "t"),
        ("{$inputs.prefix}pet {$steps.make.outputs.id}", "specloom-pet 7"),
        ("{$inputs.deep}", '{"a/b":[1,null]}'),
        ("$100", "$100"),
        ("{$", "{$"),
        ("{$x} costs {5}", "{$x} costs {5}"),
        ("", ""),
    ],
)
def test_a_text_names(text: str, value: object) -> None:
    assert value == resolve(read_text(text), context({"id": 9, "a/b": [{"~": True}]}))


@pytest.mark.parametrize(
    "text",
    [
        "$inputs",
        "$inputs.",
        "$inputs.a.b",
        "$inputs.a#b",
        "$inputs.a#/~2",
        "$steps.make.id",
        "$steps.make.outputs.",
        "$response",
        "$response.bodyy",
        "$response.body.id",
        "$response.header.",
        "$response.header.X#/0",
        "$request.query.",
        "$url#/x",
        "$statusCode.x",
        "$sourceDescriptions.shop.url",
        "$components.parameters.page",
        "{$inputs}",
        "$inputs." + "a" * 3000,
    ],
)
def test_a_text_is_meant_as_an_expression_and_is_none(text: str) -> None:
    with pytest.raises(ExpressionError):
        read_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "$inputs.none",
        "$steps.other.outputs.id",
        "$steps.make.outputs.none",
        "$workflows.setUp.outputs.none",
        "$response.body#/none",
        "$response.body#/id/0",
        "$response.header.X-None",
        "$request.query.none",
        "$request.path.none",
    ],
)
def test_what_is_not_there_is_named(text: str) -> None:
    with pytest.raises(Unresolved, match=r"^\$\S+ ") as raised:
        resolve(read_text(text), context({"id": 9}))

    assert text == raised.value.expression


def test_without_an_answer_nothing_is_known_of_it() -> None:
    with pytest.raises(Unresolved, match="before there is an answer"):
        resolve(read_expression("$statusCode"), Context())


def test_a_body_that_is_no_json_is_text() -> None:
    """A pointer into it leads nowhere; a body that says it is JSON and is none is text as well."""
    plain = context(raw=b"abc", headers=(("Content-Type", "text/plain"),))
    broken = context(raw=b'{"id": ')

    assert ("abc", '{"id": ') == tuple(resolve(read_text("$response.body"), each) for each in (plain, broken))
    for each in (plain, broken):
        with pytest.raises(Unresolved):
            resolve(read_text("$response.body#/id"), each)


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b"1" * 100_000, b'{"a":1,"a":2}', b"\xff\xfe", b"NaN", b"", b'"\\ud800"']
)
def test_a_hostile_body_raises_nothing_else(raw: bytes) -> None:
    assert isinstance(resolve(read_text("$response.body"), context(raw=raw)), str)
    with pytest.raises(Unresolved):
        resolve(read_text("$response.body#/a"), context(raw=raw))


PIECES = ["$", "{$", "}", "#", "/", "~", ".", "inputs", "steps", "response.body", "outputs", "a", "url", "\n", "é"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    """What is read keeps every character of it, and can be resolved or says why not."""
    try:
        found = read_text(text)
    except ExpressionError:
        return
    pieces = found.pieces if isinstance(found, Template) else (found,)
    whole = "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)
    assert whole == (text if not isinstance(found, Template) else _without_braces(text, found))
    for each in expressions_in(found):
        assert each == read_expression(each.text)
    with contextlib.suppress(Unresolved):
        resolve(found, context({}))


def _without_braces(text: str, template: Template) -> str:
    for piece in template.pieces:
        if isinstance(piece, Expression):
            text = text.replace("{" + piece.text + "}", piece.text, 1)
    return text


@pytest.mark.parametrize(
    "text", ["{$" * 500_000, "{$inputs.a}" * 100_000, "{$inputs." + "a" * 1_000_000, "}" * 1_000_000]
)
def test_a_long_text_takes_no_longer_than_it_is_long(text: str) -> None:
    """Each would take hours if a piece cost as much as what is left."""
    assert isinstance(read_text(text), (str, Template))


def test_expressions_of_nested_values_are_found() -> None:
    value = {"a": [read_text("$inputs.x"), "plain", {"b": read_text("{$url}!")}]}

    assert [Source.INPUTS, Source.URL] == [each.source for each in expressions_in(value)]
