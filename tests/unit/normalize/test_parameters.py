"""Parameters: what they inherit, how they are written, and what becomes of those that no request can carry."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics, Severity
from specloom.ir.ledger import Coverage
from specloom.ir.operation import Operation, Parameter, ParameterLocation, Style


def operation_of(
    folder: Path, parameters: str, diagnostics: Diagnostics | None = None, *, path: str = "/a", version: str = "3.2"
) -> Operation:
    """Return the only operation of a document; the text is its list of parameters, in flow style."""
    operation = f"{{operationId: a, parameters: {parameters}, responses: {{'204': {{description: x}}}}}}"
    return api_of(folder, f"paths: {{'{path}': {{get: {operation}}}}}\n", diagnostics, version=version).operation("a")


def parameter_of(folder: Path, parameter: str, diagnostics: Diagnostics | None = None, **given: Any) -> Parameter:
    (found,) = operation_of(folder, f"[{parameter}]", diagnostics, **given).parameters
    return found


@pytest.mark.parametrize(
    ("where", "style", "expected"),
    [
        ("path", "", (Style.SIMPLE, False)),
        ("path", "matrix", (Style.MATRIX, False)),
        ("path", "label", (Style.LABEL, False)),
        ("query", "", (Style.FORM, True)),
        ("query", "form", (Style.FORM, True)),
        ("query", "spaceDelimited", (Style.SPACE_DELIMITED, False)),
        ("query", "pipeDelimited", (Style.PIPE_DELIMITED, False)),
        ("query", "deepObject", (Style.DEEP_OBJECT, True)),
        ("header", "", (Style.SIMPLE, False)),
        ("cookie", "", (Style.FORM, True)),
        ("cookie", "cookie", (Style.COOKIE, True)),
    ],
)
def test_defaults_of_styles(tmp_path: Path, where: str, style: str, expected: tuple[Style, bool]) -> None:
    """Each location has a style of its own, and each style a default of `explode` (3.2 §4.12.2)."""
    stated = f", style: {style}" if style else ""
    found = parameter_of(
        tmp_path,
        f"{{name: id, in: {where}, required: true{stated}, schema: {{type: string}}}}",
        path="/a/{id}" if where == "path" else "/a",
    )

    assert expected == (found.style, found.explode)


@pytest.mark.parametrize(
    ("where", "style"), [("query", "simple"), ("header", "form"), ("cookie", "deepObject"), ("query", "x")]
)
def test_a_style_of_another_location(tmp_path: Path, where: str, style: str) -> None:
    """It is written in the style of its own one; nothing is lost but the style."""
    diagnostics = Diagnostics()
    found = parameter_of(tmp_path, f"{{name: id, in: {where}, style: {style}, schema: {{type: string}}}}", diagnostics)

    assert found.style in (Style.FORM, Style.SIMPLE)
    assert [("parameter-style", Severity.WARNING)] == [(each.code.name, each.severity) for each in diagnostics]


def test_a_parameter_in_path_item_and_operation(tmp_path: Path) -> None:
    """The operation's own counts; in the name of a header case means nothing."""
    api = api_of(
        tmp_path,
        """
        paths:
          /a:
            parameters:
              - {name: X-Id, in: header, schema: {type: string}}
              - {name: id, in: query, schema: {type: string}}
            get:
              operationId: a
              parameters:
                - {name: x-id, in: header, required: true, schema: {type: integer}}
                - {name: ID, in: query, schema: {type: string}}
              responses: {'204': {description: done}}
        """,
    )

    assert [("id", False), ("ID", False), ("x-id", True)] == [
        (each.wire_name, each.required) for each in api.operation("a").parameters
    ]


