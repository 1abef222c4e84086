"""The coverage ledger: every operation, parameter, media type and keyword is in it, and the sums hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics, Severity
from specloom.ir.ledger import Count, Coverage, Ledger, PartKind

ANSWER = "responses: {'200': {description: ok}}"


def ledger_of(folder: Path, text: str, *, version: str = "3.1") -> Ledger:
    return api_of(folder, text, Diagnostics(lenient=True), version=version).ledger


def rows(ledger: Ledger, *, keywords: bool = False) -> list[tuple[str, str, Coverage, str]]:
    """Return subject, part, coverage and code of each entry; keywords only where they are asked for."""
    return [
        (each.subject, each.part, each.coverage, each.code)
        for each in ledger.entries
        if keywords or each.kind is not PartKind.KEYWORD
    ]


def uses(ledger: Ledger, keyword: str) -> Count:
    return next(each.count for each in ledger.keywords if each.name == keyword)


@pytest.mark.parametrize(
    ("parameter", "part", "code"),
    [
        ("{name: 'a b', in: header, schema: {}}", "header parameter a b", "header-name"),
        ("{name: Accept, in: header, schema: {}}", "header parameter Accept", "header-ignored"),
        ("{name: b, in: path, required: true, schema: {}}", "path parameter b", "path-parameter-unused"),
        ("{name: c, in: cooky, schema: {}}", "cooky parameter c", "value-unknown"),
        ("{$ref: '#/components/parameters/No'}", "parameter #/components/parameters/No", "ref-missing"),
        ("{name: good, in: query, schema: {}}", "query parameter good", "parameter-duplicate"),
    ],
)
def test_a_parameter_that_is_left_out_is_skipped(tmp_path: Path, parameter: str, part: str, code: str) -> None:
    """It counts, it has the reason under the operation, and the operation is degraded for it."""
    listed = f"[{{name: good, in: query, schema: {{}}}}, {parameter}]"
    ledger = ledger_of(tmp_path, f"paths: {{/a: {{get: {{parameters: {listed}, {ANSWER}}}}}}}")

    assert [("GET /a", part, Coverage.SKIPPED, code)] == rows(ledger)
    assert Count(total=2, skipped=1) == ledger.counts[PartKind.PARAMETER]
    assert Count(total=1, degraded=1) == ledger.counts[PartKind.OPERATION]


def test_a_parameter_in_place_of_the_path_items_counts_once(tmp_path: Path) -> None:
    of_the_item = "parameters: [{name: a, in: query, schema: {}}, {name: b, in: query, schema: {}}]"
    own = "parameters: [{name: a, in: query, schema: {type: string}}]"
    ledger = ledger_of(tmp_path, f"paths: {{/a: {{{of_the_item}, get: {{{own}, {ANSWER}}}, put: {{{ANSWER}}}}}}}")

    assert Count(total=4) == ledger.counts[PartKind.PARAMETER]


def test_media_types_of_requests_and_responses(tmp_path: Path) -> None:
    """One that is broken is skipped, one whose schema is not expressed in full is degraded; the others are full."""
    ledger = ledger_of(
        tmp_path,
        """
        paths:
          /a:
            post:
              requestBody: {content: {application/json: {schema: {not: {type: string}}}, application/xml: 5}}
              responses: {'200': {description: ok, content: {text/csv: {schema: {type: string}}, text/plain: 5}}}
        """,
    )

    assert [
        ("POST /a", "request application/json", Coverage.DEGRADED, "schema-keyword"),
        ("POST /a", "request application/xml", Coverage.SKIPPED, "structure"),
        ("POST /a", "response 200 text/plain", Coverage.SKIPPED, "structure"),
    ] == rows(ledger)
    assert Count(total=4, degraded=1, skipped=2) == ledger.counts[PartKind.MEDIA_TYPE]


@pytest.mark.parametrize(
    ("response", "part", "code"),
    [
        ("'200': {description: ok, headers: {X: 5}}", "response 200 header X", "structure"),
        ("'200': {description: ok, links: {next: 5}}", "response 200 link next", "structure"),
        ("'200': {description: ok, links: {next: {operationId: no}}}", "response 200 link next", "link-unknown"),
        ("'200': 5", "response 200", "structure"),
        ("'200': {description: ok}, fine: {description: ok}", "response fine", "status-unusual"),
        ("'2XX': {description: ok}, 2xx: {description: ok}", "response 2xx", "status-unusual"),
    ],
)
def test_details_are_named_and_not_counted(tmp_path: Path, response: str, part: str, code: str) -> None:
    ledger = ledger_of(tmp_path, f"paths: {{/a: {{get: {{responses: {{{response}}}}}}}}}")

    assert [("GET /a", part, code)] == [(subject, name, reason) for subject, name, _, reason in rows(ledger)]
    assert [PartKind.DETAIL] == [each.kind for each in ledger.entries]
    assert [Coverage.DEGRADED] == [each.coverage for each in ledger.operations]


def test_the_parts_of_a_callback_belong_to_its_operation(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path,
        """
        paths:
          /a:
            post:
              responses: {'200': {description: ok}}
              callbacks:
                paid:
                  '{$request.body#/url}':
                    post:
                      requestBody: {content: {application/json: {schema: {type: object}}, text/csv: 5}}
                      responses: {'200': {description: ok}}
        """,
    )

    assert [("POST /a", "callback paid request text/csv", Coverage.SKIPPED, "structure")] == rows(ledger)
    assert Count(total=2, skipped=1) == ledger.counts[PartKind.MEDIA_TYPE]


def test_webhooks_are_counted_apart(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, f"webhooks: {{ping: {{post: 5}}, pong: {{post: {{{ANSWER}}}}}}}\npaths: {{}}\n")

    assert Count(total=2, skipped=1) == ledger.counts[PartKind.WEBHOOK]
    assert Count() == ledger.counts[PartKind.OPERATION]


def test_what_is_shared_counts_for_each_operation_that_uses_it(tmp_path: Path) -> None:
    """A schema is read once; each part that leads to it has the reason, however it leads there."""
    ledger = ledger_of(
        tmp_path,
        """
        paths:
          /a: {get: {parameters: [{$ref: '#/components/parameters/L'}], responses: {'200': {$ref: '#/components/responses/R'}}}}
          /b: {get: {parameters: [{$ref: '#/components/parameters/L'}], responses: {'200': {$ref: '#/components/responses/R'}}}}
          /c:
            get:
              responses:
                '200':
                  description: ok
                  content: {application/json: {schema: {$ref: '#/components/schemas/Pet/properties/o'}}}
        components:
          parameters: {L: {name: l, in: query, schema: {type: integer, not: {const: 3}}}}
          responses: {R: {description: ok, content: {application/json: {schema: {items: {$ref: '#/components/schemas/Pet'}}}}}}
          schemas: {Pet: {properties: {o: {type: object, properties: {x: {not: {type: string}}}}}}}
        """,
    )

    assert [
        ("GET /a", "query parameter l"),
        ("GET /a", "response 200 application/json"),
        ("GET /b", "query parameter l"),
        ("GET /b", "response 200 application/json"),
        ("GET /c", "response 200 application/json"),
    ] == sorted((subject, part) for subject, part, _, _ in rows(ledger))
    assert Count(total=2, degraded=2) == uses(ledger, "not")


def test_keywords_are_counted_where_they_stand(tmp_path: Path) -> None:
    """Those of schemas that nothing uses, and keys that are no keywords, count nowhere."""
    ledger = ledger_of(
        tmp_path,
        """
        paths:
          /a:
            get:
              responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
        components:
          schemas:
            A: {type: object, x-y: 1, colour: red, properties: {a: {type: string, not: {enum: [x]}}, b: {type: integer}}}
            B: {type: object}
        """,
    )

    assert {"$ref": 1, "enum": 1, "not": 1, "properties": 1, "type": 3} == {
        each.name: each.count.total for each in ledger.keywords
    }
    assert [("", "keyword not", Coverage.DEGRADED, "schema-keyword")] == [
        row for row in rows(ledger, keywords=True) if not row[0]
    ]


@pytest.mark.parametrize(
    ("schema", "keyword", "coverage", "version"),
    [
        ("{if: {}, then: {properties: {a: {}}}}", "then", Coverage.DEGRADED, "3.1"),
        ("{contains: {type: string}, minContains: 2}", "minContains", Coverage.DEGRADED, "3.1"),
        ("{type: strin}", "type", Coverage.DEGRADED, "3.1"),
        ("{allOf: [{type: string}, {type: integer}]}", "type", Coverage.DEGRADED, "3.1"),
        ("{type: integer, enum: [1, two]}", "enum", Coverage.DEGRADED, "3.1"),
        ("{$ref: '#/components/schemas/T', type: integer}", "type", Coverage.SKIPPED, "3.0"),
    ],
)
def test_keywords_that_are_not_fully_expressed(
    tmp_path: Path, schema: str, keyword: str, coverage: Coverage, version: str
) -> None:
    body = f"{{properties: {{f: {schema}}}}}"
    answer = f"{{'200': {{description: ok, content: {{application/json: {{schema: {body}}}}}}}}}"
    text = f"paths: {{/a: {{get: {{responses: {answer}}}}}}}\ncomponents: {{schemas: {{T: {{type: string}}}}}}\n"
    ledger = ledger_of(tmp_path, text, version=version)

    assert (f"keyword {keyword}", coverage) in [(each.part, each.coverage) for each in ledger.entries]
    count = uses(ledger, keyword)
    assert count.total == count.full + count.degraded + count.skipped
    assert 1 == (count.degraded if coverage is Coverage.DEGRADED else count.skipped)


def test_what_belongs_to_no_operation_is_in_the_ledger_too(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path,
        "paths: {}\ncomponents: {securitySchemes: {o: {type: oauth2, flows: 5}}}\n",
    )

    assert [("the whole document", "security scheme o flows", Coverage.SKIPPED, "structure")] == rows(ledger)


@pytest.mark.parametrize("strict", [False, True])
def test_a_strict_run_takes_no_loss_however_slight(tmp_path: Path, strict: bool) -> None:
    """A header that OpenAPI has ignored is a note; it is left out all the same."""
    diagnostics = Diagnostics(strict=strict)
    listed = "[{name: Accept, in: header, schema: {}}]"
    api_of(tmp_path, f"paths: {{/a: {{get: {{operationId: a, parameters: {listed}, {ANSWER}}}}}}}", diagnostics)

    assert {"header-ignored": Severity.ERROR if strict else Severity.NOTE} == {
        each.code.name: each.severity for each in diagnostics
    }
