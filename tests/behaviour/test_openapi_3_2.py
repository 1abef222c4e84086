"""What OpenAPI 3.2 brings, and what real documents do with paths: the neutral call and the generated client send the same."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from behaviour.python_package import HEAD, Recorder, import_package, recorder
from builds import job_for

from specloom.calls.model import TextBody, WireRequest
from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api

ITEM = "{type: object, required: [name], properties: {name: {type: string, example: a}}}"
PATHS = f"""\
security: []
paths:
  /things/{{id}}:
    parameters: [{{name: id, in: path, required: true, allowReserved: true, schema: {{type: string, example: "a/b:c+d"}}}}]
    query:
      tags: [all]
      operationId: look
      requestBody: {{required: true, content: {{application/json: {{schema: {ITEM}}}}}}}
      responses: {{"204": {{description: done}}}}
    additionalOperations:
      COPY: {{tags: [all], operationId: copy, responses: {{"204": {{description: done}}}}}}
      m-Search: {{tags: [all], operationId: mixed, responses: {{"204": {{description: done}}}}}}
  /form:
    get:
      tags: [all]
      operationId: wholeForm
      parameters:
        - name: whole
          in: querystring
          required: true
          content:
            application/x-www-form-urlencoded:
              schema:
                type: object
                properties: {{a: {{type: string}}, b: {{type: array, items: {{type: string}}}}, c: {{type: object}}}}
              example: {{a: "x y+z", b: [p, q], c: {{d: 1}}}}
      responses: {{"204": {{description: done}}}}
  /json:
    get:
      tags: [all]
      operationId: wholeJson
      parameters:
        - name: whole
          in: querystring
          required: true
          content: {{application/json: {{schema: {{type: object}}, example: {{a: [1]}}}}}}
      responses: {{"204": {{description: done}}}}
  /cookies:
    get:
      tags: [all]
      operationId: plainCookie
      parameters:
        - {{name: token, in: cookie, style: cookie, required: true, schema: {{type: string, example: "a+b/c=="}}}}
        - {{name: hard, in: cookie, style: cookie, required: true, schema: {{type: string, example: "a;b=\u00e9"}}}}
      responses: {{"204": {{description: done}}}}
  /contents:
    get:
      tags: [all]
      operationId: contentParameters
      parameters:
        - {{name: near, in: query, required: true, content: {{application/json: {{schema: {{type: string}}, example: here}}}}}}
        - {{name: X-Near, in: header, required: true, content: {{text/plain: {{schema: {{type: string}}, example: here}}}}}}
      responses: {{"204": {{description: done}}}}
  /items:
    post:
      tags: [all]
      operationId: sendItems
      requestBody:
        required: true
        content: {{application/jsonl: {{itemSchema: {ITEM}, example: [{{name: a}}, {{name: b}}]}}}}
      responses: {{"204": {{description: done}}}}
    put:
      tags: [all]
      operationId: sendSequence
      requestBody: {{required: true, content: {{application/json-seq: {{itemSchema: {ITEM}, example: [{{name: a}}]}}}}}}
      responses: {{"204": {{description: done}}}}
  "/fixed?action=list#first":
    get:
      tags: [all]
      operationId: fixed
      parameters: [{{name: page, in: query, required: true, schema: {{type: integer, example: 2}}}}]
      responses: {{"204": {{description: done}}}}
  "/variable?action={{action}}&b=1":
    get:
      tags: [all]
      operationId: variable
      parameters: [{{name: action, in: query, required: true, schema: {{type: string, example: go on}}}}]
      responses: {{"204": {{description: done}}}}
  /{{a}}-{{b}}.json/:
    get:
      tags: [all]
      operationId: parts
      parameters:
        - {{name: a, in: path, required: true, schema: {{type: string, example: x}}}}
        - {{name: b, in: path, required: true, schema: {{type: array, items: {{type: string}}, example: [y, z]}}}}
      responses: {{"204": {{description: done}}}}
