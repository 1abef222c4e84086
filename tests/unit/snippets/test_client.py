"""Snippets that call our own client: only where one is generated, and under the name that it has."""

from __future__ import annotations

from pathlib import Path

from builds import job_for

from specloom.calls.prepare import prepare_calls
from specloom.diagnostics import Diagnostics
from specloom.ir.types import JsonValue
from specloom.pipeline import load_api
from specloom.targets.base import PlanInput, View
from specloom.targets.python.surface import client_surface
from specloom.targets.snippets.target import SnippetsTarget

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
paths:
  /notes:
    post:
      operationId: addNote
      tags: [Big notes]
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object, required: [text], properties: {text: {type: string}}}}
          text/plain: {schema: {type: string}}
      responses: {'204': {description: Done}}
"""


def planned(folder: Path, targets: dict[str, dict[str, JsonValue]]) -> tuple[PlanInput, list[View]]:
    """Return what the snippets target is given beside other targets, and its snippets of the client."""
    spec = folder / "shop.yaml"
    spec.write_text(SPEC, encoding="utf-8")
    diagnostics = Diagnostics()
    api = load_api(job_for(spec).source, diagnostics).api
    given = PlanInput(
        api=api, calls=prepare_calls(api, diagnostics), options={"languages": ["client"]}, targets=dict(targets)
    )
    return given, list(SnippetsTarget().plan(given, diagnostics))[:-1]


def test_no_client_no_snippets(tmp_path: Path) -> None:
    _, views = planned(tmp_path, {"docs": {}})

    assert [] == views


def test_the_package_has_the_name_of_its_options(tmp_path: Path) -> None:
    _, views = planned(tmp_path, {"python": {"package": "acme_shop"}})

    assert ["addNote/minimal.client.py"] == [view.path for view in views][:1]
    assert {"acme_shop"} == {view.package.name for view in views}


def test_where_an_operation_stands(tmp_path: Path) -> None:
    """What pages need for a link to the method."""
    given, _ = planned(tmp_path, {"python": {}})
    surface = client_surface(given.api, {})
    method = surface.method(given.calls.minimal("addNote"))

    assert ("shop", "Shop") == (surface.package, surface.client)
    assert "client.big_notes.add_note" == method.path
    assert "clientbig_notes" == method.anchor
    assert ["add_note", "add_note_text"] == [one.name for one in surface.methods["addNote"]]
