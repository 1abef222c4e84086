"""Rust snippets compile: all of the golden case as programs of one crate, and rustfmt leaves them alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from builds import ROOT

CASE = ROOT / "tests" / "golden" / "snippet-languages" / "expected"
MANIFEST = """\
[package]
name = "snippets"
version = "0.1.0"
edition = "2021"

[dependencies]
reqwest = { version = "0.13", features = ["blocking", "form", "json", "multipart", "query"] }
serde_json = "1"
"""


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of the snippets, as the programs of a crate."""
    folder = tmp_path / "src" / "bin"
    folder.mkdir(parents=True)
    for path in CASE.rglob("*.rs"):
        shutil.copy(path, folder / f"{path.parent.name}_{path.name.partition('.')[0]}.rs")
    return folder


def test_rustfmt_leaves_them_alone(programs: Path) -> None:
    if shutil.which("rustfmt") is None:
        pytest.skip("no rustfmt on this machine")
    command = ["rustfmt", "--check", "--edition", "2021", *sorted(programs.glob("*.rs"))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert "" == done.stdout + done.stderr


@pytest.mark.nightly
def test_they_compile(programs: Path) -> None:
    """The libraries come by cargo, as a reader would get them."""
    if shutil.which("cargo") is None:
        pytest.skip("no cargo on this machine")
    crate = programs.parents[1]
    (crate / "Cargo.toml").write_text(MANIFEST, encoding="utf-8")
    environment = {**os.environ, "RUSTFLAGS": "-D warnings"}
    command = ["cargo", "check", "--quiet", "--bins"]
    done = subprocess.run(command, cwd=crate, env=environment, capture_output=True, text=True, timeout=900, check=False)

    assert 0 == done.returncode, done.stderr
