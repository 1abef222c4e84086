"""References across files: paths, fragments, cycles, and the folder that they may not leave."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.source.written import followed, written

from specloom.diagnostics import Diagnostics
from specloom.source.access import Access


@pytest.mark.parametrize(
    ("ref", "files"),
    [
        ("b.yaml", {"b.yaml": "title: found"}),
        ("b.yaml#", {"b.yaml": "title: found"}),
        ("b.yaml#/a~1b/c~0d/%C3%A9t%C3%A9/0", {"b.yaml": "a/b: {c~d: {été: [{title: found}]}}"}),
        ("b.yaml#/x%20y", {"b.yaml": "x y: {title: found}"}),
        ("sub%20folder/b%23c.yaml", {"sub folder/b#c.yaml": "title: found"}),
        ("deep/../b.yaml", {"b.yaml": "title: found"}),
        ("b.yaml?version=2#/x", {"b.yaml": "x: {title: found}"}),
        ("b.yaml#/x", {"b.yaml": "x: {$ref: c.json#/y}", "c.json": '{"y": {"$ref": "a.yaml#/here"}}'}),
        ("b.yaml#/paths/~1pets/get", {"b.yaml": "paths: {/pets: {$ref: c.yaml}}", "c.yaml": "get: {title: found}"}),
        ("b.yaml#/components/parameters/Id", {"b.yaml": "components: {parameters: {Id: {title: found}}}"}),
    ],
)
def test_a_reference_leads_into_another_file(tmp_path: Path, ref: str, files: dict[str, str]) -> None:
    root = f"use: {{$ref: '{ref}'}}\nhere: {{title: found}}\n"

    assert {"title": "found"} == followed(written(tmp_path, {"a.yaml": root, **files}), Diagnostics())


def test_references_are_relative_to_the_file_that_they_stand_in(tmp_path: Path) -> None:
    files = {
        "specs/a.yaml": "use: {$ref: v1/b.yaml#/x}",
        "specs/v1/b.yaml": "x: {$ref: c.yaml}",
        "specs/v1/c.yaml": "{$ref: ../d.yaml}",
        "specs/d.yaml": "title: found",
        "d.yaml": "title: wrong",
    }

    assert {"title": "found"} == followed(written(tmp_path, files), Diagnostics())


@pytest.mark.parametrize(
    "files",
    [
        {"a.yaml": "use: {$ref: '#/use'}"},
        {"a.yaml": "use: {$ref: 'b.yaml#/x'}", "b.yaml": "x: {$ref: 'a.yaml#/use'}"},
        {"a.yaml": "use: {$ref: 'b.yaml'}", "b.yaml": "{$ref: b.yaml}"},
        {"a.yaml": "use: {$ref: '#/use/x'}"},
        {"a.yaml": "use: {$ref: '#/b/x'}\nb: {$ref: '#/use/y'}"},
        {"a.yaml": "use: {$ref: '#/b/x'}\nb: {$ref: '#/c'}\nc: {$ref: '#/b'}"},
        {"a.yaml": "use: {$dynamicRef: '#t'}\nt: {$dynamicAnchor: t, $dynamicRef: '#t'}"},
    ],
)
def test_a_ring_of_references_is_a_finding(tmp_path: Path, files: dict[str, str]) -> None:
    """However it is closed, it ends in one finding and not in a recursion."""
    assert ["ref-circular"] == followed(written(tmp_path, files), Diagnostics())


def test_a_long_way_through_pointers_ends(tmp_path: Path) -> None:
    """Each step of the way needs the next one; a hostile document has thousands."""
    steps = "\n".join(f"s{index}: {{$ref: '#/s{index + 1}/x'}}" for index in range(5000))

    assert ["ref-circular"] == followed(
        written(tmp_path, {"a.yaml": f"use: {{$ref: '#/s0/x'}}\n{steps}"}), Diagnostics()
    )


def test_files_that_refer_to_each_other_are_read_once(tmp_path: Path) -> None:
    """A cycle through real definitions is nothing special."""
    files = {
        "a.yaml": "use: {$ref: 'b.yaml#/Owner'}\nPet: {owner: {$ref: 'b.yaml#/Owner'}}\n",
        "b.yaml": "Owner: {pets: {$ref: 'a.yaml#/Pet'}}\n",
    }

    assert {"pets": {"$ref": "a.yaml#/Pet"}} == followed(written(tmp_path, files), Diagnostics())


def forbidden(root: Path, display: str, access: Access | None = None) -> str:
    """Return what a reader is told to do about a reference that leaves the folder."""
    diagnostics = Diagnostics()
    followed(Path(display) if display else root, diagnostics, access=access)

    assert ["ref-forbidden"] == [finding.code.name for finding in diagnostics]
    return diagnostics.findings[0].fix


def test_the_smallest_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finding has the very option, or the very line of the config."""
    monkeypatch.chdir(tmp_path)
    root = written(
        tmp_path,
        {"apis/pets/v1/a.yaml": "use: {$ref: ../../common/b.yaml}", "apis/common/b.yaml": "title: found"},
    )
    access = Access(source="pets", spec="apis/pets/v1/a.yaml")

    assert "or add `--root apis`" in forbidden(root, "apis/pets/v1/a.yaml")
    assert "write `root: apis` under `sources.pets` in the config" in forbidden(root, "apis/pets/v1/a.yaml", access)
    monkeypatch.chdir(tmp_path / "apis" / "pets" / "v1")
    assert "or add `--root ../..`" in forbidden(root, "a.yaml")
    assert {"title": "found"} == followed(root, Diagnostics(), folder=tmp_path / "apis")


def test_the_whole_disk_is_not_proposed(tmp_path: Path) -> None:
    root = written(tmp_path, {"a.yaml": "use: {$ref: /etc/passwd}"})

    assert "root" not in forbidden(root, "")


def test_a_link_out_of_the_larger_folder_is_not_followed(tmp_path: Path) -> None:
    files = {"specs/a.yaml": "use: {$ref: link.yaml}", "secret.yaml": "title: secret"}
    root = written(tmp_path, files)
    (tmp_path / "specs" / "link.yaml").symlink_to(tmp_path / "secret.yaml")

    assert ["ref-forbidden"] == followed(root, Diagnostics())
