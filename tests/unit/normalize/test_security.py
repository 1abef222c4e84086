"""Security: schemes of every kind, alternatives and what belongs together, and the environment variables of credentials."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics, Severity
from specloom.ir.api import Api
from specloom.ir.security import SchemeKind


def api_with(
    folder: Path,
    schemes: str,
    security: str,
    diagnostics: Diagnostics | None = None,
    *,
    own: str = "",
    version: str = "3.2",
) -> Api:
    """Return an API with one operation; the texts are flow style."""
    stated = f"security: {own}, " if own else ""
    return api_of(
        folder,
        f"""
        security: {security}
        paths: {{/a: {{get: {{{stated}operationId: a, responses: {{'204': {{description: done}}}}}}}}}}
        components: {{securitySchemes: {schemes}}}
        """,
        diagnostics,
        version=version,
    )


def used(api: Api) -> list[list[str]]:
    return [[use.scheme for use in requirement.schemes] for requirement in api.operation("a").security]


KEYS = "{k: {type: apiKey, in: header, name: K}, l: {type: apiKey, in: cookie, name: l}, x-m: {type: mutualTLS}}"


@pytest.mark.parametrize(
    ("security", "own", "expected"),
    [
        ("[{k: []}, {l: []}]", "", [["k"], ["l"]]),
        ("[{k: [], l: []}]", "", [["k", "l"]]),
        ("[{}, {k: []}]", "", [[], ["k"]]),
        ("[{k: []}]", "[]", []),
        ("[{k: []}]", "[{}]", [[]]),
        ("[{k: []}]", "[{x-m: []}]", [["x-m"]]),
        ("[{k: []}]", "[{'#/components/securitySchemes/l': []}]", [["l"]]),
        ("[{k: []}]", "[{k: []}, {k: []}]", [["k"]]),
    ],
)
def test_alternatives(tmp_path: Path, security: str, own: str, expected: list[list[str]]) -> None:
    """Elements of the list are alternatives, members of one go together; an empty list of its own asks for nothing."""
    diagnostics = Diagnostics()

    assert expected == used(api_with(tmp_path, KEYS, security, diagnostics, own=own))
    assert [] == [finding.message for finding in diagnostics]


def test_a_scheme_in_another_file(tmp_path: Path) -> None:
    """A requirement may name it by its URI (3.2 §4.30); it gets a name that no component has."""
    (tmp_path / "auth.yaml").write_text("schemes: {k: {type: http, scheme: bearer}, z: {type: http, scheme: basic}}\n")
    security = "[{'./auth.yaml#/schemes/k': [], 'auth.yaml#/schemes/z': []}]"
    api = api_with(tmp_path, KEYS, security)

    assert ["./auth.yaml#/schemes/k", "k", "l", "x-m", "z"] == [scheme.name for scheme in api.security_schemes]
    assert [["./auth.yaml#/schemes/k", "z"]] == used(api)


@pytest.mark.parametrize(
    ("requirement", "code", "severity"),
    [
        ("{kk: []}", "security-undefined", Severity.WARNING),
        ("{'#/components/securitySchemes/kk': []}", "ref-missing", Severity.ERROR),
        ("5", "structure", Severity.ERROR),
    ],
)
def test_an_alternative_that_cannot_be_had(tmp_path: Path, requirement: str, code: str, severity: Severity) -> None:
    """It is left out, and the ledger says so; the others stay."""
    diagnostics = Diagnostics()
    api = api_with(tmp_path, KEYS, f"[{requirement}, {{k: []}}]", diagnostics)

    assert [["k"]] == used(api)
    assert [(code, severity)] == [(finding.code.name, finding.severity) for finding in diagnostics]
    assert [code] == [entry.code for entry in api.ledger.entries]


def test_a_scheme_of_no_known_kind_is_told_once(tmp_path: Path) -> None:
    """At the scheme, and not again at each requirement."""
    diagnostics = Diagnostics()
    schemes = "{k: {type: apiKey, in: header, name: K}, odd: {type: apiKey, in: header, name: not a name}}"
    api = api_with(tmp_path, schemes, "[{odd: []}, {k: []}]", diagnostics)

    assert [["k"]] == used(api)
    assert ["scheme-unsupported"] == [finding.code.name for finding in diagnostics]
    assert {"scheme-unsupported"} == {entry.code for entry in api.ledger.entries}


def test_what_3_2_says_of_schemes(tmp_path: Path) -> None:
    """The device flow, where the authorization server describes itself, and schemes on their way out."""
    api = api_with(
        tmp_path,
        "{o: {type: oauth2, deprecated: true, oauth2MetadataUrl: 'https://id.example.com/.well-known', flows: {"
        "deviceAuthorization: {deviceAuthorizationUrl: 'https://id.example.com/device', tokenUrl: 'https://id.example.com/t',"
        " scopes: {read: Read}}}}}",
        "[{o: [read]}]",
    )
    (scheme,) = api.security_schemes
    (flow,) = scheme.flows

    assert (SchemeKind.OAUTH2, True, "https://id.example.com/.well-known") == (
        scheme.kind,
        scheme.deprecated,
        scheme.oauth2_metadata_url,
    )
    assert (
        "deviceAuthorization",
        "https://id.example.com/device",
        "https://id.example.com/t",
        (("read", "Read"),),
    ) == (
        flow.kind,
        flow.device_authorization_url,
        flow.token_url,
        flow.scopes,
    )
    assert ("read",) == api.operation("a").security[0].schemes[0].scopes


@pytest.mark.parametrize(
    ("scheme", "names"),
    [
        ("{type: oauth2, flows: {clientCredentials: {tokenUrl: /t}}}", ["client_id", "client_secret"]),
        (
            "{type: oauth2, flows: {password: {tokenUrl: /t}}}",
            ["client_id", "client_secret", "username", "password"],
        ),
        ("{type: openIdConnect, openIdConnectUrl: /c}", ["client_id", "client_secret"]),
        ("{type: oauth2, flows: {authorizationCode: {authorizationUrl: /a, tokenUrl: /t}}}", []),
        ("{type: http, scheme: bearer}", []),
    ],
)
def test_what_gets_a_token(tmp_path: Path, scheme: str, names: list[str]) -> None:
    """Flows that need no person have variables for what they take, named after the API and the scheme."""
    found = api_with(tmp_path, f"{{staffAuth: {scheme}}}", "[{staffAuth: []}]").security_schemes[0]
    said = {each.name: each.variable for each in found.exchange}

    assert [*names, *(["scope", "token_url"] if names else [])] == list(said)
    assert all(variable == f"TEST_STAFF_{name.upper()}" for name, variable in said.items())
