"""From Python values to JSON, by names of the wire; what is unset is left out."""

from __future__ import annotations

import datetime as dt
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, cast

from .kinds import is_model
from .unset import UNSET

if TYPE_CHECKING:
    from .model import Model


def properties(model: Model) -> dict[str, object]:
    """Return the fields of a model by name on the wire, in their order, then the extra ones."""
    specs = type(model).__fields__.items()
    documented = {name: getattr(model, spec.name) for name, spec in specs}
    return {**documented, **model.extra_fields}


def encode(value: object) -> Any:
    """Return the JSON value; a mapping is taken to hold names of the wire already."""
    match value:
        case str() | None | bool() | int() | float():
            return value
        case Mapping():
            items = cast("Mapping[str, object]", value).items()
            return {name: encode(item) for name, item in items if item is not UNSET}
        case dt.datetime():
            return _rfc3339(value)
        case dt.date():
            return value.isoformat()
        case bytes() | bytearray():
            return b64encode(value).decode("ascii")
        case Sequence() | AbstractSet():
            return [encode(item) for item in cast("Sequence[object]", value)]
        case _:
            return encode(properties(value)) if is_model(value) else _rare(value)


def _rare(value: object) -> str:
    """Return the text of a value whose module is only imported where it is used."""
    from decimal import Decimal
    from uuid import UUID

    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"cannot send a value of type {type(value).__name__}")


def _rfc3339(moment: dt.datetime) -> str:
    """Return an RFC 3339 time, UTC as `Z`; a time without a zone would be anybody's guess."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone: give it a tzinfo")
    return re.sub(r"\+00:00$", "Z", moment.isoformat())
