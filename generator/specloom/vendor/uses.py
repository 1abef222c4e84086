"""What the code of a repository uses of a client: its Python files are parsed, never run.

An operation counts as used wherever the code could reach it. `client.pets.get_pet` is one operation. A section that goes
its own way (`pets = client.pets`, an argument, an annotation) can be asked for every name that stands anywhere as an
attribute or in a text. Where a name is put together at run time, everything counts.
"""

from __future__ import annotations

import ast
import os
import warnings
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from specloom.vendor.package import Package, words_of

__all__ = ["Place", "UnreadableError", "Used", "python_files", "used_by"]

_PASSED_OVER = frozenset({"__pycache__", "node_modules", "site-packages"})
_BY_NAME = frozenset(
    {"getattr", "attrgetter", "methodcaller", "__getattribute__", "import_module", "__import__", "eval", "exec"}
)


_RESOURCES, _MODELS = "resources", "models"
"""Folders of a client."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the code of the repository."""

    file: str
    line: int
    column: int


class UnreadableError(ValueError):
    """A file is no Python; `place` says where."""

    def __init__(self, place: Place, problem: str) -> None:
        super().__init__(problem)
        self.place = place


@dataclass(slots=True)
class Used:
    """What is used of a package, and where first."""

    operations: dict[str, Place] = field(default_factory=dict[str, Place])
    """`pets.get_pet` -> place."""
    models: dict[str, Place] = field(default_factory=dict[str, Place])
    words: dict[str, Place] = field(default_factory=dict[str, Place])
    """Every name and word of the code."""
    webhooks: bool = False
    unclear: list[tuple[Place, str]] = field(default_factory=list[tuple[Place, str]])
    """Where a name is put together at run time, and how."""

    def with_older(self, other: Used) -> Used:
        """Return the same with what is used of an older package, and is not in this one any more."""
        return replace(
            self,
            operations={**other.operations, **self.operations},
            models={**other.models, **self.models},
            words={**other.words, **self.words},
        )


def python_files(base: Path, folders: Sequence[str], without: Iterable[str]) -> Iterator[str]:
    """Yield the Python files below folders, relative to `base`, sorted; no links, hidden folders, virtual environments.

    `without`: vendored folders, whose code is not the repository's own.
    """
    left_out = {(base / folder).resolve() for folder in without}
    found: set[str] = set()
    for start in folders or (".",):
        for here, names, files in os.walk(base / start):
            folder = Path(here)
            names[:] = [name for name in names if _is_own(folder / name, left_out)]
            found.update((folder / name).relative_to(base).as_posix() for name in files if _is_python(folder / name))
    yield from sorted(found)


def _is_own(folder: Path, left_out: set[Path]) -> bool:
    name = folder.name
    return not (
        name.startswith(".")
        or name in _PASSED_OVER
        or folder.is_symlink()
        or (folder / "pyvenv.cfg").exists()
        or folder.resolve() in left_out
    )


def _is_python(path: Path) -> bool:
    return path.suffix in {".py", ".pyi"} and path.is_file() and not path.is_symlink()


def used_by(package: Package, base: Path, files: Iterable[str], *, is_tolerant: bool = False) -> Used:
    """Return what files use of a package; raise `UnreadableError` at the first that cannot be parsed, unless tolerant."""
    codes: list[_Code] = []
    for file in files:
        try:
            codes.append(_Code(file, _parsed(base, file), package))
        except UnreadableError:
            if not is_tolerant:
                raise
    used = Used()
    escaped = {section for code in codes for section in code.escaped}
    words = used.words = _firsts(code.words for code in codes)
    imported = _firsts(code.resources for code in codes)
    for section in package.sections:
        direct = _firsts(code.direct.get(section.name, {}) for code in codes)
        for name in section.names:
            place = direct.get(name) or (words.get(name) if section.name in escaped else None)
            if place:
                used.operations[f"{section.name}.{name}"] = place
        module = section.path.rpartition("/")[2].removesuffix(".py")
        if module in imported and not any(each.startswith(f"{section.name}.") for each in used.operations):
            used.operations |= {f"{section.name}.{name}": imported[module] for name in section.names}
    every = next((code.everything for code in codes if code.everything), None)
    modules = _firsts(code.modules for code in codes)
    used.models = {
        name: place
        for name, path in package.models.items()
        if (place := words.get(name) or modules.get(path.rpartition("/")[2].removesuffix(".py")) or every)
    }
    used.webhooks = package.has_webhooks and ("webhooks" in words or every is not None)
    used.unclear = [each for code in codes if code.escaped or code.direct or code.imports for each in code.unclear]
    return used


