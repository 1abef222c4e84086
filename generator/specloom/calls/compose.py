"""Composes a value of a type out of the document's examples, enumerations and defaults, and of synthesized leaves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import assert_never

from specloom.calls.built import DEPTH, Built, Dead, Outcome, Spot, TooLargeError
from specloom.calls.files import without_files
from specloom.calls.givens import Givens
from specloom.calls.model import FileInput, Variant
from specloom.calls.project import Projector
from specloom.calls.repair import repairs
from specloom.calls.strings import singular
from specloom.calls.synthesize import IMPOSSIBLE, key_for, scalar_for
from specloom.ir.types import (
    Alias,
    AnyType,
    Array,
    Bounds,
    Discriminator,
    Enum,
    Example,
    Field,
    JsonValue,
    Literal,
    MapType,
    Member,
    NeverType,
    Object,
    Ref,
    Scalar,
    ScalarKind,
    TupleType,
    Type,
    TypeDef,
    TypeId,
    Union,
    UnionOf,
)

__all__ = ["Composer"]
