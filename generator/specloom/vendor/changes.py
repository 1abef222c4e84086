"""What an update means for the code that uses a client: its surface before and after, and what its calls send.

A description's diff does not show the one: a renamed parameter, a model that became two. A signature does not show the
other: the same call, to another path. Both are about the operations that are vendored here, and no others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.surface import Level, compare_surfaces, read_surface
from specloom.vendor.package import UNREADABLE, Package, find_package
from specloom.vendor.uses import Place, Used

__all__ = ["Change", "changes_between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference."""

    level: Level
    rule: str
    subject: str
    """What a program writes: `client.pets.get_pet(pet_id)`, `models.Cat.lives`."""
    text: str

    def used_at(self, used: Used) -> Place | None:
        """Return where the code of this repository uses what the change is about."""
        plain = self.subject.partition("(")[0]
        if plain.startswith("client."):
            name = plain.removeprefix("client.")
            inside = [place for each, place in used.operations.items() if each.startswith(f"{name}.")]
            return used.operations.get(name) or min(inside, default=None)
        owner, _, member = plain.removeprefix("models.").partition(".")
        if owner not in used.models or not member:
            return used.models.get(owner)
        return used.words.get(member) if self.rule in _OF_A_NAME else used.words.get(member) or used.models[owner]


_OF_A_NAME = frozenset({"field-removed", "field-type", "field-default"})
"""Changes of a property that concern only code that names it."""


def changes_between(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...]:
    """Return what changed between the files of two clients, the worst first; nothing where one of them is no client."""
    before, after = find_package(old), find_package(new)
    if before is None or after is None:
        return ()
    try:
        return _between(old, before, new, after)
    except UNREADABLE:
        return ()


def _between(old: Mapping[str, str], before: Package, new: Mapping[str, str], after: Package) -> tuple[Change, ...]:
    found = compare_surfaces(read_surface(old), read_surface(new))
    told = {each.subject.partition("(")[0] for each in found}
    changes = [Change(level=each.level, rule=each.rule, subject=each.subject, text=each.message) for each in found]
    changes += (each for each in _sent(old, before, new, after) if each.subject not in told)
    return tuple(sorted(changes, key=lambda each: (-each.level, each.subject, each.rule)))


def _sent(old: Mapping[str, str], before: Package, new: Mapping[str, str], after: Package) -> Iterator[Change]:
    """Yield the operations whose calls send or read something else."""
    one, other = _insides(old, before), _insides(new, after)
    for subject in sorted(one.keys() & other.keys()):
        if one[subject] != other[subject]:
            text = "sends or reads something else, with the same arguments"
            yield Change(level=Level.DANGEROUS, rule="call-changed", subject=subject, text=text)


def _insides(files: Mapping[str, str], package: Package) -> dict[str, str]:
    """Return what each operation, and the client, does: its code and the constants it reads, without prose."""
    found: dict[str, str] = {}
    for section in package.sections:
        constants = _constants(ast.parse(files[section.path]))
        for member in section.members:
            read = [constants[name] for name in sorted(member.mentions & constants.keys())]
            subject = f"client.{section.name}.{member.name}"
            found[subject] = "\n".join([found.get(subject, ""), _code(member.node), *read])
    found["client"] = "\n".join(_constants(ast.parse(files[f"{package.root}_client.py"])).values())
    return found


def _constants(tree: ast.Module) -> dict[str, str]:
    return {
        target.id: ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def _code(node: ast.stmt) -> str:
    """Return the statements of a method without its docstring and its signature."""
    if not isinstance(node, ast.FunctionDef):
        return ast.unparse(node)
    return "\n".join(
        ast.unparse(each)
        for each in node.body
        if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
    )
