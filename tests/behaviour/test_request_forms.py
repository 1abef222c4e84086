"""Requests that can be sent in several media types, through the generated client, to a server on loopback."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from behaviour.python_package import Recorder, import_package, recorder

DOCUMENT = """\
security: []
paths:
  /pets/{id}:
    patch:
      tags: [pets]
      operationId: changePet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: "#/components/schemas/Pet"}}
          application/merge-patch+json: {schema: {$ref: "#/components/schemas/Pet"}}
          application/x-www-form-urlencoded: {schema: {$ref: "#/components/schemas/Pet"}}
          application/xml: {schema: {$ref: "#/components/schemas/Pet"}}
          application/json-patch+json: {schema: {type: array, items: {type: object}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {type: string}}}}}
  /photos:
    post:
      tags: [photos]
      operationId: addPhoto
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties: {file: {type: string, format: binary}, content_type: {type: string}}
          application/json:
            schema: {type: object, required: [url], properties: {url: {type: string}, stream: {type: boolean}}}
          image/png: {schema: {type: string, format: binary}}
          image/gif: {schema: {type: string, format: binary}}
          "image/*": {schema: {type: string, format: binary}}
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {type: string}}, text/event-stream: {schema: {type: string}}}
  /tables:
    post:
      tags: [tables]
      operationId: addTable
      requestBody:
        content:
          application/json: {schema: {type: object, properties: {rows: {type: integer}, content_type: {type: string}}}}
          multipart/form-data: {schema: {type: object, properties: {rows: {type: integer}, content_type: {type: string}}}}
          text/csv: {schema: {type: string}}
          application/csv: {schema: {type: string, format: binary}}
      responses: {"204": {description: ok}}
    get:
      tags: [tables]
      operationId: addTableText
      responses: {"204": {description: ok}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}, tags: {type: array, items: {type: string}}}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("forms"), DOCUMENT)


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as found:
        yield found


@pytest.fixture
def client(package: ModuleType, server: Recorder) -> Any:
    server.says("done")
    name = next(name for name in package.__all__ if name.startswith("Shop"))
    return getattr(package, name)(base_url=server.url)


def sent(server: Recorder) -> tuple[str, bytes]:
    return server.last.headers["content-type"], server.last.body


def test_same_arguments(client: Any, server: Recorder) -> None:
    """One method sends what takes the same arguments: as JSON, unless something else is asked for."""
    found = []
    for given in (
        {},
        {"content_type": "application/merge-patch+json"},
        {"content_type": "application/x-www-form-urlencoded"},
    ):
        client.pets.change_pet(7, name="Rex", tags=["a", "b"], **given)
        found.append(sent(server))

    assert [
        ("application/json", b'{"name":"Rex","tags":["a","b"]}'),
        ("application/merge-patch+json", b'{"name":"Rex","tags":["a","b"]}'),
        ("application/x-www-form-urlencoded", b"name=Rex&tags=a&tags=b"),
    ] == found


def test_other_arguments(client: Any, server: Recorder) -> None:
    """What takes others has a method of its own, in the asynchronous client as well."""
    client.pets.change_pet_json_patch(7, body=[{"op": "remove", "path": "/name"}])

    assert ("application/json-patch+json", b'[{"op":"remove","path":"/name"}]') == sent(server)


def test_xml_has_no_method(client: Any) -> None:
    """It would say what JSON says."""
    assert not [name for name in dir(client.pets) if "xml" in name]


def test_awaited(package: ModuleType, server: Recorder) -> None:
    """The asynchronous client has the same methods and arguments."""
    server.says("done")
    name = next(name for name in package.__all__ if name.startswith("AsyncShop"))

    async def send() -> None:
        async with getattr(package, name)(base_url=server.url) as client:
            await client.photos.add_photo_binary(body=b"\x89PNG", content_type="image/gif")

    asyncio.run(send())

    assert ("image/gif", b"\x89PNG") == sent(server)


def test_files(client: Any, package: ModuleType, server: Recorder) -> None:
    """A form with files, bytes in several media types, and a file that says what it is where the document leaves it open."""
    client.photos.add_photo(url="https://example.com/a.png")
    as_json = sent(server)
    client.photos.add_photo_multipart(file=b"\x89PNG", content_type="image/png")
    as_form = sent(server)[0].partition(";")[0]
    client.photos.add_photo_binary(body=package.NamedFile(b"\xff\xd8", media_type="image/jpeg"))

    assert ("application/json", b'{"url":"https://example.com/a.png"}') == as_json
    assert "multipart/form-data" == as_form
    assert ("image/jpeg", b"\xff\xd8") == sent(server)


def test_streams(client: Any, server: Recorder) -> None:
    """A method for each form has one beside it that reads the stream."""
    server.says(b"data: a\n\n", content_type="text/event-stream")

    assert ["a"] == list(client.photos.add_photo_stream(url="u"))
    assert {"url": "u", "stream": True} == server.last.json
    assert ["a"] == list(client.photos.add_photo_multipart_stream(file=b"x"))
    assert ["a"] == list(client.photos.add_photo_binary_stream(body=b"x"))


def test_names(package: ModuleType) -> None:
    """A field keeps its name, and so does an operation; the method of a media type has a longer one then."""
    section = __import__(f"{package.__name__}.resources.tables", fromlist=["x"]).TablesSection

    assert {"rows", "content_type", "body_content_type"} <= inspect.signature(section.add_table).parameters.keys()
    assert ["add_table", "add_table_binary", "add_table_text", "add_table_text_csv"] == sorted(
        name for name in vars(section) if name.startswith("add_table")
    )


def test_the_other_form_is_multipart(client: Any, server: Recorder) -> None:
    """What is written in another way is written in that one, with a boundary of its own."""
    server.says(status=204)
    client.tables.add_table(rows=3, content_type="text", body_content_type="multipart/form-data")

    assert sent(server)[0].startswith("multipart/form-data; boundary=")
    assert b'name="rows"\r\n\r\n3\r\n' in sent(server)[1]
