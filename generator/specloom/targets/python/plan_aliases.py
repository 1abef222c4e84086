"""The aliases below `models`: enumerations, unions, and other names for types."""

from __future__ import annotations

from dataclasses import dataclass, field

from specloom.ir.types import Alias, Discriminator, Enum, Literal, Union, UnionOf
from specloom.targets.python.code import Identifier, TypeExpression
from specloom.targets.python.docs import paragraphs
from specloom.targets.python.expressions import Expr, join, literal
from specloom.targets.python.hoists import Hoist, Place, definition_hoists, definition_place, needs_name
from specloom.targets.python.layout import LINE, FittedText, FittedType, PyPair, annotation
from specloom.targets.python.literals import PyString
from specloom.targets.python.model_views import TypeAliasView, UnionAlias
from specloom.targets.python.prose import PyDoc
from specloom.targets.python.types import TypeWriter
from specloom.targets.python.views import EnumAlias

__all__ = ["AliasPlan", "Aliases", "enum_alias"]


@dataclass(slots=True)
class Aliases:
    """What an alias module holds, and the names it uses."""

    enums: list[EnumAlias] = field(default_factory=list[EnumAlias])
    unions: list[UnionAlias] = field(default_factory=list[UnionAlias])
    others: list[TypeAliasView] = field(default_factory=list[TypeAliasView])
    used: set[str] = field(default_factory=lambda: {"TypeAlias"})
    is_quoted: bool = False
    """An alias leads back to itself, so what it names can only be imported for the type checker."""


def enum_alias(
    writer: TypeWriter, use: Literal | Enum, name: str, used: set[str], doc: PyDoc | None = None
) -> EnumAlias:
    """Return the alias for an enumeration, and note the names it uses."""
    known, beyond = writer.members(use)
    whole = join(*([literal(value.printed() for value in known)] if known else []), *([beyond] if beyond else []))
    used |= {"TypeAlias"} | whole.needs
    if len(known) > 1 and whole.text != "Any":
        is_wide = len(f"{name}: TypeAlias = (") > LINE
        return EnumAlias(
            Identifier(name), known, TypeExpression(beyond.text) if beyond else None, is_wide=is_wide, doc=doc
        )
    fitted = annotation(whole, column=len(f"{name}: TypeAlias = "), after=0, indent=0)
    return EnumAlias(Identifier(name), (), None, whole=fitted, doc=doc)


@dataclass(frozen=True, slots=True)
class AliasPlan:
    """Plans what one alias module holds."""

    writer: TypeWriter

    def of_definition(self, definition: Enum | Union | Alias) -> Aliases:
        """Return the aliases of a definition, one for each direction, and of the enumerations inside it."""
        found = Aliases()
        place = definition_place(definition)
        text = definition.description or definition.title
        doc = paragraphs(text) if text.strip() else None
        for hoist in definition_hoists(definition):
            if isinstance(hoist.type, Literal):
                self._enum(found, hoist.type, hoist.place, None)
        match definition:
            case Enum():
                self._enum(found, definition, place, doc)
            case Union():
                self._union(found, definition, place, doc)
            case Alias(type=Literal() as use) if needs_name(use):
                self._enum(found, use, place, doc)
            case Alias(type=UnionOf() as use) if needs_name(use):
                self._union(found, use, place, doc)
            case Alias():
                self._other(found, definition, place, doc)
        return found

    def of_hoist(self, hoist: Hoist) -> Aliases:
        """Return the alias of a hoisted type that has a module of its own."""
        found = Aliases()
        if isinstance(hoist.type, Literal):
            self._enum(found, hoist.type, hoist.place, None)
        else:
            self._union(found, hoist.type, hoist.place, None)
        return found

    def _enum(self, found: Aliases, use: Literal | Enum, place: Place, doc: PyDoc | None) -> None:
        for direction in self.writer.names.both(place.key):
            name = self.writer.names.of(place.key, direction)
            found.enums.append(enum_alias(self.writer, use, name, found.used, doc))

    def _other(self, found: Aliases, definition: Alias, place: Place, doc: PyDoc | None) -> None:
        found.is_quoted = self.writer.is_cyclic(definition.id)
        for direction in self.writer.names.both(place.key):
            expression = self.writer.value(definition.type, place, direction)
            self._plain(found, self.writer.names.of(place.key, direction), expression, doc)

    def _plain(self, found: Aliases, name: str, expression: Expr, doc: PyDoc | None) -> None:
        """Add another name for a type."""
        found.used |= expression.needs
        text = expression.text
        fitted = annotation(expression, column=len(f"{name}: TypeAlias = "), after=0, indent=0)
        shown = FittedText(PyString(text), fitted.column) if found.is_quoted else fitted
        found.others.append(TypeAliasView(name=Identifier(name), type=shown, doc=doc))

    def _union(self, found: Aliases, use: Union | UnionOf, place: Place, doc: PyDoc | None) -> None:
        found.is_quoted = self.writer.is_ring(use.variants)
        for direction in self.writer.names.both(place.key):
            written = [
                self.writer.value(variant, place.below(str(index)), direction)
                for index, variant in enumerate(use.variants)
            ]
            name = self.writer.names.of(place.key, direction)
            if use.discriminator is None:
                self._plain(found, name, self.writer.union(use.variants, written), doc)
            else:
                self._tagged(found, name, written, use.discriminator, doc)

    def _tagged(
        self, found: Aliases, name: str, written: list[Expr], discriminator: Discriminator, doc: PyDoc | None
    ) -> None:
        """Add a union whose variants carry a tag."""
        whole = join(*written)
        found.used |= whole.needs | {"Annotated", "Tagged"}
        tags = sorted(discriminator.mapping.items())
        pairs = tuple(PyPair(PyString(tag), PyString(written[index].text)) for tag, index in tags)
        default = None if discriminator.default is None else PyString(written[discriminator.default].text)
        if found.is_quoted:
            text = FittedText(_quoted(whole, discriminator, pairs, default), len(f"{name}: TypeAlias = "))
            found.others.append(TypeAliasView(name=Identifier(name), type=text, doc=doc))
            return
        fitted = FittedType(TypeExpression(whole.text), 4, len(","), 4, in_brackets=True)
        tag = PyString(discriminator.property)
        found.unions.append(
            UnionAlias(name=Identifier(name), whole=fitted, tag=tag, tags=pairs, default=default, doc=doc)
        )


def _quoted(whole: Expr, discriminator: Discriminator, pairs: tuple[PyPair, ...], default: PyString | None) -> PyString:
    """Return the whole alias as text, which the runtime reads when it is first needed."""
    shown = ", ".join(pair.printed() for pair in pairs)
    last = "" if default is None else f", {default.printed()}"
    tagged = f"Tagged({PyString(discriminator.property).printed()}, {{{shown}}}{last})"
    return PyString(f"Annotated[{whole.text}, {tagged}]")
