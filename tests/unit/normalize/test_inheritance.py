"""A base with a discriminator and children whose allOf names it: 2.0's and 3.0's way to write a union."""

from __future__ import annotations

from pathlib import Path

from unit.normalize.build_schemas import definitions_of, fields_of, found, schemas_of

from specloom.diagnostics import Diagnostics

PET = "$ref: '#/components/schemas/Pet'"


def test_a_base_is_a_union_of_its_children(tmp_path: Path) -> None:
    """With a mapping that does not name the base: nothing is a Pet and no more. Tags come from the mapping, then names."""
    made = definitions_of(
        tmp_path,
        f"""
        Pet:
          required: [kind]
          properties: {{kind: {{type: string}}, friend: {{{PET}}}}}
          discriminator: {{propertyName: kind, mapping: {{cat: '#/components/schemas/Cat', kitten: Cat}}}}
        Cat: {{allOf: [{{{PET}}}, {{properties: {{lives: {{type: integer}}}}}}]}}
        Dog: {{allOf: [{{{PET}}}]}}
        Home: {{properties: {{pets: {{type: array, items: {{{PET}}}}}, cat: {{$ref: '#/components/schemas/Cat'}}}}}}
        """,
        version="3.0",
    )

    assert {
        "Cat": "{kind: 'cat'|'kitten', friend?: Pet, lives?: integer}",
        "Dog": "{kind: 'Dog', friend?: Pet}",
        "Home": "{pets?: [Pet], cat?: Cat}",
        "Pet": "Cat or Dog by kind {'Dog': 1, 'cat': 0, 'kitten': 0}",
    } == made


def test_a_base_that_can_be_used_alone_keeps_its_name(tmp_path: Path) -> None:
    """Without a mapping its own name is a tag as good as any; the first child must not rename its class."""
    api = schemas_of(
        tmp_path,
        f"""
        Pet: {{required: [kind], properties: {{kind: {{type: string}}}}, discriminator: {{propertyName: kind}}}}
        Cat: {{allOf: [{{{PET}}}]}}
        Home: {{properties: {{pet: {{{PET}}}, maybe: {{allOf: [{{{PET}}}], nullable: true}}}}}}
        """,
        version="3.0",
    )

    assert {"kind": "'Pet'|..."} == fields_of(api, "Pet")
    assert {"pet?": "any:Pet", "maybe?": "any:Pet?"} == fields_of(api, "Home")
    assert ("any", "Pet") == api.types["any:Pet"].hint
    assert not api.types["any:Pet"].component


def test_children_of_children(tmp_path: Path) -> None:
    """A child with children of its own is a union where it is a value; its base has them all."""
    made = definitions_of(
        tmp_path,
        """
        Fish: {properties: {type: {type: string}}, discriminator: {propertyName: type}}
        Salmon: {allOf: [{$ref: '#/components/schemas/Fish'}]}
        Smart: {allOf: [{$ref: '#/components/schemas/Salmon'}, {properties: {iq: {type: integer}}}]}
        T: {properties: {fish: {$ref: '#/components/schemas/Fish'}, salmon: {$ref: '#/components/schemas/Salmon'}}}
        """,
        version="3.0",
    )

    assert "Salmon or Smart or Fish by type {'Fish': 2, 'Salmon': 0, 'Smart': 1}" == made["any:Fish"]
    assert "Smart or Salmon by type {'Salmon': 1, 'Smart': 0}" == made["any:Salmon"]
    assert "{type?: 'Smart', iq?: integer}" == made["Smart"]
    assert "{fish?: any:Fish, salmon?: any:Salmon}" == made["T"]


