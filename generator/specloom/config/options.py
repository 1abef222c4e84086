"""Options of targets: each target states them as a JSON Schema, which is checked here and shown to editors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import jsonschema_rs

from specloom.config.problems import ConfigProblems
from specloom.ir.types import JsonValue

__all__ = ["OptionsSchemas", "check_options"]

OptionsSchemas = Mapping[str, Mapping[str, JsonValue]]
"""The JSON Schema of each target's options, by the name of the target."""


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
    schema = schemas[target]
    known: Mapping[str, JsonValue] = schema.get("properties", {})
    unknown = [option for option in options if option not in known]
    for option in unknown:
        problems.unknown_key((*steps, option), known)
    checked = {option: value for option, value in options.items() if option in known}
    faults = list(jsonschema_rs.validator_for(dict(schema)).iter_errors(checked))
    for fault in faults:
        problems.invalid((*steps, *fault.instance_path), fault.message)
    return not unknown and not faults
