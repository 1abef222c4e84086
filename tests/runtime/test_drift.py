"""What is not as documented: kept and told of, or an error for a strict client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2
import pytest

Emitted = Callable[[str], ModuleType]
Call = Callable[..., Any]


def answered(emitted: Emitted, body: Any, status: int, **settings: Any) -> tuple[Any, Any]:
    """Return both clients; their server always says the same."""
    client = emitted("_runtime.client")
    given = {"secrets": {}, "settings": client.Settings(**settings)}
    service = client.Service("https://pets.example.com", {})
    content = body if isinstance(body, dict) else {"json": body}
    transport = httpx2.MockTransport(lambda _: httpx2.Response(status, **content))
    return (
        client.BaseClient(service, http_client=httpx2.Client(transport=transport), **given),
        client.AsyncBaseClient(service, http_client=httpx2.AsyncClient(transport=transport), **given),
    )


@pytest.fixture
def call(emitted: Emitted) -> Call:
    """Return a function that gets a body of a type from a server; both clients do the same."""

    def called(expression: str, body: Any, status: int = 200, **settings: Any) -> Any:
        call_type, request = emitted("_runtime.call").Call, emitted("_runtime.request")
        made = call_type("GET", "/pets/{id}", returns={"200": expression}, errors={"default": expression})
        inputs = request.Inputs(
            {"id": 7}, {}, {}, {}, {}, emitted("_runtime.unset").UNSET, emitted("_runtime.options").Options()
        )
        plain, awaited = answered(emitted, body, status, **settings)
        return plain.send(made, inputs), asyncio.run(awaited.send(made, inputs))

    return called


DRIFTS = [
    ("Pet", {"petName": "Rex", "x": 1}, [("/x", "unknown field", "Pet", 1)]),
    ("Pet", {}, [("/petName", "missing", "str", "UNSET")]),
    ("Pet", {"petName": 5}, [("/petName", "wrong type", "str", 5)]),
    ("Pet", {"petName": "Rex", "born": "soon"}, [("/born", "wrong type", "dt.date | Unset", "soon")]),
    ("Pet", [], [("", "wrong type", "Pet", [])]),
    ("list[Pet]", [{"petName": "Rex"}, 1], [("/1", "wrong type", "Pet", 1)]),
    ("dict[str, int]", {"a/b~c": "1"}, [("/a~1b~0c", "wrong type", "int", "1")]),
    ("Pet", {"petName": "Rex", "petOwners": [{"name": "Ann", "best": {"nme": 1}}]}, [
        ("/petOwners/0/best/name", "missing", "str", "UNSET"), ("/petOwners/0/best/nme", "unknown field", "Owner", 1),
    ]),
    ('Literal["a", "b"] | str', "c", [("", "unknown value", 'Literal["a", "b"] | str', "c")]),
    ("Literal[1, 2] | int | None", 3, [("", "unknown value", "Literal[1, 2] | int | None", 3)]),
    ('Literal["a"]', "c", [("", "wrong type", 'Literal["a"]', "c")]),
    ("Animal", {"kind": "cat", "lives": "9"}, [("/lives", "wrong type", "int | Unset", "9")]),
    ("Cat | Owner", {"name": 1}, [("/name", "wrong type", "str", 1)]),
    ("tuple[int, str]", [1, "a", 2], [("", "wrong type", "tuple[int, str]", [1, "a", 2])]),
    ("Never", 1, [("", "wrong type", "Never", 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "body", "expected"), DRIFTS)
def test_drift_is_told(call: Call, expression: str, body: Any, expected: list[Any]) -> None:
    """The hook gets every deviation; the value is the one that a client without a hook returns."""
    told: list[Any] = []
    content = {"json": body}
    plain, awaited = call(expression, content, on_drift=told.append)

    assert expected * 2 == [
        (one.pointer, one.problem, one.expected.replace("'", '"'), _shown(one.value)) for one in told
    ]
    assert {("GET /pets/{id}", 200)} == {(one.operation, one.status) for one in told}
    assert call(expression, content) == (plain, awaited)


def _shown(value: Any) -> Any:
    return "UNSET" if repr(value) == "UNSET" else value


@pytest.mark.parametrize(("expression", "body", "expected"), DRIFTS)
def test_a_strict_client_raises(emitted: Emitted, call: Call, expression: str, body: Any, expected: list[Any]) -> None:
    """The error says what was asked, what came, where it is not as documented, and what was expected."""
    errors = emitted("errors")
    with pytest.raises(errors.DecodeError) as caught:
        call(expression, {"json": body}, strict=True)
    error = caught.value

    assert expected[0][:2] == (error.drift.pointer, error.drift.problem)
    assert ("GET", "https://pets.example.com/pets/7", 200) == (error.method, error.url, error.response.status_code)
    assert isinstance(error, errors.ApiError)
    assert f"{error.drift.problem} at {error.drift.pointer or 'the body'}, expected" in str(error)


@pytest.mark.parametrize(
    ("expression", "body"),
    [
        ("Pet", {"json": {"petName": "Rex", "born": "2020-01-01", "petOwners": [{"name": "Ann", "best": None}]}}),
        ('Literal["a"] | str', {"json": "a"}),
        ('str | Literal["a"]', {"json": "b"}),
        ("float", {"json": 1}),
        ("Animal", {"json": {"kind": "dog", "lives": "2020-01-01"}}),
        ("Tree", {"json": {"a": ["2020-01-01"]}}),
        ("tuple[int, *tuple[str, ...]]", {"json": [1, "a", "b"]}),
        ("tuple[tuple[int, int], str]", {"json": [[1, 2], "a"]}),
        ("Any", {"text": "not JSON"}),
        ("str", {"text": "not JSON"}),
        ("None", {}),
    ],
)
def test_what_is_as_documented(call: Call, expression: str, body: Any) -> None:
    """It is no error, and nobody is told."""
    told: list[Any] = []
    strict = call(expression, body, strict=True, on_drift=told.append)

    assert [] == told
    assert call(expression, body) == strict


@pytest.mark.parametrize("body", [{"text": "<html>"}, {}])
def test_no_json(emitted: Emitted, call: Call, body: Any) -> None:
    """Where a model is documented, text and an empty body are drift too."""
    assert ("<html>" if body else None) == call("Pet", body)[0]
    with pytest.raises(emitted("errors").DecodeError, match="expected Pet"):
        call("Pet", body, strict=True)


def test_errors_are_not_examined(emitted: Emitted, call: Call) -> None:
    """A status that is no success stays the error that it is."""
    told: list[Any] = []
    with pytest.raises(emitted("errors").ApiStatusError) as caught:
        call("Pet", {"json": {"x": 1}}, 418, strict=True, on_drift=told.append)

    assert ({"x": 1}, []) == (caught.value.body.extra_fields, told)


def test_an_error_of_the_hook(call: Call) -> None:
    """It reaches the caller: a hook can be as strict as it likes."""

    def refuse(drift: Any) -> None:
        raise LookupError(drift.pointer)

    with pytest.raises(LookupError, match="/x"):
        call("Pet", {"json": {"petName": "Rex", "x": 1}}, on_drift=refuse)


def test_the_hook_comes_first(emitted: Emitted, call: Call) -> None:
    """A strict client tells of what it raises for."""
    told: list[Any] = []
    with pytest.raises(emitted("errors").DecodeError) as caught:
        call("Pet", {"json": {"petName": 1, "x": 1}}, strict=True, on_drift=told.append)

    assert [caught.value.drift] == told


def test_options(emitted: Emitted) -> None:
    """Both are settings that a client can be given later, and be rid of again."""
    for client in answered(emitted, {}, 200):
        strict = client.with_options(strict=True, on_drift=print)
        lenient = strict.with_options(strict=False, on_drift=None)

        assert (True, print) == (strict._settings.strict, strict._settings.on_drift)
        assert (False, None) == (lenient._settings.strict, lenient._settings.on_drift)
        assert strict.with_options(timeout=1)._settings.strict


def test_streams(emitted: Emitted) -> None:
    """The items of a stream are examined like any answer."""
    call = emitted("_runtime.call").Call("GET", "/owners", returns={"200": "Owner"}, stream="lines")
    inputs = emitted("_runtime.request").Inputs(
        {}, {}, {}, {}, {}, emitted("_runtime.unset").UNSET, emitted("_runtime.options").Options()
    )
    plain, _ = answered(emitted, {"content": b'{"name": "Ann"}\n{"name": 1}\n'}, 200, strict=True)
    items = iter(plain.send(call, inputs, emitted("_runtime.stream").Stream))

    assert "Ann" == next(items).name
    with pytest.raises(emitted("errors").DecodeError, match="wrong type at /name"):
        next(items)
