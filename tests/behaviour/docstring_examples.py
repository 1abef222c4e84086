"""Helpers: the examples in the docstrings of a generated package, as one module that type-checks and runs."""

from __future__ import annotations

import ast
import contextlib
import importlib
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from specloom.calls.model import Call, Calls
from specloom.ir.api import Api
from specloom.targets.python.scopes import name_api, name_methods, name_sections
from specloom.targets.python.type_names import name_types

__all__ = [
    "MODULE",
    "Example",
    "as_module",
    "client_name",
    "examples_of",
    "faults_of_types",
    "imported",
    "minimal_calls",
]

_STANDARD = {
    "dt": "import datetime as dt",
    "Decimal": "from decimal import Decimal",
    "Path": "from pathlib import Path",
    "UUID": "from uuid import UUID",
}
_FILES = frozenset({"Path"})
MODULE = "docstring_examples_run"


@dataclass(frozen=True, slots=True)
class Example:
    """The code below `Example:` in the docstring of a method."""

    class_name: str
    method: str
    code: str

    @property
    def key(self) -> tuple[str, str]:
        """The section and the method that the code calls."""
        expression = ast.parse(self.code, mode="eval").body
        assert isinstance(expression, ast.Call)
        function = expression.func
        assert isinstance(function, ast.Attribute)
        assert isinstance(function.value, ast.Attribute)
        return function.value.attr, function.attr

    @property
    def files(self) -> list[str]:
        """The files that it reads."""
        calls = [node for node in ast.walk(ast.parse(self.code)) if isinstance(node, ast.Call)]
        return [
            str(ast.literal_eval(call.args[0]))
            for call in calls
            if isinstance(call.func, ast.Name) and call.func.id in _FILES and call.args
        ]

    @property
    def standard(self) -> set[str]:
        """Those of the standard library; a `Path` that is no file is a model."""
        return self.names & (_STANDARD.keys() if self.files else _STANDARD.keys() - _FILES)

    @property
    def names(self) -> set[str]:
        """The names that it uses, but for the client."""
        found = {node.id for node in ast.walk(ast.parse(self.code)) if isinstance(node, ast.Name)}
        return found - {"client"}


def examples_of(package: Path) -> Iterator[Example]:
    """Yield the examples of every method of every section, as `help()` shows them."""
    for file in sorted((package / "resources").glob("*.py")):
        for found in ast.parse(file.read_text(encoding="utf-8")).body:
            if not isinstance(found, ast.ClassDef):
                continue
            for method in found.body:
                if isinstance(method, ast.FunctionDef):
                    _, mark, code = (ast.get_docstring(method) or "").rpartition("\n\nExample:\n")
                    if mark:
                        yield Example(found.name, method.name, textwrap.dedent(code))


def as_module(examples: list[Example], package: str, client: str) -> str:
    """Return a module with a function for each example, and what all of them import."""
    standard = set[str]().union(*(one.standard for one in examples))
    models = sorted(set[str]().union(*(one.names - one.standard for one in examples)))
    lines = [_STANDARD[name] for name in sorted(standard)]
    lines += [f"from {package} import {client}", *(f"from {package}.models import {name}" for name in models)]
    for index, one in enumerate(examples):
        lines += ["", "", f"def example_{index}(client: {client}) -> None:", textwrap.indent(one.code, "    ")]
    return "\n".join(lines) + "\n"


def faults_of_types(folder: Path) -> str:
    """Return what mypy --strict says of the module of examples."""
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(folder / ".mypy"), f"{MODULE}.py"]
    found = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return "" if found.returncode == 0 else found.stdout + found.stderr


@contextlib.contextmanager
def imported(folder: Path, package: str) -> Iterator[ModuleType]:
    """Import the module of examples while the block runs; nothing of it, nor of the package, is left behind."""
    sys.path.insert(0, str(folder))
    try:
        with contextlib.chdir(folder):
            yield importlib.import_module(MODULE)
    finally:
        sys.path.remove(str(folder))
        for name in [each for each in sys.modules if each.partition(".")[0] in (package, MODULE)]:
            del sys.modules[name]


def minimal_calls(api: Api, calls: Calls) -> Mapping[tuple[str, str], Call]:
    """Return the minimal call of each operation by the names of its section and its method."""
    called = [section for section in api.sections if section.operations]
    sections = name_sections(called, name_types(api).names.values())
    found: dict[tuple[str, str], Call] = {}
    for section in called:
        methods = name_methods([api.operation(identifier) for identifier in section.operations])
        for identifier, method in methods.items():
            if identifier in calls.calls:
                found[sections[section.name].module, method] = calls.minimal(identifier)
    return found


def client_name(api: Api) -> str:
    """Return the name of the client's class."""
    return name_api(api.info)
