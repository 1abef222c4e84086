"""Reading a surface from the text of a package. Nothing is imported, nothing runs."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator, Mapping

from specloom.surface.model import CLIENT, Class, Field, Method, Named, Parameter, Place, Surface

__all__ = ["read_surface"]

_CLIENT = "_client"
"""The private module whose classes are public under the package's own name."""


def read_surface(files: Mapping[str, str]) -> Surface:
    """Return the surface of the Python files of a folder that holds one package; other files are passed over.

    Raises `SyntaxError` with the file's name for a file that is no Python.
    """
    classes: dict[str, Class] = {}
    named: dict[str, Named] = {}
    functions: dict[str, Method] = {}
    attributes: dict[str, str] = {}
    for path in sorted(files):
        module = _public_module(path)
        if module is None:
            continue
        for node in ast.parse(files[path], path).body:
            match node:
                case ast.ClassDef() if _is_public(node.name):
                    made = _class(node, path)
                    classes[_dotted(module, node.name)] = made
                    if path.endswith(f"/{_CLIENT}.py"):
                        attributes.update({made.name: CLIENT, **_attributes(made)})
                case ast.FunctionDef() | ast.AsyncFunctionDef() if _is_public(node.name):
                    functions[_dotted(module, node.name)] = _method(node, path)
                case ast.AnnAssign(target=ast.Name(id=name)) if _is_public(name):
                    named[_dotted(module, name)] = Named(name=name, value=node.value, place=Place(path, node.lineno))
                case ast.Assign(targets=[ast.Name(id=name)]) if _is_public(name):
                    named[_dotted(module, name)] = Named(name=name, value=node.value, place=Place(path, node.lineno))
                case _:
                    pass
    packages = tuple(sorted({path.partition("/")[0] for path in files if path.endswith(f"/{_CLIENT}.py")}))
    return Surface(classes=classes, named=named, functions=functions, attributes=attributes, packages=packages)


def _public_module(path: str) -> str | None:
    """Return the dotted name under which programs reach what a file defines; None for what is private or no module.

    A model is reached through `models`, whatever the file it stands in: that file may change its name.
    """
    name, extension = posixpath.splitext(path)
    parts = name.split("/")[1:]
    if extension != ".py" or not parts or parts[-1] == "__init__":
        return None
    if parts == [_CLIENT]:
        return ""
    if any(part.startswith("_") for part in parts):
        return None
    return "models" if parts[0] == "models" else ".".join(parts)


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name == "__init__"


def _dotted(module: str, name: str) -> str:
    return f"{module}.{name}" if module else name


def _class(node: ast.ClassDef, path: str) -> Class:
    fields: dict[str, Field] = {}
    methods: dict[str, Method] = {}
    for inner in node.body:
        place = Place(path, inner.lineno)
        match inner:
            case ast.FunctionDef() | ast.AsyncFunctionDef() if _is_public(inner.name):
                methods.setdefault(inner.name, _method(inner, path))
            case ast.AnnAssign(target=ast.Name(id=name)) if _is_public(name):
                fields[name] = Field(name=name, annotation=inner.annotation, default=_text(inner.value), place=place)
            case ast.Assign(targets=[ast.Name(id=name)]) if _is_public(name):
                fields[name] = Field(name=name, annotation=None, default=_text(inner.value), place=place)
            case _:
                pass
    bases = tuple(ast.unparse(base) for base in node.bases)
    return Class(name=node.name, bases=bases, fields=fields, methods=methods, place=Place(path, node.lineno))


def _method(node: ast.FunctionDef | ast.AsyncFunctionDef, path: str) -> Method:
    decorators = {ast.unparse(each).partition("(")[0].rpartition(".")[2] for each in node.decorator_list}
    return Method(
        name=node.name,
        parameters={each.name: each for each in _parameters(node.args, path)},
        returns=node.returns,
        is_property=bool(decorators & {"property", "cached_property"}),
        place=Place(path, node.lineno),
    )


def _parameters(arguments: ast.arguments, path: str) -> Iterator[Parameter]:
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + list(arguments.defaults)
    for each, default in zip(plain, defaults, strict=True):
        if each.arg not in {"self", "cls"}:
            yield _parameter(each, default, path, is_keyword_only=False)
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield _parameter(each, default, path, is_keyword_only=True)
    if arguments.kwarg:
        yield _parameter(arguments.kwarg, ast.Constant(...), path, is_keyword_only=True)


def _parameter(node: ast.arg, default: ast.expr | None, path: str, *, is_keyword_only: bool) -> Parameter:
    return Parameter(
        name=node.arg,
        is_keyword_only=is_keyword_only,
        annotation=node.annotation,
        default=_text(default),
        place=Place(path, node.lineno),
    )


def _text(node: ast.expr | None) -> str | None:
    return None if node is None else ast.unparse(node)


def _attributes(client: Class) -> dict[str, str]:
    """Return the class of each section with how a program reaches it."""
    return {
        method.returns.id: f"{CLIENT}.{method.name}"
        for method in client.methods.values()
        if method.is_property and isinstance(method.returns, ast.Name)
    }
