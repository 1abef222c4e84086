"""Values as they may be shown: what the description names, with stand-ins for what is somebody's, and without secrets.

A value is walked along its type. What an object holds beyond its described properties is hidden; where the description says
nothing at all of a value, it is shown as far as nothing in it looks like a secret.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from specloom.calls.examples import Chooser, Need
from specloom.calls.model import Variant
from specloom.calls.schema_check import SchemaChecker
from specloom.calls.values import is_array, is_object
from specloom.captures.inner_json import parts, written
from specloom.captures.named import named_secrets, names_in_pair, values_beside
from specloom.captures.names import is_secret_name
from specloom.captures.places import Place, fits_pointer
from specloom.captures.pseudonyms import Pseudonyms, is_id_name, looks_generated
from specloom.captures.secrets import KnownSecrets
from specloom.captures.shapes import HIDDEN, hide_shapes
from specloom.diagnostics import Location
from specloom.ir.api import Api
from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Direction,
    Enum,
    JsonValue,
    Literal,
    MapType,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    TypeDef,
    Union,
    UnionOf,
)

__all__ = ["ValueRedactor"]

_MOST_ITEMS = 20
_LONGEST = 2000
_LONGEST_READ = 100_000
"""Characters that are looked at to show the first ones: no secret at the cut is so long that its end would be shown."""
_DEEPEST = 60
_TIME_NAME = re.compile(
    r"(?:At|Date|Time|Timestamp|Modified|Created|Updated|Expires|Expiry|Expiration|Until|Deadline)$"
    r"|(?:^|_)(?:at|on|date|time|timestamp|created|updated|modified|expires|expiry|expiration|until|deadline|started|finished)$"
    r"|^(?:exp|iat|nbf|ts|due)$"
)
_EPOCH = re.compile(r"[1-9][0-9]{9,18}")
_PHONE_NAME = re.compile(r"(?i)(?:phone|mobile|fax|telephone)(?:_?number)?$")
_PERSON_NAME = re.compile(
    r"(?i)^(?:first|last|middle|given|family|full|real|display)_?name$|^sur_?name$|^(?:author|owner)_?name$"
)
_PERSON = "Jane Doe"
_PHONE = "+1-555-0100"


@dataclass(slots=True, kw_only=True)
class ValueRedactor:
    """Redacts the values of one exchange."""

    api: Api
    checker: SchemaChecker
    chooser: Chooser
    secrets: KnownSecrets
    pseudonyms: Pseudonyms
    origin: Location
    """Of the operation."""
    hidden_names: frozenset[str]
    """Names of properties, in lower case."""
    kept: frozenset[str] = frozenset()
    """Pointers of this operation whose values may be shown though they look like secrets; `*` is any step."""
    counts: Counter[str] = field(default_factory=Counter[str])
    """How many values were replaced, by rule."""
    vouched: set[str] = field(default_factory=set[str])
    """Texts that the description has, or that the config keeps: no secrets, whatever they look like."""
    is_cut: bool = False
    """Something was too long; whoever asks takes the mark away."""

    def value(self, value: JsonValue, type_: Type | TypeDef | None, place: Place) -> JsonValue:
        """Return a value as it may be shown; `type_` is None where the description leaves it open."""
        if place.pointer.count("/") > _DEEPEST:
            return self._hide("depth", value)
        if any(fits_pointer(place.pointer, each) for each in self.kept):
            self.vouched.update(_texts(value))
            return value
        if place.name and self._is_secret(place.name, type_) and value is not None and not isinstance(value, bool):
            return self.hidden(value, type_, place)
        found = self._resolved(type_, value, place.direction)
        if is_object(value):
            return dict(self._members(value, found, place))
        if is_array(value):
            return self._items(value, found, place)
        return self._leaf(value, found, place)

    def text(self, text: str, place: Place) -> str:
        """Return a text without credentials and shapes of secrets, with stand-ins for what it names."""
        return self._shortened(self._shown(text[:_LONGEST_READ], place))

    def _shown(self, text: str, place: Place) -> str:
        pieces: list[str] = []
        last = 0
        if place.pointer.count("/") < _DEEPEST:
            for start, end, inside in parts(text):
                shown = self.value(inside, None, place.item())
                if shown != inside:
                    pieces += [text[last:start], written(shown)]
                    last = end
        return self._plain("".join([*pieces, text[last:]]), place)

    def _plain(self, text: str, place: Place) -> str:
        text, count = self.secrets.hide(text)
        self.counts["credential"] += count
        shown = self.pseudonyms.in_text(text, place.text)
        self.counts["pseudonym"] += shown != text
        shown, shapes = hide_shapes(shown, self.secrets.learn)
        self.counts.update(shapes)
        return shown

    def _shortened(self, shown: str) -> str:
        if len(shown) > _LONGEST:
            shown, self.is_cut = shown[:_LONGEST] + " ...", True
        return shown

    def written(self, text: str, type_: Type | None, place: Place) -> str:
        """Return a value that is written as text wherever it stands: in a path, a query, a form."""
        is_text = isinstance(type_, Scalar) and type_.kind is ScalarKind.STRING
        return str(self.value(text, type_ if is_text else None, place))

    def _members(
        self, value: dict[str, JsonValue], found: Type | TypeDef | None, place: Place
    ) -> Iterator[tuple[str, JsonValue]]:
        fields = {each.wire_name: each.type for each in found.fields} if isinstance(found, Object) else {}
        rest = found.values if isinstance(found, MapType) else found.additional if isinstance(found, Object) else None
        is_open = not fields or (rest is not None and not isinstance(rest, AnyType))
        beside = values_beside(value)
        for key, each in value.items():
            if key in beside and each is not None and not isinstance(each, bool):
                yield key, self.hidden(each, fields.get(key), place.member(key))
            elif key in fields:
                yield key, self.value(each, fields[key], place.member(key))
            elif is_open or place.direction is Direction.REQUEST:
                yield self.text(key, place), self.value(each, rest, place.member(key))
            else:
                yield self.text(key, place), self._undescribed(each, place.member(key))

    def _undescribed(self, value: JsonValue, place: Place) -> JsonValue:
        """Return what may be shown of a property that the description does not have: what is known from elsewhere."""
        self.learn(value, place.name)
        names = self.pseudonyms
        is_known = isinstance(value, str | int) and names.knows(str(value), is_id=is_id_name(place.name))
        if (
            value is None
            or isinstance(value, bool)
            or is_known
            or (isinstance(value, str) and names.of_time(value) != value)
        ):
            return self.value(value, None, place)
        if isinstance(value, int | float) and self._epoch(value, place) != value:
            return self._epoch(value, place)
        return self._hide("undescribed", value)

    def _items(self, value: list[JsonValue], found: Type | TypeDef | None, place: Place) -> list[JsonValue]:
        if len(value) > _MOST_ITEMS:
            value, self.is_cut = value[:_MOST_ITEMS], True
        if names_in_pair(value):
            return [value[0], self.hidden(value[1], None, place.item())]
        prefix = found.prefix if isinstance(found, TupleType) else ()
        rest = found.items if isinstance(found, Array) else found.rest if isinstance(found, TupleType) else None
        return [
            self.value(each, prefix[index] if index < len(prefix) else rest, place.item())
            for index, each in enumerate(value)
        ]

    def _leaf(self, value: JsonValue, found: Type | TypeDef | None, place: Place) -> JsonValue:
        if value is None or isinstance(value, bool):
            return value
        if place.direction is Direction.REQUEST and isinstance(value, str):
            self.pseudonyms.give_time(value)
        if isinstance(found, Enum | Literal) and any(member.value == value for member in found.members):
            self.vouched.add(str(value))
            return value
        shown = self._number(value, place) if isinstance(value, int | float) else self._string(str(value), found, place)
        if shown == value:
            if place.direction is Direction.REQUEST and isinstance(shown, str):
                self.pseudonyms.give(shown)
            return shown
        if self._fits(shown, value, found, place.direction):
            return shown
        return self._example(found, place)

    def _number(self, value: float, place: Place) -> float:
        if self.secrets.found_in(str(value)):
            self.counts["credential"] += 1
            return 0
        shown = self._epoch(value, place)
        if shown != value:
            self.counts["time"] += 1
        elif isinstance(value, int) and self._is_id(str(abs(value)), place):
            self.counts["pseudonym"] += 1
            return self.pseudonyms.of_number(value, place.text)
        elif hide_shapes(str(value))[1]:
            self.counts["card"] += 1
            return 0
        return shown

    def _epoch(self, value: float, place: Place) -> float:
        """Return what stands for a number that may be a time; an identifier is none, whatever it looks like."""
        if place.is_id or is_id_name(place.name):
            return value
        return self.pseudonyms.of_epoch(value, is_time=bool(_TIME_NAME.search(place.name)))

    def _string(self, value: str, found: Type | TypeDef | None, place: Place) -> str:
        form = found.format if isinstance(found, Scalar) else None
        if self.secrets.found_in(value):
            return self.text(value, place)
        if form in {"date-time", "date"} or _TIME_NAME.search(place.name):
            shown = self.pseudonyms.of_time(value)
            if shown == value and _EPOCH.fullmatch(value):
                shown = str(self._epoch(int(value), place))
            self.counts["time"] += shown != value
            return shown if shown != value else self.text(value, place)
        if form in {"email", "idn-email"} and value:
            self.counts["pseudonym"] += 1
            return self.pseudonyms.of_email(value, place.text)
        if form == "uuid" or (looks_generated(value) and self._is_id(value, place)):
            self.counts["pseudonym"] += 1
            return self.pseudonyms.of_id(value, place.text)
        if _PHONE_NAME.search(place.name) or _PERSON_NAME.search(place.name):
            self.counts["person"] += 1
            return _PHONE if _PHONE_NAME.search(place.name) else _PERSON
        return self.text(value, place)

    def _is_id(self, text: str, place: Place) -> bool:
        """Return whether a value is an identifier that a server gave; what a request brings with it is the same each time."""
        if not place.is_id and not is_id_name(place.name):
            return False
        if text.lower() in self.secrets.public and not any(map(str.isdigit, text)):
            return False
        return place.direction is Direction.RESPONSE or text in self.pseudonyms.known

    def _is_secret(self, name: str, type_: Type | TypeDef | None) -> bool:
        is_password = isinstance(type_, Scalar) and type_.format == "password"
        return is_password or self._is_secret_name(name)

    def _is_secret_name(self, name: str) -> bool:
        return name.lower() in self.hidden_names or is_secret_name(name)

    def learn(self, value: JsonValue, name: str, *, is_secret: bool = False) -> None:
        """Note the secrets in a value with a name, before it is hidden; `is_secret`: it is one whatever its name."""
        is_whole = is_secret and not is_object(value) and not is_array(value)
        for text in named_secrets(value, name, (lambda _: True) if is_whole else self._is_secret_name, below=is_secret):
            self.secrets.learn(text)

    def hidden(self, value: JsonValue, type_: Type | TypeDef | None, place: Place) -> JsonValue:
        """Return what stands for a value that nobody may see, of a type that fits."""
        self.learn(value, place.name, is_secret=True)
        variable = self.secrets.variable(value) if isinstance(value, str) else ""
        shown = self._hide("credential" if variable else "name", value)
        if variable:
            return f"${variable}"
        if self._fits(shown, value, type_, place.direction):
            return shown
        return self._example(type_, place)

    def _hide(self, rule: str, value: JsonValue) -> JsonValue:
        self.counts[rule] += 1
        if is_object(value):
            return {}
        if is_array(value):
            return []
        if isinstance(value, str):
            return HIDDEN
        return value if value is None or isinstance(value, bool) else 0

    def _fits(self, shown: JsonValue, value: JsonValue, found: Type | TypeDef | None, direction: Direction) -> bool:
        """Return whether what is shown is as valid as what it stands for."""
        schema = None if found is None else found.schema
        return (
            schema is None
            or self.checker.accepts(schema, shown, direction)
            or not self.checker.accepts(schema, value, direction)
        )

    def _example(self, found: Type | TypeDef | None, place: Place) -> JsonValue:
        """Return a value of the description, or made from it, where a stand-in would break the schema."""
        if found is None or isinstance(found, Object | Enum | Union | Alias):
            return HIDDEN
        need = Need(
            type=found,
            examples=found.examples,
            direction=place.direction,
            name=place.name,
            subject=place.root,
            origin=self.origin,
        )
        chosen = self.chooser.choose(need, Variant.MINIMAL).value
        self.vouched.update(_texts(chosen))
        return chosen

    def _resolved(self, type_: Type | TypeDef | None, value: JsonValue, direction: Direction) -> Type | TypeDef | None:
        """Return what a type comes to for a value: behind references, and of a union the variant that it satisfies."""
        for _ in range(_DEEPEST):
            match type_:
                case Ref():
                    type_ = self.api.types[type_.target]
                case Alias():
                    type_ = type_.type
                case Union(variants=variants) | UnionOf(variants=variants):
                    fitting = [each for each in variants if self.checker.accepts(each.schema, value, direction)]
                    type_ = (fitting or [*variants])[0]
                case AnyType():
                    return None
                case _:
                    return type_
        return None


def _texts(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if is_object(value) else value if is_array(value) else ():
        yield from _texts(each)
