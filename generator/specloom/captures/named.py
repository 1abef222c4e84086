"""The secrets in a value: what has the name of one, and what stands beside such a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specloom.calls.values import is_array, is_object
from specloom.captures.names import NAMING, VALUES, is_harmless_detail, is_secret_name, words_of
from specloom.captures.pseudonyms import is_id_name
from specloom.ir.types import JsonValue

__all__ = ["named_secrets", "names_in_pair", "values_beside"]

_COUNTED = frozenset({"tokens"})
"""Names that are as often of how many there are: `totalTokens: 1500`."""


def named_secrets(
    value: JsonValue, name: str, is_secret: Callable[[str], bool], *, below: bool = False
) -> Iterator[str]:
    """Yield the secrets in a value with a name, as texts.

    `is_secret`: whether a name is that of a secret; `below`: the value is part of one, and so a secret unless its name
    says that it is an identifier or a detail.
    """
    is_own = is_secret(name)
    if is_object(value):
        beside = values_beside(value)
        for key, each in value.items():
            yield from named_secrets(each, key, is_secret, below=below or is_own or key in beside)
    elif is_array(value):
        for each in value[1:] if names_in_pair(value) else value:
            yield from named_secrets(each, name, is_secret, below=below or is_own or names_in_pair(value))
    elif value is not None and not isinstance(value, bool):
        is_number = isinstance(value, int | float)
        is_told = is_own or (below and not is_harmless_detail(name) and not is_id_name(name))
        if is_told and not (is_number and not _COUNTED.isdisjoint(words_of(name)[-1:])):
            yield str(value)


def values_beside(value: dict[str, JsonValue]) -> frozenset[str]:
    """Return the members of an object that are secrets because another member says so: `{name: PASSWORD, value: ...}`."""
    named = (each for key, each in value.items() if key.lower() in NAMING)
    if any(isinstance(each, str) and is_secret_name(each) for each in named):
        return frozenset(key for key in value if key.lower() in VALUES)
    return frozenset()


def names_in_pair(value: list[JsonValue]) -> bool:
    """Return whether a list is the name of a secret and its value."""
    return len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], str) and is_secret_name(value[0])
