"""The generated Python client, imported and called against a server that records what it is sent."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import importlib
import inspect
import io
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx2
import pytest
from behaviour.python_package import Answer, Recorder, generate, import_package, recorder

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
        - name: filter
          in: query
          style: deepObject
          schema: {type: object, properties: {min: {type: integer}, on: {type: boolean}}}
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
  /word:
    get:
      tags: [pets]
      operationId: getWord
      responses: {"200": {description: ok, content: {application/json: {schema: {type: string, enum: [yes, no]}}}}}
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
        get_thing(client(parameters, server).things, **given)

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
        section = importlib.import_module(f"{parameters.__name__}.resources.things").ThingsSection
        names = list(inspect.signature(section.get_thing).parameters)

        assert ["self", "id_path", "matrix", "label"] == names[:4]
        assert "id_query" in names

    def test_options(self, parameters: ModuleType, server: Recorder) -> None:
        """One call can have headers and parameters of its own."""
        extra = parameters.Options(headers={"accept": "text/x"}, query={"debug": [1, 2]})
        get_thing(client(parameters, server).things, options=extra, plain="p")

        assert ("plain=p&debug=1&debug=2", "text/x") == (server.last.query, server.last.headers["accept"])


PET = {
    "id": 7,
    "petName": "Rex",
    "kind": "dog",
    "born": "2020-02-29",
    "seen": "2024-05-06T07:08:09.5+02:00",
    "chip": "12345678-1234-5678-1234-567812345678",
    "price": "12.50",
    "photo": "AAEC",
    "note": None,
    "owner": {"name": "Ann", "best": {"name": "Bob"}},
    "friends": [{"name": "Cy"}],
    "scores": {"a": "2020-01-01"},
    "position": [1.5, "2020-01-02"],
    "later": {"x": 1},
}


class TestModels:
    """What comes back."""

    def created(self, models: ModuleType, server: Recorder, answer: Any) -> Any:
        server.says(answer, 201)
        return client(models, server).pets.create_pet(pet_name="Rex", kind="dog")

    def test_decode(self, models: ModuleType, server: Recorder) -> None:
        """Every field has its type; what is not documented is kept."""
        pet = self.created(models, server, PET)

        assert (7, "Rex", "dog", dt.date(2020, 2, 29)) == (pet.id, pet.pet_name, pet.kind, pet.born)
        assert dt.datetime(2024, 5, 6, 5, 8, 9, 500_000, tzinfo=dt.UTC) == pet.seen
        assert (UUID(PET["chip"]), Decimal("12.50"), b"\x00\x01\x02") == (pet.chip, pet.price, pet.photo)
        assert pet.note is None
        assert ("Ann", "Bob", "Cy") == (pet.owner.name, pet.owner.best.name, pet.friends[0].name)
        assert ({"a": dt.date(2020, 1, 1)}, (1.5, dt.date(2020, 1, 2))) == (pet.scores, pet.position)
        assert {"later": {"x": 1}} == pet.extra_fields

    def test_round_trip(self, models: ModuleType, server: Recorder) -> None:
        """What was read is written as it was."""
        pet = self.created(models, server, PET)

        assert PET == {**pet.to_dict(), "seen": PET["seen"]}
        assert pet == models.models.Pet.from_dict(PET)

    @pytest.mark.parametrize(
        "answer",
        [
            {},
            {"petName": 5, "kind": "fish", "born": "soon", "chip": 3, "price": [], "photo": "%%%", "owner": "Ann"},
            {"friends": {"a": 1}, "scores": [1], "position": [1, 2, 3, 4], "owner": {"best": [1]}},
            [1, 2],
            "text",
            None,
        ],
    )
    def test_drift_never_raises(self, models: ModuleType, server: Recorder, answer: Any) -> None:
        """After a success nothing that the server sends is an error; what does not fit is kept as it came."""
        found = self.created(models, server, answer)

        assert answer == (found.to_dict() if isinstance(found, models.models.Pet) else found)

    def test_missing_is_unset(self, models: ModuleType, server: Recorder) -> None:
        """Absent and null are two things."""
        pet = self.created(models, server, {"petName": "Rex", "note": None})

        assert (models.UNSET, None, models.UNSET) == (pet.kind, pet.note, pet.born)

    def test_request_form(self, models: ModuleType) -> None:
        """A read-only field is no input."""
        given = models.models.PetInput(pet_name="Rex", kind="dog", owner=models.models.Owner(name="Ann"))

        assert {"petName": "Rex", "kind": "dog", "owner": {"name": "Ann"}} == given.to_dict()
        with pytest.raises(TypeError, match="Unexpected keyword argument 'id'"):
            models.models.PetInput(pet_name="Rex", kind="dog", id=7)
        with pytest.raises(TypeError, match="Missing required argument 'kind'"):
            models.models.PetInput(pet_name="Rex")

    def test_union_by_tag(self, models: ModuleType, server: Recorder) -> None:
        """The tag says which variant it is, whatever else would fit; an unknown tag is not an error."""
        server.says([{"kind": "s", "size": 3}, {"kind": "c", "size": "2020-01-01"}, {"kind": "?", "size": 1}])
        square, circle, other = client(models, server).pets.list_shapes()

        assert (models.models.Square, 3) == (type(square), square.size)
        assert (models.models.Circle, dt.date(2020, 1, 1)) == (type(circle), circle.size)
        assert {"kind": "?", "size": 1} == other.to_dict()

    def test_union_by_trial(self, models: ModuleType, server: Recorder) -> None:
        """The first variant that fits without unknown fields is taken."""
        server.says([{"name": "a"}, {"name": "b", "barks": True}, "text", {"name": "c", "more": 1}, {"x": 1}, 5])
        first, second, text, more, unfit, number = client(models, server).pets.list_untagged()

        assert "text" == text
        assert type(first) is not type(second)
        assert (True, type(first), {"more": 1}) == (second.barks, type(more), more.extra_fields)
        assert ({"x": 1}, 5) == (unfit.to_dict(), number)

    def test_recursive_alias(self, models: ModuleType, server: Recorder) -> None:
        """An alias that contains itself is decoded to any depth."""
        server.says(["2020-01-01", [["2020-01-02"], 3]])

        expected = [dt.date(2020, 1, 1), [[dt.date(2020, 1, 2)], 3]]
        assert expected == client(models, server).pets.get_tree()

    def test_an_enumeration_alone(self, models: ModuleType, server: Recorder) -> None:
        """An answer that is one word, known or not."""
        server.says("maybe")

        assert "maybe" == client(models, server).pets.get_word()

    def test_other_media(self, models: ModuleType, server: Recorder) -> None:
        """Text is text, bytes are bytes, nothing is None."""
        pets = client(models, server).pets
        server.says("Grüße".encode(), content_type="text/plain; charset=utf-8")
        text = pets.get_text()
        server.says(b"\x00\xff", content_type="application/octet-stream")
        content = pets.get_bytes()
        server.says(status=204)
        with pytest.warns(DeprecationWarning, match="deprecated"):
            nothing = pets.delete_pets()

        assert ("Grüße", b"\x00\xff", None) == (text, content, nothing)

    def test_by_status(self, models: ModuleType, server: Recorder) -> None:
        """Each success status has its own type; one that is not documented is read like the first."""
        pets = client(models, server).pets
        server.says("queued", 202)
        later = pets.create_pet(pet_name="Rex", kind="dog")
        server.says(PET, 200)

        assert ("queued", "Rex") == (later, pets.create_pet(pet_name="Rex", kind="dog").pet_name)

    def test_deprecated_is_said(self, models: ModuleType, server: Recorder) -> None:
        """A call warns, at the caller's line, and so does its asynchronous twin."""
        server.says(status=204)
        with pytest.warns(DeprecationWarning, match="DELETE /pets is deprecated") as warned:
            client(models, server).pets.delete_pets()

        async def call() -> None:
            async with getattr(models, f"Async{models.__name__.capitalize()}")(base_url=server.url) as twin:
                await twin.pets.delete_pets()

        with pytest.warns(DeprecationWarning, match="DELETE /pets is deprecated") as warned_too:
            asyncio.run(call())

        assert [__file__, __file__] == [warned[0].filename, warned_too[0].filename]


