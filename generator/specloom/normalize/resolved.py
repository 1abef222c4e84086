"""What a type comes to behind references, as far as that decides how a value is written."""

from __future__ import annotations

from specloom.ir.types import Alias, Object, Ref, Type
from specloom.normalize.schemas.build import Schemas

__all__ = ["resolved"]

_MOST = 20


def resolved(schemas: Schemas, type_: Type) -> Type | Object | None:
    """Return what a reference leads to, as far as it is a type or an object."""
    for _ in range(_MOST):
        if not isinstance(type_, Ref):
            return type_
        definition = schemas.types.get(type_.target)
        if isinstance(definition, Alias):
            type_ = definition.type
        else:
            return definition if isinstance(definition, Object) else None
    return None
