"""What composition means to somebody who calls the client: classes by tag, defaults that stay home, names of all kinds."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from behaviour.python_package import Recorder, generate, import_package, recorder

from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api

FISH = """\
security: []
paths:
  /fish:
    put:
      tags: [fish]
      operationId: putFish
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Fish"}}}}
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Fish"}}}}
  /sharks:
    put:
      tags: [fish]
      operationId: putShark
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Shark"}}}}
      responses: {"204": {description: done}}
components:
  schemas:
    Fish:
      type: object
      required: [kind, length]
      properties: {kind: {type: string}, length: {type: number}, near: {$ref: "#/components/schemas/Fish"}}
      discriminator: {propertyName: kind}
    Salmon:
      allOf:
        - {$ref: "#/components/schemas/Fish"}
        - {properties: {wild: {type: boolean}}}
    Shark:
      allOf:
        - {$ref: "#/components/schemas/Fish"}
        - {required: [teeth], properties: {teeth: {type: integer}}}
"""
EVENTS = """\
security: []
paths:
  /events:
    get:
      tags: [events]
      operationId: listEvents
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Event"}}}}
components:
  schemas:
    Event:
      oneOf: [{$ref: "#/components/schemas/Created"}, {$ref: "#/components/schemas/Other"}]
      discriminator: {propertyName: type, mapping: {created: Created}, defaultMapping: Other}
    Created: {type: object, required: [type], properties: {type: {type: string}, id: {type: string}}}
    Other: {type: object, required: [type], properties: {type: {type: string}, id: {type: integer}}}
