"""XML as schemas describe it: the tables of the specification (OpenAPI 3.2 §4.26), and what real documents do."""

from __future__ import annotations

from typing import Any

import pytest
from unit.calls.described import body

from specloom.calls.xml_schema import XmlSchemas
from specloom.calls.xml_text import xml_text

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEXT = {"type": "string"}


def written(value: Any, schema: Any, **others: Any) -> list[str]:
    """Return the lines of a value whose schema is the component `Root`."""
    text = xml_text("Root", value, "/Root", XmlSchemas({"Root": schema, **others}))
    assert text.startswith(HEAD)
    return [line.strip() for line in text.removeprefix(HEAD).splitlines()]


def listed(xml: Any = None, items: Any = None) -> Any:
    """Return the schema of an object with a list `animals`."""
    schema = {"type": "array", "items": TEXT | ({"xml": items} if items else {})}
    return {"type": "object", "properties": {"animals": schema | ({"xml": xml} if xml else {})}}


@pytest.mark.parametrize(
    ("property_", "lines"),
    [
        (TEXT, ["<id>1</id>"]),
        (TEXT | {"xml": {"name": "ID"}}, ["<ID>1</ID>"]),
        (TEXT | {"xml": {"prefix": "s"}}, ["<s:id>1</s:id>"]),
        (TEXT | {"xml": {"prefix": "s", "namespace": "urn:x"}}, ['<s:id xmlns:s="urn:x">1</s:id>']),
        (TEXT | {"xml": {"namespace": 'a"<b'}}, ["<id xmlns='a\"&lt;b'>1</id>"]),
    ],
)
def test_names(property_: Any, lines: list[str]) -> None:
    """An element has the name, the prefix and the namespace that its schema says."""
    schema = {"type": "object", "properties": {"id": property_}}

    assert ["<Root>", *lines, "</Root>"] == written({"id": "1"}, schema)


@pytest.mark.parametrize("xml", [{"attribute": True}, {"nodeType": "attribute"}, {"attribute": True, "name": "number"}])
def test_attributes(xml: Any) -> None:
    """In the words of every version; what is in them is quoted."""
    schema = {"type": "object", "properties": {"id": TEXT | {"xml": xml}, "name": TEXT}}
    name = xml.get("name", "id")

    assert [f'<Root {name}="&lt;1&amp;">', "<name>a</name>", "</Root>"] == written({"id": "<1&", "name": "a"}, schema)
    assert [f'<Root {name}="1"></Root>'] == written({"id": "1"}, schema)


@pytest.mark.parametrize(
    ("xml", "items", "lines"),
    [
        (None, None, ["<animals>a</animals>", "<animals>b</animals>"]),
        ({"name": "aliens"}, None, ["<animals>a</animals>", "<animals>b</animals>"]),
        ({"name": "aliens"}, {"name": "animal"}, ["<animal>a</animal>", "<animal>b</animal>"]),
        ({"wrapped": True}, None, ["<animals>", "<animals>a</animals>", "<animals>b</animals>", "</animals>"]),
        ({"nodeType": "element"}, None, ["<animals>", "<animals>a</animals>", "<animals>b</animals>", "</animals>"]),
        (
            {"name": "aliens", "wrapped": True},
            {"name": "animal"},
            ["<aliens>", "<animal>a</animal>", "<animal>b</animal>", "</aliens>"],
        ),
        (
            {"name": "aliens", "wrapped": True},
            None,
            ["<aliens>", "<aliens>a</aliens>", "<aliens>b</aliens>", "</aliens>"],
        ),
    ],
)
def test_lists(xml: Any, items: Any, lines: list[str]) -> None:
    """The items alone, or inside an element of their own."""
    assert ["<Root>", *lines, "</Root>"] == written({"animals": ["a", "b"]}, listed(xml, items))


@pytest.mark.parametrize("node", ["text", "cdata"])
def test_the_text_of_an_element(node: str) -> None:
    """A property may be the text of the element that it stands in (3.2)."""
    schema = {
        "type": "object",
        "properties": {"lang": TEXT | {"xml": {"attribute": True}}, "word": TEXT | {"xml": {"nodeType": node}}},
    }

    assert ['<Root lang="en">a &amp; b</Root>'] == written({"lang": "en", "word": "a & b"}, schema)


def test_facts_behind_references_and_compositions() -> None:
    """What a schema refers to, or is composed of, says it as well; a ring of references ends."""
    schema = {"allOf": [{"$ref": "#/$defs/Base"}, {"xml": {"name": "late"}}], "xml": {"name": "own"}}
    base = {"properties": {"kind": {"$ref": "#/$defs/Kind"}}, "allOf": [{"$ref": "#/$defs/Base"}]}

    assert ["<own>", "<Sort>x</Sort>", "</own>"] == written(
        {"kind": "x"}, schema, Base=base, Kind=TEXT | {"xml": {"name": "Sort"}}
    )


def test_a_list_as_the_whole() -> None:
    """Its items have the name of their schema."""
    schema = {"type": "array", "items": {"$ref": "#/$defs/Pet"}}

    assert ["<Root>", "<Pet>", "<a>1</a>", "</Pet>", "</Root>"] == written(
        [{"a": 1}], schema, Pet={"type": "object", "xml": {"name": "Pet"}}
    )


def test_from_a_document() -> None:
    """The XML Objects of a description reach its examples."""
    pet = {
        "type": "object",
        "required": ["id", "photoUrls"],
        "properties": {
            "id": {"type": "integer", "example": 7, "xml": {"attribute": True}},
            "photoUrls": {
                "type": "array",
                "minItems": 1,
                "items": TEXT | {"example": "u", "xml": {"name": "photoUrl"}},
                "xml": {"wrapped": True},
            },
        },
        "xml": {"name": "pet"},
    }
    found = body({"$ref": "#/components/schemas/Pet"}, media_type="application/xml", schemas={"Pet": pet})

    assert (
        HEAD + '<pet id="7">\n  <photoUrls>\n    <photoUrl>u</photoUrl>\n  </photoUrls>\n</pet>\n'
        == found.body(media_type="application/xml").value
    )
