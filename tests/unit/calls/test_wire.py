"""Requests as they go over the wire: URL, headers, cookies."""

from __future__ import annotations

from typing import Any

import pytest
from unit.calls.described import prepared, prepared_operation, with_parameter

from specloom.calls.encoding import is_header_name
from specloom.calls.model import Secret, WireHeader


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("a/b c", "https://api.test/v1/go/a%2Fb%20c"),
        ("..", "https://api.test/v1/go/%2E%2E"),
        (".", "https://api.test/v1/go/%2E"),
        ("a.b", "https://api.test/v1/go/a.b"),
        ("é?#%", "https://api.test/v1/go/%C3%A9%3F%23%25"),
        ("{x}", "https://api.test/v1/go/%7Bx%7D"),
    ],
)
def test_path_values_are_encoded(value: str, url: str) -> None:
    """No value can leave its segment, nor vanish when a client normalises dots."""
    found = with_parameter(**{"in": "path"}, schema={"type": "string"}, example=value)

    assert url == found.call.request.url


def test_a_path_value_is_never_empty() -> None:
    """An empty example is reported and not used: the path would be another one."""
    found = with_parameter(**{"in": "path"}, schema={"type": "string"}, example="")

    assert "https://api.test/v1/go/p" == found.call.request.url
    assert len(found.found("example-invalid")) == 1


@pytest.mark.parametrize("schema", [{"type": "object"}, {"type": "object", "properties": {"a": {"type": "string"}}}])
def test_an_object_in_a_path_is_never_empty(schema: Any) -> None:
    """A minimal object without required properties would leave nothing in the path."""
    found = with_parameter(**{"in": "path"}, schema=schema)

    assert found.call.request.url.startswith("https://api.test/v1/go/")
    assert "," in found.call.request.url


def test_path_literals() -> None:
    """What is encoded stays, what no URL may hold is encoded, a fragment is never sent, a fixed query is kept."""
    url = prepared_operation({}, path="/a b/%41%zz/ü?x=1#y", method="get").call.request.url

    assert "https://api.test/v1/a%20b/%41%25zz/%C3%BC?x=1" == url


def test_query_goes_after_a_fixed_query() -> None:
    """A path with a query of its own gets more of it, not a second question mark."""
    parameter = {"name": "p", "in": "query", "required": True, "schema": {"type": "string"}}
    url = prepared_operation({"parameters": [parameter]}, path="/go?x=1", method="get").call.request.url

    assert "https://api.test/v1/go?x=1&p=p" == url


def test_json_in_a_query() -> None:
    """A parameter with `content` is compact JSON, keys in their order."""
    content = {"application/json": {"schema": {"type": "object"}, "example": {"b": [1, 2], "a": "ü&"}}}
    url = with_parameter(content=content).call.request.url

    assert "https://api.test/v1/go?p=%7B%22b%22%3A%5B1%2C2%5D%2C%22a%22%3A%22%C3%BC%26%22%7D" == url


def test_query_order_is_that_of_the_parameters() -> None:
    """Nothing is sorted."""
    parameters = [{"name": name, "in": "query", "required": True, "schema": {"type": "integer"}} for name in "zam"]
    url = prepared_operation({"parameters": parameters}, method="get").call.request.url

    assert "https://api.test/v1/go?z=1&a=1&m=1" == url


@pytest.mark.parametrize(
    ("value", "sent"),
    [("plain text", "plain text"), ("a\r\nEvil: 1", "a%0D%0AEvil: 1"), ("Zoë", "Zo%C3%AB"), (" x ", "%20x%20")],
)
def test_header_values_are_printable_ascii(value: str, sent: str) -> None:
    """A value cannot end its header and begin another."""
    found = with_parameter(**{"in": "header", "name": "X-P"}, schema={"type": "string"}, example=value)

    assert (WireHeader("X-P", (sent,)),) == found.call.request.headers


@pytest.mark.parametrize(("name", "is_name"), [("X-Trace_Id", True), ("X: 1\r\nY", False), ("", False), ("é", False)])
def test_header_names_are_tokens(name: str, is_name: bool) -> None:
    """What is no token of RFC 9110 cannot be a header's name, and is left out."""
    assert is_name == is_header_name(name)


def test_headers_are_given_once_and_in_order() -> None:
    """Credentials, Accept, Content-Type, parameters, Cookie; a parameter named like one of them is not sent again."""
    header = {"in": "header", "required": True, "schema": {"type": "string", "example": "v"}}
    document = {
        "paths": {
            "/go": {
                "post": {
                    "operationId": "go",
                    "security": [{"key": []}],
                    "parameters": [
                        header | {"name": "X-Other"},
                        header | {"name": "x-key"},
                        header | {"name": "X-OTHER"},
                        header | {"name": "c", "in": "cookie"},
                    ],
                    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "integer"}}}},
                    "responses": {
                        "200": {"description": "OK", "content": {"application/json": {}, "text/plain": {}}},
                        "404": {"description": "No", "content": {"application/problem+json": {}}},
                    },
                }
            }
        },
        "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
    }
    headers = prepared(document).call.request.headers

    assert ("X-Key", "Accept", "Content-Type", "X-Other", "Cookie") == tuple(header.name for header in headers)
    assert isinstance(headers[0].value[0], Secret)
    assert ("application/json",) == headers[1].value, "what readers parse is asked for, where it can be had"


def test_accept_is_absent_where_anything_is_accepted() -> None:
    """`*/*` is what a client says by saying nothing."""
    responses = {"200": {"description": "OK", "content": {"*/*": {"schema": {"type": "string"}}}}}

    assert () == prepared_operation({"responses": responses}).call.request.headers


def test_cookies_are_one_header() -> None:
    """All cookies in one header, each value encoded; an exploded list makes several."""
    cookie = {"in": "cookie", "required": True}
    parameters = [
        cookie | {"name": "a", "schema": {"type": "string"}, "example": "x; y"},
        cookie | {"name": "b", "schema": {"type": "array", "items": {"type": "integer"}}, "example": [1, 2]},
    ]
    headers = prepared_operation({"parameters": parameters}).call.request.headers

    assert (WireHeader("Cookie", ("a=x%3B%20y; b=1; b=2",)),) == headers


def test_minimal_gives_what_is_required_and_full_gives_all() -> None:
    """Two calls where they differ."""
    parameters = [
        {"name": "a", "in": "query", "required": True, "schema": {"type": "integer"}},
        {"name": "b", "in": "query", "schema": {"type": "integer"}},
    ]
    found = prepared_operation({"parameters": parameters}, method="get")

    assert ["https://api.test/v1/go?a=1", "https://api.test/v1/go?a=1&b=1"] == [
        call.request.url for call in found.calls.calls["go"]
    ]


def test_one_call_where_both_are_the_same() -> None:
    """No full call that repeats the minimal one."""
    assert len(prepared_operation({}).calls.calls["go"]) == 1
