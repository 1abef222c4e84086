"""References between schemas and other parts of a description, up to what targets see of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of, definition_of, field_of, shown
from unit.source.written import written

from specloom.diagnostics import Diagnostics, Location, Severity
from specloom.ir.api import Api
from specloom.ir.types import Alias, Object
from specloom.source import Node

OPERATION = """
paths:
  /things:
    get:
      operationId: getThings
      responses:
        "200": {description: Things, content: {application/json: {schema: {$ref: '#/components/schemas/Root'}}}}
components:
  schemas:
"""


def fields_of(api: Api, name: str) -> dict[str, str]:
    """Return the fields of an object with their types in short."""
    found = api.types[name]
    assert isinstance(found, Object)
    return {field.wire_name: shown(field.type) for field in found.fields}


def said(diagnostics: Diagnostics) -> list[str]:
    """Return the codes of what is wrong; notes are left out."""
    return sorted({finding.code.name for finding in diagnostics if finding.severity > Severity.NOTE})


# Dynamic references


GENERIC = """\
    Root: {properties: {numbers: {$ref: '#/components/schemas/Numbers'}, plain: {$ref: '#/components/schemas/List'}}}
    List:
      $id: list
      type: object
      properties:
        items: {type: array, items: {$dynamicRef: '#item'}}
        next: {$ref: '#'}
        owner: {$ref: 'spec.yaml#/components/schemas/Owner'}
      $defs: {any: {$dynamicAnchor: item}}
    Numbers:
      $id: numbers
      $ref: list
      $defs: {number: {$dynamicAnchor: item, type: number}}
    Owner: {type: object, properties: {name: {type: string}}}
"""


def test_a_generic_schema_is_an_instance_of_its_own_for_each_that_binds_it(tmp_path: Path) -> None:
    """What does not depend on the binding stays one definition."""
    diagnostics = Diagnostics()
    api = api_of(tmp_path, OPERATION + GENERIC, diagnostics)
    numbers, plain = fields_of(api, "Numbers"), fields_of(api, "List")

    assert "#/components/schemas/Numbers/$defs/number" in numbers["items"]
    assert "#/components/schemas/List/$defs/any" in plain["items"]
    assert numbers["owner"] == plain["owner"] == "Owner"
    assert numbers["next"] in api.types
    assert numbers["items"] == fields_of(api, numbers["next"])["items"]
    assert [] == said(diagnostics)


def test_the_schemas_for_validation_say_the_same(tmp_path: Path) -> None:
    """They have no dynamic references any more; each instance is there on its own."""
    schemas = api_of(tmp_path, OPERATION + GENERIC).schemas

    assert "dynamicRef" not in str(schemas)
    instance = schemas["Numbers"]["$ref"].removeprefix("#/$defs/").replace("~1", "/")
    assert {"$ref": "#/$defs/Numbers/$defs/number"} == schemas[instance]["properties"]["items"]["items"]


def test_equal_anchors_without_ids_mean_the_component_that_they_stand_in(tmp_path: Path) -> None:
    """Documents are written so, although a name should stand once in a resource."""
    text = (
        GENERIC.replace("      $id: list\n", "")
        .replace("      $id: numbers\n", "")
        .replace("$ref: list", "$ref: '#/components/schemas/List'")
    )
    api = api_of(tmp_path, OPERATION + text.replace("{$ref: '#'}", "{$ref: '#/components/schemas/List'}"))

    assert "Numbers" in fields_of(api, "Numbers")["items"]
    assert "List" in fields_of(api, "List")["items"]


@pytest.mark.parametrize(
    ("tree", "strict"),
    [
        ("$dynamicAnchor: node, properties: {children: {items: {$dynamicRef: '#node'}}}", "$dynamicAnchor: node"),
        ("$recursiveAnchor: true, properties: {children: {items: {$recursiveRef: '#'}}}", "$recursiveAnchor: true"),
    ],
)
def test_a_tree_that_is_extended_has_children_of_its_own_kind(tmp_path: Path, tree: str, strict: str) -> None:
    """The example of the specification (JSON Schema 2020-12, appendix C; `$recursiveRef` is its form of 2019-09)."""
    text = f"""\
    Root: {{properties: {{tree: {{$ref: tree}}, strict: {{$ref: strict}}}}}}
    Tree: {{$id: tree, {tree}}}
    Strict: {{$id: strict, {strict}, $ref: tree, properties: {{leaf: {{type: string}}}}}}
