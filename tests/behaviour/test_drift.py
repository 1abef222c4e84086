"""The strict switch and the hook for drift, through a generated package and both of its clients."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest
from behaviour.python_package import Recorder, import_package, recorder

PETS = """\
security: []
paths:
  /pets/{id}:
    get:
      tags: [pets]
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Size: {type: string, enum: [small, big]}
    Pet:
      type: object
      required: [name, size]
      properties:
        name: {type: string}
        size: {$ref: "#/components/schemas/Size"}
        weight: {anyOf: [{$ref: "#/components/schemas/Size"}, {type: string}, {type: integer}]}
"""
Get = Callable[..., Any]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """A package."""
    return import_package(tmp_path_factory.mktemp("drift"), PETS)


@pytest.fixture
def server() -> Iterator[Recorder]:
    """A server that says what it is told."""
    with recorder() as running:
        yield running


@pytest.fixture(params=["", "Async"], ids=["sync", "async"])
def get(request: pytest.FixtureRequest, shop: ModuleType, server: Recorder) -> Get:
    """Return a function that gets a pet with a new client."""

    def got(**settings: Any) -> Any:
        made = getattr(shop, request.param + shop.__name__.capitalize())(base_url=server.url, **settings)
        return _ran(made.pets.get_pet(id=7))

    return got


def _ran(result: Any) -> Any:
    return asyncio.run(result) if asyncio.iscoroutine(result) else result


DRIFTED = {"name": "Rex", "size": "huge", "weight": "much", "age": 3}


def test_lenient(get: Get, server: Recorder) -> None:
    """By default nothing is an error, and nothing is lost."""
    server.says(DRIFTED)
    pet = get()

    assert ("Rex", "huge", {"age": 3}) == (pet.name, pet.size, pet.extra_fields)
    assert pet.to_dict() == DRIFTED


def test_strict(get: Get, shop: ModuleType, server: Recorder) -> None:
    """An unknown value is an error; one of an enumeration that any text may stand beside is not."""
    server.says(DRIFTED)
    with pytest.raises(shop.DecodeError, match="unknown value at /size, expected Size"):
        get(strict=True)
    server.says({"name": "Rex", "size": "big", "weight": "much"})

    assert "much" == get(strict=True).weight


def test_hook(get: Get, shop: ModuleType, server: Recorder) -> None:
    """It gets every deviation of an answer, once."""
    server.says(DRIFTED)
    told: list[Any] = []

    assert DRIFTED == get(on_drift=told.append).to_dict()
    first, second = told
    assert ("GET /pets/{id}", 200, "/size", "unknown value", "Size", "huge") == first
    assert ("/age", "unknown field", "Pet", 3) == second[2:]
    assert isinstance(first, shop.Drift)
