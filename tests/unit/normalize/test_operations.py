"""Operations inherit what is around them, and a broken one costs itself alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics
from specloom.ir.ledger import Coverage
from specloom.ir.operation import ContentKind, ParameterLocation, Style
from specloom.normalize import Overrides
from specloom.normalize.media_types import content_kind

PATHS = """
security: [{key: []}, {basic: [], token: [a]}]
tags: [{name: Second, description: two}, {name: First}]
paths:
  /b/{id}:
    servers: [{url: https://path.example.com/}]
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: shared, in: query, schema: {type: string}}
    get:
      operationId: getB
      tags: [First]
      parameters:
        - {name: shared, in: query, schema: {type: integer}}
        - {name: X-Trace, in: header, schema: {type: string}}
        - {name: Accept, in: header, schema: {type: string}}
      responses: {default: {description: other}, '404': {description: gone}, '200': {description: ok}, 4xx: {description: bad}}
    delete:
      tags: [Second]
      security: []
      responses: {'204': {description: done}}
  /a:
    post:
      operationId: postA
      requestBody: {content: {application/json: {schema: {type: object, properties: {x: {type: string}}}}}}
      responses: {'200': {description: ok}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    basic: {type: http, scheme: basic}
    token: {type: http, scheme: bearer}
"""


def test_operations_are_complete(tmp_path: Path) -> None:
    """Path-level parameters and servers, security, defaults of style, order of responses: nothing is left to look up."""
    diagnostics = Diagnostics()
    api = api_of(tmp_path, PATHS, diagnostics)
    get = api.operation("getB")

    assert ["postA", "deleteBById", "getB"] == [operation.id for operation in api.operations]
    assert [("id", "path"), ("shared", "query"), ("X-Trace", "header")] == [
        (parameter.wire_name, parameter.location.value) for parameter in get.parameters
    ]
    assert "integer" == getattr(get.parameters_in(ParameterLocation.QUERY)[0].type, "kind", None)
    assert (Style.FORM, True) == (get.parameters[1].style, get.parameters[1].explode)
    assert (Style.SIMPLE, False) == (get.parameters[0].style, get.parameters[0].explode)
    assert ["200", "404", "4XX", "default"] == [response.status for response in get.responses]
    assert ["https://path.example.com"] == [server.url for server in get.servers]
    assert [["key"], ["basic", "token"]] == [
        [use.scheme for use in requirement.schemes] for requirement in get.security
    ]
    assert () == api.operation("deleteBById").security
    assert {"header-ignored", "status-unusual", "operation-id-missing"} <= {
        finding.code.name for finding in diagnostics
    }


def test_sections_follow_the_order_of_tags(tmp_path: Path) -> None:
    """Declared tags first, in their order; untagged operations in a section of their own."""
    api = api_of(tmp_path, PATHS)

    assert [
        ("Second", "second", ("deleteBById",)),
        ("First", "first", ("getB",)),
        ("default", "default", ("postA",)),
    ] == [(section.name, section.slug, section.operations) for section in api.sections]


def test_credentials_are_named_after_the_api_and_the_scheme(tmp_path: Path) -> None:
    """The config may choose other variables."""
    names = Overrides(name="shop", credentials={"key": {"value": "MY_KEY"}})
    plain = api_of(tmp_path, PATHS)
    chosen = api_of(tmp_path, PATHS, overrides=names)

    assert {"key": ["TEST_KEY"], "basic": ["TEST_USERNAME", "TEST_PASSWORD"], "token": ["TEST_TOKEN"]} == {
        scheme.name: [credential.variable for credential in scheme.credentials] for scheme in plain.security_schemes
    }
    assert {"key": ["MY_KEY"], "basic": ["SHOP_USERNAME", "SHOP_PASSWORD"], "token": ["SHOP_TOKEN"]} == {
        scheme.name: [credential.variable for credential in scheme.credentials] for scheme in chosen.security_schemes
    }


@pytest.mark.parametrize(
    ("servers", "url", "code"),
    [
        (
            "[{url: 'https://{region}.example.com/v1/', variables: {region: {default: eu}}}]",
            "https://eu.example.com/v1",
            None,
        ),
        ("[{url: /api}]", "https://api.example.com/api", "server-relative"),
        ("[{url: /api}, {url: 'https://real.example.com'}]", "https://real.example.com", None),
        ("[{url: //cdn.example.com/x}]", "https://cdn.example.com/x", "server-relative"),
        ("[{url: 'http://localhost:5050'}]", "http://localhost:5050", "server-local"),
        ("[]", "https://api.example.com", "server-relative"),
        ("[{url: 'https://x.example.com/{missing}'}]", "https://x.example.com/missing", "server-variable-undefined"),
    ],
)
def test_servers_are_absolute(tmp_path: Path, servers: str, url: str, code: str | None) -> None:
    """Variables take their defaults; a host that is not known is a placeholder, and said to be one."""
    diagnostics = Diagnostics()
    text = (
        f"servers: {servers}\npaths: {{/a: {{get: {{operationId: a, responses: {{'200': {{description: ok}}}}}}}}}}\n"
    )
    api = api_of(tmp_path, text, diagnostics)

    assert url == api.operations[0].servers[0].url
    assert ([] if code is None else [code]) == [finding.code.name for finding in diagnostics]


def test_a_server_of_the_config_replaces_all(tmp_path: Path) -> None:
    """`--server` puts one base URL into everything."""
    api = api_of(tmp_path, PATHS, overrides=Overrides(server="http://127.0.0.1:8080/"))

    assert {"http://127.0.0.1:8080"} == {server.url for operation in api.operations for server in operation.servers}


def test_a_broken_operation_is_skipped_and_in_the_ledger(tmp_path: Path) -> None:
    """The sum holds: operations in the document are the full, the degraded and the skipped ones."""
    diagnostics = Diagnostics(lenient=True)
    api = api_of(
        tmp_path,
        """
        paths:
          /a:
            get: {operationId: good, responses: {'200': {description: ok}}}
            put: 5
            post: {$ref: '#/nowhere'}
            patch:
              operationId: loose
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Loose'}}}}
              responses: {'200': {description: ok}}
        components: {schemas: {Loose: {type: object, properties: {x: {not: {type: string}}}}}}
        """,
        diagnostics,
    )

    assert 4 == len(api.ledger.operations)
    assert ["good", "loose"] == [operation.id for operation in api.operations]
    assert {
        "GET /a": Coverage.FULL,
        "PATCH /a": Coverage.DEGRADED,
        "POST /a": Coverage.SKIPPED,
        "PUT /a": Coverage.SKIPPED,
    } == {each.subject: each.coverage for each in api.ledger.operations}


def test_duplicate_operation_ids_are_both_kept_and_named_apart(tmp_path: Path) -> None:
    """Each is named by its method and path, so that neither depends on the other's place."""
    operation = "{operationId: same, responses: {'200': {description: ok}}}"
    diagnostics = Diagnostics()
    api = api_of(tmp_path, f"paths:\n  /a: {{get: {operation}}}\n  /b/{{id}}: {{get: {operation}}}\n", diagnostics)

    assert ["getA", "getBById"] == [operation.id for operation in api.operations]
    assert 2 == sum(finding.code.name == "operation-id-duplicate" for finding in diagnostics)


def test_made_names_are_unique_whatever_the_paths(tmp_path: Path) -> None:
    """Paths that differ by a mark alone, and a declared name that another path would be given, stay apart."""
    answer = "{responses: {'200': {description: ok}}}"
    named = "{operationId: getAB, responses: {'200': {description: ok}}}"
    paths = f"paths:\n  /a/b: {{get: {answer}}}\n  /a-b: {{get: {answer}}}\n  /aB: {{get: {answer}}}\n  /x: {{get: {named}}}\n"
    api = api_of(tmp_path, paths)

    assert 4 == len({operation.id for operation in api.operations})
    assert "getAB" == next(operation.id for operation in api.operations if operation.path == "/x")


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/json; charset=utf-8", ContentKind.JSON),
        ("application/problem+json", ContentKind.JSON),
        ("APPLICATION/JSON", ContentKind.JSON),
        ("multipart/form-data", ContentKind.MULTIPART),
        ("application/x-www-form-urlencoded", ContentKind.FORM),
        ("text/plain", ContentKind.TEXT),
        ("text/event-stream", ContentKind.SSE),
        ("application/x-ndjson", ContentKind.NDJSON),
        ("application/atom+xml", ContentKind.XML),
        ("image/png", ContentKind.BINARY),
        ("application/vnd.unknown", ContentKind.BINARY),
        ("*/*", ContentKind.ANY),
    ],
)
def test_media_types(media_type: str, kind: ContentKind) -> None:
    """A media type that is not known is bytes, and never dropped."""

    assert kind is content_kind(media_type)


