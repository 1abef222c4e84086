"""Types, compared: what a caller may send, and what may come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from specloom.changes.bounds import bounds_changes
from specloom.changes.forms import Choice, Form, Variants, form_of, name_of, words
from specloom.changes.json_values import key_of
from specloom.changes.model import Change, Effect, Level, level_of
from specloom.changes.variants import Paired, in_full, pair_variants
from specloom.diagnostics import Location
from specloom.ir.types import (
    Access,
    AnyType,
    Array,
    Direction,
    Field,
    JsonValue,
    MapType,
    NeverType,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    TypeDef,
    TypeId,
)

__all__ = ["Pair", "Schemas", "Spot", "defaults"]

_WIDER_FORMATS = {("int32", "int64"), ("float", "double")}
_DEEPEST = 30
Pair = tuple[TypeId, TypeId, Direction]
"""Of named types, old and new, and the way they travel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where two types stand."""

    area: str
    """How rules about it begin: `request-parameter`."""
    direction: Direction
    subject: str
    place: str
    old: Location
    new: Location

    def inside(self, step: str, old: Location | None = None, new: Location | None = None) -> Spot:
        """Return a spot further in. Inside of a body everything is a property."""
        area = self.area if self.area.endswith(("parameter", "header")) else f"{self.direction}-property"
        return replace(self, area=area, place=self.place + step, old=old or self.old, new=new or self.new)


@dataclass(slots=True)
class Schemas:
    """Compares types of two APIs; each pair of named types once, whatever uses it."""

    old: Mapping[TypeId, TypeDef]
    new: Mapping[TypeId, TypeDef]
    changes: dict[Pair, list[Change]] = field(default_factory=dict[Pair, list[Change]])
    """Of each pair of named types."""
    inner: dict[Pair, set[Pair]] = field(default_factory=dict[Pair, set[Pair]])
    """The pairs that stand in a pair."""
    _met: set[Pair] = field(default_factory=set[Pair])
    """What the comparison that is going on has come to."""
    _depth: int = 0

    def compare(self, old: Type, new: Type, spot: Spot) -> tuple[list[Change], set[Pair]]:
        """Return what changed at a spot itself, and the pairs of named types that it leads to."""
        before, self._met = self._met, set()
        found = list(self._types(old, new, spot))
        met, self._met = self._met, before
        return found, met

    def _types(self, old: Type, new: Type, spot: Spot) -> Iterator[Change]:
        if old.nullable != new.nullable and not (isinstance(old, AnyType) or isinstance(new, AnyType)):
            yield _nullable(spot, is_now=new.nullable)  # what may be anything may be null, whatever it says
        match old, new:
            case Ref(target=one), Ref(target=other) if self.old[one].component and self.new[other].component:
                self._pair(one, other, spot.direction)
                return
            case Ref(target=one), Ref(target=other):
                spot = replace(spot, old=self.old[one].origin, new=self.new[other].origin)
            case _:
                pass
        pair = (words(old, self.old), words(new, self.new))
        if self._depth > _DEEPEST:
            return  # types without names that hold themselves
        self._depth += 1
        yield from self._forms(old, new, spot, *pair)
        self._depth -= 1

    def _pair(self, old: TypeId, new: TypeId, direction: Direction) -> None:
        pair = (old, new, direction)
        self._met.add(pair)
        if pair in self.changes:
            return
        self.changes[pair], self.inner[pair] = [], set()
        one, other = self.old[old], self.new[new]
        spot = Spot(
            area=f"{direction}-property",
            direction=direction,
            subject=name_of(other),
            place="",
            old=one.origin,
            new=other.origin,
        )
        before, self._met = self._met, set()
        self.changes[pair] = list(self._forms(Ref(target=old), Ref(target=new), spot, name_of(one), name_of(other)))
        self.inner[pair], self._met = self._met, before

    def _forms(self, old: Type, new: Type, spot: Spot, was: str, now: str) -> Iterator[Change]:
        (one, old_bounds), (other, new_bounds) = form_of(old, self.old), form_of(new, self.new)
        joined = self._joined(old, new, spot)
        if joined is not None:
            word, effect, inner = joined
            if was == now:  # one name, before and after
                was, now = (
                    _listed(form_of(use, types)[0], types) or was for use, types in ((old, self.old), (new, self.new))
                )
            yield _change(spot, word, effect, f"was {was}, is {now}")
            yield from self._types(*inner, spot)
            return
        retyped = _retyped(one, other)
        if retyped is not None:
            word, effect = retyped
            yield _change(spot, word, effect, f"was {was}, is {now}")
            return
        for word, effect, message in bounds_changes(old_bounds, new_bounds, is_whole=_is_whole(one, other)):
            change = _change(spot, word, effect, message, is_soft=True)
            # Which of two patterns takes more, nobody can say in general.
            yield replace(change, level=Level.DANGEROUS) if word == "pattern-changed" else change
        match one, other:
            case Object() | MapType(), Object() | MapType():
                yield from self._objects(one, other, spot)
            case Choice(), Choice():
                yield from _choices(one, other, spot)
            case Scalar(), Scalar():
                yield from self._texts(one, other, spot)
            case Array(items=items), Array(items=others):
                yield from self._types(items, others, spot.inside("[]"))
            case TupleType(), TupleType():
                yield from self._tuples(one, other, spot)
            case Variants(), Variants():
                yield from self._variants(one, other, spot)
            case _:
                pass

    def _objects(self, old: Object | MapType, new: Object | MapType, spot: Spot) -> Iterator[Change]:
        before, after = ({each.wire_name: each for each in _fields_of(one)} for one in (old, new))
        for name in [*before, *(name for name in after if name not in before)]:
            one, other = before.get(name), after.get(name)
            was = one is not None and one.exists_in(spot.direction)
            now = other is not None and other.exists_in(spot.direction)
            inner = spot.inside(f".{name}", one.origin if one else None, other.origin if other else None)
            if one and was and not now:
                yield _gone(inner, one, other)
            elif other and now and not was:
                yield _came(inner, one, other)
            elif one and other and was and now:
                yield from _fields(inner, one, other)
                yield from self._types(one.type, other.type, inner)
        yield from self._additional(_rest_of(old), _rest_of(new), spot.inside(".*"))

    def _additional(self, old: Type | None, new: Type | None, spot: Spot) -> Iterator[Change]:
        if old is None and new is not None:
            yield _change(
                spot,
                "additional-properties-allowed",
                Effect.WIDENS,
                "other properties may stand there now",
                is_soft=True,
            )
        elif old is not None and new is None:
            yield _change(
                spot, "additional-properties-forbidden", Effect.NARROWS, "other properties may not stand there any more"
            )
        elif old is not None and new is not None:
            yield from self._types(old, new, spot)

    def _tuples(self, old: TupleType, new: TupleType, spot: Spot) -> Iterator[Change]:
        if len(old.prefix) != len(new.prefix):
            word = "prefix-items-added" if len(new.prefix) > len(old.prefix) else "prefix-items-removed"
            yield _change(
                spot, word, Effect.CHANGES, f"had {len(old.prefix)} places of their own types, has {len(new.prefix)}"
            )
        for number, (one, other) in enumerate(zip(old.prefix, new.prefix, strict=False)):
            yield from self._types(one, other, spot.inside(f"[{number}]"))
        yield from self._types(old.rest, new.rest, spot.inside("[]"))

    def _texts(self, old: Scalar, new: Scalar, spot: Spot) -> Iterator[Change]:
        yield from _formats(old, new, spot)
        if old.media_type != new.media_type:
            message = f"held {old.media_type or 'any text'}, holds {new.media_type or 'any text'}"
            effect = _effect(old.media_type, new.media_type)
            yield _change(spot, "content-media-type-changed", effect, message)
        elif old.content is not None or new.content is not None:
            anything = AnyType()
            yield from self._types(old.content or anything, new.content or anything, spot.inside("(content)"))

    def _joined(self, old: Type, new: Type, spot: Spot) -> tuple[str, Effect, tuple[Type, Type]] | None:
        """Return what it means that a type is now one of several, or was; None where it is not so."""
        one, other = form_of(old, self.old)[0], form_of(new, self.new)[0]
        if isinstance(other, Variants) and not isinstance(one, Variants | AnyType | NeverType):
            pairs = self._pairs((old,), other.types).both or self._alike([(old, each) for each in other.types], spot)
            return ("type-generalized", Effect.WIDENS, pairs[0]) if pairs else None
        if isinstance(one, Variants) and not isinstance(other, Variants | AnyType | NeverType):
            pairs = self._pairs(one.types, (new,)).both or self._alike([(each, new) for each in one.types], spot)
            return ("type-specialized", Effect.NARROWS, pairs[0]) if pairs else None
        return None

    def _alike(self, pairs: Sequence[tuple[Type, Type]], spot: Spot) -> tuple[tuple[Type, Type], ...]:
        """Return the first of some pairs that are the same under another name."""
        return next(((pair,) for pair in pairs if self._renamed(*pair, spot) is not None), ())

    def _pairs(self, old: Sequence[Type], new: Sequence[Type]) -> Paired:
        return pair_variants(old, new, self.old, self.new)

    def _variants(self, old: Variants, new: Variants, spot: Spot) -> Iterator[Change]:
        kind = "one-of" if new.is_exclusive else "any-of"
        paired = self._pairs(old.types, new.types)
        gone, come = (
            [in_full(each, types) for each in side]
            for side, types in ((paired.gone, self.old), (paired.come, self.new))
        )
        if old.discriminator and new.discriminator:  # what is told by another value is the same variant
            both = {*gone} & {*come}
            gone, come = ([each for each in side if each not in both] for side in (gone, come))
        if len(gone) == len(come) == 1 == len(paired.gone) == len(paired.come):
            inner = self._renamed(paired.gone[0], paired.come[0], spot.inside(f"({come[0]})"))
            if inner is not None:
                yield from inner
                gone = come = []
        for each in gone:
            yield _change(spot, f"{kind}-removed", Effect.NARROWS, f"is {each} no longer")
        for each in come:
            yield _change(spot, f"{kind}-added", Effect.WIDENS, f"may also be {each}", is_soft=True)
        for one, other in paired.both:
            yield from self._types(one, other, spot.inside(f"({words(other, self.new)})"))
        yield from self._discriminators(old, new, spot, {*gone, *come})

    def _renamed(self, old: Type, new: Type, spot: Spot) -> list[Change] | None:
        """Return what two variants differ in if they are one and the same under another name; None if they are not."""
        known, met = set(self.changes), set(self._met)
        found = list(self._forms(old, new, spot, words(old, self.old), words(new, self.new)))
        if all(each.level is Level.SAFE for each in found):
            return found
        for pair in self.changes.keys() - known:  # they belong to different things: what they hold is not compared
            del self.changes[pair]
            self.inner.pop(pair, None)
        self._met = met
        return None

    def _discriminators(self, old: Variants, new: Variants, spot: Spot, told: set[str]) -> Iterator[Change]:
        one, other = old.discriminator, new.discriminator
        if one is None and other is not None:
            yield _change(spot, "discriminator-added", Effect.NONE, f"is told apart by {other.property!r} now")
        elif one is not None and other is None:
            yield _change(spot, "discriminator-removed", Effect.NONE, f"is not told apart by {one.property!r} any more")
        elif one is not None and other is not None:
            if one.property != other.property:
                message = f"was told apart by {one.property!r}, is by {other.property!r}"
                yield _change(spot, "discriminator-property-name-changed", Effect.CHANGES, message)
            before = {tag: words(old.types[at], self.old) for tag, at in one.mapping.items()}
            after = {tag: words(new.types[at], self.new) for tag, at in other.mapping.items()}
            renamed = dict(_renamed_tags(before, after))
            for tag in sorted(before.keys() | after.keys()):
                led, leads = before.get(tag), after.get(tag)
                if {led, leads} & told or tag in renamed.values():
                    continue
                if tag in renamed:
                    message = f"{led} was told by {tag!r}, is by {renamed[tag]!r}"
                    yield _change(spot, "discriminator-mapping-changed", Effect.CHANGES, message)
                    continue
                if led is None:
                    yield _change(
                        spot, "discriminator-mapping-added", Effect.WIDENS, f"{tag!r} means {leads}", is_soft=True
                    )
                elif leads is None:
                    yield _change(
                        spot, "discriminator-mapping-deleted", Effect.NARROWS, f"{tag!r} no longer means {led}"
                    )
                elif led != leads:
                    yield _change(
                        spot, "discriminator-mapping-changed", Effect.CHANGES, f"{tag!r} meant {led}, means {leads}"
                    )


def _is_whole(*forms: Form) -> bool:
    return all(isinstance(each, Scalar) and each.kind is ScalarKind.INTEGER for each in forms)


def _fields_of(made: Object | MapType) -> tuple[Field, ...]:
    return made.fields if isinstance(made, Object) else ()


def _rest_of(made: Object | MapType) -> Type | None:
    """Return the type of properties that have no names."""
    return made.additional if isinstance(made, Object) else made.values


def _listed(form: Form, types: Mapping[TypeId, TypeDef]) -> str:
    """Return the types of a union in a few words; empty for anything else."""
    return " or ".join(words(each, types) for each in form.types) if isinstance(form, Variants) else ""


def _renamed_tags(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the old and the new value of each variant that one value told, and that another one tells now."""
    for variant in sorted({*before.values()} & {*after.values()}):
        gone, come = (
            [tag for tag, meant in one.items() if meant == variant and tag not in other]
            for one, other in ((before, after), (after, before))
        )
        if len(gone) == len(come) == 1:
            yield gone[0], come[0]


