"""Generated iterators, imported and used against a server on loopback, synchronous and asynchronous."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path
from types import ModuleType
from typing import Any

from behaviour.python_package import Recorder, import_package, recorder

PATHS = """\
security: []
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      parameters:
        - {name: cursor, in: query, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/PetList"}}}}
  /owners:
    get:
      tags: [pets]
      operationId: getOwners
      parameters: [{name: page, in: query, schema: {type: integer, default: 1}}]
      responses:
        "200":
          description: ok
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet: {type: object, required: [petName], properties: {petName: {type: string}}}
    PetList:
      type: object
      properties:
        petItems: {type: array, items: {$ref: "#/components/schemas/Pet"}}
        pageInfo: {type: object, properties: {endCursor: {type: string}, hasNextPage: {type: boolean}}}
"""


def pets(cursor: str, *names: str, more: bool = True) -> dict[str, Any]:
    """Return a page of pets."""
    listed = [{"petName": name} for name in names]
    return {"petItems": listed, "pageInfo": {"endCursor": cursor, "hasNextPage": more}}


def clients(package: ModuleType, url: str) -> tuple[Any, Any]:
    """Return a client of each kind."""
    name = package.__name__.capitalize()
    return getattr(package, name)(base_url=url), getattr(package, f"Async{name}")(base_url=url)


def test_cursors(tmp_path: Path) -> None:
    """The items are models; a page is asked for when it is wanted, with the other arguments as they were."""
    shop = import_package(tmp_path, PATHS)
    with recorder() as server:
        client, _ = clients(shop, server.url)
        server.says(pets("a", "Rex", "Tom"))
        found = client.pets.iter_pets(limit=2)
        names = [next(found).pet_name, next(found).pet_name]
        server.says(pets("b", "Zoe", more=False))
        names += [pet.pet_name for pet in found]

    assert names == ["Rex", "Tom", "Zoe"]
    assert [request.query for request in server.requests] == ["limit=2", "cursor=a&limit=2"]


def test_pages_awaited(tmp_path: Path) -> None:
    """The asynchronous client has the same, and lists of items by page."""
    shop = import_package(tmp_path, PATHS)

    async def walk(server: Recorder) -> list[list[str]]:
        _, client = clients(shop, server.url)
        async with client:
            server.says([{"petName": "Ann"}])
            found = []
            async for page in client.pets.iter_owners(page=3).by_page():
                found.append([owner.pet_name for owner in page])
                server.says([])
        return found

    with recorder() as server:
        assert asyncio.run(walk(server)) == [["Ann"]]
    assert [request.query for request in server.requests] == ["page=3", "page=4"]


def test_a_signature_is_that_of_the_method(tmp_path: Path) -> None:
    shop = import_package(tmp_path, PATHS)
    client, _ = clients(shop, "http://127.0.0.1:9")

    assert inspect.signature(client.pets.iter_pets) == inspect.signature(client.pets.list_pets)
    assert client.pets.iter_pets.__doc__ == client.pets.list_pets.__doc__