def test_key_order_changes_nothing(tmp_path: Path) -> None:
    """Paths, methods, components and media keys in another order make the same operations."""
    get = "get: {operationId: %s, responses: {'200': {description: ok}}}"
    shuffled = "get: {responses: {'200': {description: ok}}, operationId: %s}"
    one = f"paths: {{/a: {{{get % 'x'}}}, /b: {{{get % 'y'}}}}}\n"
    two = f"paths: {{/b: {{{shuffled % 'y'}}}, /a: {{{get % 'x'}}}}}\n"

    assert api_of(tmp_path, one).operations == api_of(tmp_path, two).operations


@pytest.mark.parametrize(
    ("paths", "subject", "code"),
    [
        ("/a: 5", "every operation of /a", "structure"),
        ("/a: {$ref: 'https://example.com/a.yaml'}", "every operation of /a", "ref-remote"),
        ("/a: {$ref: 5}", "every operation of /a", "ref-invalid"),
        ("'https://evil.example/a': {get: {}}", "every operation of https://evil.example/a", "structure"),
        ("b: {get: {responses: {}}}", "every operation of b", "structure"),
        ("/a: {fetch: {responses: {}}}", "fetch /a", "value-unknown"),
        ("/a: {additionalOperations: 5}", "every further method of /a", "structure"),
        ('/a: {additionalOperations: {"A B\\r\\nX: y": {responses: {}}}}', "A B\r\nX: y /a", "value-unknown"),
    ],
)
def test_a_path_that_is_left_out_is_in_the_ledger(tmp_path: Path, paths: str, subject: str, code: str) -> None:
    """It counts as one operation at least, and the sum holds: nothing is dropped in silence."""
    diagnostics = Diagnostics(lenient=True)
    text = f"paths:\n  {paths}\n  /b: {{get: {{responses: {{'204': {{description: done}}}}}}}}\n"
    api = api_of(tmp_path, text, diagnostics)

    assert [(subject, code, Coverage.SKIPPED)] == [
        (each.subject, each.code, each.coverage) for each in api.ledger.entries
    ]
    assert ["/b"] == [operation.path for operation in api.operations]
    assert 2 == len(api.ledger.operations)