"""
DEFAULTS = """\
security: []
paths:
  /search:
    post:
      tags: [search]
      operationId: search
      parameters:
        - {name: page, in: query, schema: {type: integer, default: 1}}
        - {name: X-Mode, in: header, schema: {type: string, default: fast}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [query]
              properties:
                query: {type: string, default: "*"}
                limit: {type: integer, default: 20}
                none: {type: [string, "null"], default: null}
                sort: {allOf: [{type: object, properties: {by: {type: string, default: name}}}]}
      responses: {"204": {description: done}}
"""
ODD = [
    "class",
    "self",
    "a-b",
    "1x",
    "__init__",
    "",
    "\N{GRINNING FACE}",
    "$ref",
    "A-B",
    "a_b",
    "None",
    "to_dict",
    "values",
]


@pytest.fixture
def server() -> Iterator[Recorder]:
    """A server that records what it is sent."""
    with recorder() as found:
        yield found


def client(package: ModuleType, server: Recorder) -> Any:
    """Return a client of a package; its class is named after the package."""
    return getattr(package, package.__name__.capitalize())(base_url=server.url)


def test_children_are_classes_by_tag(tmp_path: Path, server: Recorder) -> None:
    """A child by its tag, the base by its own name or an unknown one, all the way down."""
    fish = import_package(tmp_path, FISH)
    models = fish.models
    near = {"kind": "Shark", "length": 3, "teeth": 9}
    server.says(
        [{"kind": "Salmon", "length": 1, "near": near}, {"kind": "Fish", "length": 2}, {"kind": "Eel", "length": 4}]
    )
    salmon, plain, eel = client(fish, server).fish.put_fish(body=models.Shark(kind="Shark", length=2, teeth=80))

    assert [models.Salmon, models.Shark] == [type(salmon), type(salmon.near)]
    assert [models.Fish, models.Fish] == [type(plain), type(eel)]
    assert {"kind": "Shark", "length": 2, "teeth": 80} == server.last.json


def test_examples_carry_the_tag_of_their_class(tmp_path: Path) -> None:
    """In the place of the base as well as in that of the child alone."""
    from builds import job_for

    generate(tmp_path, FISH)
    diagnostics = Diagnostics()
    calls = prepare_calls(load_api(job_for(tmp_path / "spec.yaml").source, diagnostics).api, diagnostics)
    kinds = {key: chosen.value["kind"] for key, chosen in calls.bodies.items()}

    assert {"putFish": "Salmon", "putShark": "Shark"} == {operation: kind for (operation, *_), kind in kinds.items()}
    assert [] == [finding.code.name for finding in diagnostics if finding.code.name.startswith("example")]


def test_types_are_narrowed_by_the_tag(tmp_path: Path) -> None:
    """A type checker knows the class of a value whose tag was looked at, and refuses a wrong tag."""
    root = generate(tmp_path, FISH, "shop")
    (root / "use.py").write_text(
        "from shop.models import AnyFish, Salmon, Shark\n\n"
        "def teeth(fish: AnyFish) -> int:\n"
        "    return fish.teeth if isinstance(fish, Shark) else 0\n\n"
        'Salmon(kind="Shark", length=1)\n',
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", f"--cache-dir={tmp_path / 'cache'}", "use.py"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.stdout.startswith('use.py:6: error: Argument "kind" to "Salmon" has incompatible type')
    assert 1 == len(run.stdout.splitlines())


def test_an_unlisted_tag_is_the_default(tmp_path: Path, server: Recorder) -> None:
    """`defaultMapping` of 3.2 says what else a value is, though another variant would fit it better."""
    events = import_package(tmp_path, EVENTS)
    server.says([{"type": "created", "id": "a"}, {"type": "renamed", "id": "b"}, {"id": "c"}])
    found = client(events, server).events.list_events()

    assert [events.models.Created, events.models.Other, events.models.Other] == [type(each) for each in found]


def test_defaults_are_never_sent_unasked(tmp_path: Path, server: Recorder) -> None:
    """The server knows its defaults; a client that sends them keeps old ones alive."""
    shop = import_package(tmp_path, DEFAULTS)
    server.says(None, status=204)
    client(shop, server).search.search(query="tea")

    assert "" == server.last.query
    assert "x-mode" not in {name.lower() for name in server.last.headers}
    assert {"query": "tea"} == server.last.json


def test_names_of_all_kinds(tmp_path: Path, server: Recorder) -> None:
    """Whatever a property is called, it has a field, comes back as it was sent, and clashes with no other."""
    properties = ", ".join(f"{_quoted(name)}: {{type: string}}" for name in ODD)
    shop = import_package(
        tmp_path,
        f"""\
security: []
paths:
  /odd:
    get:
      tags: [odd]
      operationId: getOdd
      responses: {{"200": {{description: ok, content: {{application/json: {{schema: {{$ref: "#/components/schemas/Odd"}}}}}}}}}}
components: {{schemas: {{Odd: {{type: object, properties: {{{properties}}}}}}}}}
""",
    )
    sent = {name: f"value of {name}" for name in ODD}
    server.says(sent)
    found = client(shop, server).odd.get_odd()
    fields = [spec.name for spec in type(found).__fields__.values()]

    assert sent == found.to_dict()
    assert {} == found.extra_fields
    assert len(ODD) == len(set(fields))
    assert all(name.isidentifier() for name in fields)


def test_a_model_without_fields(tmp_path: Path) -> None:
    """What is left of an object that is all read-only is a model too, and both can be imported and read."""
    shop = import_package(
        tmp_path,
        """\
security: []
paths:
  /a:
    post:
      operationId: a
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/A"}}}}}
components: {schemas: {A: {type: object, properties: {id: {type: string, readOnly: true}}}}}
""",
    )

    assert ({}, {"x": 1}) == (shop.models.AInput().to_dict(), shop.models.AInput.from_dict({"x": 1}).extra_fields)
    assert "7" == shop.models.A.from_dict({"id": "7"}).id


def test_a_field_of_one_direction_reaches_through_everything(tmp_path: Path) -> None:
    """Lists, maps, unions and allOf of a type with a read-only field are of its request form in requests."""
    shop: ModuleType = import_package(
        tmp_path,
        """\
security: []
paths:
  /teams:
    post:
      tags: [teams]
      operationId: createTeam
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Team"}}}}
      responses: {"201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Team"}}}}}
components:
  schemas:
    Id: {type: string, readOnly: true}
    User: {type: object, required: [id, name], properties: {id: {$ref: "#/components/schemas/Id"}, name: {type: string}}}
    Admin: {allOf: [{$ref: "#/components/schemas/User"}, {required: [key], properties: {key: {type: string, writeOnly: true}}}]}
    Team:
      type: object
      properties:
        members: {type: array, items: {$ref: "#/components/schemas/User"}}
        byName: {type: object, additionalProperties: {$ref: "#/components/schemas/Admin"}}
        lead: {anyOf: [{$ref: "#/components/schemas/Admin"}, {type: string}]}
""",
    )
    models: Any = shop.models

    assert [["id", "name"], ["name"], ["id", "name"], ["name", "key"]] == [
        [spec.name for spec in each.__fields__.values()]
        for each in (models.User, models.UserInput, models.Admin, models.AdminInput)
    ]
    assert [
        "list[UserInput] | Unset",
        "dict[str, AdminInput] | Unset",
        "AdminInput | str | Unset",
    ] == [spec.annotation for spec in models.TeamInput.__fields__.values()]


def _quoted(name: str) -> str:
    import json

    return json.dumps(name, ensure_ascii=False)