@pytest.mark.parametrize(
    ("required", "code", "severity"),
    [
        ("false", "header-name", Severity.WARNING),
        ("true", "header-name-required", Severity.ERROR),
    ],
)
def test_a_header_that_no_request_can_carry(tmp_path: Path, required: str, code: str, severity: Severity) -> None:
    """An optional one is left out; a required one is an error, and the operation is there all the same if that is asked for."""
    diagnostics = Diagnostics()
    api = api_of(
        tmp_path,
        f"""
        paths:
          /a:
            get:
              operationId: a
              parameters: [{{name: header param, in: header, required: {required}, schema: {{type: string}}}}]
              responses: {{'204': {{description: done}}}}
        """,
        diagnostics,
    )

    assert [(code, severity)] == [(each.code.name, each.severity) for each in diagnostics]
    assert () == api.operation("a").parameters
    assert [Coverage.SKIPPED] == [entry.coverage for entry in api.ledger.entries if entry.part]


@pytest.mark.parametrize(
    "broken",
    ["5", "{in: query}", "{name: a}", "{name: a, in: body}", "{$ref: '#/nowhere'}", "{name: 5, in: query}"],
)
def test_a_broken_parameter_costs_itself(tmp_path: Path, broken: str) -> None:
    """It is an error; with `--lenient` the operation goes on without it."""
    diagnostics = Diagnostics()
    found = operation_of(tmp_path, f"[{broken}, {{name: b, in: query, schema: {{type: string}}}}]", diagnostics)

    assert ["b"] == [each.wire_name for each in found.parameters]
    assert Severity.ERROR == max(each.severity for each in diagnostics)


def test_the_whole_query_string(tmp_path: Path) -> None:
    """A form keeps how its properties are written; its name is for people."""
    found = parameter_of(
        tmp_path,
        "{name: q, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object,"
        " properties: {a: {type: array, items: {type: string}}}}, encoding: {a: {style: pipeDelimited, explode: false}}}}}",
    )

    assert ParameterLocation.QUERYSTRING is found.location
    assert "application/x-www-form-urlencoded" == found.media_type
    assert [(Style.PIPE_DELIMITED, False, True)] == [
        (each.style, each.explode, each.is_styled) for each in found.encodings
    ]


def test_the_whole_query_string_and_a_part_of_it(tmp_path: Path) -> None:
    """Both are kept, and it is said that the document contradicts itself; a second whole one is left out."""
    diagnostics = Diagnostics()
    whole = "{name: %s, in: querystring, content: {application/json: {schema: {type: object}}}}"
    found = operation_of(
        tmp_path, f"[{whole % 'a'}, {whole % 'b'}, {{name: c, in: query, schema: {{type: string}}}}]", diagnostics
    )

    assert ["c", "a"] == [each.wire_name for each in found.parameters]
    assert {"querystring-conflict", "parameter-duplicate"} == {each.code.name for each in diagnostics}


@pytest.mark.parametrize(
    ("content", "media_type", "codes"),
    [
        ("{application/json: {schema: {type: object}}}", "application/json", []),
        ("{text/plain: {schema: {type: string}}, application/json: {schema: {type: object}}}", "application/json", []),
        ("{application/xml: {schema: {type: object}}}", "application/xml", ["parameter-content"]),
        ("{application/json: {$ref: '#/components/mediaTypes/M'}}", "application/json", []),
    ],
)
def test_values_in_a_media_type(tmp_path: Path, content: str, media_type: str, codes: list[str]) -> None:
    """JSON of several; what cannot be written is said."""
    diagnostics = Diagnostics()
    text = (
        f"paths: {{/a: {{get: {{operationId: a, parameters: [{{name: p, in: query, content: {content}}}],"
        " responses: {'204': {description: x}}}}}\ncomponents: {mediaTypes: {M: {schema: {type: object}}}}\n"
    )
    (found,) = api_of(tmp_path, text, diagnostics, version="3.2").operation("a").parameters

    assert media_type == found.media_type
    assert codes == [each.code.name for each in diagnostics]


def test_reserved_and_empty(tmp_path: Path) -> None:
    """Flags are what the document says."""
    found = parameter_of(
        tmp_path,
        "{name: a, in: query, allowReserved: true, allowEmptyValue: true, schema: {type: string}}",
        version="3.0",
    )

    assert (True, True) == (found.allow_reserved, found.allow_empty)
