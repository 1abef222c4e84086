"""What the official schemas say, at the node that is at fault, in our words."""

from __future__ import annotations

from typing import Any

import pytest

from specloom.spec.violations import violations

DONE = {"204": {"description": "Done"}}


def document(version: str, **fields: Any) -> dict[str, Any]:
    return {"openapi": f"{version}.0", "info": {"title": "T", "version": "1"}, "paths": {}, **fields}


def operation(version: str, **fields: Any) -> dict[str, Any]:
    return document(version, paths={"/a": {"get": {"responses": DONE, **fields}}})


def told(version: str, value: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return code, path and message of each violation."""
    return [
        (each.code.name, "/".join(each.path), each.code.message.format_map(each.fields))
        for each in violations(version, value)
    ]


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
def test_a_valid_document_has_none(version: str) -> None:
    assert [] == told(version, operation(version, operationId="a"))


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
def test_a_fault_deep_inside_is_told_where_it_is(version: str) -> None:
    """The schema of 3.0 says of the whole response that it is no Response Object and no reference."""
    schema = {"type": "object", "properties": {"a": {"type": "strin"}}}
    responses = {"200": {"description": "d", "content": {"application/json": {"schema": schema}}}}
    found = told(version, operation(version, responses=responses))

    assert [(code, path.rpartition("schema/")[2]) for code, path, _ in found] == [("field-value", "properties/a/type")]
    assert found[0][2].startswith("`type` is 'strin', which is none of 'array', 'boolean', 'integer',")


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize(
    ("fields", "code", "place", "message"),
    [
        ({"sumary": "x"}, "field-unknown", "sumary", "the operation has no field 'sumary'; did you mean 'summary'?"),
        ({"deprecated": "yes"}, "field-type", "deprecated", "`deprecated` must be a boolean, not text"),
        (
            {"parameters": [{"name": "a", "in": "query"}]},
            "field-missing",
            "parameters/0",
            "the parameter has no `schema` and no `content`",
        ),
        (
            {"parameters": [{"name": "a", "in": "query", "schema": {}, "content": {"text/plain": {}}}]},
            "field-conflict",
            "parameters/0",
            "the parameter has `schema` and `content`, of which the specification allows one",
        ),
        (
            {"parameters": [{"name": "a", "in": "query", "schema": {"minLength": "1"}}]},
            "field-type",
            "parameters/0/schema/minLength",
            "`minLength` must be an integer, not text",
        ),
        (
            {"parameters": [{"name": "a", "in": "query", "schema": {"required": ["b", "b"]}}]},
            "field-value",
            "parameters/0/schema/required",
            "`required` lists 'b' twice",
        ),
        (
            {"parameters": [{"name": "a", "in": "query", "schema": {"pattern": "(a"}}]},
            "pattern-invalid",
            "parameters/0/schema",
            "the pattern '(a' cannot be compiled: it is not a regular expression that a bounded engine accepts",
        ),
    ],
)
def test_faults_of_an_operation(version: str, fields: dict[str, Any], code: str, place: str, message: str) -> None:
    assert (code, f"paths//a/get/{place}", message) in told(version, operation(version, **fields))


def test_a_word_that_no_alternative_has_is_told_with_all_that_are_allowed() -> None:
    value = document("3.0", components={"securitySchemes": {"key": {"type": "apikey", "in": "header", "name": "k"}}})

    assert told("3.0", value) == [
        (
            "field-value",
            "components/securitySchemes/key/type",
            "`type` is 'apikey', which is none of 'apiKey', 'http', 'oauth2', 'openIdConnect'",
        )
    ]


def test_what_is_missing_in_the_alternative_that_was_meant() -> None:
    value = document("3.0", components={"securitySchemes": {"key": {"type": "apiKey", "in": "header"}}})

    assert [(code, message) for code, _, message in told("3.0", value)] == [
        ("field-missing", "the security scheme key has no `name`")
    ]


def test_a_fault_in_a_field_does_not_make_its_neighbours_unknown() -> None:
    """`unevaluatedProperties` loses what stands beside a fault: `flows` would count as unknown."""
    flow = {"authorizationUrl": "https://a.example", "scopes": {}, "wrong": 1}
    value = document("3.2", components={"securitySchemes": {"o": {"type": "oauth2", "flows": {"implicit": flow}}}})

    assert [path for _, path, _ in told("3.2", value)] == ["components/securitySchemes/o/flows/implicit/wrong"]


def test_names_of_components() -> None:
    found = told("3.1", document("3.1", components={"schemas": {"a b": {}}}))

    assert [(code, path) for code, path, _ in found] == [("name-invalid", "components/schemas/a b")]


def test_schemas_of_a_dialect_of_their_own_are_not_judged() -> None:
    value = document(
        "3.1", jsonSchemaDialect="https://example.com/d", components={"schemas": {"A": {"minLength": "1"}}}
    )

    assert [] == told("3.1", value)


def test_swagger() -> None:
    parameter = {"name": "q", "in": "query", "type": "object"}
    value = {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"parameters": [parameter], "responses": {"200": {}}}}},
    }

    assert [(code, path) for code, path, _ in told("2.0", value)] == [
        ("field-value", "paths//a/get/parameters/0/type"),
        ("field-missing", "paths//a/get/responses/200"),
    ]


def test_a_value_is_never_told_whole() -> None:
    value = document("3.0", tags=[{"name": {"deep": "x" * 10_000}}], externalDocs={"url": "x y" * 1_000})

    assert all(len(message) < 200 for _, _, message in told("3.0", value))
