"""Puts the properties of captured bodies into the order of their schemas: files of captures have them sorted by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from specloom.calls.captured import Filed, essence, file_captures
from specloom.calls.values import is_array, is_object, is_too_deep
from specloom.captures.model import Body, BodyKind, Captures, Recorded
from specloom.ir.api import Api
from specloom.ir.operation import Operation
from specloom.ir.types import Alias, Array, JsonValue, MapType, Object, Ref, Type, TypeDef, TypeId, Union, UnionOf

__all__ = ["captures_in_order"]

_MOST_ALIASES = 20
_MOST_UNIONS = 3
"""Inside one another: a union may hold itself."""


def captures_in_order(api: Api, captures: Captures) -> Captures:
    """Return the captures with the properties of JSON bodies as the description has them; undescribed ones come last."""
    if not captures.recorded:
        return captures
    order = _Order(api.types)
    known = {filed.recorded.label: (each, filed) for each in api.operations for filed in file_captures(each, captures)}
    return Captures(
        tuple(_recorded(*known[each.label], order) if each.label in known else each for each in captures.recorded)
    )


def _recorded(operation: Operation, filed: Filed, order: _Order) -> Recorded:
    capture = filed.recorded.capture
    asked, answered = capture.request.body, capture.response.body
    if asked is not None and operation.body is not None:
        contents = operation.body.contents
        type_ = next((each.type for each in contents if essence(each.media_type) == essence(asked.media_type)), None)
        asked = order.of_body(asked, type_)
    if answered is not None and filed.content is not None:
        answered = order.of_body(answered, filed.content.type)
    ordered = replace(
        capture, request=replace(capture.request, body=asked), response=replace(capture.response, body=answered)
    )
    return replace(filed.recorded, capture=ordered)


@dataclass(frozen=True, slots=True)
class _Order:
    types: Mapping[TypeId, TypeDef]

    def of_body(self, body: Body, type_: Type | None) -> Body:
        if type_ is None or body.kind is not BodyKind.JSON or is_too_deep(body.value):
            return body
        return replace(body, value=self._of(body.value, type_))

    def _of(self, value: JsonValue, type_: Type | None) -> JsonValue:
        if is_array(value):
            items = self._structure(type_)
            return [self._of(each, items.items if isinstance(items, Array) else None) for each in value]
        if not is_object(value):
            return value
        types = self._properties(value, self._structure(type_))
        names = [name for name in types if name in value] + [name for name in value if name not in types]
        return {name: self._of(value[name], types.get(name)) for name in names}

    def _properties(
        self, value: Mapping[str, JsonValue], found: Type | TypeDef | None, unions: int = _MOST_UNIONS
    ) -> dict[str, Type]:
        """Return the types of properties in their order; of a union, those of the variant that has most of them."""
        match found:
            case Object():
                return {field.wire_name: field.type for field in found.fields}
            case MapType():
                return dict.fromkeys(value, found.values)
            case Union() | UnionOf() if unions:
                variants = [self._properties(value, self._structure(each), unions - 1) for each in found.variants]
                return max(variants, key=lambda names: len(names.keys() & value.keys()), default=dict[str, Type]())
            case _:
                return {}

    def _structure(self, type_: Type | None) -> Type | TypeDef | None:
        """Return what a type comes to behind references and aliases."""
        found: Type | TypeDef | None = type_
        for _ in range(_MOST_ALIASES):
            if isinstance(found, Ref):
                found = self.types[found.target]
            elif isinstance(found, Alias):
                found = found.type
            else:
                return found
        return None