def test_a_broken_webhook_costs_no_operation(tmp_path: Path) -> None:
    """What is left out is counted beside what came through."""
    text = "webhooks: {ping: {post: 5}}\npaths:\n  /b: {get: {responses: {'204': {description: done}}}}\n"
    api = api_of(tmp_path, text, Diagnostics(lenient=True))

    assert (1, 1, 1, 1) == (
        len(api.operations),
        len(api.ledger.entries),
        len(api.ledger.operations),
        len(api.ledger.webhooks),
    )


def test_a_ring_of_callbacks_ends(tmp_path: Path) -> None:
    """A callback may describe the operation that it stands in, or one around that; each is told once."""
    api = api_of(
        tmp_path,
        """
paths:
  /a:
    post:
      operationId: a
      callbacks: {ring: {$ref: '#/components/callbacks/Ring'}}
      responses: {'204': {description: done}}
components:
  callbacks:
    Ring:
      '{$request.query.u}':
        post:
          callbacks: {ring: {$ref: '#/components/callbacks/Ring'}}
          responses: {'204': {description: done}}
""",
    )
    outer = api.operations[0].callbacks[0].operation

    assert "POST" == outer.method
    assert () == outer.callbacks[0].operation.callbacks


def test_a_webhook_has_an_id_of_its_own(tmp_path: Path) -> None:
    """Whether ids are made or declared: two of one id would share their examples. Operations keep theirs."""
    done = "responses: {'204': {description: done}}"
    webhooks = f"{{¬: {{post: {{{done}}}}}, ping: {{post: {{operationId: ping, {done}}}}}}}"
    paths = f"{{/: {{post: {{{done}}}}}, /ping: {{get: {{operationId: ping, {done}}}}}}}"
    diagnostics = Diagnostics()
    api = api_of(tmp_path, f"webhooks: {webhooks}\npaths: {paths}\n", diagnostics)

    assert ["post", "ping"] == [operation.id for operation in api.operations]
    assert {"postPing", "webhookPost"} == {webhook.id for webhook in api.webhooks}
    assert "operation-id-duplicate" in {finding.code.name for finding in diagnostics}
