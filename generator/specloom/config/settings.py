"""Settings of the command line: `--set KEY=VALUE` in, the data of a config with them out."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from specloom.source.values import is_object

__all__ = ["Setting", "setting_of", "with_settings"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, in place of what the config says."""

    steps: tuple[str, ...]
    value: Any


def setting_of(text: str) -> Setting:
    """Return what `KEY=VALUE` says; raise `ValueError` where it says nothing.

    Steps of the key are joined by dots. The value is JSON, or else a text: `strict=true`, `out=build`,
    `sources.shop.targets.docs.languages=["curl"]`.
    """
    key, mark, value = text.partition("=")
    steps = tuple(key.strip().split("."))
    if not mark or not all(steps):
        raise ValueError(f"--set needs KEY=VALUE, like --set strict=true, and {key!r} is none")
    try:
        return Setting(steps, json.loads(value))
    except ValueError:
        return Setting(steps, value)


def with_settings(data: Mapping[str, Any], settings: Iterable[Setting]) -> dict[str, Any]:
    """Return the data of a config with settings, the last one of a key last; objects that are not there are made.

    Raises `ValueError` where a key leads through something that is no object.
    """
    result: dict[str, Any] = copy.deepcopy(dict(data))
    for setting in settings:
        here: Any = result
        for place, step in enumerate(setting.steps):
            if not is_object(here):
                raise ValueError(f"--set {'.'.join(setting.steps)}: {'.'.join(setting.steps[:place])!r} is no object")
            if place == len(setting.steps) - 1:
                here[step] = setting.value
            else:
                if here.get(step) is None:
                    here[step] = {}
                here = here[step]
    return result
