"""The base of every model: fields with names of their own on the wire."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Self, dataclass_transform

from .unset import UNSET


class FieldSpec(NamedTuple):
    """One field of a model."""

    name: str
    wire_name: str
    annotation: str
    required: bool


class _Declared(NamedTuple):
    """What `field` returns until the class is complete."""

    wire_name: str
    required: bool


def field(wire_name: str, *, default: Any = ...) -> Any:
    """Declare a field that has another name on the wire; without `default` it is required."""
    return _Declared(wire_name, default is ...)


@dataclass_transform(kw_only_default=True, field_specifiers=(field,))
class Model:
    """A JSON object with documented fields.

    A field that is absent holds `UNSET`. Fields beyond the documented ones are kept in `extra_fields`
    and written back.
    """

    __fields__: ClassVar[tuple[FieldSpec, ...]] = ()

    def __init_subclass__(cls) -> None:
        specs: list[FieldSpec] = []
        for name, annotation in inspect.get_annotations(cls).items():
            given = cls.__dict__.get(name, ...)
            if isinstance(given, _Declared):
                spec = FieldSpec(name, given.wire_name, annotation, given.required)
            else:
                spec = FieldSpec(name, name, annotation, given is ...)
            specs.append(spec)
            setattr(cls, name, UNSET)
        cls.__fields__ = tuple(specs)

    def __init__(self, **values: Any) -> None:
        """Take the fields as keyword arguments."""
        missing: list[str] = []
        for spec in self.__fields__:
            value = values.pop(spec.name, UNSET)
            if value is not UNSET:
                self.__dict__[spec.name] = value
            elif spec.required:
                missing.append(spec.name)
        if missing:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Self:
        """Return the model that a JSON object describes. Never raises for what a server sends."""
        from .codec import decode_model

        return decode_model(cls, data)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object, by names of the wire, without what is unset."""
        from .encode import encode_model

        return encode_model(self)

    @property
    def extra_fields(self) -> dict[str, Any]:
        """What was sent beyond the documented fields, by name on the wire."""
        extra: dict[str, Any] = self.__dict__.setdefault("__extra__", {})
        return extra

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        raise TypeError(f"{type(self).__name__} can change, and so has no hash")

    def __repr__(self) -> str:
        shown = [
            f"{spec.name}={value!r}"
            for spec in self.__fields__
            if (value := getattr(self, spec.name)) is not UNSET
        ]
        return f"{type(self).__name__}({', '.join(shown)})"
