"""Schema objects of every kind, for one dialect."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from documents.dialect import Dialect
from documents.texts import markdown, property_names, texts, values_of_enums

__all__ = ["Schemas"]

Schema = dict[str, Any]
Draw = Callable[[st.SearchStrategy[Any]], Any]

_FORMATS = ("date-time", "date", "uuid", "email", "uri", "byte", "binary", "password", "ipv4", "hostname", "made-up")
_PATTERNS = ("^[a-z]{2,4}$", r"^\d+$", "^[A-Z]+(-[0-9]+)?$", "a|b", r"^[^\s'\"]+$")


@dataclass(frozen=True, slots=True)
class Schemas:
    """Draws schemas. A schema may refer to any component below a property or an item, and so to itself."""

    dialect: Dialect
    components: tuple[str, ...]

    def any(self, depth: int, earlier: tuple[str, ...] | None = None) -> st.SearchStrategy[Schema]:
        """Return schemas up to a depth. `earlier`: the components that may be composed without a ring; None: all."""
        allowed = self.components if earlier is None else earlier
        kinds = [self.scalar()]
        if allowed:
            kinds.append(st.sampled_from(allowed).map(self.dialect.reference))
        if depth > 0:
            kinds += [self.object(depth - 1), self.array(depth - 1), self.merged(depth - 1, allowed)]
            kinds += self._unions(depth - 1, allowed)
        return st.one_of(kinds)

    def component(self, earlier: tuple[str, ...]) -> st.SearchStrategy[Schema]:
        """Return schemas for a component: never a bare reference, which could close a ring of nothing else."""
        kinds = [self.object(2), self.object(2), self.array(2), self.merged(1, earlier), *self._unions(1, earlier)]
        return st.one_of(*kinds, self.scalar())

    def scalar(self) -> st.SearchStrategy[Schema]:
        """Return schemas without parts."""
        kinds = [self._string, self._number, self._boolean, self._enum]
        return st.sampled_from(kinds).flatmap(lambda kind: kind()).flatmap(self._dressed)

    def flat(self) -> st.SearchStrategy[Schema]:
        """Return schemas for what goes into a URL or a header: scalars, lists and objects of them."""
        items = self._array_of(self.scalar(), 0)
        return st.one_of(self.scalar(), self.scalar(), items, self._object_of(self.scalar(), 3, is_marked=False))

    def object(self, depth: int) -> st.SearchStrategy[Schema]:
        """Return objects: with properties, with any keys, or both."""
        return self._object_of(self.any(depth), depth, is_marked=True)

    def array(self, depth: int) -> st.SearchStrategy[Schema]:
        """Return arrays, and tuples where the dialect has them."""
        return self._array_of(self.any(depth), depth)

    def form(self) -> st.SearchStrategy[Schema]:
        """Return objects for the body of a form."""
        file: Schema = {"type": "string", "format": "binary"}
        parts = st.one_of(self.scalar(), st.just(file), self._array_of(st.one_of(self.scalar(), st.just(file)), 0))
        return self._object_of(parts, 2, is_marked=False)

    @staticmethod
    @st.composite
    def _drawn(draw: Draw, make: Callable[[Draw], Schema]) -> Schema:
        return make(draw)

    def _unions(self, depth: int, allowed: tuple[str, ...]) -> list[st.SearchStrategy[Schema]]:
        """Return unions by `oneOf` and `anyOf`, where the dialect has them."""

        def make(draw: Draw) -> Schema:
            variants = draw(st.lists(self.any(depth, allowed), min_size=1, max_size=3))
            if self.dialect.is_json_schema and draw(st.booleans()):
                variants.append({"type": "null"})
            return {draw(st.sampled_from(("oneOf", "anyOf"))): variants}

        return [] if self.dialect.is_swagger else [self._drawn(make)]

    def merged(self, depth: int, allowed: tuple[str, ...]) -> st.SearchStrategy[Schema]:
        """Return objects by `allOf`."""

        def make(draw: Draw) -> Schema:
            parts = draw(st.lists(self.object(depth), min_size=1, max_size=2))
            if allowed and draw(st.booleans()):
                parts.insert(0, self.dialect.reference(draw(st.sampled_from(allowed))))
            return {"allOf": parts} | ({"description": draw(markdown)} if draw(st.booleans()) else {})

        return self._drawn(make)

    def _string(self) -> st.SearchStrategy[Schema]:
        lengths = st.tuples(st.integers(0, 3), st.integers(3, 9)).map(
            lambda of: {"minLength": of[0], "maxLength": of[1]}
        )
        plain: Schema = {"type": "string"}
        return st.one_of(
            st.just(plain),
            texts.map(lambda text: plain | {"default": text}),
            texts.map(lambda text: plain | {"example": text}),
            lengths.map(lambda bounds: plain | bounds),
            st.sampled_from(_FORMATS).map(lambda name: plain | {"format": name}),
            st.sampled_from(_PATTERNS).map(lambda pattern: plain | {"pattern": pattern}),
        )

    def _number(self) -> st.SearchStrategy[Schema]:
        def make(draw: Draw) -> Schema:
            schema: Schema = {"type": draw(st.sampled_from(("integer", "number")))}
            low = draw(st.integers(-5, 5))
            if draw(st.booleans()):
                schema |= {"minimum": low, "maximum": low + draw(st.integers(2, 2**63))}
                if draw(st.booleans()):
                    strict = {"exclusiveMinimum": low} if self.dialect.is_json_schema else {"exclusiveMinimum": True}
                    schema |= strict
            elif draw(st.booleans()):
                schema |= {"multipleOf": draw(st.sampled_from((1, 2, 10)))}
            elif draw(st.booleans()):
                schema |= {"default": draw(st.sampled_from((0, -1, 2**53 + 1, 10**25)))}
            return schema

        return self._drawn(make)

    def _boolean(self) -> st.SearchStrategy[Schema]:
        return st.sampled_from(({"type": "boolean"}, {"type": "boolean", "default": False}, {}))

    def _enum(self) -> st.SearchStrategy[Schema]:
        strings = st.lists(values_of_enums, min_size=1, max_size=5, unique=True)
        numbers = st.lists(st.integers(-3, 1000), min_size=1, max_size=4, unique=True)
        kinds = [
            strings.map(lambda values: {"type": "string", "enum": values}),
            numbers.map(lambda values: {"type": "integer", "enum": values}),
        ]
        if self.dialect.is_json_schema:
            mixed = st.lists(st.one_of(values_of_enums, st.integers(), st.none()), min_size=1, max_size=4, unique=True)
            kinds.append(mixed.map(lambda values: {"enum": values}))
            kinds.append(st.one_of(texts, st.integers(), st.booleans()).map(lambda value: {"const": value}))
        return st.one_of(kinds)

    def _dressed(self, schema: Schema) -> st.SearchStrategy[Schema]:
        """Add what any schema may have beside its kind: prose, null, deprecation."""

        def make(draw: Draw) -> Schema:
            dressed = dict(schema)
            if draw(st.booleans()):
                dressed["description"] = draw(markdown)
            if draw(st.integers(0, 3)) == 0 and isinstance(schema.get("type"), str) and "enum" not in schema:
                dressed = self.dialect.or_null(dressed)
            if not self.dialect.is_swagger and draw(st.integers(0, 5)) == 0:
                dressed["deprecated"] = True
            return dressed

        return self._drawn(make)

    def _object_of(self, parts: st.SearchStrategy[Schema], depth: int, *, is_marked: bool) -> st.SearchStrategy[Schema]:
        def make(draw: Draw) -> Schema:
            properties: dict[str, Schema] = draw(st.dictionaries(property_names, parts, max_size=4))
            for name, member in properties.items():
                if is_marked and "$ref" not in member and draw(st.integers(0, 6)) == 0:
                    properties[name] = member | {draw(st.sampled_from(self.dialect.marks)): True}
            schema: Schema = {"type": "object", "properties": properties}
            required = [name for name in properties if draw(st.booleans())]
            if required:
                schema["required"] = required
            extra = draw(st.sampled_from((None, None, None, True, False, "schema")))
            if extra is not None:
                schema["additionalProperties"] = draw(parts) if extra == "schema" and depth > 0 else bool(extra)
            return schema

        return self._drawn(make)

    def _array_of(self, parts: st.SearchStrategy[Schema], depth: int) -> st.SearchStrategy[Schema]:
        def make(draw: Draw) -> Schema:
            schema: Schema = {"type": "array", "items": draw(parts)}
            if self.dialect.is_json_schema and depth > 0 and draw(st.integers(0, 3)) == 0:
                schema["prefixItems"] = draw(st.lists(parts, min_size=1, max_size=2))
            if draw(st.integers(0, 3)) == 0:
                schema |= {"minItems": draw(st.integers(0, 2)), "maxItems": draw(st.integers(2, 5))}
            return schema

        return self._drawn(make)
