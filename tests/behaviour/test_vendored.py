"""Generated packages copied into other packages: each works where it stands, and none knows of another."""

from __future__ import annotations

import asyncio
import importlib
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from behaviour.python_package import Recorder, generate, recorder

SHOP = """\
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Item: {type: object, required: [%(field)s], properties: {%(field)s: {type: %(type)s}}}
security: [{key: []}]
paths:
  /items:
    post:
      operationId: createItem
      tags: [items]
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Item"}}}
      responses:
        "200": {description: Made., content: {application/json: {schema: {$ref: "#/components/schemas/Item"}}}}
        "404": {description: Not found.}
"""


@pytest.fixture
def vendored(tmp_path: Path) -> Iterator[tuple[ModuleType, ModuleType]]:
    """Two packages, both called `shop`, of different descriptions, deep inside of two packages of one application."""
    app = tmp_path / "vendoring_app"
    for name, field, kind in (("first", "title", "string"), ("second", "amount", "integer")):
        (tmp_path / name).mkdir()
        made = generate(tmp_path / name, SHOP % {"field": field, "type": kind})
        shutil.copytree(made / "shop", app / name / "vendor" / "shop")
    sys.path.insert(0, str(tmp_path))
    try:
        yield (
            importlib.import_module("vendoring_app.first.vendor.shop"),
            importlib.import_module("vendoring_app.second.vendor.shop"),
        )
    finally:
        sys.path.remove(str(tmp_path))
        for name in [each for each in sys.modules if each.partition(".")[0] == "vendoring_app"]:
            del sys.modules[name]


@pytest.fixture
def servers() -> Iterator[tuple[Recorder, Recorder]]:
    """A server for each of them."""
    with recorder() as first, recorder() as second:
        yield first, second


def test_both_work_in_one_process(vendored: tuple[ModuleType, ModuleType], servers: tuple[Recorder, Recorder]) -> None:
    """Models of one name, at the same time, in threads and in one event loop: each reads and writes its own."""
    first, second = vendored
    servers[0].says({"title": "a"})
    servers[1].says({"amount": 1})
    one = first.Shop(base_url=servers[0].url, key="1")
    other = second.Shop(base_url=servers[1].url, key="2")
    with ThreadPoolExecutor(4) as threads:
        titles = [threads.submit(one.items.create_item, title="a") for _ in range(8)]
        amounts = [threads.submit(other.items.create_item, amount=1) for _ in range(8)]
    found = {type(each.result()) for each in (*titles, *amounts)}

    async def both() -> tuple[object, object]:
        async with (
            first.AsyncShop(base_url=servers[0].url, key="1") as left,
            second.AsyncShop(base_url=servers[1].url, key="2") as right,
        ):
            return await asyncio.gather(left.items.create_item(title="a"), right.items.create_item(amount=1))

    assert {first.models.Item, second.models.Item} == found == {type(each) for each in asyncio.run(both())}
    assert {("1", b'{"title":"a"}')} == {(each.headers["x-key"], each.body) for each in servers[0].requests}
    assert {("2", b'{"amount":1}')} == {(each.headers["x-key"], each.body) for each in servers[1].requests}


def test_errors_of_one_are_not_those_of_the_other(
    vendored: tuple[ModuleType, ModuleType], servers: tuple[Recorder, Recorder]
) -> None:
    """An `except` of one package lets the other's errors pass."""
    first, second = vendored
    servers[0].says({}, 404)
    assert not issubclass(first.NotFoundError, second.ApiError)

    with pytest.raises(first.NotFoundError):
        first.Shop(base_url=servers[0].url, key="1").items.create_item(title="a")


def test_nothing_is_imported_by_an_absolute_name(vendored: tuple[ModuleType, ModuleType]) -> None:
    """No module of a vendored package stands under the name that it was generated with."""
    for package in vendored:
        assert package.Shop(key="k").items
        assert package.models.Item

    assert not [name for name in sys.modules if name.partition(".")[0] == "shop"]
