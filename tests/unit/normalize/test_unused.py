"""Schemas that no operation leads to: left out, kept on request, and never a reason to stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics, Severity
from specloom.ir.choices import Picks, Selection, Stated
from specloom.normalize import Overrides

SPEC = """\
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
  /shops:
    get:
      operationId: listShops
      tags: [shops]
      responses:
        "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Shop"}}}}
components:
  schemas:
    Pet: {type: object, properties: {owner: {$ref: "#/components/schemas/Owner"}}}
    Owner: {type: object, properties: {name: {type: string}}}
    Shop: {type: object, properties: {owner: {$ref: "#/components/schemas/Owner"}, boss: {$ref: "#/components/schemas/Boss"}}}
    Boss: {type: object, properties: {name: {type: string}}}
    Lost: {type: object, properties: {shop: {$ref: "#/components/schemas/Shop"}}}
"""
BROKEN = """\
paths: {/a: {get: {operationId: a, responses: {"200": {description: OK}}}}}
components: {schemas: {Lost: {type: object, properties: {x: {$ref: "#/nowhere"}}}}}
"""


def test_what_no_operation_reaches_is_left_out_and_told(tmp_path: Path) -> None:
    api = api_of(tmp_path, SPEC)

    assert list(api.types) == ["Boss", "Owner", "Pet", "Shop"]
    assert [key for key in api.schemas if "#" not in key] == ["Boss", "Owner", "Pet", "Shop"]
    assert api.unused_schemas == ("Lost",)


def test_with_a_selection_their_schemas_go_with_the_operations(tmp_path: Path) -> None:
    only_pets = Overrides(selections=(Selection(include=Picks(tags=(Stated("pets"),))),))

    api = api_of(tmp_path, SPEC, overrides=only_pets)

    assert list(api.types) == ["Owner", "Pet"]
    assert api.unused_schemas == ("Boss", "Lost", "Shop")


def test_they_are_kept_on_request(tmp_path: Path) -> None:
    api = api_of(tmp_path, SPEC, overrides=Overrides(keeps_unused=True))

    assert list(api.types) == ["Boss", "Lost", "Owner", "Pet", "Shop"]
    assert api.unused_schemas == ()


def test_a_document_of_schemas_alone_keeps_them(tmp_path: Path) -> None:
    api = api_of(tmp_path, "components: {schemas: {A: {type: object, properties: {x: {type: string}}}}}\n")

    assert list(api.types) == ["A"]
    assert api.unused_schemas == ()


def test_webhooks_lead_to_schemas(tmp_path: Path) -> None:
    api = api_of(
        tmp_path,
        """\
        webhooks:
          created:
            post:
              operationId: created
              requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Event"}}}}
              responses: {"200": {description: OK}}
        components: {schemas: {Event: {type: object, properties: {x: {type: string}}}, Lost: {type: object}}}
        """,
    )

    assert list(api.types) == ["Event"]
    assert api.unused_schemas == ("Lost",)


@pytest.mark.parametrize("mapping", ["", ", mapping: {cat: '#/components/schemas/Cat', dog: Dog}"])
def test_children_of_a_discriminator_are_used(tmp_path: Path, mapping: str) -> None:
    """Nothing refers to Cat and Dog, but a Pet may be one."""
    api = api_of(
        tmp_path,
        f"""\
        paths:
          /pets:
            get:
              operationId: listPets
              responses:
                "200": {{description: OK, content: {{application/json: {{schema: {{$ref: "#/components/schemas/Pet"}}}}}}}}
        components:
          schemas:
            Pet:
              type: object
              required: [kind]
              properties: {{kind: {{type: string}}}}
              discriminator: {{propertyName: kind{mapping}}}
            Cat: {{allOf: [{{$ref: "#/components/schemas/Pet"}}, {{type: object, properties: {{lives: {{type: integer}}}}}}]}}
            Dog:
              allOf:
                - {{$ref: "#/components/schemas/Pet"}}
                - {{type: object, properties: {{toy: {{$ref: "#/components/schemas/Toy"}}}}}}
            Toy: {{type: object, properties: {{name: {{type: string}}}}}}
            Lost: {{type: object}}
        """,
    )

    assert {"Cat", "Dog", "Pet", "Toy"} <= set(api.types)
    assert api.unused_schemas == ("Lost",)


def test_what_is_wrong_with_them_stops_nothing_and_is_told_on_a_thorough_look(tmp_path: Path) -> None:
    quick, thorough = Diagnostics(), Diagnostics()

    api = api_of(tmp_path, BROKEN, quick)
    api_of(tmp_path, BROKEN, thorough, overrides=Overrides(is_thorough=True))

    quick.stop_on_errors()
    assert api.unused_schemas == ("Lost",)
    assert "ref-missing" not in {finding.code.name for finding in quick}
    (finding,) = [finding for finding in thorough if finding.code.name == "ref-missing"]
    assert finding.severity is Severity.WARNING
    assert "nothing is missing" in finding.consequence


def test_kept_ones_that_are_broken_stop_nothing_either(tmp_path: Path) -> None:
    diagnostics = Diagnostics()

    api = api_of(tmp_path, BROKEN, diagnostics, overrides=Overrides(keeps_unused=True))

    diagnostics.stop_on_errors()
    assert list(api.types) == ["Lost"]


def test_a_thorough_look_changes_nothing(tmp_path: Path) -> None:
    assert api_of(tmp_path, SPEC) == api_of(tmp_path, SPEC, overrides=Overrides(is_thorough=True))


def test_a_part_of_a_schema_is_used_without_the_rest(tmp_path: Path) -> None:
    api = api_of(
        tmp_path,
        """\
        paths:
          /a:
            get:
              operationId: a
              responses:
                "200":
                  description: OK
                  content: {application/json: {schema: {$ref: "#/components/schemas/Big/properties/small"}}}
        components:
          schemas:
            Big: {type: object, properties: {small: {type: object, properties: {x: {type: string}}}}}
        """,
    )

    assert list(api.types) == ["#/components/schemas/Big/properties/small"]
    assert api.unused_schemas == ()


@pytest.mark.parametrize("paths", ["/a: Dog, /b: Cat", "/a: Cat, /b: Dog", "/a: Base, /b: Cat", "/a: Cat, /b: Base"])
def test_who_leads_to_an_inherited_schema_first_does_not_name_it(tmp_path: Path, paths: str) -> None:
    """What a base writes inline is named after the base, whichever heir is met first."""
    operations = "".join(
        f"  {path}: {{get: {{responses: {{'200': {{description: OK, content: {{application/json: "
        f"{{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}}}}}\n"
        for path, name in (pair.split(": ") for pair in paths.split(", "))
    )
    api = api_of(
        tmp_path,
        f"paths:\n{operations}"
        "components:\n"
        "  schemas:\n"
        "    Base: {type: object, properties: {place: {type: object, properties: {x: {type: integer}}}}}\n"
        "    Cat: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {a: {type: string}}}]}\n"
        "    Dog: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {b: {type: string}}}]}\n",
    )

    assert api.types["#/components/schemas/Base/properties/place"].hint == ("Base", "place")
