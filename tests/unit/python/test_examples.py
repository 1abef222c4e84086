"""Examples in docstrings: what values become, that hostile ones stay values, and where there is no example."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import yaml
from behaviour.docstring_examples import examples_of
from builds import build_files, job_for

from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api
from specloom.targets.python.example_values import ExampleValues
from specloom.targets.python.type_names import name_types
from specloom.targets.python.types import TypeWriter

HOSTILE = (
    'it\'s "so"',
    'triple """ quotes',
    "triple ''' quotes",
    "back\\slash \\n \\",
    "lines\nof\r\ntext",
    "bell\x07 null\x00 escape\x1b",
    "\u202eright to left\u200b",
    "{{ braces }} {% raw %} {x}",
    "#{x} $(id) `id` %s",
    "犬 Zoë 🐾",
    '"""',
    "\\",
    '\\"""',
)
ORDER = {
    "type": "object",
    "required": ["total"],
    "properties": {
        "total": {"type": "string", "format": "decimal"},
        "made-at": {"type": "string", "format": "date-time"},
        "id": {"type": "string", "format": "uuid"},
        "seal": {"type": "string", "format": "byte"},
        "payload": {"oneOf": [{"type": "integer"}, {"$ref": "#/components/schemas/Line"}]},
        "next": {"$ref": "#/components/schemas/Order"},
        "labels": {"type": "object", "additionalProperties": {"type": "string", "format": "date"}},
        "pair": {"type": "array", "prefixItems": [{"type": "string"}], "items": False},
        "any": {},
    },
}
LINE = {
    "type": "object",
    "required": ["class"],
    "properties": {"class": {"enum": ["first", "second"]}, "note": {"type": ["string", "null"]}},
    "additionalProperties": False,
}
ID = "0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c"
BODIES = {
    "decimal": ({"total": "1.50"}, 'Order(total=Decimal("1.50"))'),
    "time": ({"total": "1", "made-at": "2020-06-01T08:00:00Z"}, "made_at=dt.datetime(2020, 6, 1, 8, tzinfo=dt.UTC)"),
    "midnight": ({"total": "1", "made-at": "2020-06-01T00:00:00+00:00"}, "dt.datetime(2020, 6, 1, tzinfo=dt.UTC)"),
    "fraction": ({"total": "1", "made-at": "2020-06-01T00:00:00.25Z"}, "dt.datetime(2020, 6, 1, 0, 0, 0, 250000, "),
    "zeros": ({"total": "1", "made-at": "2020-06-01T00:00:00.2500000Z"}, "dt.datetime(2020, 6, 1, 0, 0, 0, 250000, "),
    "zone": (
        {"total": "1", "made-at": "2020-06-01T08:00:00-03:30"},
        "tzinfo=dt.timezone(dt.timedelta(hours=-3, minutes=-30))",
    ),
    "uuid": ({"total": "1", "id": ID}, f'id=UUID("{ID}")'),
    "bytes": ({"total": "1", "seal": "/w4i"}, "seal=b'\\xff\\x0e\"'"),
    "union": ({"total": "1", "payload": {"class": "first"}}, 'payload=Line(class_="first")'),
    "union-of-scalar": ({"total": "1", "payload": 3}, "payload=3"),
    "null": ({"total": "1", "payload": {"class": "first", "note": None}}, 'Line(class_="first", note=None)'),
    "nested": ({"total": "1", "next": {"total": "2"}}, 'next=Order(total=Decimal("2"))'),
    "map": ({"total": "1", "labels": {"a b": "2020-01-02"}}, 'labels={"a b": dt.date(2020, 1, 2)}'),
    "tuple": ({"total": "1", "pair": ["x"]}, 'pair=("x",)'),
    "anything": ({"total": "1", "any": {"a": [1, None, True]}}, 'any={"a": [1, None, True]}'),
    "more-than-the-model": ({"total": "1", "beyond": 1}, '{"total": "1", "beyond": 1}'),
}


