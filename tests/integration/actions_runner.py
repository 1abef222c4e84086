"""As much of GitHub's runner as action.yml needs: steps in order, `if`, `env`, outputs, and what a log makes it do.

It knows the few expressions that the action uses and refuses all others, so that the action cannot use what is not tried.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from integration.pets import ROOT, environment

__all__ = ["Outcome", "commands_in", "run_action"]

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
_EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")


@dataclass
class Outcome:
    """What a job that uses the action has afterwards."""

    code: int = 0
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def commands(self) -> list[str]:
        """What the runner was told to do by lines of the log."""
        return commands_in(self.log)


def commands_in(log: str) -> list[str]:
    """Return the commands of a log, as the runner finds them: until they are stopped, and on again.

    actions/runner, ActionCommand.TryParseV2 (after any blanks) and TryParse (`##[`, anywhere in a line).
    """
    found: list[str] = []
    stopped = ""
    for line in log.splitlines():
        text = line.strip()
        if stopped:
            stopped = "" if text == f"::{stopped}::" else stopped
        elif text.startswith("::stop-commands::"):
            stopped = text.removeprefix("::stop-commands::")
        elif text.startswith("::") or "##[" in text:
            found.append(text)
    assert not stopped, "commands were never allowed again"
    return found


def run_action(
    checkout: Path, temporary: Path, inputs: Mapping[str, str], env: Mapping[str, str] | None = None
) -> Outcome:
    """Run the steps of action.yml on a checkout, as a job would."""
    unknown = set(inputs) - set(ACTION["inputs"])
    assert not unknown, unknown
    given = {name: inputs.get(name, str(each.get("default", ""))) for name, each in ACTION["inputs"].items()}
    given = {name: "token-of-the-job" if value == "${{ github.token }}" else value for name, value in given.items()}
    temporary.mkdir(parents=True, exist_ok=True)
    summary = temporary / "summary.md"
    summary.touch()
    outcome, steps = Outcome(), dict[str, dict[str, str]]()
    for step in ACTION["runs"]["steps"]:
        if "if" in step and _value(step["if"], given, steps) != "true":
            continue
        output = temporary / f"{step['id']}.output"
        output.touch()
        script = temporary / f"{step['id']}.sh"
        script.write_text(step["run"])
        assert step["shell"] == "bash"
        more = {
            **{name: _value(str(value), given, steps) for name, value in step.get("env", {}).items()},
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(checkout),
            "RUNNER_TEMP": str(temporary),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_REF_NAME": "main",
            **(env or {}),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=checkout,
            env=environment(more),
            timeout=300,
            text=True,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        steps[step["id"]] = dict(line.split("=", 1) for line in output.read_text().splitlines())
        outcome.log += done.stdout
        outcome.code = done.returncode
        if done.returncode:
            break
    outcome.summary = summary.read_text()
    outcome.outputs = {name: _value(each["value"], given, steps) for name, each in ACTION["outputs"].items()}
    return outcome


def _value(text: str, inputs: Mapping[str, str], steps: Mapping[str, Mapping[str, str]]) -> str:
    return _EXPRESSION.sub(lambda match: _expression(match[1], inputs, steps), text)


def _expression(text: str, inputs: Mapping[str, str], steps: Mapping[str, Mapping[str, str]]) -> str:
    if " || " in text:
        return next(filter(None, (_expression(each, inputs, steps) for each in text.split(" || "))), "")
    if match := re.fullmatch(r"inputs\.([\w-]+) == '(\w+)'", text):
        return str(inputs[match[1]] == match[2]).lower()
    if match := re.fullmatch(r"inputs\.([\w-]+)", text):
        return inputs[match[1]]
    if match := re.fullmatch(r"steps\.([\w-]+)\.outputs\.([\w-]+)", text):
        return steps.get(match[1], {}).get(match[2], "")
    raise AssertionError(f"this runner does not know {text!r}")
