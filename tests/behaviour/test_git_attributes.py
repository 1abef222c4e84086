"""What git is told of a generated folder: folded in reviews, and byte for byte the same wherever it is checked out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from builds import ROOT, job_for

from specloom.diagnostics import Diagnostics
from specloom.output import apply, find_drift, make_plan
from specloom.pipeline import build

SPEC = ROOT / "specs" / "petstore-plus.yaml"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A repository with the output of every target."""
    diagnostics = Diagnostics()
    output = build(job_for(SPEC), diagnostics)
    apply(make_plan(output, tmp_path / "one" / "out", diagnostics), diagnostics)
    return tmp_path / "one"


def git(folder: Path, *words: str) -> str:
    """Run git without anybody's settings."""
    own = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    run = subprocess.run(["git", *own, *words], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout


@pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")
def test_a_checkout_that_wants_other_line_ends_has_the_same_bytes(written: Path, tmp_path: Path) -> None:
    """As on Windows with `core.autocrlf`; and the lines that reviews fold are those of every file."""
    git(written, "init", "--quiet")
    git(written, "add", "--all")
    git(written, "commit", "--quiet", "--message", "generated")
    git(tmp_path, "clone", "--quiet", "-c", "core.autocrlf=true", "one", "two")
    files = sorted(
        path for path in written.rglob("*") if path.is_file() and ".git" not in path.relative_to(written).parts
    )
    names = [path.relative_to(written).as_posix() for path in files]
    told = git(written, "check-attr", "linguist-generated", "--", *names).splitlines()

    assert [path.read_bytes() for path in files] == [(tmp_path / "two" / name).read_bytes() for name in names]
    assert all(line.endswith(": linguist-generated: set") for line in told)
    assert {".gitattributes", "SHA256SUMS", "api.md"} <= {path.name for path in files}


def test_it_is_kept_like_every_other_file(written: Path) -> None:
    """It is in the manifest, so that an edit is drift."""
    diagnostics = Diagnostics()
    output = build(job_for(SPEC), diagnostics)
    assert () == find_drift(make_plan(output, written / "out", diagnostics))

    (written / "out" / "docs" / ".gitattributes").write_text("* text\n")
    (drift,) = find_drift(make_plan(output, written / "out", diagnostics))
    assert drift.path.endswith("docs/.gitattributes")