class TestErrors:
    """What is raised."""

    @pytest.mark.parametrize(
        ("status", "name"),
        [
            (400, "BadRequestError"),
            (401, "UnauthorizedError"),
            (403, "ForbiddenError"),
            (404, "NotFoundError"),
            (409, "ConflictError"),
            (418, "ApiStatusError"),
            (422, "UnprocessableEntityError"),
            (429, "TooManyRequestsError"),
            (503, "ServerError"),
            (302, "ApiStatusError"),
        ],
    )
    def test_by_status(self, models: ModuleType, server: Recorder, status: int, name: str) -> None:
        """Each status has its class, and the error carries request and answer."""
        server.says({"code": 1}, status)
        with pytest.raises(models.ApiError) as caught:
            client(models, server).pets.get_tree()

        error = caught.value
        assert getattr(models, name) is type(error)
        assert (status, "GET", f"{server.url}/tree") == (error.status_code, error.method, error.url)
        assert ({"code": 1}, "application/json") == (error.body, error.headers["Content-Type"])

    def test_documented_body(self, models: ModuleType, server: Recorder) -> None:
        """A documented error body is decoded to its model."""
        server.says({"code": 5, "when": "2020-01-01T00:00:00Z"}, 404)
        with pytest.raises(models.NotFoundError) as caught:
            client(models, server).pets.create_pet(pet_name="Rex", kind="dog")

        assert models.models.Problem(code=5, when=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) == caught.value.body

    def test_body_that_is_no_json(self, models: ModuleType, server: Recorder) -> None:
        """A page of a proxy is kept as text."""
        server.says(b"<h1>Bad gateway</h1>", 502, "application/json")
        with pytest.raises(models.ServerError, match="Bad gateway") as caught:
            client(models, server).pets.get_tree()

        assert "<h1>Bad gateway</h1>" == caught.value.body

    def test_connection(self, models: ModuleType) -> None:
        """Nobody listens there."""
        with pytest.raises(models.ApiConnectionError, match=r"GET http://127\.0\.0\.1:9/tree"):
            getattr(models, models.__name__.capitalize())().pets.get_tree()

    def test_timeout(self, models: ModuleType, server: Recorder) -> None:
        """An answer that comes too late is a timeout, which is a connection error."""
        server.answer = Answer({}, delay=1)
        with pytest.raises(models.ApiTimeoutError) as caught:
            client(models, server).pets.get_tree(options=models.Options(timeout=0.05))

        assert isinstance(caught.value, models.ApiConnectionError)