"""
CALLS: list[tuple[str, list[Any], dict[str, Any]]] = [
    ("look", ["a/b:c+d"], {"name": "a"}),
    ("copy", ["a/b:c+d"], {}),
    ("mixed", ["a/b:c+d"], {}),
    ("whole_form", [], {"whole": {"a": "x y+z", "b": ["p", "q"], "c": {"d": 1}}}),
    ("whole_json", [], {"whole": {"a": [1]}}),
    ("plain_cookie", [], {"token": "a+b/c==", "hard": "a;b=\u00e9"}),
    ("content_parameters", [], {"near": "here", "x_near": "here"}),
    ("send_items", [], {"body": [{"name": "a"}, {"name": "b"}]}),
    ("send_sequence", [], {"body": [{"name": "a"}]}),
    ("fixed", [], {"page": 2}),
    ("variable", [], {"action": "go on"}),
    ("parts", ["x", ["y", "z"]], {}),
]
SENT = {
    "look": ("QUERY", "/things/a%2Fb:c+d"),
    "copy": ("COPY", "/things/a%2Fb:c+d"),
    "mixed": ("m-Search", "/things/a%2Fb:c+d"),
    "whole_form": ("GET", "/form?a=x%20y%2Bz&b=p&b=q&c=%7B%22d%22%3A1%7D"),
    "whole_json": ("GET", "/json?%7B%22a%22%3A%5B1%5D%7D"),
    "plain_cookie": ("GET", "/cookies"),
    "content_parameters": ("GET", "/contents?near=%22here%22"),
    "send_items": ("POST", "/items"),
    "send_sequence": ("PUT", "/items"),
    "fixed": ("GET", "/fixed?action=list&page=2"),
    "variable": ("GET", "/variable?b=1&action=go%20on"),
    "parts": ("GET", "/x-y,z.json/"),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("new"), PATHS)


@pytest.fixture(scope="module")
def server() -> Iterator[Recorder]:
    with recorder() as running:
        running.says(status=204)
        yield running


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> dict[str, WireRequest]:
    """The requests of the neutral calls, by operation."""
    return requests_of(tmp_path_factory.mktemp("wire"), PATHS)


def requests_of(folder: Path, paths: str) -> dict[str, WireRequest]:
    spec = folder / "spec.yaml"
    spec.write_text(HEAD % "Wire" + paths, encoding="utf-8")
    diagnostics = Diagnostics()
    api = load_api(job_for(spec).source, diagnostics).api
    return {name: calls[0].request for name, calls in prepare_calls(api, diagnostics).calls.items()}


def section_of(package: ModuleType, server: Recorder, prefix: str = "") -> Any:
    return getattr(package, prefix + package.__name__.capitalize())(base_url=server.url).all


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@pytest.mark.parametrize(("name", "path", "given"), CALLS, ids=[name for name, *_ in CALLS])
def test_method_and_target(
    package: ModuleType,
    server: Recorder,
    wire: dict[str, WireRequest],
    name: str,
    path: list[Any],
    given: dict[str, Any],
) -> None:
    """Any method there is, spelled as the document spells it; the whole query string; paths with queries and fragments."""
    getattr(section_of(package, server), name)(*path, **given)
    request = wire[camel(name)]

    assert SENT[name] == (server.last.method, server.last.target)
    assert SENT[name] == (request.method, request.url.removeprefix("http://127.0.0.1:9"))


def test_a_method_of_its_own_is_awaited_too(package: ModuleType, server: Recorder) -> None:
    """The asynchronous client spells it alike."""
    asyncio.run(section_of(package, server, "Async").mixed("x"))

    assert "m-Search" == server.last.method


def test_cookies_that_are_not_encoded(package: ModuleType, server: Recorder, wire: dict[str, WireRequest]) -> None:
    """What RFC 6265 allows in a cookie stays; what would end it, or no header can hold, does not."""
    section_of(package, server).plain_cookie(token="a+b/c==", hard="a;b=\u00e9")
    expected = "token=a+b/c==; hard=a%3Bb=%C3%A9"

    assert expected == server.last.headers["cookie"]
    assert expected == next("".join(map(str, one.value)) for one in wire["plainCookie"].headers if one.name == "Cookie")


def test_a_header_in_a_media_type(package: ModuleType, server: Recorder) -> None:
    """Text is text, without the quotes that JSON has."""
    section_of(package, server).content_parameters(near="here", x_near="here")

    assert "here" == server.last.headers["x-near"]


@pytest.mark.parametrize(
    ("name", "operation", "sent"),
    [
        ("send_items", "sendItems", '{"name":"a"}\n{"name":"b"}\n'),
        ("send_sequence", "sendSequence", '\x1e{"name":"a"}\n'),
    ],
)
def test_sequences(
    package: ModuleType, server: Recorder, wire: dict[str, WireRequest], name: str, operation: str, sent: str
) -> None:
    """One JSON text after the other; the values of a JSON text sequence begin with a mark of their own."""
    getattr(section_of(package, server), name)(
        body=[json.loads(each) for each in sent.replace("\x1e", "").splitlines()]
    )

    assert sent.encode() == server.last.body
    assert TextBody(sent) == wire[operation].body


MIXED = f"""\
security: []
paths:
  /mixed:
    post:
      tags: [all]
      operationId: mixed
      requestBody:
        required: true
        content:
          multipart/mixed:
            itemSchema: {ITEM}
            prefixEncoding: [{{contentType: application/json}}]
            itemEncoding: {{contentType: application/vnd.thing+json}}
            example: [{{name: a}}, {{name: b}}]
      responses: {{"204": {{description: done}}}}
    put:
      tags: [all]
      operationId: related
      requestBody:
        required: true
        content:
          multipart/related:
            schema:
              type: object
              required: [meta, file]
              properties: {{meta: {ITEM}, file: {{type: string, format: binary}}}}
      responses: {{"204": {{description: done}}}}
  /styled:
    post:
      tags: [all]
      operationId: styled
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [point]
              properties: {{point: {{type: object, required: [x], properties: {{x: {{type: integer, example: 1}}}}}}}}
            encoding: {{point: {{style: deepObject, explode: true}}}}
      responses: {{"204": {{description: done}}}}
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("mixed"), MIXED)


