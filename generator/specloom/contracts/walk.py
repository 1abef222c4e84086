"""A walk over a template: what it asks of what it is given, which parts it includes, and what these are given there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from specloom.contracts.types import UNKNOWN, Kind, attribute, attribute_names, either, element, named

__all__ = ["Asked", "Included", "walk"]

_LOOP = "loop"
_TESTED = {"defined", "undefined"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A name that is not there."""

    line: int
    what: str
    """`view.titel`."""
    of: str
    """What the type of the value before the dot is called; empty for a bare name."""
    known: tuple[str, ...]
    """What is there instead."""


@dataclass(frozen=True, slots=True)
class Included:
    """A place where another template stands."""

    line: int
    template: str
    given: Mapping[str, Kind]
    is_needed: bool
    """It must be there: the place names no other, and does not do without."""


@dataclass(slots=True)
class Walk:
    """What was found."""

    used: set[str] = field(default_factory=set[str])
    """Of the names that the template is given, those that it asks for."""
    missing: list[Asked] = field(default_factory=list[Asked])
    included: list[Included] = field(default_factory=list[Included])


@dataclass(frozen=True, slots=True)
class _Known:
    kind: Kind
    is_given: bool = False
    """To the template, and not made by it."""


_Scope = dict[str, _Known]


def walk(tree: nodes.Template, given: Mapping[str, Kind]) -> Walk:
    """Return what a template asks for, whose names have these types."""
    walker = _Walker(Walk())
    walker.block(tree.body, {name: _Known(kind, is_given=True) for name, kind in given.items()})
    return walker.found


@dataclass(slots=True)
class _Walker:
    found: Walk

    def block(self, body: list[nodes.Node], scope: _Scope) -> None:
        """Walk statements; what one of them sets, those after it see."""
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: _Scope) -> None:
        match node:
            case nodes.For():
                inner = scope | {_LOOP: _Known(UNKNOWN)}
                self.assign(node.target, element(self.kind(node.iter, scope)), inner)
                if node.test is not None:
                    self.kind(node.test, inner)
                self.block(node.body, inner)
                self.block(node.else_, dict(scope))
            case nodes.If():
                self.kind(node.test, scope)
                for body in (node.body, *(each.body for each in node.elif_), node.else_):
                    self.block(body, scope)
                for each in node.elif_:
                    self.kind(each.test, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self.assign(target, self.kind(value, scope), inner)
                self.block(node.body, inner)
            case nodes.Include():
                self.include(node, scope)
            case nodes.Expr():
                self.kind(node, scope)
            case _:
                self.definition(node, scope)

    def definition(self, node: nodes.Node, scope: _Scope) -> None:
        """Walk a statement that gives names to what is not in the view; or any other one, part by part."""
        match node:
            case nodes.Assign():
                self.assign(node.target, self.kind(node.node, scope), scope)
            case nodes.AssignBlock():
                self.assign(node.target, UNKNOWN, scope)
                self.block(node.body, dict(scope))
            case nodes.Macro() | nodes.CallBlock():
                names = [each.name for each in node.args]
                inner = scope | {name: _Known(UNKNOWN) for name in (*names, "caller", "varargs", "kwargs")}
                if isinstance(node, nodes.Macro):
                    scope[node.name] = _Known(UNKNOWN)
                self.block(node.body, inner)
            case nodes.Import():
                scope[node.target] = _Known(UNKNOWN)
            case nodes.FromImport():
                names = [each[1] if isinstance(each, tuple) else each for each in node.names]
                scope.update({name: _Known(UNKNOWN) for name in names})
            case _:
                for child in node.iter_child_nodes():
                    self.statement(child, scope)

    def include(self, node: nodes.Include, scope: _Scope) -> None:
        """Note what the included templates are given: everything that is known here."""
        if isinstance(node.template, nodes.Const):
            stated = node.template.value
            given = {name: known.kind for name, known in scope.items() if name != _LOOP}
            for name in [stated] if isinstance(stated, str) else stated:
                is_needed = isinstance(stated, str) and not node.ignore_missing
                self.found.included.append(Included(node.lineno, str(name), given, is_needed))
        else:
            self.kind(node.template, scope)

    def assign(self, target: nodes.Node, kind: Kind, scope: _Scope) -> None:
        """Let names stand for a value."""
        if isinstance(target, nodes.Name):
            scope[target.name] = _Known(kind)
        elif isinstance(target, nodes.Tuple):
            for each in target.items:
                self.assign(each, UNKNOWN, scope)

    def kind(self, node: nodes.Node, scope: _Scope) -> Kind:
        """Return the type of an expression."""
        match node:
            case nodes.Name():
                known = scope.get(node.name)
                if known is None:
                    self.found.missing.append(Asked(node.lineno, node.name, "", tuple(sorted(scope))))
                    return UNKNOWN
                if known.is_given:
                    self.found.used.add(node.name)
                return known.kind
            case nodes.Getattr():
                before = self.kind(node.node, scope)
                if before is UNKNOWN:
                    return UNKNOWN
                found = attribute(before, node.attr)
                if found is None:
                    self.found.missing.append(Asked(node.lineno, _text(node), named(before), attribute_names(before)))
                    return UNKNOWN
                return found
            case nodes.Test() if node.name in _TESTED:
                return bool
            case nodes.CondExpr():
                self.kind(node.test, scope)
                branches = [node.expr1, *([node.expr2] if node.expr2 is not None else [])]
                return either([self.kind(each, scope) for each in branches])
            case _:
                for child in node.iter_child_nodes():
                    self.kind(child, scope)
                return UNKNOWN


def _text(node: nodes.Node) -> str:
    """Return an expression as a template has it, as far as dots and names go."""
    match node:
        case nodes.Getattr():
            return f"{_text(node.node)}.{node.attr}"
        case nodes.Name():
            return node.name
        case _:
            return "(...)"
