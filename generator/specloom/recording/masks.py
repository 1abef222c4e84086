"""Credentials in values that a journal keeps: out of the environment they stand in it as the names of their variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from specloom.calls.values import is_array, is_object
from specloom.ir.types import JsonValue

__all__ = ["Masks"]

_MARK = "\0"


@dataclass(frozen=True, slots=True)
class Masks:
    """Hides the values of environment variables, and shows them again."""

    variables: Mapping[str, str]

    def hide(self, value: JsonValue) -> JsonValue:
        """Return a JSON value with `NUL name NUL` in the place of each credential, keys included."""
        longest = sorted(self.variables.items(), key=lambda item: (-len(item[1]), item[0]))
        return _each(value, {secret: f"{_MARK}{name}{_MARK}" for name, secret in longest if secret})

    def show(self, value: JsonValue) -> JsonValue:
        """Return the value that was hidden."""
        return _each(value, {f"{_MARK}{name}{_MARK}": secret for name, secret in self.variables.items()})


def _each(value: JsonValue, replaced: Mapping[str, str]) -> JsonValue:
    if is_object(value):
        return {_text(key, replaced): _each(item, replaced) for key, item in value.items()}
    if is_array(value):
        return [_each(item, replaced) for item in value]
    return _text(value, replaced) if isinstance(value, str) else value


def _text(text: str, replaced: Mapping[str, str]) -> str:
    for old, new in replaced.items():
        text = text.replace(old, new)
    return text