def _change(spot: Spot, word: str, effect: Effect, message: str, *, is_soft: bool = False) -> Change:
    return Change(
        rule=f"{spot.area}-{word}",
        level=level_of(spot.direction, effect, is_soft=is_soft),
        subject=spot.subject,
        place=spot.place,
        message=message,
        old=spot.old,
        new=spot.new,
    )


def _nullable(spot: Spot, *, is_now: bool) -> Change:
    if is_now:
        return _change(spot, "became-nullable", Effect.WIDENS, "may be null now")
    return _change(spot, "became-not-nullable", Effect.NARROWS, "may not be null any more")


def _retyped(old: Form, new: Form) -> tuple[str, Effect] | None:
    """Return the rule and the effect where one form took the place of another; None where they are of one kind."""
    match old, new:
        case Scalar(), Scalar():
            return _rescaled(old.kind, new.kind)
        case Scalar(kind=kind), Choice(base=base) if kind == base:
            return "became-enum", Effect.NARROWS
        case Choice(base=base), Scalar(kind=kind) if kind == base:
            return "became-not-enum", Effect.WIDENS
        case Object() | MapType(), Object() | MapType():
            return None
        case _ if type(old) is type(new):
            return None
        case _:
            return (
                _EXTREMES.get((type(old), None)) or _EXTREMES.get((None, type(new))) or ("type-changed", Effect.CHANGES)
            )


