"""Where credentials go, and which of several requirements is satisfied."""

from __future__ import annotations

from typing import Any

import pytest
from unit.calls.described import Prepared, prepared

from specloom.calls.model import Secret, WireHeader

SCHEMES: dict[str, Any] = {
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "sid"},
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "digest": {"type": "http", "scheme": "Digest"},
    "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://x.test/t", "scopes": {}}}},
    "oidc": {"type": "openIdConnect", "openIdConnectUrl": "https://x.test/o"},
    "mtls": {"type": "mutualTLS"},
}


def secured(*requirements: dict[str, list[str]], **extra: Any) -> Prepared:
    operation = {"operationId": "go", "security": list(requirements), "responses": {"204": {"description": "."}}}
    return prepared({"paths": {"/go": {"get": operation | extra}}, "components": {"securitySchemes": SCHEMES}})


def pieces(found: Prepared, name: str) -> tuple[str | Secret, ...]:
    return next(header.value for header in found.call.request.headers if header.name == name)


def test_key_in_a_header() -> None:
    """The header holds the secret alone."""
    value = pieces(secured({"header": []}), "X-Key")

    assert len(value) == 1
    assert isinstance(value[0], Secret)


def test_key_in_the_query() -> None:
    """It stays outside of the URL, which is known before the secret is."""
    request = secured({"query": []}).call.request

    assert "https://api.test/v1/go" == request.url
    assert ["key"] == [name for name, _ in request.secret_query]


def test_key_in_a_cookie_stands_before_other_cookies() -> None:
    """One Cookie header, made of text and the secret."""
    cookie = {"name": "a", "in": "cookie", "required": True, "schema": {"type": "string"}, "example": "1"}
    value = pieces(secured({"cookie": []}, parameters=[cookie]), "Cookie")

    assert ("sid=", "; a=1") == (value[0], value[2])
    assert isinstance(value[1], Secret)


@pytest.mark.parametrize(
    ("scheme", "word"), [("bearer", "Bearer "), ("oauth", "Bearer "), ("oidc", "Bearer "), ("digest", "Digest ")]
)
def test_authorization(scheme: str, word: str) -> None:
    """The scheme's word, then the secret."""
    value = pieces(secured({scheme: []}), "Authorization")

    assert (word, 2) == (value[0], len(value))


def test_basic_is_a_pair() -> None:
    """Languages have their own way to send a user and a password."""
    request = secured({"basic": []}).call.request

    assert request.basic is not None
    assert () == request.headers


@pytest.mark.parametrize(
    ("requirements", "chosen"),
    [
        (["mtls", "oidc", "bearer"], "bearer"),
        (["mtls", "oidc"], "oidc"),
        (["mtls"], "mtls"),
        (["header", "bearer"], "header"),
    ],
)
def test_the_first_requirement_that_a_request_can_express(requirements: list[str], chosen: str) -> None:
    """Client certificates and OpenID Connect only where there is nothing else."""
    requirement = secured(*({name: []} for name in requirements)).call.requirement

    assert requirement is not None
    assert [chosen] == [use.scheme for use in requirement.schemes]


def test_all_schemes_of_a_requirement_are_given() -> None:
    """AND inside of a requirement."""
    request = secured({"header": [], "query": [], "bearer": []}).call.request

    assert {"X-Key", "Authorization"} == {header.name for header in request.headers}
    assert len(request.secret_query) == 1


def test_two_schemes_for_one_header() -> None:
    """There is one Authorization header; the first scheme has it."""
    request = secured({"basic": [], "bearer": []}).call.request

    assert (request.basic is None) == any(header.name == "Authorization" for header in request.headers)


def test_anonymous_access_needs_nothing() -> None:
    """An empty requirement that comes first is satisfied by nothing."""
    found = secured({}, {"header": []})

    assert (None, ()) == (found.call.requirement, found.call.request.headers)


def test_a_parameter_that_is_the_credential_is_not_sent_twice() -> None:
    """Documents often describe the key as a parameter as well."""
    query = {"name": "key", "in": "query", "required": True, "schema": {"type": "string"}}
    request = secured({"query": []}, parameters=[query]).call.request

    assert "https://api.test/v1/go" == request.url


def test_a_header_has_one_value() -> None:
    """The credential keeps its place against a parameter of the same name in other letters."""
    header = {"name": "x-key", "in": "header", "required": True, "schema": {"type": "string"}}
    headers = secured({"header": []}, parameters=[header]).call.request.headers

    assert [WireHeader("X-Key", headers[0].value)] == list(headers)
