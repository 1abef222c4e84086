"""What a type comes to behind references, as far as that decides how a value is written."""

from __future__ import annotations

from specloom.ir.types import Alias, Ref, Type, TypeDef
from specloom.normalize.schemas.build import Schemas

__all__ = ["resolved"]

_MOST = 20


def resolved(schemas: Schemas, type_: Type) -> Type | TypeDef | None:
    """Return what a reference leads to: a type, or a definition that is no other name of one."""
    for _ in range(_MOST):
        if not isinstance(type_, Ref):
            return type_
        definition = schemas.types.get(type_.target)
        if not isinstance(definition, Alias):
            return definition
        type_ = definition.type
    return None
