"""The first user: Clockify's own description, 170 operations, and the faults that the source system had on it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from builds import ROOT

pytestmark = pytest.mark.corpus


def load_bench() -> ModuleType:
    """Return the program that counts the rows of DEFECTS.md."""
    spec = importlib.util.spec_from_file_location("defects", ROOT / "bench" / "defects.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["defects"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def original(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Generate every target from the original document; return the document and the output folder."""
    out = tmp_path_factory.mktemp("clockify")
    spec = corpus / "clockify" / "openapi.json"
    command = [sys.executable, "-m", "specloom", "generate", str(spec), "--out", str(out), "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr[-3000:]
    return spec, out


def test_the_rows_of_the_source_system_are_zero(original: tuple[Path, Path]) -> None:
    """Rows 1 to 6, 9 to 13, 21 and 29, counted by a program that shares nothing with specloom."""
    bench = load_bench()
    rows = bench.count(*original)

    assert dict.fromkeys(rows, 0) == {row: faults for row, (faults, _) in rows.items()}
    assert set(bench.MUST_BE_ZERO) - {"31"} <= set(rows)


def test_the_client_is_strictly_typed(original: tuple[Path, Path]) -> None:
    """mypy --strict has nothing to say about 170 operations."""
    _, out = original
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", "", "-p", "clockify"],
        cwd=out / "python",
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Success" in done.stdout, done.stdout[-3000:]


def test_our_overlay_leaves_nothing_to_find(corpus: Path) -> None:
    """The servers on a developer's machine and the invalid examples: corrected without touching the description."""
    spec = corpus / "clockify" / "openapi.json"
    overlay = ROOT / "specs" / "overlays" / "clockify-original.yaml"
    command = [sys.executable, "-m", "specloom", "lint", str(spec), "--overlay", str(overlay), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    found = {finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert {"allof-conflict", "name-collision", "required-unknown"} == found
