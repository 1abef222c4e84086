"""The same description makes the same bytes: twice, with any hash seed, from any folder, whatever the order of its keys."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builds import ROOT, build_files
from edits import reversed_keys

from specloom.source.limits import Limits
from specloom.source.yaml_reader import read_yaml

SPECS = ROOT / "specs"


def tree_hash(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, the manifests included."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def generate(spec: Path, out: Path, cwd: Path, **environment: str) -> dict[str, str]:
    """Run the command in a process of its own and return the hashes of what it wrote."""
    subprocess.run(
        [sys.executable, "-m", "specloom", "generate", str(spec), "--out", str(out), "--quiet"],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), **environment},
        check=True,
    )
    return tree_hash(out)


@pytest.mark.parametrize("name", ["petstore-plus.yaml", "clockify.yaml"])
def test_any_hash_seed_locale_and_folder_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    """Two processes with different seeds, locales, time zones, folders and forms of the path agree on every byte."""
    elsewhere = tmp_path / "a folder" / "below"
    shutil.copytree(SPECS, elsewhere / "specs")
    one = generate(SPECS / name, tmp_path / "one", ROOT, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    relative = Path("specs") / name
    two = generate(relative, tmp_path / "two", elsewhere, PYTHONHASHSEED="2", LC_ALL="C.UTF-8", TZ="Asia/Tokyo")

    assert one == two


@pytest.mark.parametrize("name", ["petstore-plus.yaml", "clockify.yaml"])
def test_two_runs_in_one_process_give_the_same_bytes(name: str) -> None:
    """No state is left behind by a run."""

    assert build_files(SPECS / name) == build_files(SPECS / name)


@pytest.mark.parametrize("name", ["petstore-plus.yaml", "clockify.yaml"])
def test_the_order_of_keys_and_the_syntax_change_nothing(tmp_path: Path, name: str) -> None:
    """Paths, methods, components and keywords in reverse order, written as JSON, make the same files.

    Only COVERAGE and texts that name the file may tell the difference, so the JSON is written under the YAML's name.
    """
    shutil.copytree(SPECS, tmp_path / "specs")
    original = read_yaml((SPECS / name).read_text(encoding="utf-8"), Limits())
    shuffled = tmp_path / "specs" / name
    shuffled.write_text(json.dumps(reversed_keys(original), ensure_ascii=False, indent=1), encoding="utf-8")

    expected = build_files(SPECS / name)
    actual = build_files(shuffled)

    assert expected.keys() == actual.keys()
    assert [] == [path for path in expected if expected[path] != actual[path]]


def test_the_input_is_not_touched(tmp_path: Path) -> None:
    """A run writes below its output folder and nowhere else."""
    shutil.copytree(SPECS, tmp_path / "specs")
    before = tree_hash(tmp_path / "specs")
    generate(tmp_path / "specs" / "petstore-plus.yaml", tmp_path / "out", tmp_path)

    assert before == tree_hash(tmp_path / "specs")
    assert {"specs", "out"} == {path.name for path in tmp_path.iterdir()}


def test_no_path_of_the_machine_and_no_date_is_in_the_output(tmp_path: Path) -> None:
    """Neither the checkout's folder, nor the output's, nor the year of the run."""
    generate(SPECS / "petstore-plus.yaml", tmp_path / "out", ROOT)
    texts = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*") if path.is_file())

    assert str(ROOT) not in texts
    assert str(tmp_path) not in texts
    assert "0x7f" not in texts