def parts_of(body: bytes, content_type: str) -> list[tuple[bytes, bytes]]:
    """Return the headers and the content of each part."""
    boundary = content_type.partition("boundary=")[2].encode()
    whole = body.removesuffix(b"--" + boundary + b"--\r\n").split(b"--" + boundary + b"\r\n")[1:]
    return [(head, content) for head, _, content in (part[:-2].partition(b"\r\n\r\n") for part in whole)]


def test_parts_without_names(mixed: ModuleType, server: Recorder, tmp_path: Path) -> None:
    """Each part is written as its place says, in the client as in snippets."""
    section_of(mixed, server).mixed(body=[{"name": "a"}, {"name": "b"}])
    body = requests_of(tmp_path, MIXED)["mixed"].body
    expected = [
        (b"Content-Type: application/json", b'{"name":"a"}'),
        (b"Content-Type: application/vnd.thing+json", b'{"name":"b"}'),
    ]

    assert server.last.headers["content-type"].startswith("multipart/mixed; boundary=")
    assert expected == parts_of(server.last.body, server.last.headers["content-type"])
    assert isinstance(body, TextBody)
    assert expected == parts_of(body.text.encode(), body.media_type)


def test_a_file_in_a_body_that_is_no_form(mixed: ModuleType, server: Recorder) -> None:
    """The client puts it together itself: HTTP libraries write forms alone."""
    section_of(mixed, server).related(meta={"name": "a"}, file=b"\x00\xff")

    assert server.last.headers["content-type"].startswith("multipart/related; boundary=")
    assert [
        (b'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json', b'{"name":"a"}'),
        (
            b'Content-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: application/octet-stream',
            b"\x00\xff",
        ),
    ] == parts_of(server.last.body, server.last.headers["content-type"])


def test_a_style_in_a_multipart_form(mixed: ModuleType, server: Recorder, tmp_path: Path) -> None:
    """From 3.1 on a property of a multipart form may be written as a parameter would be."""
    section_of(mixed, server).styled(point={"x": 1})

    assert b'name="point[x]"\r\n\r\n1\r\n' in server.last.body
    assert [("point[x]", "1")] == [
        (part.name, part.value) for part in getattr(requests_of(tmp_path, MIXED)["styled"].body, "parts", ())
    ]
