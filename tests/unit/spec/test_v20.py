"""Swagger 2.0 is read in the shape of 3.x, and every node keeps its place."""

from __future__ import annotations

from pathlib import Path

from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.operation import ContentKind, Style
from specloom.ir.types import Object, Ref, Scalar, ScalarKind
from specloom.normalize import normalize
from specloom.source import Document, load
from specloom.spec import upgrade

DOCUMENT = """\
swagger: '2.0'
info: {title: Old, version: '1'}
host: api.example.com
basePath: /v1/
schemes: [http, https]
consumes: [application/json]
produces: [application/json, application/xml]
securityDefinitions:
  login: {type: basic}
  app: {type: oauth2, flow: application, tokenUrl: 'https://x.example.com/t', scopes: {a: read}}
paths:
  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, type: integer, format: int64, minimum: 1}
      - $ref: '#/parameters/Limit'
    get:
      operationId: getPet
      security: [{app: [a]}]
      parameters:
        - {name: tags, in: query, type: array, items: {type: string}, collectionFormat: pipes}
        - {name: ids, in: query, type: array, items: {type: string}}
        - {name: X-A, in: header, type: string, enum: [a, b]}
      responses:
        200:
          description: ok
          schema: {$ref: '#/definitions/Pet'}
          headers: {X-Rate: {type: integer, description: left}}
          examples: {application/json: {id: 5}}
        404: {$ref: '#/responses/Gone'}
    put:
      operationId: putPet
      parameters:
        - {name: body, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
      responses: {204: {description: done}}
    post:
      operationId: uploadPet
      parameters:
        - {name: file, in: formData, type: file, required: true, description: A picture.}
        - {name: note, in: formData, type: array, items: {type: string}, collectionFormat: multi}
      responses: {200: {description: ok, schema: {type: file}}}
parameters:
  Limit: {name: limit, in: query, type: integer, default: 20}
responses:
  Gone: {description: gone, schema: {type: object, properties: {why: {type: string}}}}
definitions:
  Pet: {type: object, required: [id], properties: {id: {type: integer}, name: {type: string, x-nullable: true}}}
"""


def read(folder: Path, text: str = DOCUMENT) -> tuple[Api, Document, Diagnostics]:
    """Return the API, the document and what was found."""
    (folder / "old.yaml").write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    document = load(folder / "old.yaml", diagnostics)
    return normalize(upgrade(document, diagnostics), diagnostics), document, diagnostics


def test_nothing_is_said_about_a_valid_document(tmp_path: Path) -> None:
    """The validator's schema of 2.0 is used."""
    _, _, diagnostics = read(tmp_path)

    assert [] == [finding.message for finding in diagnostics]


def test_servers_and_security(tmp_path: Path) -> None:
    """https comes first; basic and oauth2 are those of 3.x."""
    api, _, _ = read(tmp_path)

    assert ["https://api.example.com/v1", "http://api.example.com/v1"] == [
        server.url for server in api.operation("getPet").servers
    ]
    assert [("app", "oauth2"), ("login", "basic")] == [(each.name, each.kind.value) for each in api.security_schemes]
    assert "clientCredentials" == api.security_schemes[0].flows[0].kind


def test_parameters(tmp_path: Path) -> None:
    """Path-level ones are inherited, `collectionFormat` is a style, keywords of the parameter are its schema's."""
    api, _, _ = read(tmp_path)
    found = {parameter.wire_name: parameter for parameter in api.operation("getPet").parameters}

    assert ["id", "limit", "tags", "ids", "X-A"] == list(found)
    assert (Style.PIPE_DELIMITED, False) == (found["tags"].style, found["tags"].explode)
    assert (Style.FORM, False) == (found["ids"].style, found["ids"].explode)
    assert (1, 20) == (found["id"].type.bounds.minimum, found["limit"].default)


def test_bodies_and_forms(tmp_path: Path) -> None:
    """A `body` parameter and `formData` parameters become request bodies; a file is bytes."""
    api, _, _ = read(tmp_path)
    put, post = api.operation("putPet").body, api.operation("uploadPet").body

    assert put is not None
    assert post is not None
    assert (True, "application/json") == (put.required, put.contents[0].media_type)
    assert isinstance(put.contents[0].type, Ref)
    assert ContentKind.MULTIPART is post.contents[0].kind
    form = post.contents[0].type
    assert isinstance(form, Ref)
    fields = api.types[form.target]
    assert isinstance(fields, Object)
    assert [("file", True, "A picture."), ("note", False, "")] == [
        (field.wire_name, field.required, field.description) for field in fields.fields
    ]
    assert Scalar(kind=ScalarKind.BINARY, format="binary").kind is getattr(fields.fields[0].type, "kind", None)


def test_responses(tmp_path: Path) -> None:
    """One schema serves every media type of `produces`; examples and headers come along; a file is bytes."""
    api, _, _ = read(tmp_path)
    get = api.operation("getPet")

    assert ["application/json", "application/xml"] == [content.media_type for content in get.responses[0].contents]
    assert [{"id": 5}] == [example.value for example in get.responses[0].contents[0].examples]
    assert ["X-Rate"] == [header.wire_name for header in get.responses[0].headers]
    assert "gone" == get.responses[1].description
    assert {ContentKind.BINARY} == {content.kind for content in api.operation("uploadPet").responses[0].contents}


def test_definitions_are_components_and_null_is_a_type(tmp_path: Path) -> None:
    """`x-nullable` is what vendors wrote before 3.0."""
    api, _, _ = read(tmp_path)
    pet = api.types["Pet"]

    assert isinstance(pet, Object)
    assert pet.component
    assert [False, True] == [field.type.nullable for field in pet.fields]
    assert {"type": ["string", "null"]} == api.schemas["Pet"]["properties"]["name"]


def test_places_are_those_of_the_document(tmp_path: Path) -> None:
    """A parameter moved into a request body is still found on its own line."""
    api, document, _ = read(tmp_path)
    operation = api.operation("uploadPet")
    assert operation.body is not None
    form = operation.body.contents[0].type
    assert isinstance(form, Ref)
    definition = api.types[form.target]
    assert isinstance(definition, Object)
    found = document.position(definition.fields[0].origin)

    assert found is not None
    line = document.line("old.yaml", found.line)
    assert line is not None
    assert "name: file" in line
