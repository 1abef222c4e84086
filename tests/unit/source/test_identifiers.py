"""`$id`, `$anchor`, `$self`: what a file calls its own parts (JSON Schema 2020-12 §8.2, OpenAPI 3.2 §4.1.2.2.1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.source.written import followed, written

from specloom.diagnostics import Diagnostics

SCHEMAS = """\
use: {$ref: REF}
schemas:
  Anchored: {$anchor: here, title: anchored}
  Own:
    $id: https://example.com/schemas/own
    title: own
    $defs:
      inner: {$anchor: here, title: inner}
      near: {$ref: '#here'}
      beside: {$ref: other}
      path: {$ref: '#/$defs/inner'}
      outside: {$ref: '#/schemas/Anchored'}
      outside_anchor: {$ref: '#there'}
      file: {$ref: 'lies-beside.yaml#/x'}
  There: {$anchor: there, title: there}
  Other: {$id: https://example.com/schemas/other, title: other}
  Relative: {$id: parts/relative, title: relative}
  Draft7: {definitions: {old: {$id: '#old-anchor', title: old}}}
  Draft4: {$schema: 'http://json-schema.org/draft-04/schema#', id: 'https://example.com/four', title: four}
  Names:
    properties: {$id: {type: string, title: a property}, $anchor: {$ref: '#/schemas/There'}}
    example: {$id: 'https://example.com/schemas/other', $anchor: here, title: data}
"""


@pytest.mark.parametrize(
    ("ref", "title"),
    [
        ("#here", "anchored"),
        ("https://example.com/schemas/own", "own"),
        ("https://example.com/schemas/own#here", "inner"),
        ("https://example.com/schemas/own#/$defs/inner", "inner"),
        ("https://EXAMPLE.com:443/schemas/x/../other", "other"),
        ("parts/relative", "relative"),
        ("parts/relative#", "relative"),
        ("#old-anchor", "old"),
        ("https://example.com/four", "four"),
        ("#/schemas/Own/$defs/near", "inner"),
        ("#/schemas/Own/$defs/beside", "other"),
        ("#/schemas/Own/$defs/path", "inner"),
        ("#/schemas/Names/properties/$id", "a property"),
        ("#/schemas/Names/properties/$anchor", "there"),
    ],
)
def test_a_name_leads_to_what_has_it(tmp_path: Path, ref: str, title: str) -> None:
    """A reference is resolved against the nearest `$id`, and no address is asked that a loaded file has."""
    diagnostics = Diagnostics()
    found = followed(written(tmp_path, {"a.yaml": SCHEMAS.replace("REF", f"'{ref}'")}), diagnostics)

    assert (title, []) == (found["title"], diagnostics.findings)


@pytest.mark.parametrize(("inner", "title"), [("outside", "anchored"), ("outside_anchor", "there"), ("file", "beside")])
def test_an_id_that_the_references_inside_forget_is_a_warning(tmp_path: Path, inner: str, title: str) -> None:
    """Authors write `#/components/schemas/Pet` below an `$id`, and mean the file."""
    diagnostics = Diagnostics()
    text = SCHEMAS.replace("REF", f"'#/schemas/Own/$defs/{inner}'")
    found = followed(written(tmp_path, {"a.yaml": text, "lies-beside.yaml": "x: {title: beside}"}), diagnostics)

    assert title == found["title"]
    assert ["ref-base"] == [finding.code.name for finding in diagnostics]


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        ("#nowhere", "ref-missing"),
        ("https://example.com/schemas/own#nowhere", "ref-missing"),
        ("https://example.com/schemas/own#/$defs/none", "ref-missing"),
        ("https://example.com/schemas/unknown", "ref-remote"),
        ("urn:uuid:f81d4fae", "ref-missing"),
        ("https://user:secret@example.com/x", "ref-invalid"),
    ],
)
def test_a_name_that_nothing_has(tmp_path: Path, ref: str, code: str) -> None:
    """Nothing is guessed, and nothing is fetched."""
    assert [code] == followed(written(tmp_path, {"a.yaml": SCHEMAS.replace("REF", f"'{ref}'")}), Diagnostics())


def test_a_slip_in_the_name_of_an_anchor_is_answered(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    followed(written(tmp_path, {"a.yaml": SCHEMAS.replace("REF", "'#theer'")}), diagnostics)

    assert "nothing at '#theer'; there is \"there\"" == diagnostics.findings[0].message


@pytest.mark.parametrize("keyword", ["$self", "$id"])
def test_a_file_that_says_its_own_address(tmp_path: Path, keyword: str) -> None:
    """References inside it lead to the files that lie beside it, as they do where it was published."""
    files = {
        "a.yaml": f"{keyword}: https://example.com/api/openapi.yaml\nuse: {{$ref: shared/b.yaml#/x}}\n",
        "shared/b.yaml": "x: {$ref: 'https://example.com/api/openapi.yaml#/back'}\n",
    }
    files["a.yaml"] += "back: {title: home}\n"
    diagnostics = Diagnostics()

    assert {"title": "home"} == followed(written(tmp_path, files), diagnostics)
    assert [] == diagnostics.findings


def test_a_file_beside_is_found_by_the_address_that_it_says(tmp_path: Path) -> None:
    """An `$id` counts as soon as the file is read, whatever the name of the file."""
    files = {
        "a.yaml": "first: {$ref: b.json}\nuse: {$ref: 'https://example.com/pet'}\n",
        "b.json": '{"$id": "https://example.com/pet", "title": "pet"}',
    }
    diagnostics = Diagnostics()
    root = written(tmp_path, files)

    assert ["ref-remote"] == followed(root, Diagnostics())
    files["a.yaml"] = "use: {$ref: 'b.json#/self'}\n"
    files["b.json"] = '{"$id": "https://example.com/pet", "title": "pet", "self": {"$ref": "https://example.com/pet"}}'
    assert "pet" == followed(written(tmp_path, files), diagnostics)["title"]
    assert [] == diagnostics.findings


def test_a_file_on_the_disk_is_not_hidden_by_an_id(tmp_path: Path) -> None:
    """What a relative reference means does not depend on which files were read before it."""
    files = {
        "a.yaml": "use: {$ref: 'real.yaml#/title'}\nthief: {$id: real.yaml, title: thief}\n",
        "real.yaml": "title: real\n",
    }

    assert "real" == followed(written(tmp_path, files), Diagnostics())


def test_the_nearest_of_equal_anchors_is_meant(tmp_path: Path) -> None:
    """The specification wants one of a name in a resource; without `$id`s, documents have one in each component."""
    text = """\
        A: {$defs: {x: {$anchor: item, title: of A}}, use: {$ref: '#item'}}
        B: {$defs: {x: {$anchor: item, title: of B}}, use: {$ref: '#item'}}
    """
    root = written(tmp_path, {"a.yaml": text})

    assert ["of A", "of B"] == [followed(root, Diagnostics(), f"/{name}/use")["title"] for name in "AB"]
