"""Options of targets: each target states them as a JSON Schema, which is checked here and shown to editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import jsonschema_rs

from specloom.config.problems import ConfigProblems
from specloom.ir.types import JsonValue
from specloom.source.values import is_object

__all__ = [
    "EDITS",
    "OptionsSchemas",
    "UnusableTargetError",
    "check_options",
    "with_folder_settings",
    "without_folder_settings",
]

OptionsSchemas = Mapping[str, Mapping[str, JsonValue]]
"""The JSON Schema of each target's options, by the name of the target.

To go through them gives the targets that are made where nothing is said of any; there may be others, which must be named. To
ask for one of these may raise `UnusableTargetError`.
"""


class UnusableTargetError(LookupError):
    """A target is there and cannot be used; the message says why."""


EDITS = ("refuse", "merge", "overwrite")
_OF_EVERY_TARGET: Mapping[str, JsonValue] = {
    "edits": {
        "description": "What becomes of generated files that were changed by hand: `generate` stops, merges or overwrites.",
        "enum": list(EDITS),
        "default": "refuse",
    },
    "keep": {
        "description": "Paths in the target's folder that are your own: never written or deleted. `*` and `**` as in a shell.",
        "type": "array",
        "uniqueItems": True,
        "items": {"type": "string", "pattern": r"^(?!/)(?!(.*/)?\.\.?(/|$)).+$", "maxLength": 500},
    },
}
"""What can be said of the folder of any target, beside its own options."""


def with_folder_settings(schema: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the schema of what stands under a target in the config: its options, and what every target takes."""
    properties = schema.get("properties", {})
    assert is_object(properties), "an object schema"
    return {**schema, "properties": {**properties, **_OF_EVERY_TARGET}}


def without_folder_settings(options: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the options that are the target's own."""
    return {option: value for option, value in options.items() if option not in _OF_EVERY_TARGET}


def check_options(
    target: str,
    options: Mapping[str, JsonValue],
    steps: Sequence[str],
    schemas: OptionsSchemas,
    problems: ConfigProblems,
) -> bool:
    """Return whether a target exists and takes these options; report it where not. `steps` lead to its entry."""
    if target not in schemas:
        problems.unknown_key(steps, schemas)
        return False
    try:
        schema = with_folder_settings(schemas[target])
    except UnusableTargetError as error:
        problems.unusable_target(steps, str(error))
        return False
    known = schema["properties"]
    assert is_object(known), "an object schema"
    unknown = [option for option in options if option not in known]
    for option in unknown:
        problems.unknown_key((*steps, option), known)
    checked = {option: value for option, value in options.items() if option in known}
    faults = list(jsonschema_rs.validator_for(dict(schema)).iter_errors(checked))
    for fault in faults:
        problems.invalid((*steps, *fault.instance_path), fault.message)
    return not unknown and not faults
