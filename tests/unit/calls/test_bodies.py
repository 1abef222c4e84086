"""Bodies by kind of content: what is sent, under which Content-Type."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from unit.calls.described import Prepared, body, prepared_operation, responding

from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    TextBody,
    Variant,
    WireBody,
)

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
FILE = {"type": "string", "format": "binary"}


def sent(found: Prepared) -> tuple[WireBody | None, str | None]:
    request = found.full.request
    types = [header.value[0] for header in request.headers if header.name == "Content-Type"]
    return request.body, str(types[0]) if types else None


def fields(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def test_json() -> None:
    """The media type as written."""
    media_type = "application/vnd.x+json; charset=utf-8"

    assert (JsonBody({"a": 1}), media_type) == sent(body(fields(a={"const": 1}), media_type=media_type))


def test_form() -> None:
    """Scalars, lists and objects, with styles where the document gives them."""
    schema = fields(
        a={"type": "string", "example": "x & y"},
        list={"type": "array", "items": {"type": "integer"}, "example": [1, 2]},
        object={"type": "object", "example": {"k": "v"}},
        deep={"type": "object", "example": {"k": [1]}},
        joined={"type": "array", "items": {"type": "string"}, "example": ["p", "q"]},
    )
    encoding = {"deep": {"style": "deepObject"}, "joined": {"explode": False, "style": "form"}}
    pairs = (
        ("a", "x & y"),
        ("list", "1"),
        ("list", "2"),
        ("object", '{"k":"v"}'),
        ("deep[k][0]", "1"),
        ("joined", "p,q"),
    )

    assert (FormBody(pairs), FORM) == sent(body(schema, media_type=FORM, encoding=encoding))


@pytest.mark.parametrize("media_type", [FORM, MULTIPART])
def test_a_required_form_is_never_empty(media_type: str) -> None:
    """Nothing is required in it: its first field is sent, since not every HTTP library sends a form without any."""
    schema = {"type": "object", "properties": {"a": {"const": "1"}, "b": {"const": "2"}}}

    assert {"a": "1"} == body(schema, media_type=media_type).body(Variant.MINIMAL, media_type).value


def test_a_required_field_of_a_form_is_never_empty() -> None:
    """A form cannot say "an empty object"."""
    schema = fields(o={"type": "object", "properties": {"a": {"const": "1"}}})
    found = body(schema, media_type=FORM, encoding={"o": {"style": "deepObject"}})

    assert FormBody((("o[a]", "1"),)) == found.call.request.body


def test_multipart() -> None:
    """Files, JSON parts, plain parts, a list as several parts; the boundary is the library's."""
    schema = fields(
        file=FILE,
        picture=FILE,
        meta={"type": "object", "example": {"t": 1}},
        note={"type": "string", "example": "n"},
        tags={"type": "array", "items": {"type": "string"}, "example": ["a", "b"]},
    )
    parts = (
        Part("file", FileInput("TEST_FILE", "file")),
        Part("picture", FileInput("TEST_PICTURE", "picture"), "image/png"),
        Part("meta", '{"t":1}', "application/json"),
        Part("note", "n"),
        Part("tags", "a"),
        Part("tags", "b"),
    )

    assert (MultipartBody(parts), None) == sent(
        body(schema, media_type=MULTIPART, encoding={"picture": {"contentType": "image/png"}})
    )


def test_one_file_has_a_short_variable() -> None:
    """`TEST_FILE`, whatever the property is called; a list of files is several parts."""
    schema = fields(documents={"type": "array", "items": FILE, "minItems": 2})
    parts = (Part("documents", FileInput("TEST_FILE", "documents")),) * 2

    assert MultipartBody(parts) == body(schema, media_type=MULTIPART).call.request.body


def test_bytes_inside_of_a_json_part_are_text() -> None:
    """A JSON text cannot carry a file."""
    found = body(fields(meta=fields(raw=FILE)), media_type=MULTIPART).call.request.body

    assert MultipartBody((Part("meta", '{"raw":"file"}', "application/json"),)) == found


