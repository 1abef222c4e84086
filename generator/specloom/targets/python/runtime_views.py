"""The files of the emitted runtime: written by hand below `templates/python/runtime`, and the same for every API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from specloom.targets.python.code import Identifier

__all__ = ["REQUIREMENTS", "RUNTIME_VIEWS", "RuntimeFile"]

_FOLDER = "python/runtime/"
_FILES = (
    "_runtime/__init__.py",
    "_runtime/auth.py",
    "_runtime/bodies.py",
    "_runtime/call.py",
    "_runtime/client.py",
    "_runtime/codec.py",
    "_runtime/encode.py",
    "_runtime/kinds.py",
    "_runtime/lazy.py",
    "_runtime/model.py",
    "_runtime/multipart.py",
    "_runtime/native.py",
    "_runtime/options.py",
    "_runtime/pages.py",
    "_runtime/raw.py",
    "_runtime/request.py",
    "_runtime/response.py",
    "_runtime/retry.py",
    "_runtime/scope.py",
    "_runtime/section.py",
    "_runtime/stream.py",
    "_runtime/styles.py",
    "_runtime/transport.py",
    "_runtime/unset.py",
    "errors.py",
    "py.typed",
)


REQUIREMENTS = ("httpx2>=2.12,<3", "msgspec>=0.20,<1")
"""What a generated package needs besides Python."""


@dataclass(frozen=True, slots=True)
class RuntimeFile:
    """A file that is copied as it is: it is its own template."""

    package: Identifier
    template: ClassVar[str]

    @property
    def path(self) -> str:
        """Inside the package, as it stands in the runtime's folder."""
        return f"{self.package.name}/{self.template.removeprefix(_FOLDER)}"


def _view(file: str) -> type[RuntimeFile]:
    return type(f"RuntimeFile({file})", (RuntimeFile,), {"template": _FOLDER + file, "__slots__": ()})


RUNTIME_VIEWS = tuple(_view(file) for file in _FILES)
"""One view class for each file, since the class of a view names its template."""
