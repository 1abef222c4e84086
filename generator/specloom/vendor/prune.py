"""A client with only some of its operations: modules left out, and pieces cut out of the others.

Names never move, and what stays is what the source has published, byte for byte: so the code that used the whole client
uses the part of it, and two versions of the part differ by what the source changed. Making the client again from a
narrower description would do neither (docs/decisions/0032-vendoring.md).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from specloom.vendor.cutting import Cutter, code_words, without_unused
from specloom.vendor.package import Package, Section, members_of

__all__ = ["PruneError", "Pruned", "prune"]

_CALL = re.compile(r"- `client\.(\w+)\.(\w+)\(")
_HEADING = re.compile(r"## \[`client\.(\w+)`\]")
_LINK = re.compile(r"- (?:What comes in: )?\[.*\]\((?P<path>[\w./]+\.py)\)$")


class PruneError(ValueError):
    """The client is not built as this specloom knows it, so nothing can safely be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What is left."""

    files: Mapping[str, str]
    operations: tuple[str, ...]
    """Kept, in the order of the client."""
    total: int
    """Operations that the source has."""

    @property
    def left_out(self) -> int:
        """Operations that are not kept."""
        return self.total - len(self.operations)


def prune(
    files: Mapping[str, str], package: Package, operations: Collection[str], models: Collection[str], *, webhooks: bool
) -> Pruned:
    """Return the files of a client with these operations and models, and all that they need.

    Raises `PruneError` where the result would not hold together.
    """
    kept = {section.name: _with_needed(section, operations) for section in package.sections}
    gone = {section.path for section in package.sections if not kept[section.name]}
    if not webhooks and package.has_webhooks:
        gone.add(f"{package.root}webhooks.py")
    left = {path: text for path, text in files.items() if path not in gone}
    for section in package.sections:
        if kept[section.name]:
            left[section.path] = _with_members(files[section.path], kept[section.name])
    client = f"{package.root}_client.py"
    left[client] = _with_sections(files[client], [name for name, names in kept.items() if not names])
    gone |= set(package.models.values()) - _needed_models(left, package, models)
    left = {path: text for path, text in left.items() if path not in gone}
    for path in (f"{package.root}__init__.py", f"{package.root}models/__init__.py"):
        left[path] = _with_exports(path, files[path], gone)
    surface = f"{package.root}api.md"
    if surface in left:
        left[surface] = "".join(_with_lines(left[surface], kept, {path.removeprefix(package.root) for path in gone}))
    _check(left)
    ordered = tuple(name for name in package.operations if name.partition(".")[2] in kept[name.partition(".")[0]])
    return Pruned(files=left, operations=ordered, total=len(package.operations))


def _with_needed(section: Section, operations: Collection[str]) -> set[str]:
    """Return the methods of a section that are kept: those that are asked for, and those they are made of."""
    kept = {name for name in section.names if f"{section.name}.{name}" in operations}
    while True:
        needed = {
            name for member in section.members if member.name in kept for name in member.mentions & set(section.names)
        }
        if needed <= kept:
            return kept
        kept |= needed


def _with_members(text: str, kept: set[str]) -> str:
    cutter = Cutter(text)
    for class_ in cutter.tree.body:
        if isinstance(class_, ast.ClassDef):
            cutter.statements([member.node for member in members_of(class_) if member.name not in kept], class_.body)
    return without_unused(cutter.text())


def _with_sections(text: str, gone: Collection[str]) -> str:
    cutter = Cutter(text)
    for class_ in cutter.tree.body:
        if isinstance(class_, ast.ClassDef):
            dropped = [node for node in class_.body if isinstance(node, ast.FunctionDef) and node.name in gone]
            cutter.statements(dropped, class_.body)
    return without_unused(cutter.text())


def _needed_models(left: Mapping[str, str], package: Package, models: Collection[str]) -> set[str]:
    """Return the modules of models that are needed: by sections and webhooks, by the repository, and by each other."""
    places = (f"{package.root}resources/", f"{package.root}webhooks.py")
    codes = [text for path, text in left.items() if path.endswith(".py") and path.startswith(places)]
    waiting = {package.models[name] for name in models if name in package.models}
    waiting |= {
        package.models[word] for text in codes for word in code_words(ast.parse(text)) if word in package.models
    }
    needed: set[str] = set()
    while waiting:
        path = waiting.pop()
        needed.add(path)
        words = code_words(ast.parse(left[path]))
        waiting |= {package.models[word] for word in words if word in package.models} - needed
    return needed


def _with_exports(path: str, text: str, gone: Collection[str]) -> str:
    """Return an `__init__.py` without what stood in modules that are gone."""
    folder = path.rpartition("/")[0]
    modules = {each.removeprefix(f"{folder}/").removesuffix(".py").replace("/", ".") for each in gone}
    cutter = Cutter(text)
    for block in [cutter.tree.body, *(node.body for node in cutter.tree.body if isinstance(node, ast.If))]:
        imports = [node for node in block if isinstance(node, ast.ImportFrom) and node.level == 1]
        cutter.statements([node for node in imports if node.module in modules], block)
        for each in imports:
            if each.module is None:
                unread = [number for number, alias in enumerate(each.names) if alias.name in modules]
                cutter.elements([(alias, alias) for alias in each.names], unread)
    names = {module for module in modules if "." not in module} if not folder.endswith("/models") else set[str]()
    for node in ast.walk(cutter.tree):
        if isinstance(node, ast.Dict):
            pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key is not None]
            cutter.elements(pairs, [number for number, (_, value) in enumerate(pairs) if _text_of(value) in modules])
        elif isinstance(node, ast.List):
            unread = [number for number, element in enumerate(node.elts) if _text_of(element) in names]
            cutter.elements([(element, element) for element in node.elts], unread)
    return cutter.text()


def _text_of(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _with_lines(text: str, kept: Mapping[str, set[str]], gone: Collection[str]) -> Iterator[str]:
    """Yield the lines of `api.md` that are about what is left."""
    skipping = False
    for line in text.splitlines(keepends=True):
        heading = _HEADING.match(line)
        if line.startswith("## "):
            skipping = heading is not None and heading[1] in kept and not kept[heading[1]]
        call, link = _CALL.match(line), _LINK.match(line.rstrip())
        is_gone = call is not None and call[1] in kept and call[2] not in kept[call[1]]
        if not (skipping or is_gone or (link is not None and link["path"] in gone)):
            yield line


def _check(files: Mapping[str, str]) -> None:
    """Raise `PruneError` unless every module parses and every import of one by another finds what it asks for."""
    for path, text in files.items():
        if not path.endswith(".py"):
            continue
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            raise PruneError(f"{path} does not parse without what is left out: {error}") from error
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                _check_import(path, node, files)


def _check_import(path: str, node: ast.ImportFrom, files: Mapping[str, str]) -> None:
    folder = path.split("/")[: -node.level]
    target = "/".join([*folder, *(node.module or "").split(".")]).rstrip("/")
    if f"{target}.py" in files or not node.module:
        return
    if f"{target}/__init__.py" not in files:
        raise PruneError(f"{path} imports {node.module}, which would be left out")
