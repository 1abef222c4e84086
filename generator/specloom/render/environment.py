"""The Jinja environment: strict, sandboxed, and unable to print anything but typed text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, ClassVar, Protocol

import jinja2
import jinja2.meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specloom.render.format import format_python
from specloom.text import Printable, Rendered

__all__ = ["KnownTexts", "Renderer", "UnencodedTextError", "templates_folder"]


class KnownTexts(Protocol):
    """Texts that were rendered before, perhaps by another run."""

    def key_of(self, view: object, templates: str) -> bytes | None:
        """Return what the text of a view is kept under, None: nothing; `templates` stands for those it may go through."""
        ...

    def get(self, key: bytes) -> str | None:
        """Return a text; None where it is not known."""
        ...

    def put(self, key: bytes, text: str) -> None:
        """Keep a text."""
        ...


class UnencodedTextError(TypeError):
    """A template tried to print a value that carries no encoder: a fault of the template or the view, never of a document."""


class TemplateView(Protocol):
    """What rendering needs to know of a view."""

    template: ClassVar[str]

    @property
    def path(self) -> str: ...


def templates_folder() -> Path:
    """Return the folder of the templates: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent.parent / "templates"


def _is_left_over(path: Path) -> bool:
    """Return whether a file is the cache of some tool: in a hidden folder, or bytecode."""
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _finalize(value: Any) -> str:
    """Return what an expression in a template prints; refuse what no encoder has touched."""
    if isinstance(value, Printable):
        return value.printed()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, jinja2.Undefined):
        return str(value)  # StrictUndefined raises here, with the name
    raise UnencodedTextError(f"a template may print typed text only, not {type(value).__name__}: {value!r:.80}")


class _Indented(Printable):
    """Typed text whose lines after the first are moved right."""

    __slots__ = ("_inner", "_prefix")

    def __init__(self, inner: Printable, prefix: str) -> None:
        self._inner = inner
        self._prefix = prefix

    def printed(self) -> str:
        first, *rest = self._inner.printed().split("\n")
        return "\n".join([first, *(self._prefix + line if line.strip() else line.rstrip() for line in rest)])


def _indented(value: Printable, width: int) -> Printable:
    """Filter: move every line after the first `width` columns to the right; blank lines stay empty."""
    return _Indented(value, " " * width)


class Renderer:
    """Renders views. One per run: it keeps the compiled templates."""

    def __init__(self, folder: Path | None = None, *, known: KnownTexts | None = None) -> None:
        self._folder = folder or templates_folder()
        self._known = known
        self._states: dict[str, str] = {}
        self._environment = ImmutableSandboxedEnvironment(
            loader=jinja2.FileSystemLoader(self._folder),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            finalize=_finalize,
            auto_reload=False,
            cache_size=-1,
        )
        self._environment.globals.clear()
        self._environment.filters.clear()
        filters: dict[str, Any] = self._environment.filters
        filters["indented"] = _indented
        # `select`-like tests stay: `is none`, `is defined`; they print nothing.

    def templates_sha256(self, target: str) -> str:
        """Return one hash for the templates of a target, whatever folder they are in and whatever tools left there."""
        folder = self._folder / target
        files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        names = sorted(path.as_posix() for path in files if not _is_left_over(path))
        lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def templates_of(self, target: str) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the templates of a target by name: the SHA-256 of each, and which others it includes or imports."""
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for path in sorted((self._folder / target).rglob("*.jinja")):
            inside = path.relative_to(self._folder)
            if not _is_left_over(inside):
                source = path.read_text("utf-8")
                used = jinja2.meta.find_referenced_templates(self._environment.parse(source))
                names = tuple(sorted({name for name in used if name is not None}))
                found[inside.as_posix()] = hashlib.sha256(source.encode()).hexdigest(), names
        return found

    def render(self, view: TemplateView) -> Rendered:
        """Return the text of the view's file, formatted; the view is visible to its template as `view`."""
        key = self._known.key_of(view, self._state_of(view.template)) if self._known else None
        if self._known is None or key is None:
            return Rendered(self._formatted(view))
        text = self._known.get(key)
        if text is None:
            text = self._formatted(view)
            self._known.put(key, text)
        return Rendered(text)

    def _formatted(self, view: TemplateView) -> str:
        text = self.render_raw(view)
        return format_python(text, view.path) if view.path.endswith(".py") else text

    def _state_of(self, template: str) -> str:
        target = template.partition("/")[0]
        if target not in self._states:
            self._states[target] = self.templates_sha256(target)
        return self._states[target]

    def render_raw(self, view: TemplateView) -> str:
        """Return the text as the template prints it, before the formatter."""
        return self._environment.get_template(view.template).render(view=view)