def _parsed(base: Path, file: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the parser thinks of somebody's code is not ours to say
            return ast.parse((base / file).read_bytes(), filename=file)
    except SyntaxError as error:
        raise UnreadableError(Place(file, error.lineno or 1, error.offset or 1), error.msg) from error
    except (ValueError, RecursionError, MemoryError, OSError) as error:
        raise UnreadableError(Place(file, 1, 1), str(error) or type(error).__name__) from error


def _firsts(maps: Iterable[dict[str, Place]]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for each in maps:
        for name, place in each.items():
            found.setdefault(name, place)
    return found


class _Code:
    """One file, read with a package in mind."""

    def __init__(self, file: str, tree: ast.Module, package: Package) -> None:
        self._file = file
        sections = {section.name: section.names for section in package.sections}
        owners = {class_: section.name for section in package.sections for class_ in section.classes}
        self.direct: dict[str, dict[str, Place]] = {}
        """Section -> the names that it is asked for where it stands: `client.pets.get_pet`."""
        self.words: dict[str, Place] = {}
        self.escaped: set[str] = set()
        self.unclear: list[tuple[Place, str]] = []
        self.everything: Place | None = None
        """Where all names of the package are imported."""
        self.modules: dict[str, Place] = {}
        """The names of modules, as they are imported or asked of `models`."""
        self.resources: dict[str, Place] = {}
        """The names of modules of sections that are imported."""
        top = package.root.rstrip("/")
        self.imports = False
        asked = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            place = self._place(node)
            match node:
                case ast.Import() | ast.ImportFrom():
                    self._look_at_import(node, top, place)
                case ast.Attribute():
                    self._look_at_attribute(node, sections, is_asked=id(node) in asked, place=place)
                case ast.Call():
                    self._look_at_call(node, place)
                case ast.Constant(value=str() as text):
                    self.imports |= top in text.split(".")
                case _:
                    pass
            if isinstance(node, ast.Constant | ast.MatchClass):
                self.escaped |= sections.keys() & set(words_of_one(node))
            if isinstance(node, ast.Attribute | ast.Name) and id(node) not in called:
                self._look_at_name(node, place)
            for word in words_of_one(node):
                self.words.setdefault(word, place)
                if word in owners:
                    self.escaped.add(owners[word])

    def _look_at_attribute(
        self, node: ast.Attribute, sections: Mapping[str, Collection[str]], *, is_asked: bool, place: Place
    ) -> None:
        if getattr(node.value, "id", getattr(node.value, "attr", "")) == _MODELS:
            self.modules.setdefault(node.attr, place)
        if isinstance(node.value, ast.Attribute) and node.value.attr in sections:
            section = node.value.attr
            if node.attr in sections[section]:
                self.direct.setdefault(section, {}).setdefault(node.attr, place)
            else:
                self.escaped.add(section)  # `receiving`, which returns it
        if node.attr in sections and not is_asked:
            self.escaped.add(node.attr)

    def _look_at_import(self, node: ast.Import | ast.ImportFrom, top: str, place: Place) -> None:
        """Note which modules inside the package are imported."""
        names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
        self.imports |= any(top in name.split(".") for name in names)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*" and top in (node.module or "").split("."):
            self.everything = self.everything or place
        module = (getattr(node, "module", None) or "").split(".") if isinstance(node, ast.ImportFrom) else []
        for alias in node.names:
            steps = [*module, *alias.name.split(".")]
            inside = steps[steps.index(top) + 1 :] if top in steps else steps if getattr(node, "level", 0) else []
            if inside == [_RESOURCES]:
                self.unclear.append((place, f"import {_RESOURCES}"))
            elif inside[:1] == [_RESOURCES]:
                self.resources.setdefault(inside[1], place)
            if _MODELS in inside[:-1]:
                self.modules.setdefault(inside[-1], place)
                self.modules.setdefault(inside[inside.index(_MODELS) + 1], place)

    def _look_at_name(self, node: ast.Attribute | ast.Name, place: Place) -> None:
        """Note a function that asks by name and goes its own way, and the names of an object as a dictionary."""
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        if name in _BY_NAME or name == "__dict__":
            self.unclear.append((place, name))

    def _look_at_call(self, node: ast.Call, place: Place) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = node.args[1:2] if name == "getattr" else node.args
        if name == "vars" or (name in _BY_NAME and not all(isinstance(each, ast.Constant) for each in given)):
            self.unclear.append((place, name))

    def _place(self, node: ast.AST) -> Place:
        return Place(self._file, getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1)


def words_of_one(node: ast.AST) -> Iterator[str]:
    """Yield the names and words of a node itself, without those below it."""
    match node:
        case ast.Name() | ast.Attribute() | ast.keyword() | ast.alias() | ast.Constant() | ast.MatchClass():
            yield from words_of(_alone(node))
        case _:
            pass


def _alone(node: ast.AST) -> ast.AST:
    match node:
        case ast.Attribute(attr=name):
            return ast.Name(id=name)
        case ast.keyword(arg=name):
            return ast.keyword(arg=name, value=ast.Constant(value=None))
        case ast.MatchClass(kwd_attrs=names):
            return ast.MatchClass(cls=ast.Name(id="_"), patterns=[], kwd_attrs=names, kwd_patterns=[])
        case _:
            return node