def test_swagger_2_0(tmp_path: Path) -> None:
    """The discriminator is a name there, and `x-ms-discriminator-value` is what a vendor has for a mapping."""
    from unit.normalize.build_schemas import told

    from specloom.normalize import normalize
    from specloom.source import load
    from specloom.spec import upgrade

    path = tmp_path / "swagger.yaml"
    path.write_text(
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\ndefinitions:\n"
        "  Shark: {type: object, required: [type], properties: {type: {type: string}}, discriminator: type}\n"
        "  Goblin: {allOf: [{$ref: '#/definitions/Shark'}], x-ms-discriminator-value: goblin}\n"
        "  T: {properties: {shark: {$ref: '#/definitions/Shark'}}}\n",
        encoding="utf-8",
    )
    diagnostics = Diagnostics(lenient=True)
    types = normalize(upgrade(load(path, diagnostics), diagnostics), diagnostics).types

    assert "{type: 'goblin'}" == told(types["Goblin"])
    assert "Goblin or Shark by type {'Shark': 1, 'goblin': 0}" == told(types["any:Shark"])


def test_a_base_that_lists_its_children(tmp_path: Path) -> None:
    """`oneOf` in the base and `allOf` in the child end in each other: the child has the base's properties, not its union."""
    diagnostics = Diagnostics()
    made = definitions_of(
        tmp_path,
        f"""
        Pet:
          properties: {{kind: {{type: string}}}}
          discriminator: {{propertyName: kind}}
          oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
        Cat: {{allOf: [{{{PET}}}, {{properties: {{c: {{type: string}}}}}}]}}
        Dog: {{allOf: [{{{PET}}}, {{properties: {{d: {{type: string}}}}}}]}}
        """,
        diagnostics,
        version="3.0",
    )

    assert {
        "Cat": "{kind?: 'Cat', c?: string}",
        "Dog": "{kind?: 'Dog', d?: string}",
        "Pet": "Cat or Dog by kind {'Cat': 0, 'Dog': 1}",
    } == made
    assert [] == found(diagnostics)


def test_a_base_without_children_is_an_object(tmp_path: Path) -> None:
    """A tag that is mapped to the schema itself is what it is known to hold."""
    made = definitions_of(
        tmp_path,
        "Error: {properties: {'@type': {type: string}}, discriminator: {propertyName: '@type', mapping: {Error: Error}}}",
        version="3.0",
    )

    assert {"Error": "{@type?: 'Error'|...}"} == made


def test_an_enumeration_of_the_base_says_what_it_can_be(tmp_path: Path) -> None:
    """Where the base's own name is not among the values of its tag, it is no value by itself; children get their own."""
    made = definitions_of(
        tmp_path,
        """
        Shape: {properties: {kind: {$ref: '#/components/schemas/Kind'}}, discriminator: {propertyName: kind}}
        Kind: {type: string, enum: [Circle, Square]}
        Circle: {allOf: [{$ref: '#/components/schemas/Shape'}]}
        Square: {allOf: [{$ref: '#/components/schemas/Shape'}, {properties: {kind: {enum: [Square]}}}]}
        """,
        version="3.0",
    )

    assert ["{kind?: 'Circle'}", "{kind?: 'Square'}"] == [made["Circle"], made["Square"]]


def test_a_union_that_lists_the_base_beside_all_its_children_means_it_alone(tmp_path: Path) -> None:
    """Otherwise it would be a union inside of itself."""
    made = definitions_of(
        tmp_path,
        f"""
        Pet: {{properties: {{kind: {{type: string}}}}, discriminator: {{propertyName: kind}}}}
        Cat: {{allOf: [{{{PET}}}]}}
        Some: {{oneOf: [{{{PET}}}, {{$ref: '#/components/schemas/Cat'}}]}}
        """,
    )

    assert "Pet or Cat" == made["Some"].partition(" by ")[0]


def test_a_ring_of_bases_ends(tmp_path: Path) -> None:
    """A child of its own child is a fault of the document, not of the machine that reads it."""
    diagnostics = Diagnostics(lenient=True)
    definitions_of(
        tmp_path,
        """
        A: {allOf: [{$ref: '#/components/schemas/B'}], properties: {k: {type: string}}, discriminator: {propertyName: k}}
        B: {allOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: k}}
        """,
        diagnostics,
    )

    assert {"schema-circular"} == {code for code, _ in found(diagnostics)}
