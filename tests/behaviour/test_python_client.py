"""The generated Python client, imported and called against a server that records what it is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from behaviour.python_package import Recorder, import_package, recorder

PARAMETERS = """\
security: []
paths:
  /things/{id}{matrix}{label}:
    get:
      tags: [things]
      operationId: getThing
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: matrix, in: path, required: true, style: matrix, explode: true, schema: {type: array, items: {type: integer}}}
        - {name: label, in: path, required: true, style: label, schema: {type: array, items: {type: integer}}}
        - {name: plain, in: query, schema: {type: string}}
        - {name: tag, in: query, schema: {type: array, items: {type: string}}}
        - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: pipes, in: query, style: pipeDelimited, schema: {type: array, items: {type: string}}}
        - {name: spaces, in: query, style: spaceDelimited, schema: {type: array, items: {type: string}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {min: {type: integer}, on: {type: boolean}}}}
        - {name: near, in: query, content: {application/json: {schema: {type: object, properties: {lat: {type: number}}}}}}
        - {name: raw, in: query, allowReserved: true, schema: {type: string}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
        - {name: X-Trace, in: header, schema: {type: array, items: {type: string}}}
        - {name: theme, in: cookie, schema: {type: string}}
        - {name: class, in: query, schema: {type: string}}
        - {name: id, in: query, schema: {type: string}}
      responses:
        "200": {description: ok}
"""
MODELS = """\
security: []
paths:
  /pets:
    post:
      tags: [pets]
      operationId: createPet
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Pet"}
      responses:
        "201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
        "202": {description: later, content: {application/json: {schema: {type: string}}}}
        "404": {description: none, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
    delete:
      tags: [pets]
      operationId: deletePets
      deprecated: true
      responses: {"204": {description: gone}}
  /tree:
    get:
      tags: [pets]
      operationId: getTree
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Tree"}}}}}
  /shapes:
    get:
      tags: [pets]
      operationId: listShapes
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Shape"}}
  /untagged:
    get:
      tags: [pets]
      operationId: listUntagged
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: array
                items:
                  oneOf:
                    - {type: object, required: [name], properties: {name: {type: string}}}
                    - {type: object, required: [name], properties: {name: {type: string}, barks: {type: boolean}}}
                    - {type: string}
  /text:
    get:
      tags: [pets]
      operationId: getText
      responses: {"200": {description: ok, content: {text/plain: {schema: {type: string}}}}}
  /bytes:
    get:
      tags: [pets]
      operationId: getBytes
      responses: {"200": {description: ok, content: {application/octet-stream: {schema: {type: string, format: binary}}}}}
components:
  schemas:
    Pet:
      type: object
      required: [petName, kind]
      properties:
        id: {type: integer, readOnly: true}
        petName: {type: string}
        kind: {type: string, enum: [cat, dog]}
        born: {type: string, format: date}
        seen: {type: string, format: date-time}
        chip: {type: string, format: uuid}
        price: {type: string, format: decimal}
        photo: {type: string, format: byte}
        note: {type: [string, "null"]}
        owner: {$ref: "#/components/schemas/Owner"}
        friends: {type: array, items: {$ref: "#/components/schemas/Owner"}}
        scores: {type: object, additionalProperties: {type: string, format: date}}
        position: {type: array, prefixItems: [{type: number}, {type: string, format: date}], items: false}
    Owner:
      type: object
      required: [name]
      properties: {name: {type: string}, best: {$ref: "#/components/schemas/Owner"}}
    Problem: {type: object, properties: {code: {type: integer}, when: {type: string, format: date-time}}}
    Tree:
      oneOf:
        - {type: string, format: date}
        - {type: array, items: {$ref: "#/components/schemas/Tree"}}
    Shape:
      oneOf: [{$ref: "#/components/schemas/Circle"}, {$ref: "#/components/schemas/Square"}]
      discriminator: {propertyName: kind, mapping: {c: "#/components/schemas/Circle", s: "#/components/schemas/Square"}}
    Circle: {type: object, required: [kind], properties: {kind: {type: string}, size: {type: string, format: date}}}
    Square: {type: object, required: [kind], properties: {kind: {type: string}, size: {type: integer}}}
"""
BODIES = """\
security: []
paths:
  /things/{id}:
    put:
      tags: [bodies]
      operationId: putThing
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [id]
              properties:
                id: {type: integer}
                note: {type: [string, "null"]}
                options: {type: boolean}
                limit: {type: integer, default: 50}
      responses: {"204": {description: ok}}
  /list:
    post:
      tags: [bodies]
      operationId: sendList
      requestBody: {content: {application/json: {schema: {type: array, items: {type: string, format: date}}}}}
      responses: {"204": {description: ok}}
  /form:
    post:
      tags: [bodies]
      operationId: sendForm
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                name: {type: string}
                tags: {type: array, items: {type: string}}
                ids: {type: array, items: {type: integer}}
                place: {type: object, properties: {lat: {type: number}}}
            encoding: {ids: {style: pipeDelimited, explode: false}}
      responses: {"204": {description: ok}}
  /upload:
    post:
      tags: [bodies]
      operationId: upload
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties:
                file: {type: string, format: binary}
                more: {type: array, items: {type: string, format: binary}}
                title: {type: string}
                meta: {type: object, properties: {at: {type: string, format: date}}}
            encoding: {file: {contentType: image/png}}
      responses: {"204": {description: ok}}
  /raw:
    post:
      tags: [bodies]
      operationId: sendRaw
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {"204": {description: ok}}
  /text:
    post:
      tags: [bodies]
      operationId: sendText
      requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
      responses: {"204": {description: ok}}
"""
SECURITY = """\
security: [{first: []}, {second: [], basic: []}]
paths:
  /default: {get: {tags: [secure], operationId: default, responses: {"204": {description: ok}}}}
  /open: {get: {tags: [secure], operationId: open, security: [], responses: {"204": {description: ok}}}}
  /maybe: {get: {tags: [secure], operationId: maybe, security: [{}, {first: []}], responses: {"204": {description: ok}}}}
  /bearer: {get: {tags: [secure], operationId: bearer, security: [{token: []}], responses: {"204": {description: ok}}}}
  /cookie: {get: {tags: [secure], operationId: cookie, security: [{cookie: []}], responses: {"204": {description: ok}}}}
components:
  securitySchemes:
    first: {type: apiKey, in: header, name: X-First}
    second: {type: apiKey, in: query, name: second key}
    basic: {type: http, scheme: basic}
    token: {type: http, scheme: bearer}
    cookie: {type: apiKey, in: cookie, name: session}
"""


@pytest.fixture
def server() -> Iterator[Recorder]:
    """A recording server."""
    with recorder() as running:
        yield running


def package(tmp_path_factory: pytest.TempPathFactory, paths: str) -> ModuleType:
    return import_package(tmp_path_factory.mktemp("client"), paths)


@pytest.fixture(scope="module")
def parameters(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return package(tmp_path_factory, PARAMETERS)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return package(tmp_path_factory, MODELS)


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return package(tmp_path_factory, BODIES)


@pytest.fixture(scope="module")
def security(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return package(tmp_path_factory, SECURITY)


def client(module: ModuleType, server: Recorder, **settings: Any) -> Any:
    """Return a synchronous client of a package."""
    return getattr(module, module.__name__.capitalize())(base_url=server.url, **settings)


def get_thing(section: Any, **given: Any) -> Any:
    return section.get_thing("a/b", [1, 2], [3, 4], **given)


class TestParameters:
    """Every location and style."""

    def test_path(self, parameters: ModuleType, server: Recorder) -> None:
        """Path parameters are encoded by their style, and a slash is no separator."""
        get_thing(client(parameters, server).things)

        assert "/things/a%2Fb;matrix=1;matrix=2.3,4" == server.last.target

    @pytest.mark.parametrize(
        ("given", "query"),
        [
            ({"plain": "a b&c=é/?"}, "plain=a%20b%26c%3D%C3%A9%2F%3F"),
            ({"tag": ["x", "y z"]}, "tag=x&tag=y%20z"),
            ({"tag": []}, ""),
            ({"ids": [1, 2]}, "ids=1,2"),
            ({"pipes": ["a", "b|c"]}, "pipes=a%7Cb%7Cc"),
            ({"spaces": ["a", "b"]}, "spaces=a%20b"),
            ({"filter": {"min": 3, "on": True}}, "filter%5Bmin%5D=3&filter%5Bon%5D=true"),
            ({"near": {"lat": 1.5}}, "near=%7B%22lat%22%3A1.5%7D"),
            ({"raw": "a/b?c"}, "raw=a/b?c"),
            ({"since": dt.datetime(2020, 6, 1, 8, tzinfo=dt.UTC)}, "since=2020-06-01T08%3A00%3A00Z"),
            ({"class_": "k"}, "class=k"),
            ({"id_query": "q"}, "id=q"),
            ({}, ""),
        ],
    )
    def test_query(self, parameters: ModuleType, server: Recorder, given: dict[str, Any], query: str) -> None:
        """Query parameters are encoded by their style; what is not given is not sent."""
        section = client(parameters, server).things
        section.get_thing("a", [1], [2], **given) if "id_query" not in given else section.get_thing(
            id_path="a", matrix=[1], label=[2], **given
        )

        assert query == server.last.query

    def test_a_model_as_a_parameter(self, parameters: ModuleType, server: Recorder) -> None:
        """An object may be a model as well as a dict."""
        chosen = parameters.models.GetThingFilter(min=1)
        get_thing(client(parameters, server).things, filter=chosen)

        assert "filter%5Bmin%5D=1" == server.last.query

    def test_headers_and_cookies(self, parameters: ModuleType, server: Recorder) -> None:
        """Lists in headers are joined; a cookie is a pair."""
        get_thing(client(parameters, server).things, x_trace=["a", "b"], theme="dark mode")

        assert ("a,b", "theme=dark%20mode") == (server.last.headers["x-trace"], server.last.headers["cookie"])

    def test_a_time_without_a_zone_is_refused(self, parameters: ModuleType, server: Recorder) -> None:
        """Nobody could say what it means."""
        with pytest.raises(ValueError, match="no time zone"):
            get_thing(client(parameters, server).things, since=dt.datetime(2020, 1, 1))

    def test_a_name_in_two_places(self, parameters: ModuleType) -> None:
        """Two inputs of one name are told apart by where they go."""
        import inspect

        section = importlib_section(parameters, "things", "ThingsSection")
        names = list(inspect.signature(section.get_thing).parameters)

        assert ["self", "id_path", "matrix", "label"] == names[:4]
        assert "id_query" in names

    def test_options(self, parameters: ModuleType, server: Recorder) -> None:
        """One call can have headers and parameters of its own."""
        extra = parameters.Options(headers={"accept": "text/x"}, query={"debug": [1, 2]})
        get_thing(client(parameters, server).things, options=extra, plain="p")

        assert ("plain=p&debug=1&debug=2", "text/x") == (server.last.query, server.last.headers["accept"])


def importlib_section(module: ModuleType, name: str, section: str) -> Any:
    import importlib

    return getattr(importlib.import_module(f"{module.__name__}.resources.{name}"), section)
