"""What changed between two surfaces, and what it does to a program that was written against the old one."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.surface.model import CLIENT, Class, Field, Level, Method, Named, Parameter, Surface, SurfaceChange
from specloom.surface.types import Relation, given, relation
from specloom.surface.use import Use, uses_of

__all__ = ["compare_surfaces"]


def compare_surfaces(old: Surface, new: Surface) -> tuple[SurfaceChange, ...]:
    """Return all differences, the worst first, then by what they are about."""
    uses = _both(uses_of(old), uses_of(new))
    found = [*_packages(old, new), *_classes(old, new, uses), *_functions(old, new), *_named(old, new, uses)]
    return tuple(sorted(found, key=lambda each: (-each.level, each.subject, each.rule)))


def _packages(old: Surface, new: Surface) -> Iterator[SurfaceChange]:
    if old.packages and new.packages and old.packages != new.packages:
        message = f"is imported as {', '.join(new.packages)} now"
        yield SurfaceChange(
            rule="package-renamed",
            level=Level.BREAKING,
            subject=", ".join(old.packages),
            message=message,
            old=None,
            new=None,
        )


def _both(old: Mapping[str, Use], new: Mapping[str, Use]) -> dict[str, Use]:
    return {name: old.get(name, Use(0)) | new.get(name, Use(0)) for name in {*old, *new}}


def _classes(old: Surface, new: Surface, uses: Mapping[str, Use]) -> Iterator[SurfaceChange]:
    before, after = _by_subject(old), _by_subject(new)
    for subject in sorted({*before, *after}):
        one, other = before.get(subject), after.get(subject)
        if one is not None and other is not None:
            yield from _ClassPair(subject, one, other, uses.get(other.name, Use.RETURNED)).changes()
    for name in sorted(old.classes.keys() ^ new.classes.keys()):
        made = old.classes.get(name) or new.classes[name]
        if old.attributes.get(made.name, new.attributes.get(made.name, CLIENT)) != CLIENT:
            continue  # a section, which programs know by its attribute alone
        is_new = name in new.classes
        yield SurfaceChange(
            rule="class-added" if is_new else "class-removed",
            level=Level.SAFE if is_new else Level.BREAKING,
            subject=name,
            message="is new" if is_new else "is gone",
            old=None if is_new else made.place,
            new=made.place if is_new else None,
        )


def _by_subject(surface: Surface) -> dict[str, Class]:
    """Return the classes by what a program writes; of a section and its awaited twin only the first, which says it all."""
    found: dict[str, Class] = {}
    for name, made in surface.classes.items():
        subject = surface.attributes.get(made.name, name)
        if subject in found and not found[subject].name.startswith("Async"):
            continue
        found[subject] = made
    return found


@dataclass(frozen=True, slots=True)
class _ClassPair:
    """A class before and after."""

    subject: str
    old: Class
    new: Class
    use: Use

    def changes(self) -> Iterator[SurfaceChange]:
        """Yield what changed in bases, methods and fields."""
        for base in self.old.bases:
            if base not in self.new.bases:
                yield SurfaceChange(
                    rule="base-removed",
                    level=Level.BREAKING,
                    subject=self.subject,
                    message=f"is no {base} any more",
                    old=self.old.place,
                    new=self.new.place,
                )
        yield from _methods(self.subject, self.old.methods, self.new.methods)
        for name in sorted({*self.old.fields, *self.new.fields}):
            yield from self._field(name, self.old.fields.get(name), self.new.fields.get(name))

    def _field(self, name: str, old: Field | None, new: Field | None) -> Iterator[SurfaceChange]:
        subject = f"{self.subject}.{name}"
        if old is None and new is not None:
            is_needed = Use.GIVEN in self.use and new.default is None
            yield SurfaceChange(
                rule="field-added-required" if is_needed else "field-added",
                level=Level.BREAKING if is_needed else Level.SAFE,
                subject=subject,
                message="is new and must be given" if is_needed else "is new",
                old=None,
                new=new.place,
            )
        elif old is not None and new is None:
            yield SurfaceChange(
                rule="field-removed", level=Level.BREAKING, subject=subject, message="is gone", old=old.place, new=None
            )
        elif old is not None and new is not None:
            found = relation(old.annotation, new.annotation)
            if found is not Relation.SAME:
                yield SurfaceChange(
                    rule="field-type",
                    level=self.use.level_of(found),
                    subject=subject,
                    message=f"was {_type(old.annotation)}, is {_type(new.annotation)}",
                    old=old.place,
                    new=new.place,
                )
            elif old.default != new.default:
                yield SurfaceChange(
                    rule="field-default",
                    level=Level.DANGEROUS,
                    subject=subject,
                    message=f"was {old.default}, is {new.default}",
                    old=old.place,
                    new=new.place,
                )


def _functions(old: Surface, new: Surface) -> Iterator[SurfaceChange]:
    for name in sorted({*old.functions, *new.functions}):
        yield from _method(name, old.functions.get(name), new.functions.get(name))


def _methods(subject: str, old: Mapping[str, Method], new: Mapping[str, Method]) -> Iterator[SurfaceChange]:
    for name in sorted({*old, *new}):
        yield from _method(subject if name == "__init__" else f"{subject}.{name}", old.get(name), new.get(name))


def _method(subject: str, old: Method | None, new: Method | None) -> Iterator[SurfaceChange]:
    if old is None and new is not None:
        yield SurfaceChange(
            rule="method-added", level=Level.SAFE, subject=subject, message="is new", old=None, new=new.place
        )
    elif old is not None and new is None:
        yield SurfaceChange(
            rule="method-removed", level=Level.BREAKING, subject=subject, message="is gone", old=old.place, new=None
        )
    elif old is not None and new is not None:
        yield from _signature(subject, old, new)
        for name in sorted({*old.parameters, *new.parameters}):
            yield from _parameter(f"{subject}({name})", old, new, name)


def _signature(subject: str, old: Method, new: Method) -> Iterator[SurfaceChange]:
    found = relation(old.returns, new.returns)
    if found is not Relation.SAME and not (old.is_property and new.is_property):
        yield SurfaceChange(
            rule="return-type",
            level=Use.RETURNED.level_of(found),
            subject=subject,
            message=f"returned {_type(old.returns)}, returns {_type(new.returns)}",
            old=old.place,
            new=new.place,
        )
    before, after = _positional(old), _positional(new)
    if any(name in before and before.index(name) != at for at, name in enumerate(after)):
        yield SurfaceChange(
            rule="parameter-moved",
            level=Level.BREAKING,
            subject=subject,
            message=f"took ({', '.join(before)}) by position, takes ({', '.join(after)})",
            old=old.place,
            new=new.place,
        )


def _positional(method: Method) -> list[str]:
    return [each.name for each in method.parameters.values() if not each.is_keyword_only]


def _parameter(subject: str, old: Method, new: Method, name: str) -> Iterator[SurfaceChange]:
    one, other = old.parameters.get(name), new.parameters.get(name)
    if one is None and other is not None:
        is_needed = other.default is None
        yield SurfaceChange(
            rule="parameter-added-required" if is_needed else "parameter-added",
            level=Level.BREAKING if is_needed else Level.SAFE,
            subject=subject,
            message="is new and must be given" if is_needed else "is new",
            old=old.place,
            new=other.place,
        )
    elif one is not None and other is None:
        yield SurfaceChange(
            rule="parameter-removed",
            level=Level.BREAKING,
            subject=subject,
            message="is gone",
            old=one.place,
            new=new.place,
        )
    elif one is not None and other is not None:
        yield from _same_parameter(subject, one, other)


def _same_parameter(subject: str, old: Parameter, new: Parameter) -> Iterator[SurfaceChange]:
    def changed(rule: str, level: Level, message: str) -> SurfaceChange:
        return SurfaceChange(rule=rule, level=level, subject=subject, message=message, old=old.place, new=new.place)

    if new.is_keyword_only and not old.is_keyword_only:
        yield changed("parameter-keyword-only", Level.BREAKING, "was taken by position, too; is taken by name alone")
    if old.default is not None and new.default is None:
        yield changed("parameter-required", Level.BREAKING, "could be left out, and must be given")
    elif old.default is None and new.default is not None:
        yield changed("parameter-optional", Level.SAFE, "had to be given, and may be left out")
    elif old.default != new.default:
        yield changed("parameter-default", Level.DANGEROUS, f"was {old.default} if left out, is {new.default}")
    found = relation(given(old.annotation), given(new.annotation))
    if found is not Relation.SAME:
        level = Use.GIVEN.level_of(found)
        yield changed("parameter-type", level, f"took {_type(old.annotation)}, takes {_type(new.annotation)}")


def _named(old: Surface, new: Surface, uses: Mapping[str, Use]) -> Iterator[SurfaceChange]:
    for subject in sorted({*old.named, *new.named}):
        one, other = old.named.get(subject), new.named.get(subject)
        if one is None and other is not None:
            yield SurfaceChange(
                rule="name-added", level=Level.SAFE, subject=subject, message="is new", old=None, new=other.place
            )
        elif one is not None and other is None:
            yield SurfaceChange(
                rule="name-removed", level=Level.BREAKING, subject=subject, message="is gone", old=one.place, new=None
            )
        elif one is not None and other is not None:
            yield from _same_name(subject, one, other, uses.get(other.name, Use.RETURNED))


def _same_name(subject: str, old: Named, new: Named, use: Use) -> Iterator[SurfaceChange]:
    found = relation(old.value, new.value)
    if found is Relation.SAME and _type(old.value) == _type(new.value):
        return
    yield SurfaceChange(
        rule="name-value",
        level=use.level_of(found),
        subject=subject,
        message=f"was {_type(old.value)}, is {_type(new.value)}",
        old=old.place,
        new=new.place,
    )


_LONGEST = 120


def _type(node: ast.expr | None) -> str:
    """Return a type as a reader knows it, shortened; `Unset` says that something may be left out."""
    text = "anything" if node is None else ast.unparse(node)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " ..."
