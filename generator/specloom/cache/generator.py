"""What makes the output besides its inputs: our own code and templates, and the libraries that have a say."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from specloom.render.environment import templates_folder

__all__ = ["generator_state"]

_LIBRARIES = (
    *("black", "jinja2", "jsonschema", "jsonschema-rs", "markdown-it-py", "openapi-schema-validator"),
    *("openapi-spec-validator", "pydantic", "python-jsonpath", "pyyaml"),
)
_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def generator_state() -> str:
    """Return a hash over our code, the templates, Python, and the versions of libraries."""
    state = hashlib.sha256(sys.version.encode())
    for name in _LIBRARIES:
        state.update(f"{name} {_version(name)}\n".encode())
    for folder in (_PACKAGE, templates_folder()):
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".pyc" and path.is_file():
                state.update(f"{path.relative_to(folder).as_posix()}\n".encode())
                state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