"""
    api = api_of(tmp_path, OPERATION + text)

    assert {"children": "[Tree]"} == fields_of(api, "Tree")
    assert "[Strict]" == fields_of(api, "Strict")["children"]


def test_a_recursive_anchor_without_an_id_is_the_component(tmp_path: Path) -> None:
    """As in the filters of a large public API: there are two of them in one document."""
    text = """\
    Root: {properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}}}
    A: {$recursiveAnchor: true, properties: {of: {items: {$recursiveRef: '#'}}}}
    B: {$recursiveAnchor: true, properties: {of: {items: {$recursiveRef: '#'}}}}
"""
    api = api_of(tmp_path, OPERATION + text)

    assert [{"of": "[A]"}, {"of": "[B]"}] == [fields_of(api, name) for name in "AB"]


# Keywords of older drafts


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_items_as_an_array_is_a_tuple(tmp_path: Path, version: str) -> None:
    """So it was written up to 2019-09."""
    schema = (
        "{type: array, items: [{type: string}, {$ref: '#/components/schemas/Word'}], additionalItems: {type: integer}}"
    )

    assert "[string, Word, *integer]" == shown(field_of(tmp_path, schema, version=version).type)


def test_a_tuple_of_objects_is_checked_where_it_stands(tmp_path: Path) -> None:
    """Types point at schemas that are there, though the keyword has another name."""
    text = (
        "    Root: {items: [{properties: {a: {type: string}}}], additionalItems: {properties: {b: {type: string}}}}\n"
    )
    api = api_of(tmp_path, OPERATION + text)
    pointers = [definition.schema for definition in api.types.values() if isinstance(definition, Object)]

    for pointer in pointers:
        assert pointer is not None
        found = Node(dict(api.schemas), Location("")).at(pointer)
        assert found is not None
        assert found.get("properties") is not None


def test_dependencies_are_read(tmp_path: Path) -> None:
    """A name's schema or a name's names (up to draft-07)."""
    schema = "T: {type: object, properties: {a: {type: string}}, dependencies: {a: [b], c: {properties: {d: {type: string}}}}}"
    diagnostics = Diagnostics()
    definition_of(tmp_path, schema, diagnostics)

    keywords = {finding.message.split("'")[1] for finding in diagnostics if finding.code.name == "schema-keyword"}
    assert {"dependentRequired", "dependentSchemas"} == keywords


# References in place of whole objects and arrays


def test_a_reference_in_place_of_a_part_is_followed(tmp_path: Path) -> None:
    """The meaning is clear: as if the part were written there. Its members keep the place that they have."""
    written(tmp_path, {"attributes.yml": "name: {type: string}\n$ref: {type: integer}\n", "required.yml": "[name]\n"})
    diagnostics = Diagnostics()
    text = """\
    Root:
      type: object
      required: {$ref: required.yml}
      properties: {$ref: attributes.yml, size: {type: number}}
