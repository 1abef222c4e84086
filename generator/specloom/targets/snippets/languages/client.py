"""Python with the client that the python target generates: a call of it as its docstrings show it, as a whole script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, cast

from specloom.calls.model import Call
from specloom.targets.base import PlanInput
from specloom.targets.python.code import Identifier
from specloom.targets.python.errors import ANY_STATUS_ERROR, error_class
from specloom.targets.python.example_code import PyCode, PyItem, PyName, PyTree, PyUpload, with_uploads
from specloom.targets.python.surface import ClientSurface, client_surface
from specloom.targets.snippets.languages.errors import HandledError
from specloom.targets.snippets.languages.model import (
    CallPlan,
    ClientLanguage,
    InexpressibleError,
    SnippetFile,
    SnippetView,
)
from specloom.targets.snippets.languages.notes import file_notes
from specloom.targets.snippets.languages.python_text import PyComment, PyVariable
from specloom.text import Printable

__all__ = ["CLIENT", "ClientSnippet", "start_client"]

_WIDTH = 88
_STEP = 4
_SERVER = 500
"""The first status that is the server's fault."""
_TARGET = "python"
_STANDARD = frozenset({"dt", "Decimal", "Path", "UUID"})


@dataclass(frozen=True, slots=True)
class ClientErrors:
    """Documented errors that the client raises as one class."""

    kind: Identifier
    notes: tuple[PyComment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSnippet(SnippetView):
    """A script that makes one call of the client."""

    template: ClassVar[str] = "snippets/client.jinja"
    notes: tuple[PyComment, ...]
    uses_dt: bool
    uses_os: bool
    uses_sys: bool
    uses_decimal: bool
    uses_path: bool
    uses_uuid: bool
    package: Identifier
    client: Identifier
    models: tuple[Identifier, ...]
    has_many_models: bool
    """Their import does not fit on a line."""
    call: PyCode
    errors: tuple[ClientErrors, ...] = ()
    """Those that are handled one by one; the others end the script."""
    prints_value: bool
    prints_stream: bool
    prints_bytes: bool

    @property
    def uses_standard(self) -> bool:
        """Whether anything of the standard library is imported."""
        used = (self.uses_dt, self.uses_os, self.uses_sys, self.uses_decimal, self.uses_path, self.uses_uuid)
        return any(used)


def start_client(given: PlanInput) -> CallPlan | None:
    """Return what plans the calls of an API by its client; None where no client is generated."""
    if _TARGET not in given.targets:
        return None
    surface = client_surface(given.api, given.targets[_TARGET], given.names)

    def plan(file: SnippetFile, call: Call) -> ClientSnippet:
        return _plan(surface, file, call)

    return plan


def _plan(surface: ClientSurface, file: SnippetFile, call: Call) -> ClientSnippet:
    example = surface.example(call)
    if example is None:
        raise InexpressibleError("its example is no value of the types that the client takes")
    method = surface.method(call)
    models = tuple(Identifier(name) for name in sorted(example.needs - _STANDARD))
    names = ", ".join(model.name for model in models)
    result = {"None": None, "bytes": "content"}.get(method.returns, "stream" if method.is_stream else "result")
    # The code of a call stays one whatever stands in place of its files.
    code = cast("PyTree", with_uploads(example.code, _from_environment))
    return ClientSnippet(
        file=file,
        notes=tuple(PyComment(note) for note in file_notes(call.request)),
        uses_dt="dt" in example.needs,
        uses_os="Path" in example.needs,
        uses_sys=method.returns == "bytes",
        uses_decimal="Decimal" in example.needs,
        uses_path="Path" in example.needs,
        uses_uuid="UUID" in example.needs,
        package=Identifier(surface.package),
        client=Identifier(surface.client),
        models=models,
        has_many_models=len(f"from {surface.package}.models import {names}") > _WIDTH,
        call=PyCode(code, _WIDTH, None if result is None else Identifier(result)),
        prints_value=result == "result",
        prints_stream=result == "stream",
        prints_bytes=result == "content",
    )


def _handle(view: SnippetView, errors: tuple[HandledError, ...]) -> SnippetView:
    """Return the call inside a `try`, with the classes of its errors, the most general one last."""
    assert isinstance(view, ClientSnippet), "the planner of this language made it"
    notes: dict[str, list[PyComment]] = {}
    for error in errors:
        kind = ANY_STATUS_ERROR if error.is_range and error.low < _SERVER else error_class(error.low)
        notes.setdefault(kind, []).append(PyComment(error.note))
    handled = sorted(notes.items(), key=lambda item: item[0] == ANY_STATUS_ERROR)
    return replace(
        view,
        call=replace(view.call, room=_WIDTH - _STEP, margin=_STEP),
        errors=tuple(ClientErrors(Identifier(kind), tuple(lines)) for kind, lines in handled),
    )


def _from_environment(upload: PyUpload) -> Printable:
    return PyTree(PyName((Identifier("Path"),)), (PyItem(PyVariable(upload.variable)),))


CLIENT = ClientLanguage(
    name="client",
    label="Python (client)",
    fence="python",
    extension="py",
    tool="python",
    command=("python",),
    comment="#",
    handle=_handle,
    start=start_client,
)
