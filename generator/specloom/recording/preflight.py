"""What keeps a run from being begun: found before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.operation import Operation
from specloom.recording.credentials import Keyring
from specloom.recording.hosts import AllowList, ForbiddenHostError
from specloom.recording.model import Plan
from specloom.recording.values import missing_inputs

__all__ = ["problems"]


def problems(plan: Plan) -> Iterator[str]:
    """Yield what is wrong with the environment of a run and the inputs of its workflows. No value is in it."""
    operations = list(_operations(plan))
    keyring = Keyring.of(plan.api, plan.variables)
    names = [f"${name}" for name in keyring.missing(operations)]
    if names:
        are = "these environment variables are" if len(names) > 1 else "this environment variable is"
        yield f"{are} not set: {', '.join(names)}"
    for name in keyring.unusable():
        yield f"no header can carry the value of ${name}: it has spaces of lines, or characters outside ASCII"
    yield from _foreign_hosts(plan, operations, keyring)
    for scenario in plan.wanted:
        for workflow in scenario.workflows:
            for name in missing_inputs(scenario, workflow):
                yield f"the workflow {workflow.id!r} needs the input {name!r}: give it under `inputs` of the captures"


def _operations(plan: Plan) -> Iterator[Operation]:
    for scenario in plan.wanted:
        for workflow in scenario.workflows:
            yield from (step.operation for step in workflow.steps)


def _foreign_hosts(plan: Plan, operations: list[Operation], keyring: Keyring) -> Iterator[str]:
    """Yield each host that requests would go to, and that the environment does not name."""
    allowed = AllowList.of(plan.environment)
    urls = [operation.servers[0].url for operation in operations if operation.servers]
    urls += [each.token_url for each in keyring.exchanges(operations)]
    told: set[str] = set()
    for url in urls:
        try:
            allowed.check(url)
        except ForbiddenHostError as error:
            if str(error) not in told:
                told.add(str(error))
                yield str(error)
