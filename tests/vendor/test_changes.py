"""What a change of a description means for code that uses the generated client, from two generated packages."""

from __future__ import annotations

from pathlib import Path

import pytest
from builds import build_files

from specloom.surface import Level
from specloom.vendor.changes import Change, changes_between
from specloom.vendor.package import find_package
from specloom.vendor.uses import used_by

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example.com"}]
security: [{key: []}]
tags: [{name: items}]
components:
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
  schemas:
    Item:
      type: object
      required: [title]
      properties:
        title: {type: string}
        state: {$ref: "#/components/schemas/State"}
    State: {type: string, enum: [new, sold]}
paths:
  /items/{itemId}:
    get:
      operationId: getItem
      tags: [items]
      parameters:
        - {name: itemId, in: path, required: true, schema: {type: integer}}
        - {name: lang, in: query, schema: {type: string}}
      responses:
        "200": {description: It., content: {application/json: {schema: {$ref: "#/components/schemas/Item"}}}}
  /items:
    get:
      operationId: listItems
      tags: [items]
      responses:
        "200":
          description: All.
          content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Item"}}}}
"""
MORE = """\
  /more:
    get: {operationId: getMore, tags: [items], responses: {"204": {description: Done.}}}
"""


_CLIENTS: dict[str, dict[str, str]] = {}


def client(folder: Path, text: str) -> dict[str, str]:
    """Return the files of the client that a description makes."""
    if text not in _CLIENTS:
        spec = folder / "spec.yaml"
        spec.write_text(text)
        _CLIENTS[text] = {path.removeprefix("python/"): made for path, made in build_files(spec, "python").items()}
    return _CLIENTS[text]


LANG = "{name: lang, in: query, schema: {type: string}}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("paths:\n", f"paths:\n{MORE}", {"safe client.items.get_more is new"}),
        (
            "operationId: listItems",
            "operationId: findItems",
            {"breaking client.items.list_items is gone", "safe client.items.find_items is new"},
        ),
        (f"        - {LANG}\n", "", {"breaking client.items.get_item(lang) is gone"}),
        (
            "  /items:\n",
            "  /things:\n",
            {"dangerous client.items.list_items sends or reads something else, with the same arguments"},
        ),
        (
            "name: X-Key",
            "name: X-Other",
            {"dangerous client sends or reads something else, with the same arguments"},
        ),
        (
            "        title: {type: string}",
            "        title: {type: integer}",
            {"breaking models.Item.title was str, is int"},
        ),
        ("description: All.", "description: Every one.", set[str]()),
    ],
)
def test_what_a_change_of_the_description_does(tmp_path: Path, old: str, new: str, expected: set[str]) -> None:
    """The surface has tests of its own (tests/unit/surface); this is about both kinds of change together."""
    assert old in SPEC

    found = changes_between(client(tmp_path, SPEC), client(tmp_path, SPEC.replace(old, new)))

    assert {f"{each.level.name.lower()} {each.subject} {each.text}" for each in found} == expected


def test_the_worst_comes_first(tmp_path: Path) -> None:
    text = SPEC.replace("paths:\n", f"paths:\n{MORE}").replace("operationId: listItems", "operationId: findItems")

    found = changes_between(client(tmp_path, SPEC), client(tmp_path, text))

    assert [each.level.name for each in found] == ["BREAKING", "SAFE", "SAFE"]


def test_what_is_no_client_has_no_changes(tmp_path: Path) -> None:
    assert changes_between({}, client(tmp_path, SPEC)) == ()
    assert changes_between(client(tmp_path, SPEC), {"index.md": ""}) == ()


@pytest.mark.parametrize(
    ("rule", "subject", "line"),
    [
        ("method-removed", "client.items.get_item", 2),
        ("parameter-removed", "client.items.get_item(lang)", 2),
        ("method-removed", "client.items.list_items", None),
        ("field-removed", "models.Item.title", 3),
        ("field-removed", "models.Item.state", None),
        ("field-added-required", "models.Item.size", 1),
        ("class-removed", "models.Item", 1),
        ("class-removed", "models.State", None),
        ("call-changed", "client", None),
    ],
)
def test_where_code_uses_what_changed(tmp_path: Path, rule: str, subject: str, line: int | None) -> None:
    """A property counts where its name stands; what must be given now, wherever the model is used."""
    (tmp_path / "app.py").write_text(
        "from shop.models import Item\nitem = client.items.get_item(7, lang='en')\nprint(item.title)\n"
    )
    package = find_package(client(tmp_path, SPEC))
    assert package is not None
    used = used_by(package, tmp_path, ["app.py"])

    place = Change(level=Level.BREAKING, rule=rule, subject=subject, text="").used_at(used)

    assert (place.line if place else None) == line
