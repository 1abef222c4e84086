"""The whole package as text: black has nothing to change, its imports are sorted, type checkers are content."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from builds import ROOT

from specloom.calls.prepare import prepare_calls
from specloom.config.job import SourceSettings
from specloom.diagnostics import Diagnostics
from specloom.pipeline import load_api
from specloom.render.environment import Renderer
from specloom.render.format import format_python
from specloom.targets.base import PlanInput, View
from specloom.targets.python.runtime_views import RUNTIME_FILES
from specloom.targets.python.target import PythonTarget

OWN = [ROOT / "specs" / "clockify.yaml", ROOT / "specs" / "petstore-plus.yaml"]
ODD = Path(__file__).with_name("odd_names.yaml")
"""Names that Python has other uses for, or none; prose and values that try to leave their quotes; rings of types."""
RUNTIME = ROOT / "templates" / "python" / "runtime"
CHANGED_BY_BLACK = 0
"""Files of our own descriptions that the formatter changes. Raise it only with a reason beside it."""


def plan(spec: Path, name: str = "", **options: str) -> list[View]:
    source = SourceSettings(name=name, spec=spec, label=spec.name, root=spec.parent)
    diagnostics = Diagnostics()
    api = load_api(source, diagnostics).api
    given = PlanInput(api=api, calls=prepare_calls(api, diagnostics), options=options)
    return list(PythonTarget().plan(given, diagnostics))


def write(spec: Path, folder: Path, name: str = "") -> Path:
    renderer = Renderer()
    for view in plan(spec, name):
        file = folder / view.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(renderer.render_raw(view), encoding="utf-8")
    return folder


def unstable(views: list[View]) -> list[str]:
    """Return the files that black changes."""
    renderer = Renderer()
    raw = {view.path: renderer.render_raw(view) for view in views if view.path.endswith(".py")}
    return [path for path, text in raw.items() if format_python(text, path) != text]


@pytest.mark.parametrize("spec", [*OWN, ODD], ids=lambda path: path.stem)
def test_black_confirms(spec: Path) -> None:
    """What the templates print is what black would make of it."""
    assert CHANGED_BY_BLACK == len(unstable(plan(spec)))


@pytest.mark.corpus
def test_black_confirms_the_original(corpus: Path) -> None:
    """The same for a document that is not ours, of 170 operations."""
    assert [] == unstable(plan(corpus / "clockify" / "openapi.json", "clockify"))


@pytest.mark.parametrize("spec", [*OWN, ODD], ids=lambda path: path.stem)
def test_checkers_are_content(spec: Path, tmp_path: Path) -> None:
    """mypy --strict, pyright strict and ruff by its default rules find nothing, and nothing is suppressed."""
    folder = write(spec, tmp_path)
    package = next(path.name for path in folder.iterdir())
    (folder / "pyrightconfig.json").write_text(
        json.dumps({"typeCheckingMode": "strict", "pythonVersion": "3.11", "venvPath": str(ROOT), "venv": ".venv"})
    )
    for tool in (
        ["mypy", "--strict", "--cache-dir", str(tmp_path / ".mypy"), "."],
        ["pyright", "-p", "."],
        ["ruff", "check", "--isolated", "--no-cache", "."],
    ):
        found = subprocess.run([sys.executable, "-m", *tool], cwd=folder, capture_output=True, text=True, check=False)

        assert found.returncode == 0, found.stdout + found.stderr
    everything = f"import {package}, pkgutil, importlib\n"
    everything += "for found in pkgutil.walk_packages({0}.__path__, '{0}.'): importlib.import_module(found.name)"
    subprocess.run([sys.executable, "-c", everything.format(package)], cwd=folder, check=True)
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    assert not [text for text in texts if "type: ignore" in text or "noqa" in text]


def test_runtime_is_copied() -> None:
    """Every file of the runtime is emitted as it stands, and no other."""
    renderer = Renderer()
    views = [view for view in plan(OWN[1], package="shop") if view.template.startswith("python/runtime/")]
    emitted = {view.path.removeprefix("shop/"): renderer.render(view).text for view in views}
    kept = {
        path.relative_to(RUNTIME).as_posix(): path for path in RUNTIME.rglob("*") if path.suffix in (".py", ".typed")
    }

    assert {name: path.read_text(encoding="utf-8") for name, path in kept.items()} == emitted
    assert len(RUNTIME_FILES) == len(kept)


def test_paths_are_below_the_package() -> None:
    """Nothing is written elsewhere, and no two files share a path on a file system that does not tell case."""
    paths = [view.path for view in plan(OWN[0], package="my_client")]

    assert all(path.startswith("my_client/") for path in paths)
    assert len({path.lower() for path in paths}) == len(paths)


def test_first_lines() -> None:
    """Every file says what it is and from where to change it; no version, no date."""
    renderer = Renderer()
    modules = [view for view in plan(OWN[0]) if view.path.endswith(".py") and "/_runtime/" not in view.path]
    lines = [renderer.render_raw(view).partition("\n")[0] for view in modules]
    ending = 'Generated by specloom from clockify.yaml: change the description, not this file."""'

    assert all(line.endswith(ending) for line in lines if line and "by hand" not in line)
