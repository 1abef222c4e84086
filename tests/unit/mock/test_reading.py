"""Values are read back out of text as the styles of OpenAPI 3.2 §4.12.3 write them, by types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from builds import job_for

from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.mock import Mock, Received
from specloom.pipeline import load_api

INTEGERS = {"type": "array", "items": {"type": "integer"}}
POINT = {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}, "y": {"type": "integer"}}}
EITHER = {"type": ["integer", "string", "null"], "minimum": 5}
COLORS = {"type": "array", "items": {"type": "string", "enum": ["a,b", "c|d", "e f"]}}


def faults(
    folder: Path, parameters: list[dict[str, Any]], target: str, path: str = "/t", cookie: str = ""
) -> list[str]:
    """Return what is wrong with a request to an operation with these parameters."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://t.example.com"}],
        "paths": {
            path: {"get": {"parameters": parameters, "responses": {"204": {"description": "Done"}}}},
            "/t/fixed": {"get": {"responses": {"204": {"description": "Done"}}}},
        },
    }
    spec = folder / "t.json"
    spec.write_text(json.dumps(document))
    api = load_api(job_for(spec).source, Diagnostics(lenient=True)).api
    mock = Mock(api, prepare_calls(api, Diagnostics()))
    headers = (("Cookie", cookie),) if cookie else ()
    return [str(fault) for fault in mock.exchange(Received("GET", target, headers, b"")).verdict.faults]


def query(schema: dict[str, Any], style: str = "form", explode: bool = True) -> list[dict[str, Any]]:
    return [{"name": "q", "in": "query", "schema": schema, "style": style, "explode": explode}]


RIGHT = [
    (query(INTEGERS), "q=1&q=2"),
    (query(INTEGERS, explode=False), "q=1,2"),
    (query(INTEGERS, "spaceDelimited", False), "q=1%202"),
    (query(INTEGERS, "pipeDelimited", False), "q=1%7C2"),
    (query(INTEGERS, "pipeDelimited", False), "q=1|2"),
    (query(INTEGERS, "deepObject"), "q[0]=1&q[1]=2"),
    (query(POINT), "x=1&y=2"),
    (query(POINT, explode=False), "q=x,1,y,2"),
    (query(POINT, "deepObject"), "q%5Bx%5D=1&q[y]=2"),
    (query(EITHER), "q=7"),
    (query(EITHER), "q=seven"),
    (query(EITHER), "q=null"),
    (query(COLORS, explode=False), "q=a%2Cb,c%7Cd"),
    (query(COLORS), "q=e+f&q=e%20f"),
    (query({"type": "boolean"}), "q=true"),
    (query({"type": "number"}), "q=-1.5e3"),
]
WRONG = [
    (query(INTEGERS), "q=1&q=x", "query parameter q at /1: "),
    (query(INTEGERS, explode=False), "q=1%2C2", "query parameter q at /0: "),
    (query(INTEGERS, explode=False), "q=1&q=2", "query parameter q: it is given 2 times"),
    (query(POINT), "y=2", 'query parameter q: "x" is a required property'),
    (query(POINT, explode=False), "q=x,1,y", "query parameter q: the object has a name without a value"),
    (query(EITHER), "q=%7B%7D&z=1", "query parameter z: the operation has no such parameter"),
    (query({"type": "boolean"}), "q=True", "query parameter q: "),
    (query({"type": "number"}), "q=NaN", "query parameter q: "),
    (query({"type": "number"}), "q=" + "9" * 5000, "query parameter q: "),
    (query(POINT, "deepObject"), "q[x]=1&q[x][y]=2", "query parameter q: 'q[x][y]' stands below a value"),
]


@pytest.mark.parametrize(("parameters", "text"), RIGHT)
def test_a_query_in_its_style_is_right(parameters: list[dict[str, Any]], text: str, tmp_path: Path) -> None:
    assert [] == faults(tmp_path, parameters, f"/t?{text}")


@pytest.mark.parametrize(("parameters", "text", "expected"), WRONG)
def test_a_query_in_another_style_is_wrong(
    parameters: list[dict[str, Any]], text: str, expected: str, tmp_path: Path
) -> None:
    (found,) = faults(tmp_path, parameters, f"/t?{text}")

    assert found.startswith(expected)


@pytest.mark.parametrize(
    ("style", "explode", "schema", "segment"),
    [
        ("simple", False, INTEGERS, "1,2"),
        ("simple", True, POINT, "x=1,y=2"),
        ("label", False, INTEGERS, ".1,2"),
        ("label", True, INTEGERS, ".1.2"),
        ("label", True, POINT, ".x=1.y=2"),
        ("matrix", False, INTEGERS, ";q=1,2"),
        ("matrix", True, INTEGERS, ";q=1;q=2"),
        ("matrix", True, POINT, ";x=1;y=2"),
        ("matrix", False, POINT, ";q=x,1,y,2"),
        ("simple", False, {"type": "string", "enum": ["a/b c"]}, "a%2Fb%20c"),
    ],
)
def test_a_segment_of_a_path(style: str, explode: bool, schema: dict[str, Any], segment: str, tmp_path: Path) -> None:
    parameter = {"name": "q", "in": "path", "required": True, "schema": schema, "style": style, "explode": explode}

    assert [] == faults(tmp_path, [parameter], f"/t/{segment}", "/t/{q}")
    assert [] != faults(tmp_path, [parameter], f"/t/{segment}x", "/t/{q}")


def test_cookies_are_decoded_but_for_those_that_must_not_be(tmp_path: Path) -> None:
    cookie = {"name": "q", "in": "cookie", "schema": {"type": "string", "enum": ["a b"]}}

    assert [] == faults(tmp_path, [cookie], "/t", cookie="z=1; q=a%20b")
    assert [] != faults(tmp_path, [cookie], "/t", cookie="q=a+b")


def test_literal_paths_come_before_templates(tmp_path: Path) -> None:
    """`/t/fixed` has no parameters, `/t/{q}` wants a number (OpenAPI 3.2 §4.8.2)."""
    parameter = {"name": "q", "in": "path", "required": True, "schema": {"type": "integer"}}

    assert [] == faults(tmp_path, [parameter], "/t/fixed", "/t/{q}")
    assert [] == faults(tmp_path, [parameter], "/t/f%69xed", "/t/{q}")
    assert [] != faults(tmp_path, [parameter], "/t/other", "/t/{q}")