"""
    api = api_of(tmp_path, OPERATION + text, diagnostics)
    found = api.types["Root"]

    assert isinstance(found, Object)
    assert {"name": "string", "$ref": "integer", "size": "number"} == fields_of(api, "Root")
    assert ["name"] == [field.wire_name for field in found.fields if field.required]
    assert ("attributes.yml", "/name") == (found.fields[0].origin.file, found.fields[0].origin.pointer)
    assert {"name", "$ref", "size"} == set(api.schemas["Root"]["properties"])
    assert ["ref-misplaced"] == said(diagnostics)


def test_a_property_that_is_named_like_a_reference_is_a_property(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    api = api_of(tmp_path, OPERATION + "    Root: {type: object, properties: {$ref: {type: string}}}\n", diagnostics)

    assert {"$ref": "string"} == fields_of(api, "Root")
    assert [] == said(diagnostics)


def test_the_structure_around_schemas_may_be_referred_to_as_well(tmp_path: Path) -> None:
    files = {
        "operation.yml": "operationId: getThings\ntags: {$ref: tags.yml}\nparameters: {$ref: parameters.yml}\n"
        "responses: {$ref: responses.yml}\n",
        "tags.yml": "[things]\n",
        "parameters.yml": "- {name: limit, in: query, schema: {type: integer}, example: {$ref: limit.yml}}\n",
        "limit.yml": "5\n",
        "responses.yml": "'200': {description: ok, headers: {$ref: headers.yml}, content: {$ref: content.yml}}\n",
        "headers.yml": "X-Rate: {schema: {type: integer}}\n",
        "content.yml": "application/json: {$ref: media.yml}\n",
        "media.yml": "{schema: {type: string}, examples: {$ref: examples.yml}}\n",
        "examples.yml": "one: {value: {$ref: example.yml}}\n",
        "example.yml": "hello\n",
        "info.yml": "{title: Shared, version: '2'}\n",
    }
    written(tmp_path, files)
    diagnostics = Diagnostics()
    api = api_of(tmp_path, "paths: {/things: {get: {$ref: operation.yml}}}\n", diagnostics)
    (operation,) = api.operations
    (response,) = operation.responses

    assert (("things",), ["limit"]) == (operation.tags, [each.wire_name for each in operation.parameters])
    assert [5] == [example.value for example in operation.parameters[0].examples]
    assert ["X-Rate"] == [header.wire_name for header in response.headers]
    assert ["hello"] == [example.value for example in response.contents[0].examples]
    assert "ref-misplaced" in said(diagnostics)
    assert not diagnostics.of(Severity.ERROR)


def test_a_reference_in_place_of_a_part_that_leads_nowhere(tmp_path: Path) -> None:
    """It is an error with its own place, and nothing is guessed."""
    diagnostics = Diagnostics(lenient=True)
    api_of(tmp_path, OPERATION + "    Root: {type: object, properties: {$ref: gone.yml}}\n", diagnostics)

    assert ["ref-missing"] == [finding.code.name for finding in diagnostics.of(Severity.ERROR)]


# Path items, other versions, chains


def test_a_path_item_may_refer_to_one_and_add_to_it(tmp_path: Path) -> None:
    """The path item of another file, and parameters beside the reference."""
    written(
        tmp_path,
        {"items.yaml": "paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}\n"},
    )
    text = """
    paths:
      /pets/{id}:
        $ref: 'items.yaml#/paths/~1pets'
        parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    """
    diagnostics = Diagnostics()
    api = api_of(tmp_path, text, diagnostics)

    assert [("listPets", ["id"])] == [(each.id, [one.wire_name for one in each.parameters]) for each in api.operations]
    assert [] == said(diagnostics)


def test_path_items_in_a_ring_cost_those_paths_alone(tmp_path: Path) -> None:
    text = """
    paths:
      /a: {$ref: '#/paths/~1b'}
      /b: {$ref: '#/paths/~1a'}
      /c: {get: {operationId: c, responses: {'204': {description: none}}}}
    """
    diagnostics = Diagnostics(lenient=True)
    api = api_of(tmp_path, text, diagnostics)

    assert ["c"] == [operation.id for operation in api.operations]
    assert {"every operation of /a", "every operation of /b"} == {entry.subject for entry in api.ledger.entries}
    assert {"ref-circular"} == {finding.code.name for finding in diagnostics.of(Severity.ERROR)}


def test_what_stands_beside_a_reference_on_the_way_is_kept(tmp_path: Path) -> None:
    """A chain of references ends before a schema that says something itself (3.1: keywords beside `$ref` count)."""
    api = api_of(
        tmp_path,
        OPERATION
        + """\
    Root: {properties: {f: {$ref: '#/components/schemas/Short'}}}
    Short: {$ref: '#/components/schemas/Word', maxLength: 3}
    Word: {$ref: '#/components/schemas/Text', description: said}
    Text: {type: string, minLength: 1}
