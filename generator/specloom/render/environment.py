"""The Jinja environment: strict, sandboxed, and unable to print anything but typed text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Protocol

import jinja2
import jinja2.meta
import jinja2.nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from specloom.render.faults import TemplateFault, fault_of
from specloom.render.format import format_python
from specloom.render.marker import without_marker
from specloom.render.overrides import Override, template_files
from specloom.text import Printable, Rendered

__all__ = ["KnownTexts", "Renderer", "UnencodedTextError", "template_names", "templates_folder"]


class KnownTexts(Protocol):
    """Texts that were rendered before, perhaps by another run."""

    def key_of(self, view: object, templates: str) -> bytes | None:
        """Return what the text of a view is kept under, None: nothing; `templates` names its template and the user's own."""
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


def template_names(packaged: Mapping[str, Path] | None = None) -> tuple[str, ...]:
    """Return the names of all templates, sorted; of files that are copied as they are, none.

    `packaged`: the folders of the templates of other packages' targets.
    """
    found = [path.as_posix() for path in template_files(templates_folder())]
    for target, folder in (packaged or {}).items():
        found += [f"{target}/{path.as_posix()}" for path in template_files(folder)]
    return tuple(sorted(name for name in found if name.endswith(".jinja")))


def _digest_of(overrides: Mapping[str, Override]) -> str:
    """Return one hash for the user's own templates: any of them may include any other."""
    lines = [f"{sha256(override.text.encode()).hexdigest()}  {name}\n" for name, override in sorted(overrides.items())]
    return sha256("".join(lines).encode()).hexdigest()


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

    def __init__(
        self,
        folder: Path | None = None,
        overrides: Mapping[str, Override] | None = None,
        *,
        packaged: Mapping[str, Path] | None = None,
        known: KnownTexts | None = None,
    ) -> None:
        self._folder = folder or templates_folder()
        self._overrides = dict(overrides or {})
        self._packaged = dict(packaged or {})
        """Folders of the templates of other packages' targets, by the name of the target."""
        self._known = known
        self._own_templates = _digest_of(self._overrides)
        self._environment = ImmutableSandboxedEnvironment(
            loader=jinja2.ChoiceLoader(
                [
                    jinja2.FunctionLoader(self._own),
                    jinja2.PrefixLoader({name: jinja2.FileSystemLoader(path) for name, path in self._packaged.items()}),
                    jinja2.FileSystemLoader(self._folder),
                ]
            ),
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

    @property
    def overrides(self) -> Mapping[str, Override]:
        """The templates of the user's own, by name."""
        return self._overrides

    def _own(self, name: str) -> tuple[str, str, None] | None:
        """Return the override of a template as a loader gives it: text, path, no way to tell whether it is fresh."""
        override = self._overrides.get(name)
        return (override.text, str(override.path), None) if override else None

    def templates_sha256(self, target: str) -> str:
        """Return one hash for the templates of a target, whatever folder they are in and whatever tools left there."""
        lines = [
            f"{sha256(self._bytes(f'{target}/{path.as_posix()}')).hexdigest()}  {path.as_posix()}\n"
            for path in template_files(self._folder_of(target))
        ]
        return sha256("".join(lines).encode()).hexdigest()

    def _bytes(self, name: str) -> bytes:
        """Return what a template says; the first line of an ejected one says nothing that shows."""
        override = self._overrides.get(name)
        if override:
            return without_marker(override.text).encode()
        target, _, inside = name.partition("/")
        return (self._folder_of(target) / inside).read_bytes()

    def _folder_of(self, target: str) -> Path:
        return self._packaged.get(target, self._folder / target)

    def templates_of(self, target: str) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return the templates of a target by name: the SHA-256 of each, and which others it includes or imports."""
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for path in template_files(self._folder_of(target)):
            if path.suffix == ".jinja":
                name = f"{target}/{path.as_posix()}"
                used = jinja2.meta.find_referenced_templates(self.parsed(name))
                names = tuple(sorted({each for each in used if each is not None}))
                found[name] = sha256(self._bytes(name)).hexdigest(), names
        return found

    def source(self, name: str) -> str:
        """Return the text of a template."""
        override = self._overrides.get(name)
        return override.text if override else self._bytes(name).decode("utf-8")

    def parsed(self, name: str) -> jinja2.nodes.Template:
        """Return the syntax tree of a template; raise `jinja2.TemplateSyntaxError` where it has none."""
        return self._environment.parse(self.source(name), name)

    def syntax_faults(self) -> Iterator[TemplateFault]:
        """Yield a fault for each override that cannot be compiled."""
        for name, override in sorted(self._overrides.items()):
            try:
                self._environment.get_template(name)
            except jinja2.TemplateError as error:
                yield fault_of(error, self._overrides) or TemplateFault(override, 1, str(error))

    def render(self, view: TemplateView) -> Rendered:
        """Return the text of the view's file, formatted; the view is visible to its template as `view`.

        Raises `TemplateFault` where an override is at fault.
        """
        key = self._known.key_of(view, f"{view.template} {self._own_templates}") if self._known else None
        if self._known is None or key is None:
            return Rendered(self._formatted(view))
        text = self._known.get(key)
        if text is None:
            text = self._formatted(view)
            self._known.put(key, text)
        return Rendered(text)

    def _formatted(self, view: TemplateView) -> str:
        try:
            text = self.render_raw(view)
            if view.path.endswith(".py"):
                return format_python(text, view.path)
            if view.path.endswith(".json") and (self._overrides or self._packaged):
                json.loads(text)
        except Exception as error:
            fault = fault_of(error, self._overrides) or self._spoiled(view, error)
            if fault is None:
                raise
            raise fault from error
        return text

    def _spoiled(self, view: TemplateView, error: Exception) -> TemplateFault | None:
        """Return the fault of the override, if there is one, behind a text that its language does not read."""
        if isinstance(error, ValueError):
            waiting, seen = [view.template], set[str]()
            while waiting:
                name = waiting.pop()
                seen.add(name)
                if name in self._overrides:
                    return TemplateFault(self._overrides[name], 1, f"{view.path} would be broken: {error}")
                if name.endswith(".jinja"):
                    used = jinja2.meta.find_referenced_templates(self.parsed(name))
                    waiting += [each for each in used if each is not None and each not in seen]
        return None

    def render_raw(self, view: TemplateView) -> str:
        """Return the text as the template prints it, before the formatter."""
        return self._environment.get_template(view.template).render(view=view)