_EXTREMES: Mapping[tuple[type | None, type | None], tuple[str, Effect]] = {
    (NeverType, None): ("schema-became-not-false", Effect.WIDENS),
    (None, NeverType): ("schema-became-false", Effect.CHANGES),  # who read it reads nothing any more
    (AnyType, None): ("type-specialized", Effect.NARROWS),
    (None, AnyType): ("type-generalized", Effect.WIDENS),
}
"""What it means that nothing, or anything, was or is allowed."""


def _rescaled(old: ScalarKind, new: ScalarKind) -> tuple[str, Effect] | None:
    if old is new:
        return None
    if (old, new) == (ScalarKind.INTEGER, ScalarKind.NUMBER):
        return "type-generalized", Effect.WIDENS
    if (old, new) == (ScalarKind.NUMBER, ScalarKind.INTEGER):
        return "type-specialized", Effect.NARROWS
    return "type-changed", Effect.CHANGES


def _effect(old: str | None, new: str | None) -> Effect:
    """Return what it means that something is said which was not, or the other way round."""
    return Effect.NARROWS if old is None else Effect.WIDENS if new is None else Effect.CHANGES


def _choices(old: Choice, new: Choice, spot: Spot) -> Iterator[Change]:
    before, after = ({key_of(value): repr(value) for value in one.values} for one in (old, new))
    if len(before) == len(after) == 1 and before.keys() != after.keys():
        (was,), (now,) = before.values(), after.values()
        yield _change(spot, "const-changed", Effect.CHANGES, f"was {was}, is {now}")
        return
    for key, value in before.items():
        if key not in after:
            yield _change(spot, "enum-value-removed", Effect.NARROWS, f"is {value} no longer")
    for key, value in after.items():
        if key not in before:
            yield _change(spot, "enum-value-added", Effect.WIDENS, f"may also be {value}", is_soft=True)


