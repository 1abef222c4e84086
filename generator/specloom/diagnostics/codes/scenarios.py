"""Codes of scenarios: documents of Arazzo 1.0."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = ["SCENARIO_INVALID", "SCENARIO_UNKNOWN", "SCENARIO_UNSUPPORTED"]

_LEFT_OUT = "the workflow that it stands in was left out, or the whole scenario where it is in none"

SCENARIO_INVALID = define(
    "scenario-invalid",
    Severity.ERROR,
    "{problem}",
    _LEFT_OUT,
    "{fix}",
    "Scenarios are documents of the Arazzo Specification 1.0: workflows of steps, each of which calls an operation of the\n"
    "description. Something in one of them has no meaning, is missing or contradicts the description.",
)
SCENARIO_UNSUPPORTED = define(
    "scenario-unsupported",
    Severity.ERROR,
    "{what} is not among what specloom runs of Arazzo",
    _LEFT_OUT,
    "{fix}",
    "specloom runs a part of the Arazzo Specification 1.0, listed in docs/capture.md: steps in order, each a call of one\n"
    "operation. What would be skipped in silence elsewhere is a finding here.",
)
SCENARIO_UNKNOWN = define(
    "scenario-unknown",
    Severity.ERROR,
    "there is no {what} {name!r}{hint}",
    _LEFT_OUT,
    "correct the name, or remove what asks for it",
    "A scenario names an operation, a parameter, a step, an input, an output, a component, a key or a file that does not\n"
    "exist. Mostly it was renamed, or there is a slip of the pen in it.",
)
