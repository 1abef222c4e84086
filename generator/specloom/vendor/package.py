"""A generated Python client, read with `ast`: its sections, their operations, its models. Nothing of it is imported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["UNREADABLE", "Member", "Package", "Section", "find_package", "members_of", "words_of"]

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What reading code of other people can end in: it is no Python, or nested without end."""

_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A method of a section, in one of its two classes."""

    name: str
    node: ast.stmt
    mentions: frozenset[str]
    """Every name in it: other members that it is made of are among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The operations of one part of the API: `client.pets`."""

    name: str
    """Of the attribute of the client, and of the module."""
    path: str
    classes: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its methods, in their order."""
        return tuple(dict.fromkeys(member.name for member in self.members))


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a generated client offers."""

    root: str
    """The folder of the package inside the target's folder, with a slash: `petstore_plus/`."""
    sections: tuple[Section, ...]
    models: Mapping[str, str]
    """Name -> path of its module."""
    has_webhooks: bool

    @property
    def operations(self) -> tuple[str, ...]:
        """All operations, as `pets.list_pets`."""
        return tuple(f"{section.name}.{name}" for section in self.sections for name in section.names)


def find_package(files: Mapping[str, str]) -> Package | None:
    """Return the client among the files of a target's folder; None where there is none, or it is built in another way."""
    roots = [path.removesuffix("_client.py") for path in files if re.fullmatch(r"[^/]+/_client\.py", path)]
    if len(roots) != 1:
        return None
    [root] = roots
    try:
        sections = tuple(_sections(root, files))
        return Package(
            root=root, sections=sections, models=dict(_models(root, files)), has_webhooks=f"{root}webhooks.py" in files
        )
    except UNREADABLE:
        return None


def _sections(root: str, files: Mapping[str, str]) -> Iterator[Section]:
    """Yield the sections that both the client and `resources/` know, in the order of the client."""
    client = ast.parse(files[f"{root}_client.py"])
    attributes = dict.fromkeys(
        node.name
        for class_ in client.body
        if isinstance(class_, ast.ClassDef)
        for node in class_.body
        if isinstance(node, ast.FunctionDef) and any(_called(each) == "cached_property" for each in node.decorator_list)
    )
    for name in attributes:
        path = f"{root}resources/{name}.py"
        if path in files:
            classes = [node for node in ast.parse(files[path]).body if isinstance(node, ast.ClassDef)]
            members = [member for class_ in classes for member in members_of(class_)]
            yield Section(
                name=name, path=path, classes=tuple(class_.name for class_ in classes), members=tuple(members)
            )


def members_of(class_: ast.ClassDef) -> Iterator[Member]:
    """Yield the methods of a section's class, in their order."""
    for node in class_.body:
        names: list[str] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        for name in names:
            yield Member(name=name, node=node, mentions=frozenset(words_of(node, with_strings=False)))


def _models(root: str, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, text in files.items():
        if path.startswith(f"{root}models/") and path.endswith(".py") and not path.endswith("/__init__.py"):
            for name in _defined(ast.parse(text)):
                yield name, path


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def words_of(node: ast.AST, *, with_strings: bool = True) -> Iterator[str]:
    """Yield every name in a piece of code, those of attributes and imports included, and the words of its texts."""
    for each in ast.walk(node):
        match each:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.alias(name=name):
                yield from name.split(".")
            case ast.Constant(value=str(text)) if with_strings:
                yield from _WORD.findall(text)
            case ast.MatchClass(kwd_attrs=names):
                yield from names
            case _:
                pass
