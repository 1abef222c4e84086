"""A folder with a config, a description and a scenario, and `specloom capture` in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults.things import KEY, SPEC

__all__ = ["SCENARIO", "Project", "Ran"]

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = """\
arazzo: 1.0.1
info: {title: Things, version: "1"}
sourceDescriptions: [{name: things, url: ./things.yaml, type: openapi}]
workflows:
  - workflowId: things
    steps:
      - stepId: list
        operationId: listThings
      - stepId: create
        operationId: createThing
        requestBody: {contentType: application/json, payload: {name: "{$inputs.prefix}chair", color: red}}
        successCriteria: [{condition: $statusCode == 201}]
        outputs: {id: $response.body#/id}
      - stepId: other
        operationId: createThing
        x-specloom-capture: false
        requestBody: {contentType: application/json, payload: {name: "{$inputs.prefix}table"}}
        outputs: {id: $response.body#/id}
      - stepId: get
        operationId: getThing
        parameters: [{name: thingId, in: path, value: $steps.create.outputs.id}]
      - stepId: replace
        operationId: replaceThing
        parameters: [{name: thingId, in: path, value: $steps.create.outputs.id}]
        requestBody: {contentType: application/json, payload: {name: "{$inputs.prefix}chair", color: blue}}
      - stepId: refused
        operationId: createThing
        requestBody: {contentType: application/json, payload: {color: red}}
        successCriteria: [{condition: $statusCode == 400}]
      - stepId: delete
        operationId: deleteThing
        x-specloom-cleanup: create
        parameters: [{name: thingId, in: path, value: $steps.create.outputs.id}]
      - stepId: deleteOther
        operationId: deleteThing
        x-specloom-cleanup: other
        x-specloom-capture: false
        parameters: [{name: thingId, in: path, value: $steps.other.outputs.id}]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        """What `capture` tells in the JSON report."""
        return json.loads(self.out)["capture"][0]

    @property
    def codes(self) -> list[str]:
        """The codes of the findings in the JSON report."""
        return [finding["rule"] for finding in json.loads(self.out)["findings"] if finding["severity"] == "error"]

    @property
    def outcomes(self) -> dict[str, str]:
        """What came of each step."""
        return {result["step"]: result["outcome"] for result in self.report["results"]}


@dataclass(slots=True, kw_only=True)
class Project:
    """The folder."""

    folder: Path
    server: str
    scenario: str = SCENARIO
    spec: str = SPEC
    settings: str = ""
    """More lines of the environment, in flow style: `, production: true`."""
    key: str | None = KEY
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    """Further environment variables."""

    def __post_init__(self) -> None:
        """Write the files."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.write()

    def write(self) -> None:
        """Write the config, the description and the scenario."""
        environment = f"{{server: '{self.server}', requests_per_second: 1000, timeout: 2{self.settings}}}"
        config = (
            "version: 1\nout: generated\nsources:\n  things:\n    spec: things.yaml\n"
            "    credentials: {Key: THINGS_KEY}\n"
            f"    captures:\n      scenarios: [things.arazzo.yaml]\n      environments: {{sandbox: {environment}}}\n"
        )
        for name, text in {
            "specloom.yaml": config,
            "things.yaml": self.spec,
            "things.arazzo.yaml": self.scenario,
        }.items():
            (self.folder / name).write_text(text, encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `specloom capture` in a process of its own."""
        environment = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "HOME")},
            "SPECLOOM_STATE_DIR": str(self.folder / "state"),
            "PYTHONPATH": str(ROOT / "generator"),
            **({"THINGS_KEY": self.key} if self.key is not None else {}),
            **self.variables,
        }
        return subprocess.Popen(
            [sys.executable, "-m", "specloom", "capture", *arguments],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def capture(self, *arguments: str) -> Ran:
        """Run `specloom capture` to its end."""
        with self.start(*arguments) as child:
            out, err = child.communicate(timeout=120)
        return Ran(code=child.returncode, out=out, err=err)

    @property
    def files(self) -> dict[str, bytes]:
        """The captures."""
        return {path.name: path.read_bytes() for path in sorted((self.folder / "captures" / "things").glob("*"))}

    @property
    def journals(self) -> list[Path]:
        """The journals that are left."""
        return list((self.folder / "state").rglob("*.jsonl"))
