"""The manifest and the checksums: what they hold, and that a damaged one is noticed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from unit.output.folders import output_of, snapshot, write

from specloom.diagnostics import Diagnostics, Stop
from specloom.output import make_plan
from specloom.output.manifest import ManifestError, parse_manifest, with_own_files


def manifest_text(files: dict[str, str]) -> str:
    return with_own_files(output_of(files).folders[0])[".specloom/manifest.json"].decode()


def test_the_manifest_can_be_read_back() -> None:
    files = {"a.md": "text\n", "b/c.md": ""}

    manifest = parse_manifest(manifest_text(files).encode())

    assert set(manifest.files) == set(files)
    assert manifest.text() == manifest_text(files)


def test_the_keys_of_the_manifest_are_sorted_and_its_lines_end_in_lf() -> None:
    text = manifest_text({"b.md": "", "a.md": ""})

    assert text == json.dumps(json.loads(text), indent=2, sort_keys=True) + "\n"
    assert "\r" not in text


def test_sha256sum_accepts_the_folder_and_notices_an_edit(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a.md": "one\n", "b/ä.md": "two\n"})
    folder = tmp_path / "out" / "python"
    command = ["sha256sum", "--strict", "--check", ".specloom/SHA256SUMS"]

    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0

    (folder / "a.md").write_text("three\n")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1


def test_the_checksums_cover_every_file_but_themselves(tmp_path: Path) -> None:
    write(tmp_path / "out", {"a.md": "one\n", "b/c.md": "two\n"})
    folder = tmp_path / "out" / "python"

    listed = {line.split("  ", 1)[1] for line in (folder / ".specloom/SHA256SUMS").read_text().splitlines()}

    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert listed == there - {".specloom/SHA256SUMS"}


def test_another_version_of_specloom_changes_only_what_stands_in_the_own_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, {"a.md": "one\n"})
    before = snapshot(out)

    report = write(out, {"a.md": "one\n"}, generator="2.0.0")

    assert report.folders[0].updated == tuple(
        f"{out.as_posix()}/python/.specloom/{name}" for name in ("SHA256SUMS", "manifest.json")
    )
    assert snapshot(out)["python/a.md"] == before["python/a.md"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "",
        lambda text: text[:-20],
        lambda text: text.replace('"manifest_version": 1', '"manifest_version": 9'),
        lambda text: text.replace('"a.md"', '"../a.md"'),
        lambda text: text.replace('"a.md"', '"z.md"'),
        lambda text: text.replace('"files"', '"fils"'),
        lambda text: "<<<<<<< ours\n" + text,
        lambda _: "[]",
        lambda _: "null",
        lambda _: "[" * 100_000,
    ],
)
def test_a_damaged_manifest_is_refused(damage: Callable[[str], str]) -> None:
    text = damage(manifest_text({"a.md": ""}))

    with pytest.raises(ManifestError):
        parse_manifest(text.encode())


def test_a_manifest_that_was_tampered_with_stops_the_run_and_deletes_nothing(tmp_path: Path) -> None:
    """A manifest may not name a file outside its folder, whatever its hashes say."""
    out = tmp_path / "out"
    victim = tmp_path / "victim.md"
    victim.write_text("precious")
    write(out, {"a.md": "one\n"})
    path = out / "python/.specloom/manifest.json"
    path.write_text(path.read_text().replace('"a.md"', '"../../victim.md"'))
    before = snapshot(tmp_path)
    diagnostics = Diagnostics()

    with pytest.raises(Stop):
        make_plan(output_of({}), out, diagnostics)

    assert [finding.code.name for finding in diagnostics] == ["manifest-invalid"]
    assert snapshot(tmp_path) == before
