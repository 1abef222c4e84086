"""The shape of the program: who may import whom, how long a module may get, what a template may say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator" / "specloom"
TEMPLATES = ROOT / "templates"
MODULES = sorted(PACKAGE.rglob("*.py"))

TARGET = {
    *("captures.model", "scenarios.model", "ir", "calls", "diagnostics", "published", "slugs", "text"),
    *("targets.base", "targets.naming"),
}
BELOW_CLI = {"version", "config", "diagnostics", "ir", "output", "pipeline", "source", "targets.registry"}
MAY_IMPORT: dict[str, set[str]] = {
    "version": set(),
    "text": set(),
    "slugs": set(),
    "diagnostics": set(),
    "ir": {"diagnostics"},
    "trace": set(),
    "source": {"diagnostics", "trace"},
    "overlay": {"source", "diagnostics", "trace"},
    "spec": {"source", "diagnostics"},
    "normalize": {"spec", "source", "ir", "diagnostics", "slugs"},
    "captures.model": {"ir"},
    "calls": {"captures.model", "ir", "diagnostics", "slugs"},
    "captures": {
        "version",
        "captures.model",
        "config",
        "ir",
        "calls",
        "samples",
        "source",
        "diagnostics",
        "slugs",
        "trace",
    },
    "scenarios.model": {"ir", "diagnostics"},
    "scenarios": {
        *("calls", "captures", "captures.model", "config", "diagnostics", "ir", "overlay", "samples"),
        *("scenarios.model", "source", "trace"),
    },
    "recording": {"captures", "captures.model", "scenarios", "scenarios.model", "ir", "calls", "config", "diagnostics"},
    "published": {"source", "diagnostics", "trace"},
    "targets.base": {"captures.model", "scenarios.model", "ir", "calls", "diagnostics", "published", "text"},
    "targets.naming": {"ir", "published", "slugs"},
    "targets.registry": {"ir", "targets.base"},
    "targets.python": TARGET,
    "targets.docs": {*TARGET, "targets.python"},
    "targets.snippets": {*TARGET, "targets.python"},
    "render": {"diagnostics", "text", "trace"},
    "contracts": {"config", "diagnostics", "render", "source", "targets.registry", "text"},
    "plugins": {"diagnostics", "output", "render", "targets.base", "targets.registry"},
    "samples": {"diagnostics", "ir", "source", "targets.base"},
    "site": {"render", "text"},
    "output": {"diagnostics", "text"},
    "config": {"version", "source", "ir", "diagnostics"},
    "provenance": {
        *("captures", "captures.model", "ir", "output", "render", "source", "spec", "targets.base", "targets.snippets"),
    },
    "pipeline": {
        *(
            "version",
            "source",
            "overlay",
            "spec",
            "normalize",
            "ir",
            "calls",
            "render",
            "output",
            "config",
            "contracts",
            "plugins",
            "diagnostics",
            "provenance",
            "trace",
        ),
        *("captures", "captures.model", "scenarios", "scenarios.model"),
        *("published", "samples", "targets.base", "targets.registry", "targets.snippets"),
    },
    "cache": {"diagnostics", "render", "source", "trace"},
    "mock": {"captures.model", "ir", "calls", "diagnostics"},
    "surface": set(),
    "changes": {"config", "diagnostics", "ir", "output", "surface", "targets.docs"},
    "verify": {"ir", "calls", "mock", "diagnostics"},
    "vendor": {"config", "diagnostics", "ir", "output", "samples", "source", "surface"},
    "cli": {
        *(*BELOW_CLI, "calls", "captures", "captures.model", "mock", "published", "recording", "render", "scenarios"),
        *(
            "cache",
            "changes",
            "contracts",
            "plugins",
            "scenarios.model",
            "site",
            "surface",
            "targets.snippets",
            "trace",
        ),
        *("vendor", "verify"),
    },
    "__main__": {"cli"},
}
"""The hourglass: what a package may import of ours, besides itself. Nobody imports the command line."""

MODELS = {"captures.model", "scenarios.model"}
"""Modules of values, which stand below the package that makes them: calls and targets take captures and scenarios."""

MOST_LINES = 600
MOST_TEMPLATE_LINES = 100


def package_of(dotted: str) -> str:
    """Return the package of the table that `specloom.<dotted>` belongs to."""
    first, _, rest = dotted.partition(".")
    model = ".".join(dotted.split(".")[:2])
    if model in MODELS:
        return model
    if not first or first == "__version__":
        return "version"
    return f"targets.{rest.split('.')[0]}" if first == "targets" and rest else first


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and package of every import of ours, wherever in the module it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name == "specloom" or name.startswith("specloom."):
                yield node.lineno, package_of(name.removeprefix("specloom").lstrip("."))


def name_of(path: Path) -> str:
    """Return a module's dotted name below `specloom`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    own = package_of(name_of(path))
    assert own in MAY_IMPORT or own == "targets", f"{own} is not in the table"

    strays = [(line, other) for line, other in imports_of(path) if other not in {own, *MAY_IMPORT.get(own, ())}]

    assert strays == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_only_the_render_stage_makes_rendered_text() -> None:
    """A `Rendered` is printed as it is: whoever could make one could print the document's text unencoded."""
    makers = {
        package_of(name_of(path))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Rendered"
    }

    assert makers == {"render"}


def test_a_module_of_a_generic_name_is_not_among_us() -> None:
    assert [path for path in MODULES if path.stem in {"utils", "util", "misc", "common", "shared", "helpers"}] == []


TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.jinja"))
VIEW_LINE = re.compile(
    r"\{#-? view: (?:specloom\.)?(?P<module>(?:targets|site)(?:\.\w+)+)\.(?P<classes>\w+(?:(?:, | or )(?!as )\w+)*)[^}]*-?#\}"
)


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_names_its_view_and_stays_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    match = VIEW_LINE.fullmatch(lines[0])
    assert match, "the first line of a template is {# view: module.Class #}"
    module = PACKAGE.joinpath(*match["module"].split(".")).with_suffix(".py")
    assert module.is_file(), f"{module} does not exist"
    defined = {
        node.name for node in ast.parse(module.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)
    }
    assert set(re.split(r", | or ", match["classes"])) <= defined
    assert len(lines) <= MOST_TEMPLATE_LINES


@pytest.mark.parametrize("path", TEMPLATE_FILES, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_decides_nothing(path: Path) -> None:
    """No names are built, nothing is sorted or computed, and no include is chosen by a variable."""
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"\{%-?\s*set\b", text), "add a field to the view instead"
    assert "namespace(" not in text
    assert "loop.index" not in text
    for name in re.findall(r"\{%-?\s*(?:include|import|from)\s+(\S+)", text):
        assert name[0] in "'\"", f"the include {name} is not constant"
    filters = {name for block in re.findall(r"\{[{%].*?[%}]\}", text) for name in re.findall(r"\|\s*(\w+)", block)}
    assert filters <= {"indented"}
