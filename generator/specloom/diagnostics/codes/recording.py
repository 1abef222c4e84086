"""Codes of `specloom capture`: what came of steps, and what is left on the server."""

from __future__ import annotations

from specloom.diagnostics.catalogue import Severity, define

__all__ = ["CAPTURE_FAILED", "CAPTURE_LEFT", "CAPTURE_REFUSED", "SCENARIO_UNSAFE"]

CAPTURE_FAILED = define(
    "capture-failed",
    Severity.ERROR,
    "the step {step!r} of {workflow!r} failed: {problem}",
    "the steps after it were not sent; clean-up took away what it could",
    "look at the step, at its criteria and at the environment, then run `specloom capture` again",
    "A step of a scenario was not answered, or not as its criteria say: without any, with a status of 2xx. A request that\n"
    "got no answer was tried again where that does no harm.",
)
CAPTURE_REFUSED = define(
    "capture-refused",
    Severity.ERROR,
    "the answer to {step!r} of {workflow!r} was not written: {problem}",
    "nothing of it is on the disk",
    "hide the property with `hide`, or say with `keep` and a reason that the value is no secret",
    "Before a capture is written, all of it is searched for values that look like secrets. Where one is left after\n"
    "redaction, the file is not written. Places are named, values never are.",
)
CAPTURE_LEFT = define(
    "capture-left",
    Severity.ERROR,
    "what the step {step!r} of {workflow!r} made may still be there: {problem}",
    "the run could not take it away; its journal knows of it",
    "`specloom capture --cleanup` tries again; what it cannot take away has to be taken away by hand",
    "A run takes away what it made, the last first, whatever happened. What is left has the name that the run gave it, which\n"
    "begins with the `prefix` of the config.",
)
SCENARIO_UNSAFE = define(
    "scenario-unsafe",
    Severity.ERROR,
    "the step {step!r} of {workflow!r} could delete what the run did not make: {problem}",
    "nothing was sent",
    "name what it deletes by an output of the step that made it, or by a name that begins with `{{$inputs.prefix}}`",
    "Scenarios run against APIs that other people use as well. What a step deletes must be named by an output of a\n"
    "POST or PUT of the same run, or by `$inputs.prefix`, which is different in each run.",
)