class TestBodies:
    """What is sent."""

    def test_unset_none_and_value(self, bodies: ModuleType, server: Recorder) -> None:
        """What is unset is left out, None is null, and a default is not sent unasked."""
        section = client(bodies, server).bodies
        sent: list[Any] = []
        for given in ({}, {"note": None}, {"note": "n", "options_": True, "limit": 50}):
            section.put_thing("x", id_body=1, **given)
            sent.append(server.last.json)

        assert [{"id": 1}, {"id": 1, "note": None}, {"id": 1, "note": "n", "options": True, "limit": 50}] == sent

    def test_more_fields(self, bodies: ModuleType, server: Recorder) -> None:
        """The options add what is not documented."""
        more = bodies.Options(body={"secret": [1]})
        client(bodies, server).bodies.put_thing("x", id_body=1, options=more)

        assert {"id": 1, "secret": [1]} == server.last.json
        assert "application/json" == server.last.headers["content-type"]

    def test_a_body_that_is_no_object(self, bodies: ModuleType, server: Recorder) -> None:
        """It is one argument; an optional one that is not given is not sent."""
        section = client(bodies, server).bodies
        section.send_list(body=[dt.date(2020, 1, 1)])
        first = server.last
        section.send_list()

        assert (["2020-01-01"], b"") == (first.json, server.last.body)
        assert "content-type" not in server.last.headers

    def test_form(self, bodies: ModuleType, server: Recorder) -> None:
        """Form fields follow their encoding; a nested object is JSON."""
        client(bodies, server).bodies.send_form(name="a b&", tags=["x", "y"], ids=[1, 2], place={"lat": 1})

        assert b"name=a%20b%26&tags=x&tags=y&ids=1%7C2&place=%7B%22lat%22%3A1%7D" == server.last.body
        assert "application/x-www-form-urlencoded" == server.last.headers["content-type"]

    def test_multipart(self, bodies: ModuleType, server: Recorder, tmp_path: Path) -> None:
        """Files come from bytes, paths and streams; an object is JSON; what is unset is not there."""
        path = tmp_path / "b.bin"
        path.write_bytes(b"path")
        client(bodies, server).bodies.upload(
            file=b"\x89PNG", more=[path, io.BytesIO(b"stream")], title="Zoë", meta={"at": dt.date(2020, 1, 1)}
        )
        body = server.last.body

        assert server.last.headers["content-type"].startswith("multipart/form-data; boundary=")
        assert b'name="file"; filename="file"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n' in body
        assert b'name="more"; filename="b.bin"\r\nContent-Type: application/octet-stream\r\n\r\npath\r\n' in body
        assert b'name="more"; filename="more"' in body
        assert b'name="title"\r\n\r\nZo\xc3\xab\r\n' in body
        assert b'name="meta"\r\nContent-Type: application/json\r\n\r\n{"at":"2020-01-01"}\r\n' in body

    def test_a_named_file(self, bodies: ModuleType, server: Recorder) -> None:
        """Bytes can have a file name and a media type, which win over what is documented."""
        section = client(bodies, server).bodies
        section.upload(file=bodies.NamedFile(b"GIF89a", name="a b.gif", media_type="image/gif"))
        section.send_raw(body=bodies.NamedFile(b"GIF89a"))

        assert b'name="file"; filename="a b.gif"\r\nContent-Type: image/gif\r\n\r\nGIF89a' in server.requests[0].body
        assert b"GIF89a" == server.last.body

    @pytest.mark.parametrize("form", ["bytes", "path", "stream"])
    def test_raw(self, bodies: ModuleType, server: Recorder, tmp_path: Path, form: str) -> None:
        """A binary body is sent as it is."""
        path = tmp_path / "file"
        path.write_bytes(b"\x00\x01")
        given = {"bytes": b"\x00\x01", "path": path, "stream": io.BytesIO(b"\x00\x01")}[form]
        client(bodies, server).bodies.send_raw(body=given)

        assert (b"\x00\x01", "application/octet-stream") == (server.last.body, server.last.headers["content-type"])

    def test_text(self, bodies: ModuleType, server: Recorder) -> None:
        """Text is not JSON."""
        client(bodies, server).bodies.send_text(body='say "hi"')

        assert (b'say "hi"', "text/plain") == (server.last.body, server.last.headers["content-type"])


