"""Bodies and answers: media types, streams, parts, headers, links, callbacks; a broken one costs itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from unit.normalize.build_api import api_of, shown

from specloom.diagnostics import Diagnostics, Severity
from specloom.ir.operation import Content, ContentKind, Operation

FILE = "{type: object, required: [name], properties: {name: {type: string}}}"


def operation_of(
    folder: Path, members: str, diagnostics: Diagnostics | None = None, *, version: str = "3.2"
) -> Operation:
    """Return the operation `a`; the text is what is in it (flow style), beside `b` with the path `/b/{id}`."""
    text = f"""
        paths:
          /a: {{post: {{operationId: a, {members}}}}}
          /b/{{id}}:
            get:
              operationId: b
              parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
              responses: {{'204': {{description: done}}}}
        components:
          schemas: {{File: {FILE}, Files: {{type: array, items: {{$ref: '#/components/schemas/File'}}}}}}
          mediaTypes: {{M: {{schema: {{$ref: '#/components/schemas/File'}}}}}}
        """
    return api_of(folder, text, diagnostics, version=version).operation("a")


def content_of(folder: Path, media_type: str, member: str, **given: Any) -> Content:
    answers = "responses: {'204': {description: done}}"
    found = operation_of(folder, f"requestBody: {{content: {{'{media_type}': {member}}}}}, {answers}", **given)
    assert found.body is not None
    return found.body.contents[0]


REF, REFS = "{$ref: '#/components/schemas/File'}", "{$ref: '#/components/schemas/Files'}"


@pytest.mark.parametrize(
    ("media_type", "member", "kind", "type_", "is_sequence"),
    [
        ("application/jsonl", f"{{itemSchema: {REF}}}", ContentKind.NDJSON, "File", True),
        ("application/json-seq", f"{{itemSchema: {REF}}}", ContentKind.NDJSON, "File", True),
        ("application/geo+json-seq", f"{{schema: {REFS}}}", ContentKind.NDJSON, "File", True),
        ("application/x-ndjson", f"{{schema: {REF}}}", ContentKind.NDJSON, "File", True),
        ("application/x-ndjson", f"{{schema: {REFS}, itemSchema: {REF}}}", ContentKind.NDJSON, "File", True),
        ("text/event-stream", f"{{itemSchema: {REF}}}", ContentKind.SSE, "File", True),
        ("text/event-stream", "{schema: {type: string}}", ContentKind.SSE, "string", False),
        ("text/event-stream", "{}", ContentKind.SSE, "any", True),
        ("multipart/mixed", f"{{itemSchema: {REF}}}", ContentKind.MULTIPART, "File", True),
        ("multipart/mixed", f"{{schema: {REFS}}}", ContentKind.MULTIPART, "Files", False),
        ("multipart/form-data", f"{{schema: {REF}}}", ContentKind.MULTIPART, "File", False),
        ("application/json", "{$ref: '#/components/mediaTypes/M'}", ContentKind.JSON, "File", False),
        ("application/octet-stream", "{}", ContentKind.BINARY, "binary", False),
        ("application/xml", f"{{schema: {REF}}}", ContentKind.XML, "File", False),
    ],
)
def test_media_types(
    tmp_path: Path, media_type: str, member: str, kind: ContentKind, type_: str, is_sequence: bool
) -> None:
    """Of a sequence the type is that of one item, however the document says it."""
    found = content_of(tmp_path, media_type, member)

    assert (kind, type_, is_sequence) == (found.kind, shown(found.type), found.is_sequence)


def test_parts_by_place(tmp_path: Path) -> None:
    """The first ones as `prefixEncoding` says, all others as `itemEncoding` does; else as their types ask for."""
    found = content_of(
        tmp_path,
        "multipart/mixed",
        "{schema: {type: array, prefixItems: [{type: object}, {type: string}, {type: string, format: binary}],"
        " items: {type: integer}}, prefixEncoding: [{contentType: application/merge-patch+json}]}",
    )

    assert ["application/merge-patch+json", "text/plain", "application/octet-stream"] == [
        each.content_type for each in found.prefix_encodings
    ]
    assert found.item_encoding is not None
    assert "text/plain" == found.item_encoding.content_type


@pytest.mark.parametrize(
    ("schema", "content_type"),
    [
        ("{type: string, enum: [json, text]}", "text/plain"),
        ("{type: array, items: {type: string, enum: [a, b]}}", "text/plain"),
        ("{anyOf: [{type: string, enum: [auto]}, {type: object, properties: {at: {type: integer}}}]}", "text/plain"),
        (
            "{anyOf: [{type: string, format: binary}, {type: array, items: {type: string, format: binary}}]}",
            "application/octet-stream",
        ),
        ("{anyOf: [{type: object}, {type: array, items: {type: object}}]}", "application/json"),
        ("{type: object, properties: {at: {type: integer}}}", "application/json"),
    ],
)
def test_what_a_part_is_by_default(tmp_path: Path, schema: str, content_type: str) -> None:
    """By its type: an enumeration is text, and a union that may be a text is one, for an object in it is JSON anyway."""
    found = content_of(tmp_path, "multipart/form-data", f"{{schema: {{type: object, properties: {{one: {schema}}}}}}}")

    assert [content_type] == [each.content_type for each in found.encodings]


@pytest.mark.parametrize(("version", "is_styled"), [("3.0", False), ("3.1", True), ("3.2", True)])
def test_styles_of_parts(tmp_path: Path, version: str, is_styled: bool) -> None:
    """In 3.0 a style is for forms that are not multipart; everything else is said to be lost."""
    diagnostics = Diagnostics()
    member = (
        f"{{schema: {FILE}, encoding: {{name: {{style: pipeDelimited, headers: {{x-part: {{schema: {{type: string}}}}}},"
        " encoding: {a: {}}}}}"
    )
    (encoding,) = content_of(
        tmp_path, "multipart/form-data", member, version=version, diagnostics=diagnostics
    ).encodings

    assert is_styled == encoding.is_styled
    assert ["x-part"] == [header.wire_name for header in encoding.headers]
    assert {"part-headers", "encoding-nested"} == {finding.code.name for finding in diagnostics}


def test_examples_in_two_forms(tmp_path: Path) -> None:
    """Of a text the serialized form is what is sent; elsewhere the data is, or what the JSON text stands for."""
    examples = "{a: {dataValue: {name: x}, serializedValue: '<x/>'}, b: {serializedValue: '{\"name\": \"y\"}'}}"
    as_xml = content_of(tmp_path, "application/xml", f"{{schema: {REF}, examples: {examples}}}")
    as_json = content_of(tmp_path, "application/json", f"{{schema: {REF}, examples: {examples}}}")

    assert ["<x/>", '{"name": "y"}'] == [example.value for example in as_xml.examples]
    assert [{"name": "x"}, {"name": "y"}] == [example.value for example in as_json.examples]


def test_names_that_look_like_extensions(tmp_path: Path) -> None:
    """The names in a map are the document's own: `x-request-id` is a header, `x-note: text` is none."""
    found = operation_of(
        tmp_path,
        "responses: {'200': {summary: Fine, description: ok, headers: {x-request-id: {schema: {type: string}}, x-note: text},"
        " content: {application/json: {}}}, x-note: {}}",
    )

    assert ["200"] == [response.status for response in found.responses]
    assert "Fine" == found.responses[0].summary
    assert ["x-request-id"] == [header.wire_name for header in found.responses[0].headers]


