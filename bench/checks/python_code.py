"""Is the Python code code? Every file compiles without a warning, every module imports, mypy finds no fault."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

from bench.checks.generated import Generated

__all__ = ["check_compiles", "check_imports", "check_types"]

_IMPORT_ALL = """\
import importlib, pkgutil, sys, traceback
sys.path.insert(0, sys.argv[1])
names = [sys.argv[2]]
for name in names:
    try:
        module = importlib.import_module(name)
    except BaseException:
        print(name, traceback.format_exc(limit=-1).strip().replace("\\n", " "))
        continue
    names += [f"{name}.{each.name}" for each in pkgutil.iter_modules(getattr(module, "__path__", []))]
"""
_IMPORT_SECONDS = 600
_MYPY_SECONDS = 3600
_MYPY = ("--strict", "--python-version=3.11", "--no-error-summary", "--no-color-output", "--hide-error-context")


def check_compiles(generated: Generated) -> list[str]:
    """Return the Python files, snippets included, that do not compile, or compile with a warning."""
    faults: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in generated.files(".py", ".pyi"):
            try:
                compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
            except (SyntaxError, ValueError, Warning) as error:
                faults.append(f"{generated.name(path)}: {error}")
    return faults


def check_imports(generated: Generated) -> list[str]:
    """Return the modules of the client that another interpreter cannot import, each with the reason."""
    command = [sys.executable, "-I", "-c", _IMPORT_ALL, str(generated.python), generated.package]
    run = subprocess.run(command, capture_output=True, text=True, timeout=_IMPORT_SECONDS, check=False)
    return [*run.stdout.splitlines(), *run.stderr.splitlines()[-1:]]


def check_types(generated: Generated, cache: Path | None = None) -> list[str]:
    """Return what mypy --strict says of the client. A cache folder saves it the libraries from one package to the next."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mypy", *_MYPY, f"--cache-dir={cache or folder}", "-p", generated.package]
        run = subprocess.run(
            command, cwd=generated.python, capture_output=True, text=True, timeout=_MYPY_SECONDS, check=False
        )
    found = [*run.stdout.splitlines(), *run.stderr.splitlines()]
    return [line for line in found if ": note:" not in line]