def _formats(old: Scalar, new: Scalar, spot: Spot) -> Iterator[Change]:
    if old.format == new.format:
        return
    message = f"had the format {old.format or 'of any'}, has {new.format or 'any'}"
    pair = (old.format or "", new.format or "")
    if old.format is None or pair[::-1] in _WIDER_FORMATS:
        yield _change(spot, "type-specialized", Effect.NARROWS, message)
    elif new.format is None or pair in _WIDER_FORMATS:
        yield _change(spot, "type-generalized", Effect.WIDENS, message)
    else:
        yield _change(spot, "type-changed", Effect.CHANGES, message)


def _fields(spot: Spot, old: Field, new: Field) -> Iterator[Change]:
    if new.required and not old.required:
        level = level_of(spot.direction, Effect.NARROWS)
        word, message = "became-required", "could be left out, and must be there"
        if spot.direction is Direction.REQUEST and new.has_default:
            word, level = "became-required-with-default", Level.DANGEROUS
        yield replace(_change(spot, word, Effect.NARROWS, message), level=level)
    elif old.required and not new.required:
        yield _change(spot, "became-optional", Effect.WIDENS, "was always there, and may be missing")
    if new.deprecated and not old.deprecated:
        yield _change(spot, "deprecated", Effect.NONE, "is deprecated now")
    elif old.deprecated and not new.deprecated:
        yield _change(spot, "reactivated", Effect.NONE, "is not deprecated any more")
    yield from defaults(spot, (old.has_default, old.default), (new.has_default, new.default))