def test_a_header_in_a_media_type(tmp_path: Path) -> None:
    """`content` describes a header as well as `schema` does."""
    headers = "{Where: {content: {application/json: {schema: {type: object}}}}}"
    (header,) = (
        operation_of(tmp_path, f"responses: {{2XX: {{description: ok, headers: {headers}}}}}").responses[0].headers
    )

    assert "application/json" == header.media_type


@pytest.mark.parametrize(
    ("link", "operation"),
    [
        ("{operationId: b, parameters: {id: $response.body#/id}, requestBody: $request.body}", "b"),
        ("{operationRef: '#/paths/~1b~1{id}/get'}", "b"),
        ("{operationId: nowhere}", None),
        ("{operationRef: '#/components/schemas/File'}", None),
    ],
)
def test_links(tmp_path: Path, link: str, operation: str | None) -> None:
    """By id or by place; one that leads nowhere is said to."""
    diagnostics = Diagnostics()
    found = operation_of(
        tmp_path, f"responses: {{default: {{description: ok, links: {{x-next: {link}}}}}}}", diagnostics
    )
    (stated,) = found.responses[0].links

    assert operation == stated.operation
    assert ([] if operation else ["link-unknown"]) == [finding.code.name for finding in diagnostics]


@pytest.mark.parametrize(
    "members",
    [
        "requestBody: 5, responses: {'204': {description: done}}",
        "requestBody: {$ref: '#/nowhere'}, responses: {'204': {description: done}}",
        "requestBody: {content: {application/json: 5, text/plain: {}}}, responses: {'204': {description: done}}",
        "responses: 5",
        "responses: {'204': {description: done}, '200': 5}",
        "responses: {'200': {description: ok, content: {application/json: 5}}}",
        "responses: {'200': {description: ok, headers: {A: 5}, links: {b: 5}}}",
        "responses: {'200': {description: ok, headers: 5, links: 5, content: 5}}",
        "callbacks: 5, responses: {'204': {description: done}}",
        "callbacks: {a: 5, b: {'{$url}': 5}, c: {'{$url}': {post: 5}}}, responses: {'204': {description: done}}",
        "tags: 5, security: 5, servers: 5, responses: {'204': {description: done}}",
        "security: [5], servers: [5, {url: 'https://x.example.com'}], responses: {'204': {description: done}}",
        "parameters: 5, responses: {'204': {description: done}}",
    ],
)
def test_a_broken_part_costs_itself(tmp_path: Path, members: str) -> None:
    """It is an error; with `--lenient` the operation is there without it, and the ledger names the part."""
    diagnostics = Diagnostics(lenient=True)
    text = f"paths: {{/a: {{post: {{operationId: a, {members}}}}}}}\n"
    api = api_of(tmp_path, text, diagnostics)

    assert ["a"] == [operation.id for operation in api.operations]
    assert {"structure", "ref-missing"} & {finding.code.name for finding in diagnostics}
    assert api.ledger.entries
    assert all(entry.part for entry in api.ledger.entries)


def test_the_error_is_one_without_lenient(tmp_path: Path) -> None:
    """Nothing is written then."""
    diagnostics = Diagnostics()
    operation_of(tmp_path, "requestBody: 5, responses: {'204': {description: done}}", diagnostics)

    assert Severity.ERROR == max(finding.severity for finding in diagnostics)


def test_callbacks(tmp_path: Path) -> None:
    """Each request has a name of its own, whatever its expression and its method."""
    request = (
        "{requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {'204': {description: x}}}"
    )
    found = operation_of(
        tmp_path,
        f"callbacks: {{x-paid: {{'{{$request.body#/url}}': {{post: {request}, additionalOperations: {{PING: {request}}}}},"
        f" '{{$request.query.url}}': {{post: {request}}}}}}}, responses: {{'204': {{description: done}}}}",
    )

    assert [
        ("POST", "{$request.body#/url}"),
        ("PING", "{$request.body#/url}"),
        ("POST", "{$request.query.url}"),
    ] == [(each.operation.method, each.expression) for each in found.callbacks]
    assert 3 == len({each.operation.id for each in found.callbacks})
