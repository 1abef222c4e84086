"""The base of every model: fields with names of their own on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Self, dataclass_transform

from msgspec import NODEFAULT, Struct, StructMeta
from msgspec import field as struct_field


class FieldSpec(NamedTuple):
    """One field of a model, required without a default; also what `field` returns until the class is complete."""

    name: str
    wire_name: str
    annotation: str
    default: Any


def field(wire_name: str, *, default: Any = NODEFAULT) -> Any:
    """Declare a field that has another name on the wire; without `default` it is required."""
    return FieldSpec("", wire_name, "", default)


def is_plain(wire_name: str) -> bool:
    """Return whether a struct can have this name: nothing in it is escaped in JSON."""
    return wire_name.isprintable() and not {'"', "\\"} & set(wire_name)


class ModelMeta(StructMeta):
    """Makes a class of its annotations. What is unset is a default, so msgspec never reads or compares it."""

    __fields__: dict[str, FieldSpec]
    """By their names on the wire."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        specs: dict[str, FieldSpec] = {}
        for each, annotation in body.get("__annotations__", {}).items():
            given = body.get(each, NODEFAULT)
            wire_name, default = each, given
            if isinstance(given, FieldSpec):
                wire_name, default = given.wire_name, given.default
                known = wire_name if is_plain(wire_name) else each
                body[each] = struct_field(name=known, default=default)
            specs[wire_name] = FieldSpec(each, wire_name, annotation, default)
        made = super().__new__(
            cls,
            name,
            bases,
            body,
            kw_only=True,
            forbid_unknown_fields=True,
            repr_omit_defaults=True,
            gc=False,  # JSON has no rings, and a garbage collector need not look for them
        )
        made.__fields__ = specs
        return made


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Model(Struct, metaclass=ModelMeta):
    """A JSON object with documented fields. A field that is absent holds `UNSET`."""

    extra_fields: dict[str, Any] = field("(extra fields)", default={})
    """Fields beyond the documented ones, by name on the wire; they are written back."""

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Self:
        """Return the model that a JSON object describes. Never raises for what a server sends."""
        from .codec import Reader

        found: Self = Reader().read(cls, dict(data))
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, by names of the wire, without what is unset."""
        from .encode import encode

        found: dict[str, Any] = encode(self)
        return found