def defaults(spot: Spot, old: tuple[bool, JsonValue], new: tuple[bool, JsonValue]) -> Iterator[Change]:
    """Yield what became of a default: who leaves a value out gets something else."""
    if (old[0], key_of(old[1])) == (new[0], key_of(new[1])) or not (old[0] or new[0]):
        return
    word = "default-value-added" if not old[0] else "default-value-removed" if not new[0] else "default-value-changed"
    was, now = (repr(value) if is_there else "nothing" for is_there, value in (old, new))
    level = Level.DANGEROUS if spot.direction is Direction.REQUEST else Level.SAFE
    yield replace(_change(spot, word, Effect.NONE, f"is {now} if left out, and was {was}"), level=level)


def _gone(spot: Spot, old: Field, new: Field | None) -> Change:
    """Return the change of a property that no longer travels this way."""
    need = "required" if old.required else "optional"
    if spot.direction is Direction.REQUEST:
        rule = "request-property-removed" if new is None else f"request-{need}-property-became-read-only"
        level = Level.DANGEROUS
    else:
        rule = f"response-{need}-property-" + ("removed" if new is None else "became-write-only")
        level = Level.BREAKING if old.required else Level.DANGEROUS
    message = "is gone" if new is None else f"is {_words_of(new.access)} now"
    return _about(spot, rule, level, message, spot.old, None if new is None else spot.new)


def _came(spot: Spot, old: Field | None, new: Field) -> Change:
    """Return the change of a property that travels this way now."""
    need = "required" if new.required else "optional"
    level = Level.SAFE
    if spot.direction is Direction.RESPONSE:
        rule = f"response-{need}-property-" + ("added" if old is None else "became-not-write-only")
    else:
        rule = f"new-{need}-request-property" if old is None else f"request-{need}-property-became-not-read-only"
        if new.required:
            rule += "-with-default" if new.has_default and old is None else ""
            level = Level.DANGEROUS if new.has_default else Level.BREAKING
    message = f"is new{', and must be there' if level > Level.SAFE else ''}"
    message = message if old is None else f"was {_words_of(old.access)}"
    return _about(spot, rule, level, message, None if old is None else spot.old, spot.new)


def _about(spot: Spot, rule: str, level: Level, message: str, old: Location | None, new: Location | None) -> Change:
    return Change(rule=rule, level=level, subject=spot.subject, place=spot.place, message=message, old=old, new=new)


def _words_of(access: Access) -> str:
    return {Access.READ: "read-only", Access.WRITE: "write-only", Access.BOTH: "for both ways"}[access]