@pytest.mark.parametrize(
    ("media_type", "schema", "expected", "content_type"),
    [
        ("application/octet-stream", FILE, FileBody(FileInput("TEST_FILE", "body")), "application/octet-stream"),
        ("image/png", FILE, FileBody(FileInput("TEST_FILE", "body")), "image/png"),
        ("image/*", FILE, FileBody(FileInput("TEST_FILE", "body")), "image/png"),
        ("*/*", {"type": "object"}, JsonBody({"name": {}}), "application/json"),
        ("*/*", FILE, FileBody(FileInput("TEST_FILE", "body")), "application/octet-stream"),
        ("text/plain", {"type": "string", "example": "hi\n"}, TextBody("hi\n"), "text/plain"),
    ],
)
def test_other_kinds(media_type: str, schema: Any, expected: WireBody, content_type: str) -> None:
    """Bytes come from a file of the reader's; a wildcard becomes something that can be sent."""
    assert (expected, content_type) == sent(body(schema, media_type=media_type))


def test_xml() -> None:
    """A well-formed text, whatever the names and the text are."""
    schema = fields(**{"a b": {"type": "string", "example": "<&>\x00"}, "1x": {"const": True}})
    schema["properties"]["list"] = {"type": "array", "items": {"type": "integer"}, "example": [1, 2]}
    found = body({"$ref": "#/components/schemas/Pet"}, media_type="application/xml", schemas={"Pet": schema})
    text = found.full.request.body
    assert isinstance(text, TextBody)
    root = ElementTree.fromstring(text.text)

    assert ("Pet", ["<&>", "true", "1", "2"]) == (root.tag, [child.text for child in root])
    assert text.text == found.body(media_type="application/xml").value


def test_a_given_text_is_sent_as_it_is() -> None:
    """The example of an XML content is the XML."""
    found = body(fields(a={"type": "string"}), media_type="application/xml", example="<a>1</a>")

    assert (TextBody("<a>1</a>"), []) == (found.call.request.body, found.found("example-invalid"))


@pytest.mark.parametrize(
    ("media_type", "text"),
    [("application/x-ndjson", '{"a":1}\n'), ("text/event-stream", 'data: {"a":1}\n\n')],
)
def test_streams(media_type: str, text: str) -> None:
    """One item, as it comes over the wire."""
    assert text == responding(fields(a={"const": 1}), media_type=media_type).response(media_type).value


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (["text/plain", "application/json"], JsonBody),
        (["text/plain", FORM, MULTIPART], MultipartBody),
        (["text/plain", FORM], FormBody),
        (["text/plain", "application/xml"], TextBody),
        (["application/octet-stream", "text/plain"], FileBody),
    ],
)
def test_the_content_that_a_call_sends(contents: list[str], expected: type) -> None:
    """JSON, else a form, else bytes, else the first."""
    schema = fields(a={"const": "1"})
    found = prepared_operation(
        {"requestBody": {"required": True, "content": {one: {"schema": schema} for one in contents}}}
    )

    assert isinstance(found.call.request.body, expected)
    assert 2 * len(contents) == len(found.calls.bodies)


@pytest.mark.parametrize(
    ("schema", "method", "minimal", "full"),
    [
        (fields(a={"const": 1}), "post", True, True),
        ({"type": "object", "properties": {"a": {"const": 1}}}, "post", False, True),
        (fields(a={"const": 1}), "get", False, False),
    ],
)
def test_optional_bodies(schema: Any, method: str, minimal: bool, full: bool) -> None:
    """One with something required in it is sent in any case; GET sends none that it need not."""
    found = prepared_operation({"requestBody": {"content": {"application/json": {"schema": schema}}}}, method=method)

    assert (minimal, full) == (found.call.request.body is not None, found.full.request.body is not None)


@pytest.mark.parametrize(
    ("schema", "shown"),
    [
        ({"type": "string"}, False),
        (FILE, False),
        ({}, False),
        ({"type": "string", "enum": ["a"]}, True),
        ({"type": "integer"}, True),
    ],
)
def test_wildcard_responses(schema: Any, shown: bool) -> None:
    """`*/*` with a bare string says nothing that is worth showing."""
    assert shown == bool(responding(schema, media_type="*/*").calls.responses)


@pytest.mark.parametrize(
    ("responses", "has_body", "has_json"),
    [
        ({"204": {"description": "."}}, False, False),
        ({"200": {"description": ".", "content": {"application/json": {}}}}, True, True),
        ({"200": {"description": ".", "content": {"text/plain": {}}}}, True, False),
        ({"404": {"description": ".", "content": {"application/json": {}}}, "201": {"description": "."}}, False, False),
        ({"default": {"description": ".", "content": {"application/json": {}}}}, True, True),
    ],
)
def test_what_comes_back(responses: Any, has_body: bool, has_json: bool) -> None:
    """Whether a snippet may parse the answer."""
    call = prepared_operation({"responses": responses}).call

    assert (has_body, has_json) == (call.expects_body, call.expects_json)
