"""The files of the emitted runtime: written by hand below `templates/python/runtime`, and the same for every API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from specloom.ir.api import Api
from specloom.targets.python.code import Identifier
from specloom.targets.python.hoists import incoming_requests

__all__ = ["REQUIREMENTS", "RUNTIME_FILES", "RuntimeFile", "runtime_views"]

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
    "_runtime/raw.py",
    "_runtime/request.py",
    "_runtime/response.py",
    "_runtime/retry.py",
    "_runtime/scope.py",
    "_runtime/section.py",
    "_runtime/stream.py",
    "_runtime/styles.py",
    "_runtime/tokens.py",
    "_runtime/transport.py",
    "_runtime/unset.py",
    "_runtime/uploads.py",
    "errors.py",
    "py.typed",
)
_PAGES = "_runtime/pages.py"
_WEBHOOKS = "_runtime/webhooks.py"
_SIGNATURES = "_runtime/signatures.py"


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


RUNTIME_FILES = (*_FILES, _PAGES, _WEBHOOKS, _SIGNATURES)
_VIEWS = {file: _view(file) for file in RUNTIME_FILES}
"""One view class for each file, since the class of a view names its template."""


def runtime_views(api: Api) -> Iterator[type[RuntimeFile]]:
    """Yield the files that the package of an API needs: all but those for what it has none of, lists of pages and webhooks."""
    incoming = any(incoming_requests(api))
    is_needed = {
        _PAGES: any(operation.pagination for operation in api.operations),
        _WEBHOOKS: incoming,
        _SIGNATURES: incoming and api.webhook_signature is not None,
    }
    yield from (view for file, view in _VIEWS.items() if is_needed.get(file, True))