class TestSecurity:
    """Who is calling."""

    def test_first_complete_alternative(self, security: ModuleType, server: Recorder) -> None:
        """The first alternative is taken."""
        client(security, server, first="k1", second="k2", username="u", password="p").secure.default()

        assert ("k1", "") == (server.last.headers["x-first"], server.last.query)
        assert "authorization" not in server.last.headers

    def test_schemes_that_go_together(self, security: ModuleType, server: Recorder) -> None:
        """The second alternative needs two schemes; a query key is encoded and stays out of messages."""
        section = client(security, server, second="k 2", username="u", password="").secure
        server.says({}, 400)
        with pytest.raises(security.BadRequestError) as caught:
            section.default()

        assert "second%20key=k%202" == server.last.query
        assert f"Basic {base64.b64encode(b'u:').decode()}" == server.last.headers["authorization"]
        assert f"{server.url}/default" == caught.value.url
        assert "k%202" not in str(caught.value)

    def test_from_the_environment(
        self, security: ModuleType, server: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A credential that is not given is looked up."""
        prefix = security.__name__.upper()
        monkeypatch.setenv(f"{prefix}_TOKEN", "t")
        client(security, server).secure.bearer()

        assert "Bearer t" == server.last.headers["authorization"]

    def test_missing(self, security: ModuleType, server: Recorder) -> None:
        """The message names the variables, and nothing is sent."""
        prefix = security.__name__.upper()
        expected = f"{prefix}_FIRST, or {prefix}_USERNAME and {prefix}_PASSWORD and {prefix}_SECOND in the environment"
        with pytest.raises(security.MissingCredentialsError, match=expected):
            client(security, server, username="u").secure.default()

        assert [] == server.requests

    def test_anonymous(self, security: ModuleType, server: Recorder) -> None:
        """An empty list of requirements sends nothing; an empty requirement is the last resort."""
        client(security, server, first="k").secure.open()
        client(security, server).secure.maybe()
        client(security, server, first="k").secure.maybe()

        assert [None, None, "k"] == [request.headers.get("x-first") for request in server.requests]

    def test_cookie(self, security: ModuleType, server: Recorder) -> None:
        """A key may be a cookie."""
        client(security, server, cookie="c").secure.cookie()

        assert "session=c" == server.last.headers["cookie"]


class TestClients:
    """The two clients."""

    def test_async(self, models: ModuleType, server: Recorder) -> None:
        """The asynchronous client makes the same calls."""
        server.says(PET, 201)

        async def call() -> Any:
            async with getattr(models, f"Async{models.__name__.capitalize()}")(base_url=server.url) as asynchronous:
                pet = await asynchronous.pets.create_pet(pet_name="Rex", kind="dog")
                server.says({}, 404)
                with pytest.raises(models.NotFoundError):
                    await asynchronous.pets.get_tree()
                return pet

        assert "Rex" == asyncio.run(call()).pet_name
        assert {"petName": "Rex", "kind": "dog"} == server.requests[0].json

    def test_own_http_client(self, models: ModuleType, server: Recorder) -> None:
        """A client that was brought along stays open."""
        own = httpx2.Client(headers={"X-Own": "1"})
        server.says([], 200)
        with client(models, server, http_client=own) as made:
            made.pets.list_shapes()

        assert "1" == server.last.headers["x-own"]
        assert not own.is_closed
        own.close()

    def test_imports_late(self, tmp_path: Path) -> None:
        """Importing the package, and the client, imports no section and no model."""
        root = generate(tmp_path, MODELS)
        code = "import sys, shop; shop.Shop; print([one for one in sys.modules if one.startswith('shop.') and '_' not in one])"
        found = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

        assert "['shop.errors']" == found.stdout.strip()

    def test_two_packages_do_not_clash(self, models: ModuleType, bodies: ModuleType) -> None:
        """Each package has a runtime of its own."""
        assert models.UNSET is not bodies.UNSET