def described(tmp_path: Path, operation: object, schemas: object = None) -> Path:
    """Return a description of one operation."""
    spec = tmp_path / "spec.yaml"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "paths": {"/orders": {"post": operation}},
        "components": {"schemas": schemas or {}},
    }
    spec.write_text(yaml.safe_dump(document), encoding="utf-8")
    return spec


def example(tmp_path: Path, operation: object, schemas: object = None) -> str | None:
    """Return the code of the example of the one operation of a description."""
    spec = described(tmp_path, operation, schemas)
    for path, text in build_files(spec, "python").items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return next((one.code for one in examples_of(tmp_path / "python" / "shop")), None)


def operation_with(**more: object) -> dict[str, object]:
    """Return an operation that says little."""
    return {"operationId": "order", "tags": ["orders"], "responses": {"204": {"description": "Done."}}, **more}


def with_query(value: object, schema: object) -> dict[str, object]:
    """Return an operation with one required parameter and its example."""
    return operation_with(
        parameters=[{"name": "q", "in": "query", "required": True, "schema": schema, "example": value}]
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_value_stays_a_value(tmp_path: Path, text: str) -> None:
    """What the docstring shows is code, and that code is the value and nothing else."""
    code = example(tmp_path, with_query(text, {"type": "string"})) or ""
    call = ast.parse(code, mode="eval").body

    assert isinstance(call, ast.Call)
    assert [] == call.args
    assert [("q", text)] == [(one.arg, ast.literal_eval(one.value)) for one in call.keywords]
    assert all(character.isprintable() for character in code.replace("\n", ""))


@pytest.mark.parametrize("case", BODIES)
def test_values_have_the_types_of_the_signature(tmp_path: Path, case: str) -> None:
    """Models by their classes, texts by the objects that stand for them; what no model holds as a dict."""
    value, expected = BODIES[case]
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
    spec = described(tmp_path, operation_with(requestBody={"content": content}), {"Order": ORDER, "Line": LINE})
    api = load_api(job_for(spec).source, Diagnostics()).api
    (operation,) = api.operations
    assert operation.body

    written = ExampleValues(TypeWriter(api.types, name_types(api))).argument(operation.body.contents[0].type, value)
    assert expected in written.printed()


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        (1, {"type": "integer", "minimum": 5, "maximum": 4}),
        ("soon", {"type": "string", "format": "date-time", "enum": ["soon"], "pattern": "^s"}),
        ("2020-06-01T08:00:00.1234567Z", {"type": "string", "format": "date-time"}),
        ("x" * 300, {"type": "string"}),
        (list(range(40, 80)), {"type": "array", "items": {"type": "integer"}, "minItems": 40}),
    ],
    ids=["impossible", "no-time", "finer-than-a-datetime", "long-line", "many-lines"],
)
def test_there_is_no_example_where_none_can_be_had(tmp_path: Path, value: object, schema: object) -> None:
    """Rather no example than one that is wrong, or that nobody would read."""
    assert example(tmp_path, with_query(value, schema)) is None


def test_optional_inputs_are_left_out(tmp_path: Path) -> None:
    """The call is the minimal one."""
    parameter = {"name": "q", "in": "query", "schema": {"type": "string"}, "example": "x"}

    assert "client.orders.order()" == example(tmp_path, operation_with(parameters=[parameter]))


@pytest.mark.parametrize(
    ("model", "expected"), [("Track", 'client.orders.order(body=Path("body.bin"))'), ("Path", None)]
)
def test_a_file_is_not_taken_for_a_model(tmp_path: Path, model: str, expected: str | None) -> None:
    """Where a model has the name of what a file is written as, there is no example with a file."""
    answer = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
    operation = operation_with(
        requestBody={"required": True, "content": {"application/octet-stream": {}}},
        responses={"200": {"description": "Done.", "content": answer}},
    )

    schemas = {model: {"type": "object", "properties": {"x": {"type": "string"}}}}
    assert expected == example(tmp_path, operation, schemas)