""",
    )
    short = api.types["Short"]

    assert isinstance(short, Alias)
    assert (1, 3) == (short.type.bounds.min_length, short.type.bounds.max_length)


def test_a_schema_and_its_all_of_may_lead_through_files_and_back(tmp_path: Path) -> None:
    written(
        tmp_path,
        {
            "b.yaml": """\
            Base: {properties: {self: {$ref: 'spec.yaml#/components/schemas/Root'}}}
            Loop: {allOf: [{$ref: b.yaml#/Base}]}
            """
        },
    )
    api = api_of(tmp_path, OPERATION + "    Root: {allOf: [{$ref: b.yaml#/Loop}], properties: {x: {type: string}}}\n")

    assert {"self": "Root", "x": "string"} == fields_of(api, "Root")


def test_a_part_of_a_2_0_document_is_read_as_one(tmp_path: Path) -> None:
    """A 3.x description refers into a file of the version before it."""
    written(
        tmp_path,
        {
            "old.yaml": """\
            swagger: "2.0"
            parameters:
              limit: {name: limit, in: query, type: array, items: {type: integer}, collectionFormat: csv}
            responses:
              found: {description: ok, schema: {$ref: '#/definitions/File'}}
            paths:
              /old:
                post:
                  operationId: old
                  parameters: [{name: body, in: body, schema: {type: string}}]
                  responses: {'204': {description: none}}
            definitions:
              File: {type: object, properties: {bytes: {type: file}, note: {type: string, x-nullable: true}}}
            """
        },
    )
    text = """
    paths:
      /new:
        get:
          operationId: new
          parameters: [{$ref: 'old.yaml#/parameters/limit'}]
          responses: {'200': {$ref: 'old.yaml#/responses/found'}}
      /old: {$ref: 'old.yaml#/paths/~1old'}
    """
    diagnostics = Diagnostics()
    api = api_of(tmp_path, text, diagnostics)
    new, old = api.operations

    assert ("[integer]", False) == (shown(new.parameters[0].type), new.parameters[0].explode)
    assert "old.yaml#/definitions/File" == shown(new.responses[0].contents[0].type)
    assert {"bytes": "binary(binary)", "note": "string?"} == fields_of(api, "old.yaml#/definitions/File")
    assert old.body is not None
    assert "string" == shown(old.body.contents[0].type)
    assert [] == said(diagnostics)


def test_an_unknown_dialect_is_named_and_read(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    schema = """
        T:
          $schema: https://example.com/mine
          properties: {f: {$schema: 'http://json-schema.org/draft-07/schema#', type: string}}
    """
    definition_of(tmp_path, schema, diagnostics)

    messages = [finding.message for finding in diagnostics if finding.code.name == "schema-dialect"]
    assert ["the schema dialect 'https://example.com/mine' is not known"] == messages


def test_more_instances_than_anybody_needs_lose_their_meaning_loudly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name keeps the meaning that its own resource gives it, and a finding says so."""
    monkeypatch.setattr("specloom.source.scopes.MAX_VIEWS", 0)
    diagnostics = Diagnostics()
    api = api_of(tmp_path, OPERATION + GENERIC, diagnostics)

    assert "List" in fields_of(api, "List")["items"]
    assert "schema-keyword" in said(diagnostics)


def test_every_place_that_needs_a_bad_reference_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    """It is reported once; the ledger has the reason at each operation."""
    text = """
    paths:
      /a: {get: {operationId: a, requestBody: {$ref: '../b.yaml'}, responses: {'204': {description: none}}}}
      /b: {get: {operationId: b, requestBody: {$ref: '../b.yaml'}, responses: {'204': {description: none}}}}
    """
    diagnostics = Diagnostics(lenient=True)
    api = api_of(tmp_path, text, diagnostics)

    assert ["ref-forbidden"] == [finding.code.name for finding in diagnostics.of(Severity.ERROR)]
    assert {("GET /a", "ref-forbidden"), ("GET /b", "ref-forbidden")} == {
        (each.subject, each.code) for each in api.ledger.entries
    }
